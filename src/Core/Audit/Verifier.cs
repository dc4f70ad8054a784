using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Audit;

public enum Flaw
{
    /// <summary>A place of the chain is empty: an entry was removed.</summary>
    Missing,

    /// <summary>The link does not follow: an entry was altered or put elsewhere.</summary>
    Broken,

    /// <summary>The payload is not the one that was written.</summary>
    Altered,

    /// <summary>The payload is gone, and no erasure in the chain says so.</summary>
    Vanished,

    /// <summary>A signed head is not of this chain, or not by this key.</summary>
    Forged,

    /// <summary>The chain ends before its last signed head: the end was cut off.</summary>
    Cut,
}

/// <param name="Seq">The place in the chain where it was found.</param>
public sealed record Finding(long Seq, Flaw Flaw, Guid? EntryId);

/// <param name="Verified">Entries looked at.</param>
/// <param name="Waiting">Entries not yet sealed.</param>
public sealed record Verdict(long Verified, long Waiting, IReadOnlyList<Finding> Findings)
{
    public bool Holds => Findings.Count == 0;
}

/// <summary>How far a walk along the chain came, and what it found.</summary>
/// <param name="Link">The last link seen: the next one is to follow from it.</param>
public sealed record VerifyPlace(
    long Seq,
    byte[] Link,
    IReadOnlyList<Finding> Findings,
    bool AtEnd = false
)
{
    public static readonly VerifyPlace Start = new(0, Chain.Start, []);
}

/// <summary>Walks the whole chain and says whether, and where, something was altered, removed or reordered.</summary>
public static class Verifier
{
    private const int AtOnce = 10_000;
    private const int MostFindings = 100;

    public static async Task<Verdict> Verify(Db db, AuditKey key, CancellationToken cancel)
    {
        var place = VerifyPlace.Start;
        while (!place.AtEnd)
        {
            place = await Step(db, key, place, AtOnce, cancel);
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
        var heads = await db.Set<ChainHead>()
            .AsNoTracking()
            .Where(h => h.Seq > place.Seq)
            .OrderBy(h => h.Seq)
            .Take(most + 1)
            .ToListAsync(cancel);
        var findings = place.Findings.ToList();
        var erasures = await Erasures(db, entries, cancel);
        var unseen = new Queue<ChainHead>(heads);
        var (seq, link) = (place.Seq, place.Link);
        foreach (var entry in entries.TakeWhile(_ => findings.Count < MostFindings))
        {
            if (entry.Seq != seq + 1)
            {
                findings.Add(new Finding(seq + 1, Flaw.Missing, null));
            }
            seq = entry.Seq!.Value;
            var expected = Chain.Link(link, seq, entry);
            if (!expected.AsSpan().SequenceEqual(entry.Link))
            {
                findings.Add(new Finding(seq, Flaw.Broken, entry.Id));
            }
            // Goes on from the link that stands there, so that one fault is told once.
            link = entry.Link ?? Chain.Start;
            if (PayloadFlaw(entry, erasures) is { } flaw)
            {
                findings.Add(new Finding(seq, flaw, entry.Id));
            }
            while (unseen.TryPeek(out var head) && head.Seq <= seq)
            {
                unseen.Dequeue();
                if (
                    head.Seq == seq
                    && (!head.Link.AsSpan().SequenceEqual(link) || !key.Signed(head))
                )
                {
                    findings.Add(new Finding(seq, Flaw.Forged, entry.Id));
                }
            }
        }
        var atEnd = entries.Count < most || findings.Count >= MostFindings;
        if (atEnd && unseen.Count > 0 && findings.Count < MostFindings)
        {
            findings.Add(new Finding(seq + 1, Flaw.Cut, null));
        }
        return new VerifyPlace(seq, link, findings, atEnd);
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
