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
        foreach (var entry in waiting)
        {
            link = Chain.Link(link, ++seq, entry);
            var tracked = db.Attach(entry);
            entry.Seq = seq;
            entry.Link = link;
            tracked.Property(e => e.Seq).IsModified = true;
            tracked.Property(e => e.Link).IsModified = true;
        }
        db.Add(
            new ChainHead
            {
                Seq = seq,
                Link = link,
                SignedAt = db.Now,
                Signature = key.Sign(seq, link),
            }
        );
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return waiting.Count;
    }
}
