using NodaTime;
using NodaTime.TimeZones;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>
/// Slow and by another way: asks of each minute what a clock on the wall shows then, and whether a span holds that. The
/// second pass of an hour that comes twice is held by a span that begins before its end and reaches as far as its end.
/// </summary>
internal sealed class BusinessCalendarOracle(
    WeeklyHours hours,
    DateTimeZone zone,
    IReadOnlyDictionary<LocalDate, ExceptionalDay> days
)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    public bool IsOpen(Instant at)
    {
        var local = at.InZone(zone).LocalDateTime;
        var mapping = zone.MapLocal(local);
        var second = mapping.Count == 2 && mapping.Last().ToInstant() == at;
        var over = second ? mapping.EarlyInterval.IsoLocalEnd : local;
        return Enumerable.Range(-2, 4).Any(by => Holds(over.Date.PlusDays(by)));

        bool Holds(LocalDate date) =>
            Spans(date)
                .Any(s => second ? s.From < over && s.To >= over : s.From <= local && local < s.To);
    }

    public Duration Between(Instant from, Instant to)
    {
        var open = Duration.Zero;
        for (var at = from; at < to; at += Minute)
        {
            open += IsOpen(at) ? Minute : Duration.Zero;
        }
        return open;
    }

    /// <summary>Null when it has not come after so many minutes.</summary>
    public Instant? Add(Instant from, Duration time, int patience)
    {
        for (var (at, left) = (from, patience); left >= 0; left--, at += Minute)
        {
            if (time == Duration.Zero)
            {
                return at;
            }
            time -= IsOpen(at) ? Minute : Duration.Zero;
        }
        return null;
    }

    private IEnumerable<(LocalDateTime From, LocalDateTime To)> Spans(LocalDate date)
    {
        var day = days.GetValueOrDefault(date);
        var own = day?.Kind switch
        {
            DayKind.Closed => [],
            DayKind.OtherHours => day.Spans.Spans.Select(s => On(date, s)),
            _ => hours.Spans.Where(s => s.Day == date.DayOfWeek).Select(s => On(date, s)),
        };
        foreach (var near in Enumerable.Range(-1, 3).Select(by => date.PlusDays(by)))
        {
            if (days.GetValueOrDefault(near) is { Kind: DayKind.ClosedPart } part)
            {
                foreach (var shut in part.Spans.Spans.Select(s => On(near, s)))
                {
                    own = own.SelectMany(s =>
                        new[]
                        {
                            (s.From, LocalDateTime.Min(s.To, shut.From)),
                            (LocalDateTime.Max(s.From, shut.To), s.To),
                        }.Where(p => p.Item1 < p.Item2)
                    );
                }
            }
        }
        return [.. own];
    }

    private static (LocalDateTime From, LocalDateTime To) On(
        LocalDate date,
        WeeklyHours.Span span
    ) => (date + span.From, (span.PastMidnight ? date.PlusDays(1) : date) + span.To);
}
