using NodaTime;

namespace Rapport.Values;

/// <summary>One holiday of a country: on which date of a year, in which years, in which of its parts.</summary>
/// <param name="On">Null where the year has none.</param>
internal sealed record HolidayRule(string Name, Func<int, LocalDate?> On)
{
    private int since = int.MinValue;
    private int until = int.MaxValue;
    private string[] only = [];
    private string[] but = [];

    public bool Holds(HolidayRegion region) =>
        (only.Length == 0 || only.Contains(Part(region))) && !but.Contains(Part(region));

    public LocalDate? In(int year) => year >= since && year <= until ? On(year) : null;

    public HolidayRule Since(int year) => this with { since = year };

    public HolidayRule Until(int year) => this with { until = year };

    /// <summary>Parts by what stands behind the country in their code; a country that keeps it besides, as its own code.</summary>
    public HolidayRule Only(params string[] parts) => this with { only = parts };

    public HolidayRule But(params string[] parts) => this with { but = parts };

    public static HolidayRule Fixed(int month, int day, string name) =>
        new(name, year => new LocalDate(year, month, day));

    /// <param name="days">After Easter Sunday; before, below zero.</param>
    public static HolidayRule Easter(int days, string name) =>
        new(name, year => Holidays.Easter(year).PlusDays(days));

    /// <param name="which">The first is 1, the last -1.</param>
    public static HolidayRule Nth(int which, IsoDayOfWeek day, int month, string name) =>
        new(name, year => NthOf(which, day, year, month));

    /// <summary>Of that one year alone.</summary>
    public static HolidayRule Once(int year, int month, int day, string name) =>
        new(name, y => y == year ? new LocalDate(year, month, day) : null);

    public HolidayRule Moved(Func<LocalDate, LocalDate> to) =>
        this with
        {
            On = year => On(year) is { } date ? to(date) : null,
        };

    public static LocalDate NthOf(int which, IsoDayOfWeek day, int year, int month)
    {
        if (which > 0)
        {
            var first = new LocalDate(year, month, 1);
            return first.PlusDays((((int)day - (int)first.DayOfWeek + 7) % 7) + (7 * (which - 1)));
        }
        var last = new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1);
        return last.PlusDays(-(((int)last.DayOfWeek - (int)day + 7) % 7) + (7 * (which + 1)));
    }

    private static string Part(HolidayRegion region) =>
        region.IsCountry ? region.Code : region.Code[3..];
}
