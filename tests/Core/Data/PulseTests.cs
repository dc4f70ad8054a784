using Rapport.Audit;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using JobActs = Rapport.Jobs.Jobs;

namespace Rapport.Tests.Core.Data;

/// <summary>A commit wakes the loops for which it leaves something to do, and no others.</summary>
public abstract class PulseTests(TestDatabase database)
{
    [Fact]
    public async Task A_change_wakes_who_seals_it_and_nobody_else()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var (seals, jobs, outbox) = (Next<AuditEntry>(db), Next<Job>(db), Next<OutboxRow>(db));

        await firm.Client("Written down");

        Assert.True(seals.IsCompleted);
        Assert.False(jobs.IsCompleted);
        Assert.False(outbox.IsCompleted);
    }

    [Fact]
    public async Task Sealing_and_keeping_a_lease_wake_nobody()
    {
        await using var firm = new TestFirm(database.Place);
        await firm.Client("To be sealed");
        await using var db = firm.System();
        var (seals, jobs) = (Next<AuditEntry>(db), Next<Job>(db));

        Assert.True(await Sealer.Seal(db, AuditKey.In(firm.Place.Folder), 1000, default) > 0);
        Assert.True(await db.Take("woken", NodaTime.Duration.FromSeconds(30), default));

        Assert.False(seals.IsCompleted);
        Assert.False(jobs.IsCompleted);
    }

    [Fact]
    public async Task Work_that_is_begun_or_goes_on_wakes_who_does_it()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var acts = new JobActs(db);
        var begun = Next<Job>(db);
        // Of a kind that a runner knows: no other goes on.
        var job = acts.Add(Rapport.Reports.VerifyWork.Name, Guid.CreateVersion7(), null);
        Assert.Null(await db.Commit());
        Assert.True(begun.IsCompleted);

        var ended = Next<Job>(db);
        Assert.True((await acts.Cancel(job.Id)).Done);
        Assert.False(ended.IsCompleted);
        Assert.True((await acts.GoOn(job.Id)).Done);
        Assert.True(ended.IsCompleted);
        Assert.True((await acts.Cancel(job.Id)).Done);
    }

    [Fact]
    public async Task What_is_not_kept_wakes_nobody_then_or_later()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var jobs = Next<Job>(db);

        await db.Together(
            async () =>
            {
                new JobActs(db).Add("nothing", Guid.CreateVersion7(), null);
                return await db.Commit();
            },
            _ => false
        );
        db.Forget();
        Assert.True(await db.Take("woken later", NodaTime.Duration.FromSeconds(30), default));

        Assert.False(jobs.IsCompleted);
    }

    private static Task Next<TAwaited>(Db db)
        where TAwaited : IAwaited => Pulse.Of<TAwaited>(db).Next;

    public sealed class OnSqlite(Sqlite database) : PulseTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PulseTests(database),
            IClassFixture<Postgres>;
}
