using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Data;

/// <summary>What left the transaction reaches those outside it: at least once, later again when it fails.</summary>
public abstract class OutboxTests(TestDatabase database)
{
    private readonly TestClock clock = new();
    private readonly List<(Guid Row, Exception Why)> failed = [];

    [Fact]
    public async Task What_fails_stays_and_comes_again_later_each_time_and_holds_up_nobody()
    {
        await using var source = new DbSource(
            new DbPlace(database.Place.Postgres, database.Place.Folder),
            clock
        );
        // A row whose event cannot be read fails whoever it is for.
        var lost = Happened();
        var failing = await Put(source, lost, withEvent: false);
        var other = await Put(source, Happened(), withEvent: true);

        await Deliver(source);
        Assert.Null(await Find(source, other));
        Assert.Equal((1, Duration.FromSeconds(2)), await Waits(source, failing));
        Assert.Equal([failing], failed.Select(f => f.Row));
        Assert.IsType<KeyNotFoundException>(failed[0].Why);

        clock.Advance(Duration.FromSeconds(1));
        await Deliver(source);
        Assert.Equal((1, Duration.FromSeconds(1)), await Waits(source, failing));

        clock.Advance(Duration.FromSeconds(1));
        await Deliver(source);
        Assert.Equal((2, Duration.FromSeconds(4)), await Waits(source, failing));

        clock.Advance(Duration.FromSeconds(4));
        await using (var db = source.For(Viewer.System("test")))
        {
            db.Add(lost);
            await db.SaveChangesAsync();
        }
        await Deliver(source);
        Assert.Null(await Find(source, failing));
    }

    private Event Happened() =>
        new()
        {
            Name = Contact.Erased.Name,
            SubjectId = Guid.CreateVersion7(),
            Occurred = clock.GetCurrentInstant(),
            Recorded = clock.GetCurrentInstant(),
        };

    private async Task<Guid> Put(DbSource source, Event happened, bool withEvent)
    {
        await using var db = source.For(Viewer.System("test"));
        var row = new OutboxRow
        {
            EventId = happened.Id,
            Consumer = "scrub",
            Recorded = clock.GetCurrentInstant(),
        };
        db.Add(row);
        if (withEvent)
        {
            db.Add(happened);
        }
        await db.SaveChangesAsync();
        return row.Id;
    }

    private async Task Deliver(DbSource source)
    {
        await using var db = source.For(Viewer.System("outbox"));
        await Outbox.Deliver(db, (row, why) => failed.Add((row.Id, why)), default);
    }

    private static async Task<OutboxRow?> Find(DbSource source, Guid id)
    {
        await using var db = source.For(Viewer.System("test"));
        return await db.Set<OutboxRow>().SingleOrDefaultAsync(o => o.Id == id);
    }

    private async Task<(int Attempts, Duration? Left)> Waits(DbSource source, Guid id)
    {
        var row = await Find(source, id);
        return (row!.Attempts, row.NotBefore - clock.GetCurrentInstant());
    }

    public sealed class OnSqlite(Sqlite database) : OutboxTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OutboxTests(database),
            IClassFixture<Postgres>;
}
