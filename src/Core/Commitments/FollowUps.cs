using Rapport.Data;
using Rapport.Interactions;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>What follows from something that happened, said together with it.</summary>
/// <param name="Next">What is owed from then on; null for nothing.</param>
/// <param name="Keeps">What was owed and is done with it.</param>
public sealed record FollowUp(CommitmentDetails? Next, IReadOnlyList<Guid> Keeps)
{
    public static readonly FollowUp None = new(null, []);

    public bool IsNone => Next is null && Keeps.Count == 0;
}

/// <summary>Raises and discharges commitments by an entry of the handbook, in the transaction that writes the entry.</summary>
public sealed class FollowUps(Db db)
{
    private readonly Commitments commitments = new(db);
    private readonly Closures closures = new(db);

    public async Task<Result<Interaction>> Follow(
        Interaction entry,
        FollowUp said,
        CancellationToken cancel = default
    )
    {
        foreach (var id in said.Keeps.Distinct())
        {
            var kept = await closures.Close(
                id,
                new ClosureDetails { Outcome = Ending.Kept, EvidenceId = entry.Id },
                cancel
            );
            if (!kept.Done)
            {
                return Refusal.Invalid(
                    "keeps",
                    kept.Refusal!.Faults is [var why, ..] ? why.Fault : Fault.Unknown
                );
            }
        }
        if (said.Next is not { } next)
        {
            return entry;
        }
        var made = await commitments.Follow(entry, next, cancel);
        return made.Done ? entry : Refusal.Invalid([.. made.Refusal!.Faults.Select(OfNext)]);
    }

    /// <summary>Beside its field in a form of two: <c>text</c> is <c>nextText</c> there.</summary>
    private static FieldFault OfNext(FieldFault fault) =>
        fault with
        {
            Field = "next" + char.ToUpperInvariant(fault.Field[0]) + fault.Field[1..],
        };
}
