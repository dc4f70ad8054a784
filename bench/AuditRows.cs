using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Bench;

/// <summary>A long chain of made-up entries, sealed and signed as the program would have done.</summary>
internal static class AuditRows
{
    /// <summary>So many entries under one signed head: a commit that wakes the sealing leaves about as many.</summary>
    private const int UnderOneHead = 4;

    /// <summary>Goes on from the end of the firm's chain.</summary>
    public static async Task Write(Firm firm, int count)
    {
        await using var source = new DbSource(
            new DbPlace(firm.Postgres, firm.Folder),
            new MicrosecondClock()
        );
        await using var db = source.For(Viewer.System("bench"));
        using var key = AuditKey.In(firm.Folder);
        var end = await db.Set<AuditEntry>()
            .Where(e => e.Seq != null)
            .OrderByDescending(e => e.Seq)
            .Select(e => new { e.Seq, e.Link })
            .FirstOrDefaultAsync();
        var heads = new List<ChainHead>();
        var bulk = new Bulk(db);
        await bulk.Unindexed(
            [typeof(AuditEntry), typeof(ChainHead)],
            async () =>
            {
                await bulk.Write(
                    Entries(
                        firm,
                        count,
                        end?.Seq ?? 0,
                        end?.Link ?? Chain.Start,
                        key,
                        heads,
                        db.Now
                    )
                );
                await bulk.Write(heads);
            }
        );
    }

    private static IEnumerable<AuditEntry> Entries(
        Firm firm,
        int count,
        long seq,
        byte[] link,
        AuditKey key,
        List<ChainHead> heads,
        Instant now
    )
    {
        for (var n = 1; n <= count; n++)
        {
            var client = firm.Clients[n % firm.Clients.Length];
            var payload =
                $$"""{"Name":["Named before the change {{n}}","Named after the change {{n}}"],"Phone":["+49 30 {{n}}","+49 40 {{n}}"],"Website":[null,"client{{n}}.example"]}""";
            var salt = BitConverter
                .GetBytes((long)n)
                .Concat(BitConverter.GetBytes(~(long)n))
                .ToArray();
            var entry = new AuditEntry
            {
                At = now,
                Actor = ActorKind.System,
                Deed = Deed.Changed,
                Kind = nameof(Client),
                RowId = client,
                RootId = client,
                ClientId = client,
                Payload = payload,
                Salt = salt,
                PayloadHash = Chain.HashPayload(salt, payload),
            };
            link = Chain.Link(link, ++seq, entry);
            (entry.Seq, entry.Link) = (seq, link);
            yield return entry;
            if (n % UnderOneHead == 0 || n == count)
            {
                heads.Add(
                    new ChainHead
                    {
                        Seq = seq,
                        Link = link,
                        SignedAt = now,
                        Signature = key.Sign(seq, link),
                    }
                );
            }
        }
    }
}
