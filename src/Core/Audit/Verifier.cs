using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>Walks the whole chain and says whether, and where, something was altered, removed or reordered.</summary>
public static class Verifier
{
    private const int AtOnce = 10_000;

    /// <param name="progress">Told after each piece of the way how many entries were walked along.</param>
    public static async Task<Verdict> Verify(
        Db db,
        AuditKey key,
        CancellationToken cancel,
        Action<long>? progress = null
    )
    {
        var place = VerifyPlace.Start;
        while (!place.AtEnd)
        {
            place = await Step(db, key, place, AtOnce, cancel);
            progress?.Invoke(place.Seq);
        }
        var waiting = await db.Set<AuditEntry>().LongCountAsync(e => e.Seq == null, cancel);
        return new Verdict(place.Seq, waiting, place.Findings);
    }

    /// <summary>Goes on from a place by at most so many entries.</summary>
    public static async Task<VerifyPlace> Step(
        Db db,
        AuditKey key,
        VerifyPlace place,
        int most,
        CancellationToken cancel
    )
    {
        var entries = await db.Set<AuditEntry>()
            .AsNoTracking()
            .Where(e => e.Seq > place.Seq)
            .OrderBy(e => e.Seq)
            .Take(most)
            .ToListAsync(cancel);
        var end = entries.Count < most ? long.MaxValue : entries[^1].Seq!.Value;
        var heads = await db.Set<ChainHead>()
            .AsNoTracking()
            .Where(h => h.Seq > place.Seq && h.Seq <= end)
            .OrderBy(h => h.Seq)
            .Take(most + 1)
            .ToListAsync(cancel);
        var erasures = await Erasures(db, entries, cancel);
        var walk = new ChainWalk(place);
        var unseen = new Queue<(ChainHead Head, bool Signed)>(heads.Zip(key.Signed(heads)));
        foreach (var entry in entries.TakeWhile(_ => !walk.IsFull))
        {
            walk.Next(entry, PayloadFlaw(entry, erasures));
            while (unseen.TryPeek(out var next) && next.Head.Seq <= walk.Seq)
            {
                unseen.Dequeue();
                walk.Check(next.Head, next.Signed);
            }
        }
        return walk.Place(
            atEnd: entries.Count < most || walk.IsFull,
            isCut: entries.Count < most && unseen.Count > 0
        );
    }

    /// <summary>Those of the erasures that these entries name which are in the audit themselves.</summary>
    private static async Task<HashSet<Guid>> Erasures(
        Db db,
        List<AuditEntry> entries,
        CancellationToken cancel
    )
    {
        var named = entries.Select(e => e.ErasedBy).OfType<Guid>().Distinct().ToList();
        return named.Count == 0
            ? []
            :
            [
                .. await db.Set<AuditEntry>()
                    .Where(e => named.Contains(e.RootId) && e.Kind == nameof(Erasure))
                    .Select(e => e.RowId)
                    .ToListAsync(cancel),
            ];
    }

    private static Flaw? PayloadFlaw(AuditEntry entry, HashSet<Guid> erasures) =>
        entry switch
        {
            { Payload: { } payload, Salt: { } salt } => Chain
                .HashPayload(salt, payload)
                .AsSpan()
                .SequenceEqual(entry.PayloadHash)
                ? null
                : Flaw.Altered,
            { ErasedBy: { } erasure } when erasures.Contains(erasure) => null,
            _ => Flaw.Vanished,
        };
}
