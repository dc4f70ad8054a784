using NodaTime;

namespace Rapport.Commitments;

/// <summary>A promise to a client of which it is told how it went, in business time of whom it was given to.</summary>
/// <param name="Lead">The span given: from the promise to the time by which it was judged.</param>
/// <param name="Taken">From the promise until it was done; null where it was not done.</param>
/// <param name="Kept">Whether it was done in time.</param>
public sealed record PastPromise(Guid OwnerId, Duration Lead, Duration? Taken, bool Kept)
{
    /// <summary>How much later than promised it was done, below zero for earlier; null where it was not done.</summary>
    public Duration? Slip => Taken - Lead;
}

/// <summary>Among whose promises one is compared, from the nearest to the widest.</summary>
public enum Among
{
    /// <summary>Those given to the same client.</summary>
    Client,

    /// <summary>Those of the owner's unit.</summary>
    Team,

    /// <summary>All that the viewer sees.</summary>
    Firm,
}

/// <summary>
/// What our record says of a promise with a span like this one. Promises are alike whose span was between half of this
/// one and twice as long, where no span counts as shorter than an hour; what a play raised is none. Of the same client
/// first; where these are fewer than <see cref="Fewest"/>, of the owner's unit; then of the firm. Of a unit that would
/// tell how one or two colleagues keep their word nothing is told.
/// </summary>
/// <remarks>
/// Reference class forecasting after Kahneman and Tversky: not how long this one should take, but how long its like took
/// (B. Flyvbjerg, "From Nobel Prize to Project Management: Getting Risks Right", Project Management Journal 37(3), 2006).
/// Quantiles are the inverse of the empirical distribution (R. Hyndman and Y. Fan, "Sample Quantiles in Statistical
/// Packages", The American Statistician 50(4), 1996, definition 1), so that of so many promises so many really were done
/// by then. What was never done counts as longer than all that was.
/// </remarks>
/// <param name="Promises">How many were compared.</param>
/// <param name="Kept">How many of these were done in time.</param>
/// <param name="Half">By then half of them were done: what one aims for. Null where fewer than half were done at all.</param>
/// <param name="Most">By then 85 % of them were done: what may be promised. Null where fewer were done at all.</param>
public sealed record SpanRecord(Among Among, int Promises, int Kept, Duration? Half, Duration? Most)
{
    /// <summary>Fewer than these tell nothing.</summary>
    public const int Fewest = 8;

    /// <summary>Promises of fewer colleagues than these would tell how one of them keeps her word.</summary>
    public const int FewestOwners = 3;

    internal const double Target = 0.5;
    internal const double Promised = 0.85;

    private static readonly Duration Shortest = Duration.FromHours(1);

    /// <summary>Null where there are too few to tell.</summary>
    /// <param name="span">The span of the new promise, in business time.</param>
    public static SpanRecord? Of(IEnumerable<PastPromise> past, Duration span, Among among)
    {
        var like = past.Where(p => AreAlike(p.Lead, span)).ToList();
        if (
            like.Count < Fewest
            || (among == Among.Team && like.DistinctBy(p => p.OwnerId).Count() < FewestOwners)
        )
        {
            return null;
        }
        var taken = like.Select(p => p.Taken ?? Duration.MaxValue).Order().ToList();
        return new SpanRecord(
            among,
            like.Count,
            like.Count(p => p.Kept),
            Quantile(taken, Target),
            Quantile(taken, Promised)
        );
    }

    /// <summary>Whether a promise with this span is tighter than the record supports.</summary>
    public bool IsTight(Duration span) => Most is not { } most || most > span;

    public static bool AreAlike(Duration one, Duration other)
    {
        var (a, b) = (Duration.Max(one, Shortest), Duration.Max(other, Shortest));
        return a <= b * 2 && b <= a * 2;
    }

    /// <summary>The least value that no fewer than this share of them reach; null where that was never done, or of none.</summary>
    /// <param name="sorted">The least first; <see cref="Duration.MaxValue"/> for what was never done.</param>
    internal static Duration? Quantile(List<Duration> sorted, double share) =>
        sorted.Count > 0
        && sorted[(int)Math.Ceiling(share * sorted.Count) - 1] is var found
        && found < Duration.MaxValue
            ? found
            : null;
}
