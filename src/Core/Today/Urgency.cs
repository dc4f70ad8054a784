using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;

namespace Rapport.Today;

/// <summary>The parts of a queue, the most urgent first.</summary>
public enum QueuePart
{
    /// <summary>Past its due time.</summary>
    Late,

    /// <summary>Due today, or meant to be done by today.</summary>
    Today,

    /// <summary>The client owes it to us, and its time has passed or is today.</summary>
    Theirs,

    /// <summary>Due in the days ahead.</summary>
    Ahead,
}

/// <summary>
/// In which order one does what is owed. Late before due today before what clients owe us before what comes; in each part
/// what a client was promised before what the firm was; there by tier, key clients first; and then by the due time. What
/// is equal in all of that stands in the order in which it was noted.
/// </summary>
public sealed record Urgency(QueuePart Part, Favour Favour, Tier Tier, Instant Due, Guid Id)
{
    /// <summary>By which a queue is sorted, the least first.</summary>
    public (QueuePart, int, int, Instant, Guid) Order => (Part, Rank(Favour), Rank(Tier), Due, Id);

    /// <param name="today">In the reader's zone.</param>
    /// <param name="endOfToday">When it ends there.</param>
    public static Urgency Of(
        CommitmentRecord owed,
        Tier? tier,
        Instant now,
        LocalDate today,
        Instant endOfToday
    ) =>
        new(
            PartOf(owed, now, today, endOfToday),
            owed.Favour,
            tier ?? Tier.Standard,
            owed.Due,
            owed.Id
        );

    private static QueuePart PartOf(
        CommitmentRecord owed,
        Instant now,
        LocalDate today,
        Instant endOfToday
    )
    {
        var isDue = owed.Due < endOfToday || owed.DueOn <= today;
        return owed.Favour == Favour.Us
            ? isDue
                ? QueuePart.Theirs
                : QueuePart.Ahead
            : owed.Due < now
                ? QueuePart.Late
                : isDue || owed.TargetOn <= today
                    ? QueuePart.Today
                    : QueuePart.Ahead;
    }

    private static int Rank(Favour favour) => favour == Favour.Client ? 0 : 1;

    private static int Rank(Tier tier) =>
        tier switch
        {
            Tier.Key => 0,
            Tier.Core => 1,
            _ => 2,
        };
}
