using NodaTime;
using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>
/// By article 3 of the Algemene termijnenwet, without Good Friday, on which most work; Liberation Day in the years that
/// end in 0 and 5, in which it is a day off nearly everywhere. Good Friday and the others may be entered by hand.
/// </summary>
internal static class HolidaysOfTheNetherlands
{
    public static readonly IReadOnlyList<HolidayRegion> Regions = [new("NL", "Nederland")];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "Nieuwjaarsdag"),
        Easter(0, "Eerste paasdag"),
        Easter(1, "Tweede paasdag"),
        Fixed(4, 30, "Koninginnedag").Moved(NoSunday).Until(2013),
        Fixed(4, 27, "Koningsdag").Moved(NoSunday).Since(2014),
        new HolidayRule("Bevrijdingsdag", year => year % 5 == 0 ? new LocalDate(year, 5, 5) : null),
        Easter(39, "Hemelvaartsdag"),
        Easter(49, "Eerste pinksterdag"),
        Easter(50, "Tweede pinksterdag"),
        Fixed(12, 25, "Eerste kerstdag"),
        Fixed(12, 26, "Tweede kerstdag"),
    ];

    private static LocalDate NoSunday(LocalDate date) =>
        date.DayOfWeek == IsoDayOfWeek.Sunday ? date.PlusDays(-1) : date;
}
