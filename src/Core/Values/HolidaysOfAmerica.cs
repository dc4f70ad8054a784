using NodaTime;
using static Rapport.Values.HolidayRule;

namespace Rapport.Values;

/// <summary>
/// The federal holidays of the United States by 5 U.S.C. 6103, as the Office of Personnel Management lists them: one on a
/// Saturday is kept on the Friday before, one on a Sunday on the Monday after.
/// </summary>
internal static class HolidaysOfAmerica
{
    public static readonly IReadOnlyList<HolidayRegion> Regions = [new("US", "United States")];

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed(1, 1, "New Year’s Day").Moved(Observed),
        Nth(3, IsoDayOfWeek.Monday, 1, "Birthday of Martin Luther King, Jr."),
        Nth(3, IsoDayOfWeek.Monday, 2, "Washington’s Birthday"),
        Nth(-1, IsoDayOfWeek.Monday, 5, "Memorial Day"),
        Fixed(6, 19, "Juneteenth National Independence Day").Moved(Observed).Since(2021),
        Fixed(7, 4, "Independence Day").Moved(Observed),
        Nth(1, IsoDayOfWeek.Monday, 9, "Labor Day"),
        Nth(2, IsoDayOfWeek.Monday, 10, "Columbus Day"),
        Fixed(11, 11, "Veterans Day").Moved(Observed),
        Nth(4, IsoDayOfWeek.Thursday, 11, "Thanksgiving Day"),
        Fixed(12, 25, "Christmas Day").Moved(Observed),
    ];

    private static LocalDate Observed(LocalDate date) =>
        date.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => date.PlusDays(-1),
            IsoDayOfWeek.Sunday => date.PlusDays(1),
            _ => date,
        };
}
