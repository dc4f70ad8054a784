using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Rapport.Values;

namespace Rapport.Data;

/// <summary>One row that a save is about to write.</summary>
/// <param name="Event">The event that the change belongs to; null for changes of Identity's own.</param>
public sealed record Change(EntityEntry Entry, EntityState State, Event? Event)
{
    public Row? Row => Entry.Entity as Row;
}

/// <summary>Joins every save, in its transaction: the audit, the search index and the engine of plays do.</summary>
public interface IJoinSave
{
    /// <summary>Lower joins earlier; the audit comes last, so that it sees what the others changed.</summary>
    int Order { get; }

    ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    );
}

/// <summary>
/// Follows every save once its rows are written, before its transaction ends: asks the engine what holds from now on, and
/// does what follows from that in saves of its own (<see cref="Db.Within"/>). The engine of plays does.
/// </summary>
public interface IFollowSave
{
    /// <summary>Lower follows earlier; the plays come last, so that they ask for what holds in the end.</summary>
    int Order { get; }

    ValueTask Follow(Db db, Saved saved, CancellationToken cancel);
}

/// <summary>Sees events after they were committed, at least once, through the outbox.</summary>
public interface IConsumeEvents
{
    string Name { get; }

    bool Wants(Event happened);

    Task Consume(Db db, Event happened, CancellationToken cancel);
}

/// <summary>What happens to every save before it is written: numbers, versions, events, outbox, and who joins.</summary>
internal static class Saving
{
    private const long FirstNumber = 1000;

    private static readonly IJoinSave[] Joiners =
    [
        .. Discovered.All<IJoinSave>().OrderBy(j => j.Order),
    ];

    private static readonly IConsumeEvents[] Consumers = Discovered.All<IConsumeEvents>();

    private static readonly IFollowSave[] Followers =
    [
        .. Discovered.All<IFollowSave>().OrderBy(f => f.Order),
    ];

    public static async Task Follow(Db db, Saved saved, CancellationToken cancel)
    {
        foreach (var follower in Followers)
        {
            await follower.Follow(db, saved, cancel);
        }
    }

    public static async Task Prepare(Db db, List<Event> raised, CancellationToken cancel)
    {
        await GiveNumbers(db, cancel);
        var first = raised.Count > 0 ? raised[0] : null;
        // A save of one record has one event; of many, each change belongs to the event of its own record.
        var bySubject =
            raised.Count > 1
                ? raised.GroupBy(e => e.SubjectId).ToDictionary(g => g.Key, g => g.First())
                : [];
        foreach (var joiner in Joiners)
        {
            db.Notice();
            await joiner.Join(db, Changes(db, bySubject, first), raised, cancel);
        }
        var versions = new Dictionary<Guid, int>();
        foreach (var entry in db.ChangeTracker.Entries<Row>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.Version++;
            }
            versions[entry.Entity.Id] = entry.Entity.Version;
        }
        foreach (var happened in raised)
        {
            happened.Version = versions.GetValueOrDefault(happened.SubjectId);
            db.Append(happened);
            foreach (var consumer in Consumers.Where(c => c.Wants(happened)))
            {
                db.Append(
                    new OutboxRow
                    {
                        EventId = happened.Id,
                        Consumer = consumer.Name,
                        Recorded = happened.Recorded,
                    }
                );
            }
        }
        if (
            db.Request is { } request
            && first is not null
            && db.Entry(request).State == EntityState.Detached
        )
        {
            request.SubjectId = first.SubjectId;
            db.Add(request);
        }
    }

    private static List<Change> Changes(Db db, Dictionary<Guid, Event> bySubject, Event? first) =>
        [
            .. db
                .ChangeTracker.Entries()
                .Where(e =>
                    e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                )
                .Where(e => e.Entity is not IPlumbing)
                .Select(e => new Change(
                    e,
                    e.State,
                    e.Entity is Row row && bySubject.TryGetValue(row.RootId, out var own)
                        ? own
                        : first
                )),
        ];

    private static async Task GiveNumbers(Db db, CancellationToken cancel)
    {
        var waiting = db
            .ChangeTracker.Entries<INumbered>()
            .Where(e => e.State == EntityState.Added && e.Entity.Number == 0)
            .GroupBy(e => e.Metadata.ShortName());
        foreach (var kind in waiting)
        {
            var rows = kind.Select(e => e.Entity).ToList();
            // The row of the counter stays locked until the commit, so a refused save leaves no gap.
            var next = await db
                .Database.SqlQuery<long>(
                    $"""INSERT INTO "Counter" ("Kind", "Next") VALUES ({kind.Key}, {FirstNumber + rows.Count}) ON CONFLICT ("Kind") DO UPDATE SET "Next" = "Counter"."Next" + {rows.Count} RETURNING "Next" AS "Value" """
                )
                .ToListAsync(cancel);
            for (var i = 0; i < rows.Count; i++)
            {
                rows[i].Number = next[0] - rows.Count + i;
            }
        }
    }
}
