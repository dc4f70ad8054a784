using NodaTime;

namespace Rapport.Values;

/// <summary>
/// Spans of one day, written "09:00-12:00 13:00-17:00". A span may run past midnight ("22:00-06:00") and then belongs to
/// the day it begins on; "00:00-24:00" is the whole day.
/// </summary>
public sealed record DayHours
{
    public static readonly DayHours None = new([]);

    /// <summary>Characters that one may be written in.</summary>
    public const int Longest = 200;

    // Which day it is does not matter here; a week already knows what spans of one day may be.
    private readonly WeeklyHours week;

    /// <exception cref="ArgumentException">A span is empty or overlaps another.</exception>
    public DayHours(IEnumerable<(LocalTime From, LocalTime To)> spans) =>
        week = new(spans.Select(s => new WeeklyHours.Span(IsoDayOfWeek.Monday, s.From, s.To)));

    private DayHours(WeeklyHours week) => this.week = week;

    public IReadOnlyList<WeeklyHours.Span> Spans => week.Spans;

    public bool IsEmpty => week.IsEmpty;

    /// <exception cref="FormatException">Not in the form shown above.</exception>
    public static DayHours Parse(string text) =>
        TryParse(text, out var hours)
            ? hours
            : throw new FormatException($"'{text}' are not the hours of a day");

    public static bool TryParse(string text, out DayHours hours)
    {
        hours = None;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }
        if (text.Contains(',') || !WeeklyHours.TryParse("Mon " + text, out var week))
        {
            return false;
        }
        hours = new DayHours(week);
        return true;
    }

    public bool Equals(DayHours? other) => other is not null && week.Equals(other.week);

    public override int GetHashCode() => week.GetHashCode();

    public override string ToString() => IsEmpty ? "" : week.ToString()["Mon ".Length..];
}
