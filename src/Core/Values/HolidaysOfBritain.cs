using NodaTime;
using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>
/// Bank holidays by the Banking and Financial Dealings Act 1971 and the proclamations since 2000, as gov.uk lists them:
/// one that falls on a Saturday or Sunday is kept on the next weekday that is none.
/// </summary>
internal static class HolidaysOfBritain
{
    private const string England = "EAW";
    private const string Scotland = "SCT";
    private const string NorthernIreland = "NIR";

    public static readonly IReadOnlyList<HolidayRegion> Regions =
    [
        new("GB-EAW", "England and Wales"),
        new("GB-SCT", "Scotland"),
        new("GB-NIR", "Northern Ireland"),
    ];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "New Year’s Day").Moved(Weekday),
        Fixed(1, 2, "2nd January").Moved(SecondOfTwo).Only(Scotland),
        Fixed(3, 17, "St Patrick’s Day").Moved(Weekday).Only(NorthernIreland),
        Easter(-2, "Good Friday"),
        Easter(1, "Easter Monday").But(Scotland),
        new HolidayRule(
            "Early May bank holiday",
            year =>
                year == 2020 ? new LocalDate(2020, 5, 8) : NthOf(1, IsoDayOfWeek.Monday, year, 5)
        ),
        new HolidayRule(
            "Spring bank holiday",
            year =>
                year switch
                {
                    2002 or 2012 => new LocalDate(year, 6, 4),
                    2022 => new LocalDate(2022, 6, 2),
                    _ => NthOf(-1, IsoDayOfWeek.Monday, year, 5),
                }
        ),
        Once(2002, 6, 3, "Queen’s Golden Jubilee"),
        Once(2011, 4, 29, "Royal wedding"),
        Once(2012, 6, 5, "Queen’s Diamond Jubilee"),
        Once(2022, 6, 3, "Platinum Jubilee bank holiday"),
        Once(2022, 9, 19, "Bank Holiday for the State Funeral of Queen Elizabeth II"),
        Once(2023, 5, 8, "Bank holiday for the coronation of King Charles III"),
        Once(2026, 6, 15, "World Cup bank holiday").Only(Scotland),
        Fixed(7, 12, "Battle of the Boyne (Orangemen’s Day)").Moved(Weekday).Only(NorthernIreland),
        Nth(1, IsoDayOfWeek.Monday, 8, "Summer bank holiday").Only(Scotland),
        Nth(-1, IsoDayOfWeek.Monday, 8, "Summer bank holiday").Only(England, NorthernIreland),
        Fixed(11, 30, "St Andrew’s Day").Moved(Weekday).Only(Scotland).Since(2007),
        new HolidayRule("Christmas Day", Christmas),
        Fixed(12, 26, "Boxing Day").Moved(BoxingDay),
    ];

    private static LocalDate Weekday(LocalDate date) =>
        date.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => date.PlusDays(2),
            IsoDayOfWeek.Sunday => date.PlusDays(1),
            _ => date,
        };

    /// <summary>The day behind one that is kept as well: where that one was moved here, a day further.</summary>
    private static LocalDate SecondOfTwo(LocalDate date) =>
        date.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday => date.PlusDays(2),
            IsoDayOfWeek.Monday => date.PlusDays(1),
            _ => date,
        };

    /// <summary>When Christmas is a Sunday, Boxing Day keeps its Monday, and Christmas goes behind it.</summary>
    private static LocalDate? Christmas(int year)
    {
        var day = new LocalDate(year, 12, 25);
        return day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            ? day.PlusDays(2)
            : day;
    }

    private static LocalDate BoxingDay(LocalDate date) =>
        date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? date.PlusDays(2) : date;
}
