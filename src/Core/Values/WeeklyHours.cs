using NodaTime;
using NodaTime.Text;

namespace Rapport.Values;

/// <summary>
/// Spans of a week in somebody's own zone, such as when she may be called. Written "Mon 09:00-12:00 13:00-17:00, Fri
/// 09:00-13:00". A span may run past midnight ("22:00-02:00") and belongs to the day it begins on; "00:00-24:00" is the
/// whole day.
/// </summary>
public sealed record WeeklyHours
{
    public static readonly WeeklyHours None = new([]);

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture(
        "HH':'mm"
    );

    private static readonly Dictionary<string, IsoDayOfWeek> Days = Enum.GetValues<IsoDayOfWeek>()
        .Where(d => d != IsoDayOfWeek.None)
        .ToDictionary(d => d.ToString()[..3], StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A span is empty, has no day, or overlaps another of its day.</exception>
    public WeeklyHours(IEnumerable<Span> spans)
    {
        Spans = [.. spans.OrderBy(s => s.Day).ThenBy(s => s.From)];
        if (
            Spans.Any(s =>
                s.Day == IsoDayOfWeek.None || (s.From == s.To && s.From != LocalTime.Midnight)
            )
        )
        {
            throw new ArgumentException("A span has a day and a length", nameof(spans));
        }
        if (
            Spans
                .Zip(Spans.Skip(1))
                .Any(p =>
                    p.First.Day == p.Second.Day
                    && (p.First.PastMidnight || p.Second.From < p.First.To)
                )
        )
        {
            throw new ArgumentException("Spans of one day do not overlap", nameof(spans));
        }
    }

    /// <param name="To">Excluded. At or before <paramref name="From"/>: on the next day.</param>
    public sealed record Span(IsoDayOfWeek Day, LocalTime From, LocalTime To)
    {
        public bool PastMidnight => To <= From;
    }

    public IReadOnlyList<Span> Spans { get; }

    public bool IsEmpty => Spans.Count == 0;

    public bool Holds(LocalDateTime local) => OpenUntil(local) is not null;

    /// <summary>The local time at which the span that holds now ends; null when none does.</summary>
    public LocalDateTime? OpenUntil(LocalDateTime local)
    {
        foreach (var span in Spans)
        {
            if (
                span.Day == local.DayOfWeek
                && local.TimeOfDay >= span.From
                && (span.PastMidnight || local.TimeOfDay < span.To)
            )
            {
                return (span.PastMidnight ? local.Date.PlusDays(1) : local.Date) + span.To;
            }
            if (
                span.PastMidnight
                && span.Day == local.Date.PlusDays(-1).DayOfWeek
                && local.TimeOfDay < span.To
            )
            {
                return local.Date + span.To;
            }
        }
        return null;
    }

    /// <summary>The next local time at which a span begins, within a week; null when there is none at all.</summary>
    public LocalDateTime? NextOpening(LocalDateTime local)
    {
        for (var day = 0; day <= 7; day++)
        {
            var date = local.Date.PlusDays(day);
            foreach (var span in Spans.Where(s => s.Day == date.DayOfWeek))
            {
                var opens = date + span.From;
                if (opens > local)
                {
                    return opens;
                }
            }
        }
        return null;
    }

    /// <exception cref="FormatException">Not in the form shown above.</exception>
    public static WeeklyHours Parse(string text) =>
        TryParse(text, out var hours)
            ? hours
            : throw new FormatException($"'{text}' are not weekly hours");

    public static bool TryParse(string text, out WeeklyHours hours)
    {
        hours = None;
        var spans = new List<Span>();
        foreach (
            var day in text.Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var words = day.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !Days.TryGetValue(words[0], out var name))
            {
                return false;
            }
            foreach (var word in words.Skip(1))
            {
                var ends = word.Split('-');
                if (
                    ends.Length != 2
                    || Time.Parse(ends[0]) is not { Success: true } from
                    || Time.Parse(ends[1] == "24:00" ? "00:00" : ends[1])
                        is not { Success: true } to
                )
                {
                    return false;
                }
                spans.Add(new Span(name, from.Value, to.Value));
            }
        }
        try
        {
            hours = new WeeklyHours(spans);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public bool Equals(WeeklyHours? other) => other is not null && Spans.SequenceEqual(other.Spans);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        string.Join(
            ", ",
            Spans
                .GroupBy(s => s.Day)
                .Select(g => $"{g.Key.ToString()[..3]} {string.Join(' ', g.Select(Said))}")
        );

    private static string Said(Span span) =>
        $"{Time.Format(span.From)}-{(span.From == span.To ? "24:00" : Time.Format(span.To))}";
}
