using NodaTime;
using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>
/// By the holiday laws of the sixteen Länder. Assumption in Bavaria holds where most people are Catholic, and
/// Augsburg has a feast of its own: regions "DE-BY-M" and "DE-BY-A". Corpus Christi in single towns of Saxony and
/// Thuringia is left out.
/// </summary>
internal static class HolidaysOfGermany
{
    public static readonly IReadOnlyList<HolidayRegion> Regions =
    [
        new("DE", "Deutschland"),
        new("DE-BW", "Baden-Württemberg"),
        new("DE-BY", "Bayern"),
        new("DE-BY-M", "Bayern, mit Mariä Himmelfahrt"),
        new("DE-BY-A", "Bayern, Stadt Augsburg"),
        new("DE-BE", "Berlin"),
        new("DE-BB", "Brandenburg"),
        new("DE-HB", "Bremen"),
        new("DE-HH", "Hamburg"),
        new("DE-HE", "Hessen"),
        new("DE-MV", "Mecklenburg-Vorpommern"),
        new("DE-NI", "Niedersachsen"),
        new("DE-NW", "Nordrhein-Westfalen"),
        new("DE-RP", "Rheinland-Pfalz"),
        new("DE-SL", "Saarland"),
        new("DE-SN", "Sachsen"),
        new("DE-ST", "Sachsen-Anhalt"),
        new("DE-SH", "Schleswig-Holstein"),
        new("DE-TH", "Thüringen"),
    ];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "Neujahr"),
        Fixed(1, 6, "Heilige Drei Könige").Only("BW", "BY", "BY-M", "BY-A", "ST"),
        Fixed(3, 8, "Internationaler Frauentag").Only("BE").Since(2019),
        Fixed(3, 8, "Internationaler Frauentag").Only("MV").Since(2023),
        Easter(-2, "Karfreitag"),
        Easter(0, "Ostersonntag").Only("BB"),
        Easter(1, "Ostermontag"),
        Fixed(5, 1, "Tag der Arbeit"),
        Easter(39, "Christi Himmelfahrt"),
        Easter(49, "Pfingstsonntag").Only("BB"),
        Easter(50, "Pfingstmontag"),
        Easter(60, "Fronleichnam").Only("BW", "BY", "BY-M", "BY-A", "HE", "NW", "RP", "SL"),
        Fixed(8, 8, "Augsburger Hohes Friedensfest").Only("BY-A"),
        Fixed(8, 15, "Mariä Himmelfahrt").Only("BY-M", "BY-A", "SL"),
        Fixed(9, 20, "Weltkindertag").Only("TH").Since(2019),
        Fixed(10, 3, "Tag der Deutschen Einheit"),
        Once(2017, 10, 31, "Reformationstag"),
        Fixed(10, 31, "Reformationstag").Only("BB", "MV", "SN", "ST", "TH"),
        Fixed(10, 31, "Reformationstag").Only("HB", "HH", "NI", "SH").Since(2018),
        Fixed(11, 1, "Allerheiligen").Only("BW", "BY", "BY-M", "BY-A", "NW", "RP", "SL"),
        new HolidayRule("Buß- und Bettag", Repentance).Only("SN"),
        Fixed(12, 25, "1. Weihnachtsfeiertag"),
        Fixed(12, 26, "2. Weihnachtsfeiertag"),
        Once(2020, 5, 8, "75. Jahrestag der Befreiung").Only("BE"),
        Once(2025, 5, 8, "80. Jahrestag der Befreiung").Only("BE"),
        Once(2028, 6, 17, "75. Jahrestag des Volksaufstandes").Only("BE"),
    ];

    /// <summary>The Wednesday before 23 November.</summary>
    private static LocalDate? Repentance(int year)
    {
        var day = new LocalDate(year, 11, 22);
        return day.PlusDays(-(((int)day.DayOfWeek - (int)IsoDayOfWeek.Wednesday + 7) % 7));
    }
}
