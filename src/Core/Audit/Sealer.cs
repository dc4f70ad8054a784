using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>Appends committed entries to the chain. Runs under a lease, so that the chain has one author at a time.</summary>
public static class Sealer
{
    public const string LeaseName = "audit.seal";

    /// <summary>Seals at most a batch in order of their ids; answers how many. The signed head follows the last.</summary>
    public static async Task<int> Seal(Db db, AuditKey key, int batch, CancellationToken cancel)
    {
        // What the caller has read may be among what is sealed; a row is tracked once.
        db.ChangeTracker.Clear();
        var waiting = await db.Set<AuditEntry>()
            .AsNoTracking()
            .Where(e => e.Seq == null)
            .OrderBy(e => e.Id)
            .Take(batch)
            .ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            return 0;
        }
        var last = await db.Set<AuditEntry>()
            .Where(e => e.Seq != null)
            .OrderByDescending(e => e.Seq)
            .Select(e => new { e.Seq, e.Link })
            .FirstOrDefaultAsync(cancel);
        var (seq, link) = (last?.Seq ?? 0, last?.Link ?? Chain.Start);
        // What was cut off since is not forgotten by sealing on behind the cut.
        var follows = key.Remembered is not { } known || await Stands(db, known, cancel);
        foreach (var entry in waiting)
        {
            link = Chain.Link(link, ++seq, entry);
            var tracked = db.Attach(entry);
            entry.Seq = seq;
            entry.Link = link;
            tracked.Property(e => e.Seq).IsModified = true;
            tracked.Property(e => e.Link).IsModified = true;
        }
        var signature = key.Sign(seq, link);
        db.Add(
            new ChainHead
            {
                Seq = seq,
                Link = link,
                SignedAt = db.Now,
                Signature = signature,
            }
        );
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        if (follows)
        {
            key.Remember(seq, link, signature);
        }
        return waiting.Count;
    }

    /// <summary>Whether the chain still holds a head that was signed before.</summary>
    internal static async Task<bool> Stands(
        Db db,
        (long Seq, byte[] Link) head,
        CancellationToken cancel
    )
    {
        var link = await db.Set<AuditEntry>()
            .Where(e => e.Seq == head.Seq)
            .Select(e => e.Link)
            .FirstOrDefaultAsync(cancel);
        return link is not null && link.AsSpan().SequenceEqual(head.Link);
    }
}
