using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Commitments;

/// <summary>How many words were given and what became of them. Waived ones are not among them.</summary>
/// <param name="StillLate">Open, and judged by a time that has passed.</param>
public sealed record Consistency(int Kept, int KeptLate, int Missed, int StillLate)
{
    public static readonly Consistency None = new(0, 0, 0, 0);

    public int All => Kept + KeptLate + Missed + StillLate;

    /// <summary>
    /// kept ÷ (kept + kept late + missed + still late); null where nothing was due: no word given is no word kept.
    /// </summary>
    public double? Rate => All == 0 ? null : (double)Kept / All;

    public Consistency With(Consistency other) =>
        new(
            Kept + other.Kept,
            KeptLate + other.KeptLate,
            Missed + other.Missed,
            StillLate + other.StillLate
        );

    /// <summary>What became of one word by this time; null while it is not yet told, or was waived.</summary>
    public static Consistency? Of(Word word, Instant now) =>
        word.State switch
        {
            CommitmentState.Kept => None with { Kept = 1 },
            CommitmentState.KeptLate => None with { KeptLate = 1 },
            CommitmentState.Missed => None with { Missed = 1 },
            CommitmentState.Open when word.JudgedBy < (word.WaitingSince ?? now) => None with
            {
                StillLate = 1,
            },
            _ => null,
        };
}

/// <summary>A word as far as consistency goes.</summary>
public sealed record Word(
    Guid? ClientId,
    CommitmentState State,
    Instant JudgedBy,
    Instant? WaitingSince
);

/// <summary>Reads whose words were due when.</summary>
public static class Words
{
    /// <summary>
    /// Our words of which it is told by now what became of them, so that <see cref="Consistency.Of"/> has an answer of
    /// each; what a client owes us is not our word.
    /// </summary>
    public static IQueryable<Commitment> Judged(IQueryable<Commitment> all, Instant now) =>
        all.Where(c =>
            c.Favour != Favour.Us
            && c.JudgedBy <= now
            && c.State != CommitmentState.Waived
            && (c.State != CommitmentState.Open || c.JudgedBy < (c.WaitingSince ?? now))
        );

    /// <summary>What a colleague owed that was to be judged in this time; what a client owes us is not our word.</summary>
    public static Task<List<Word>> Of(
        Db db,
        Guid colleagueId,
        Instant from,
        Instant to,
        CancellationToken cancel
    ) =>
        db.Set<Commitment>()
            .Where(c =>
                c.OwnerId == colleagueId
                && c.Favour != Favour.Us
                && c.JudgedBy >= from
                && c.JudgedBy <= to
            )
            .Select(c => new Word(c.ClientId, c.State, c.JudgedBy, c.WaitingSince))
            .ToListAsync(cancel);
}
