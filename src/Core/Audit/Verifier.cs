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

    /// <summary>What is kept beside the key tells of an end that is no more, or of another.</summary>
    private static async Task<VerifyPlace> Compared(
        Db db,
        AuditKey key,
        VerifyPlace place,
        CancellationToken cancel
    ) =>
        key.Remembered is not { } known || await Sealer.Stands(db, known, cancel) ? place
        : place.Findings.Any(f => f.Flaw is Flaw.Cut || f.Seq == known.Seq) ? place
        : place with
        {
            Findings =
            [
                .. place.Findings,
                known.Seq > place.Seq
                    ? new Finding(place.Seq + 1, Flaw.Cut, null)
                    : new Finding(known.Seq, Flaw.Forged, null),
            ],
        };

    /// <summary>Goes on from a place by at most so many entries.</summary>
    public static async Task<VerifyPlace> Step(
        Db db,
        AuditKey key,
        VerifyPlace place,
        int most,
        CancellationToken cancel
    )
    {
        var entries = await Read(db, place.Seq, most, cancel);
        var end = entries.Count < most ? long.MaxValue : entries[^1].Seq;
        var heads = await db.Set<ChainHead>()
            .AsNoTracking()
            .Where(h => h.Seq > place.Seq && h.Seq <= end)
            .OrderBy(h => h.Seq)
            .Take(most + 1)
            .ToListAsync(cancel);
        var erasures = await Erasures(
            db,
            [.. entries.Select(e => e.Entry).OfType<AuditEntry>()],
            cancel
        );
        var walk = new ChainWalk(place);
        var unseen = new Queue<(ChainHead Head, bool Signed)>(heads.Zip(key.Signed(heads)));
        foreach (var (seq, id, link, entry) in entries.TakeWhile(_ => !walk.IsFull))
        {
            if (entry is null)
            {
                walk.Skip(seq, id, link);
            }
            else
            {
                walk.Next(entry, PayloadFlaw(entry, erasures));
            }
            while (unseen.TryPeek(out var next) && next.Head.Seq <= walk.Seq)
            {
                unseen.Dequeue();
                walk.Check(next.Head, next.Signed);
            }
        }
        var reached = walk.Place(
            atEnd: entries.Count < most || walk.IsFull,
            isCut: entries.Count < most && unseen.Count > 0
        );
        return entries.Count < most ? await Compared(db, key, reached, cancel) : reached;
    }

    /// <summary>An entry at its place; null where something of it cannot be read as what it has to be.</summary>
    private sealed record Placed(long Seq, Guid? Id, byte[]? Link, AuditEntry? Entry);

    private static async Task<List<Placed>> Read(
        Db db,
        long after,
        int most,
        CancellationToken cancel
    )
    {
        var rows = db.Set<AuditEntry>()
            .AsNoTracking()
            .Where(e => e.Seq > after)
            .OrderBy(e => e.Seq)
            .Take(most);
        if (await Tried<List<AuditEntry>>(async () => await rows.ToListAsync(cancel)) is { } all)
        {
            return all.ConvertAll(e => new Placed(e.Seq!.Value, e.Id, e.Link, e));
        }
        // One of them was altered into what no entry can be: each is read alone, so that it is named.
        var places = await rows.Select(e => e.Seq!.Value).ToListAsync(cancel);
        var read = new List<Placed>();
        foreach (var seq in places)
        {
            var one = db.Set<AuditEntry>().AsNoTracking().Where(e => e.Seq == seq);
            var entry = await Tried(() => one.FirstOrDefaultAsync(cancel));
            var link = entry is null
                ? await Tried(() => one.Select(e => e.Link).FirstOrDefaultAsync(cancel))
                : entry.Link;
            read.Add(new Placed(seq, entry?.Id, link, entry));
        }
        return read;
    }

    /// <summary>Null where what is stored is not of the kind that it has to be.</summary>
    private static async Task<T?> Tried<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (Exception odd)
            when (odd
                    is InvalidOperationException
                        or FormatException
                        or InvalidCastException
                        or ArgumentException
                        or OverflowException
            )
        {
            return null;
        }
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
