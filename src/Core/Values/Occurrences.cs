using NodaTime;

namespace Rapport.Values;

/// <summary>
/// When something recurs (RFC 5545, section 3.8.5): a start, a rule, dates added to it (RDATE) and left out of it (EXDATE),
/// all in one zone. The start is always the first, whether its rule would fall on it or not, and a count counts it.
/// <para>
/// A local time that a zone leaps over in spring is taken by the offset before the leap, one that it passes twice in autumn
/// is the first of the two (section 3.3.5). So 02:30 is said as 03:30 on that one day, and nothing is lost.
/// </para>
/// </summary>
public sealed class Occurrences
{
    private readonly RecurrenceWalk? walk;
    private readonly HashSet<Instant> leftOut;

    /// <param name="start">Of the years 1 to 9998; parts of a second are cut off.</param>
    /// <param name="rule">None where something happens on its start and the added dates alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is of another year.</exception>
    public Occurrences(
        LocalDateTime start,
        DateTimeZone zone,
        Recurrence? rule,
        IEnumerable<LocalDateTime>? added = null,
        IEnumerable<LocalDateTime>? leftOut = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start.Year, 1, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
            start.Year,
            RecurrenceWalk.EndYear,
            nameof(start)
        );
        Start = start.Date + TimeAdjusters.TruncateToSecond(start.TimeOfDay);
        (Zone, Rule) = (zone, rule);
        Added = [.. (added ?? []).Distinct().Order()];
        LeftOut = [.. (leftOut ?? []).Distinct().Order()];
        walk = rule is null ? null : new RecurrenceWalk(rule.Parts, Start);
        this.leftOut = [.. LeftOut.Select(At)];
    }

    public LocalDateTime Start { get; }

    public DateTimeZone Zone { get; }

    public Recurrence? Rule { get; }

    public IReadOnlyList<LocalDateTime> Added { get; }

    public IReadOnlyList<LocalDateTime> LeftOut { get; }

    /// <summary>All of them in their order, each once, worked out as they are asked for; without an end where the rule has none.</summary>
    public IEnumerable<Instant> All() => From(Instant.MinValue);

    /// <summary>The first one later than this; null for never again.</summary>
    public Instant? After(Instant moment)
    {
        foreach (var at in From(moment))
        {
            if (at > moment)
            {
                return at;
            }
        }
        return null;
    }

    /// <summary>
    /// Those at this moment or later. Unless the rule counts, it begins there and does not walk from the start.
    /// </summary>
    public IEnumerable<Instant> From(Instant from) =>
        Merged(OfRule(from), [.. Added.Select(At).Distinct().Order()])
            .Where(at => at >= from && !leftOut.Contains(at));

    private IEnumerable<Instant> OfRule(Instant from)
    {
        var first = At(Start);
        if (walk is null)
        {
            return [first];
        }
        var parts = Rule!.Parts;
        var local =
            parts.Count is null && from > first
                ? LocalDateTime.Max(EarliestLocal(from), Start)
                : Start;
        var times = Ordered(walk.From(local).TakeWhile(NotPast(parts.Until)));
        if (parts.Until is { Kind: UntilKind.Utc } until)
        {
            var end = until.At.InUtc().ToInstant();
            times = times.TakeWhile(at => at <= end);
        }
        times = Merged([first], times);
        return parts.Count is { } count ? times.Take(count) : times;
    }

    private static Func<LocalDateTime, bool> NotPast(Until? until) =>
        until switch
        {
            { Kind: UntilKind.Date } day => at => at.Date <= day.At.Date,
            { Kind: UntilKind.Local } local => at => at <= local.At,
            _ => _ => true,
        };

    private Instant At(LocalDateTime local) => Zone.AtLeniently(local).ToInstant();

    /// <summary>The earliest local time that may be as late as this: just after a leap, one that was leapt over.</summary>
    private LocalDateTime EarliestLocal(Instant moment)
    {
        if (moment.InUtc().Year >= RecurrenceWalk.EndYear)
        {
            return new LocalDate(RecurrenceWalk.EndYear, 1, 1).AtMidnight();
        }
        var local = moment.InZone(Zone).LocalDateTime;
        var now = Zone.GetZoneInterval(moment);
        if (!now.HasStart)
        {
            return local;
        }
        var before = Zone.GetZoneInterval(now.Start - Duration.Epsilon);
        var leap = Duration.FromSeconds(now.WallOffset.Seconds - before.WallOffset.Seconds);
        return moment - now.Start < leap
            ? now.Start.WithOffset(before.WallOffset).LocalDateTime
            : local;
    }

    /// <summary>
    /// As instants, each once. Times that are leapt over fall among those behind the leap and wait for them; all others
    /// stand in their order.
    /// </summary>
    private IEnumerable<Instant> Ordered(IEnumerable<LocalDateTime> times)
    {
        var waiting = new SortedSet<Instant>();
        foreach (var local in times)
        {
            var mapped = Zone.MapLocal(local);
            if (mapped.Count == 0)
            {
                waiting.Add(At(local));
                continue;
            }
            var at = mapped.First().ToInstant();
            while (waiting.Count > 0 && waiting.Min <= at)
            {
                var first = waiting.Min;
                waiting.Remove(first);
                if (first < at)
                {
                    yield return first;
                }
            }
            yield return at;
        }
        foreach (var at in waiting)
        {
            yield return at;
        }
    }

    /// <summary>Both in one order, each moment once.</summary>
    private static IEnumerable<Instant> Merged(IEnumerable<Instant> few, IEnumerable<Instant> many)
    {
        using var one = few.GetEnumerator();
        using var other = many.GetEnumerator();
        var (has, hasOther) = (one.MoveNext(), other.MoveNext());
        while (has || hasOther)
        {
            var isFirst = has && (!hasOther || one.Current <= other.Current);
            var isOther = hasOther && (!has || other.Current <= one.Current);
            yield return isFirst ? one.Current : other.Current;
            has = isFirst ? one.MoveNext() : has;
            hasOther = isOther ? other.MoveNext() : hasOther;
        }
    }
}
