using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>
/// How often something happens with a client: the median of the days that lie between the last days on which something
/// did. What was said in confidence does not count, nor what was corrected, nor what is still to come.
/// </summary>
public static class UsualGaps
{
    /// <summary>Fewer days between say nothing of what is usual.</summary>
    public const int Fewest = 4;

    /// <summary>More lie too far back.</summary>
    private const int Most = 12;

    private const int MostEntries = 60;

    private sealed record Entry(Guid ClientId, Instant Occurred);

    // The last of each client by the index of its stream: of tens of thousands of entries no more than these are read.
    private static readonly Question<List<Guid>, Instant, Entry> ByClient = new(
        (db, clients, now) =>
            db.Set<Client>()
                .Where(c => clients.Contains(c.Id))
                .SelectMany(c =>
                    db.Set<Interaction>()
                        .Where(i => i.ClientId == c.Id && i.Occurred <= now)
                        .Where(i => i.CorrectedById == null && i.Audience != Audience.Named)
                        .OrderByDescending(i => i.Occurred)
                        .Take(MostEntries)
                        .Select(i => new Entry(c.Id, i.Occurred))
                )
    );

    // SQLite cannot look something up for each row of another table: it numbers all entries of these clients.
    private static readonly Question<List<Guid>, Instant, Entry> Numbered = new(
        (db, clients, now) =>
            db.Set<Client>()
                .Where(c => clients.Contains(c.Id))
                .SelectMany(c =>
                    db.Set<Interaction>()
                        .Where(i => clients.Contains(i.ClientId!.Value) && i.Occurred <= now)
                        .Where(i => i.CorrectedById == null && i.Audience != Audience.Named)
                        .Where(i => i.ClientId == c.Id)
                        .OrderByDescending(i => i.Occurred)
                        .Take(MostEntries)
                )
                .Select(i => new Entry(i.ClientId!.Value, i.Occurred))
    );

    /// <summary>In days; without those of whom too little is known.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> Of(
        Db db,
        IReadOnlyCollection<Guid> clients,
        CancellationToken cancel
    ) =>
        clients.Count == 0
            ? new Dictionary<Guid, int>()
            : (await Last(db).All(db, [.. clients], db.Now, cancel))
                .GroupBy(e => e.ClientId, e => e.Occurred)
                .Select(g => (g.Key, Days: Of([.. g])))
                .Where(g => g.Days is not null)
                .ToDictionary(g => g.Key, g => g.Days!.Value);

    private static Question<List<Guid>, Instant, Entry> Last(Db db) =>
        db.Engine == EngineKind.Postgres ? ByClient : Numbered;

    /// <summary>The same of the clients of a list, each with what is usual with it.</summary>
    public static async Task<IReadOnlyList<ClientRow>> Rows(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var rows = await ClientList.Read(db, ids, cancel);
        var rhythms = await Of(db, ids, cancel);
        return
        [
            .. rows.Select(r =>
                rhythms.TryGetValue(r.Id, out var days) ? r with { RhythmDays = days } : r
            ),
        ];
    }

    /// <summary>Pure: of the moments at which something happened last.</summary>
    public static int? Of(IReadOnlyCollection<Instant> happened)
    {
        var days = happened
            .Select(at => at.InUtc().Date)
            .Distinct()
            .OrderDescending()
            .Take(Most + 1)
            .ToList();
        var between = days.Zip(days.Skip(1), (later, sooner) => Period.DaysBetween(sooner, later))
            .Order()
            .ToList();
        return between.Count >= Fewest ? between[between.Count / 2]
            // So much happens that it is all of the last days.
            : happened.Count == MostEntries ? 1
            : null;
    }
}
