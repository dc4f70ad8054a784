using NodaTime;

namespace Rapport.Commitments;

/// <summary>How early or late a promise was done, in business time; eight hours of it count as a day, forty as a week.</summary>
public enum Slip
{
    /// <summary>More than a week before.</summary>
    WeekEarly,

    /// <summary>More than a day before, a week at most.</summary>
    DaysEarly,

    /// <summary>In time, within the last day.</summary>
    InTime,

    /// <summary>Late by a day at most.</summary>
    DayLate,

    /// <summary>Late by more than a day, a week at most.</summary>
    DaysLate,

    /// <summary>Late by more than a week.</summary>
    WeekLate,

    /// <summary>Not done, or still open.</summary>
    NotDone,
}

/// <summary>How early and late promises were done, and with which span they were given.</summary>
/// <param name="Slips">How many there are of each.</param>
/// <param name="Lead">Half of them were given with at most this span; null where there are none.</param>
/// <param name="Half">Half of them were done after at most this time, as <see cref="SpanRecord.Half"/>.</param>
/// <param name="Most">85 % of them were done after at most this time, as <see cref="SpanRecord.Most"/>.</param>
public sealed record EarlyLate(
    IReadOnlyDictionary<Slip, int> Slips,
    Duration? Lead,
    Duration? Half,
    Duration? Most
)
{
    private static readonly Duration Day = Duration.FromHours(8);
    private static readonly Duration Week = 5 * Day;

    public int Promises => Slips.Values.Sum();

    /// <summary>Pure; quantiles as those of <see cref="SpanRecord"/>.</summary>
    public static EarlyLate Of(IReadOnlyCollection<PastPromise> past) =>
        new(
            Enum.GetValues<Slip>().ToDictionary(s => s, s => past.Count(p => SlipOf(p) == s)),
            SpanRecord.Quantile([.. past.Select(p => p.Lead).Order()], SpanRecord.Target),
            SpanRecord.Quantile(Taken(past), SpanRecord.Target),
            SpanRecord.Quantile(Taken(past), SpanRecord.Promised)
        );

    /// <summary>What was kept is never late, though an entry may show it done before business began.</summary>
    public static Slip SlipOf(PastPromise past) =>
        past.Slip is not { } slip ? Slip.NotDone
        : past.Kept
            ? slip < -Week ? Slip.WeekEarly
                : slip < -Day ? Slip.DaysEarly
                : Slip.InTime
        : slip <= Day ? Slip.DayLate
        : slip <= Week ? Slip.DaysLate
        : Slip.WeekLate;

    private static List<Duration> Taken(IEnumerable<PastPromise> past) =>
        [.. past.Select(p => p.Taken ?? Duration.MaxValue).Order()];
}
