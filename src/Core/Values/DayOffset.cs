using System.Globalization;
using NodaTime;

namespace Rapport.Values;

/// <summary>
/// How far a day lies from another: <c>15 bd</c> business days later, <c>-90 d</c> ninety days before, <c>6 m</c> six months
/// later. Of business days the first counted is the next one, as <see cref="BusinessCalendar.AddDays(Instant, int)"/> has it.
/// </summary>
public sealed record DayOffset
{
    /// <summary>Of each unit: some twenty-seven years of days.</summary>
    public const int Most = 10_000;

    private DayOffset(int count, DayUnit unit) => (Count, Unit) = (count, unit);

    /// <summary>Below zero for before.</summary>
    public int Count { get; }

    public DayUnit Unit { get; }

    /// <summary>Null when it is not understood, or too far.</summary>
    public static DayOffset? TryParse(string? text)
    {
        var said = (text ?? "").Trim();
        var figures = said.TrimEnd('a', 'b', 'c', 'd', 'm', ' ');
        DayUnit? unit = said[figures.Length..].Trim() switch
        {
            "bd" => DayUnit.BusinessDays,
            "m" => DayUnit.Months,
            "d" => DayUnit.Days,
            _ => null,
        };
        return
            unit is { } one
            && int.TryParse(
                figures,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var count
            )
            && Math.Abs((long)count) <= Most
            ? new DayOffset(count, one)
            : null;
    }

    /// <exception cref="FormatException">Not in a form shown above.</exception>
    public static DayOffset Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"No offset in days: {text}");

    /// <summary>The day that lies so far from this one; null beyond the years that the calendar knows.</summary>
    public LocalDate? From(LocalDate day, BusinessCalendar calendar) =>
        Unit switch
        {
            DayUnit.Days => day.PlusDays(Count),
            DayUnit.Months => day.PlusMonths(Count),
            _ when Count == 0 => day,
            _ => calendar
                .AddDays(calendar.Zone.AtStartOfDay(day).ToInstant(), Count)
                ?.InZone(calendar.Zone)
                .Date,
        };

    public override string ToString() =>
        Count.ToString(CultureInfo.InvariantCulture)
        + Unit switch
        {
            DayUnit.BusinessDays => " bd",
            DayUnit.Months => " m",
            _ => " d",
        };
}

public enum DayUnit
{
    Days,
    BusinessDays,
    Months,
}
