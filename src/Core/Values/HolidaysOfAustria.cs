using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>By § 7 of the Arbeitsruhegesetz; the patron days of the Länder close schools and offices alone.</summary>
internal static class HolidaysOfAustria
{
    public static readonly IReadOnlyList<HolidayRegion> Regions = [new("AT", "Österreich")];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "Neujahr"),
        Fixed(1, 6, "Heilige Drei Könige"),
        Easter(1, "Ostermontag"),
        Fixed(5, 1, "Staatsfeiertag"),
        Easter(39, "Christi Himmelfahrt"),
        Easter(50, "Pfingstmontag"),
        Easter(60, "Fronleichnam"),
        Fixed(8, 15, "Mariä Himmelfahrt"),
        Fixed(10, 26, "Nationalfeiertag"),
        Fixed(11, 1, "Allerheiligen"),
        Fixed(12, 8, "Mariä Empfängnis"),
        Fixed(12, 25, "Christtag"),
        Fixed(12, 26, "Stefanitag"),
    ];
}
