using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Search;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>
/// Fills an empty database with a firm of exact size, the same every time, for benchmarks and proofs. Written in bulk:
/// unlike the demo firm it has no events and no audit, since nobody did any of it.
/// </summary>
public static class BenchFirm
{
    private static readonly Type[] Many =
    [
        typeof(Contact),
        typeof(ContactPoint),
        typeof(Interaction),
        typeof(Participant),
        typeof(SearchEntry),
    ];

    public static async Task<Result<BenchSize>> Load(
        Db db,
        BenchSize size,
        Instant end,
        Action<string> progress,
        CancellationToken cancel = default
    )
    {
        if (!await DemoFirm.IsEmpty(db, cancel))
        {
            return Refusal.Invalid("", Fault.BuiltUpon);
        }
        var (rows, bulk) = (new BenchRows(size, end), new Bulk(db));
        await bulk.Unindexed(
            Many,
            async () =>
            {
                await bulk.Write(Kept(rows.Colleagues()), cancel);
                await bulk.Write(Kept(rows.Clients()), cancel);
                await bulk.Write(Kept(rows.Addresses()), cancel);
                await bulk.Write(Kept(rows.Stages()), cancel);
                await bulk.Write(Kept(rows.Seats()), cancel);
                await bulk.Write(rows.Passes(), cancel);
                progress($"{size.Clients} clients");
                await bulk.Write(Kept(rows.Contacts()), cancel);
                await bulk.Write(Kept(rows.Points()), cancel);
                progress($"{size.Contacts} contacts");
                await bulk.Write(Kept(rows.Interactions()), cancel);
                progress($"{size.Interactions} interactions");
                await bulk.Write(rows.Interactions().SelectMany(i => i.Participants), cancel);
                progress("participants");
                await bulk.Write(BenchEntries.Of(rows), cancel);
                await bulk.Write(Counters(size), cancel);
                progress("search entries");
            },
            cancel
        );
        progress("indexes");
        return size;
    }

    /// <summary>As a first save leaves a row: at version 1.</summary>
    private static IEnumerable<T> Kept<T>(IEnumerable<T> rows)
        where T : Row
    {
        foreach (var row in rows)
        {
            row.Version = 1;
            yield return row;
        }
    }

    private static IEnumerable<Counter> Counters(BenchSize size) =>
        [
            new Counter { Kind = nameof(Colleague), Next = 1000 + size.Colleagues },
            new Counter { Kind = nameof(Client), Next = 1000 + size.Clients },
            new Counter { Kind = nameof(Contact), Next = 1000 + size.Contacts },
        ];
}
