using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>How the chain stands, without walking it: how far it is sealed, what waits, whether its end is as signed.</summary>
/// <param name="Sealed">The last place; 0 before the first.</param>
/// <param name="Waiting">Entries that are not in the chain yet.</param>
/// <param name="Oldest">When the oldest of them was written.</param>
/// <param name="HeadFlaw">What is wrong with the last head; null when it is signed by our key and the chain ends in it.</param>
public sealed record ChainState(
    long Sealed,
    int Waiting,
    Instant? Oldest,
    Instant? SignedAt,
    Flaw? HeadFlaw
)
{
    /// <param name="key">Null when there is none: then no head is ours.</param>
    public static async Task<ChainState> Look(Db db, AuditKey? key, CancellationToken cancel)
    {
        var waiting = db.Set<AuditEntry>().Where(e => e.Seq == null);
        var oldest = await waiting
            .OrderBy(e => e.Id)
            .Select(e => (Instant?)e.At)
            .FirstOrDefaultAsync(cancel);
        var last = await db.Set<AuditEntry>()
            .Where(e => e.Seq != null)
            .OrderByDescending(e => e.Seq)
            .Select(e => new { e.Seq, e.Link })
            .FirstOrDefaultAsync(cancel);
        var head = await db.Set<ChainHead>()
            .AsNoTracking()
            .OrderByDescending(h => h.Seq)
            .FirstOrDefaultAsync(cancel);
        return new ChainState(
            last?.Seq ?? 0,
            oldest is null ? 0 : await waiting.CountAsync(cancel),
            oldest,
            head?.SignedAt,
            HeadFlawOf(head, last?.Seq ?? 0, last?.Link, key)
                ?? (
                    key?.Remembered is { } known && !await Sealer.Stands(db, known, cancel)
                        ? Flaw.Cut
                        : null
                )
        );
    }

    private static Flaw? HeadFlawOf(ChainHead? head, long seq, byte[]? link, AuditKey? key) =>
        (head, seq) switch
        {
            (null, 0) => null,
            (null, _) => Flaw.Forged,
            _ when seq < head.Seq => Flaw.Cut,
            _ when seq > head.Seq || !head.Link.AsSpan().SequenceEqual(link) => Flaw.Broken,
            _ => key?.Signed(head) == true ? null : Flaw.Forged,
        };
}
