using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Jobs;

/// <summary>Of each run of recurring work is kept where it ran, how long, and how it ended; of a failure is told once.</summary>
public abstract class RecurringRunsTests(TestDatabase database)
{
    private readonly TestClock clock = new();
    private readonly string work = $"Work{Guid.NewGuid():N}";

    [Fact]
    public async Task What_it_worked_on_and_how_long_is_kept_with_the_node_that_did_it()
    {
        await using var source = Source();

        await Run(
            source,
            () =>
            {
                clock.Advance(Duration.FromSeconds(3));
                return 7;
            }
        );

        var run = Assert.Single(await Runs(source));
        Assert.Equal(
            (RunOutcome.Done, 7L, Duration.FromSeconds(3), Leases.Node, null, null),
            (run.Outcome, run.Count!.Value, run.Took!.Value, run.Node, run.By, run.Failure)
        );
        await using var db = source.For(Viewer.System("test"));
        Assert.False(await db.Set<Lease>().AnyAsync(l => l.Name == RecurringRuns.LeaseOf(run.Id)));
    }

    [Fact]
    public async Task A_failure_is_kept_in_its_own_words_and_thrown_on()
    {
        await using var source = Source();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Fail(source));

        Assert.Equal("The disk is full", failure.Message);
        var run = Assert.Single(await Runs(source));
        Assert.Equal((RunOutcome.Failed, "The disk is full"), (run.Outcome, run.Failure));
        await using var db = source.For(Viewer.System("test"));
        Assert.Contains(await RecurringRuns.Failing(db, default), r => r.Work == work);
        await Run(source, () => 0);
        Assert.DoesNotContain(await RecurringRuns.Failing(db, default), r => r.Work == work);
    }

    [Fact]
    public async Task Asked_for_once_it_runs_once_however_often_it_is_begun()
    {
        await using var source = Source();
        var (id, done) = (Guid.CreateVersion7(), 0);

        for (var begun = 0; begun < 3; begun++)
        {
            await RecurringRuns.Run(
                source,
                id,
                work,
                null,
                (_, _) => Task.FromResult<long?>(++done),
                default
            );
        }

        Assert.Equal(1, done);
        Assert.Equal(id, Assert.Single(await Runs(source)).Id);
    }

    [Fact]
    public async Task A_run_whose_node_vanished_is_left_when_its_time_is_up_and_one_that_lives_is_not()
    {
        await using var source = Source();
        await using var db = source.For(Viewer.System("test"));
        var vanished = new RecurringRun
        {
            Work = work,
            Node = "elsewhere:1",
            BeganAt = clock.GetCurrentInstant(),
        };
        Assert.True(
            await db.Take(
                RecurringRuns.LeaseOf(vanished.Id),
                Duration.FromSeconds(30),
                default,
                "elsewhere:1:x"
            )
        );
        db.Add(vanished);
        await db.SaveChangesAsync();

        await RecurringRuns.Settle(db, default);
        Assert.Equal(RunOutcome.Running, Assert.Single(await Runs(source)).Outcome);
        clock.Advance(Duration.FromSeconds(31));
        await RecurringRuns.Settle(db, default);
        Assert.Equal(RunOutcome.Left, Assert.Single(await Runs(source)).Outcome);

        await Run(
            source,
            () =>
            {
                Task.Run(async () =>
                    {
                        await using var other = source.For(Viewer.System("test"));
                        await RecurringRuns.Settle(other, default);
                    })
                    .GetAwaiter()
                    .GetResult();
                return 1;
            }
        );
        Assert.Equal(
            [RunOutcome.Done, RunOutcome.Left],
            (await Runs(source)).Select(r => r.Outcome)
        );
    }

    [Fact]
    public async Task Administrators_and_nobody_else_are_told_of_a_failure_once_until_it_succeeds_again()
    {
        await using var source = Source();
        await using var firm = new TestFirm(database.Place);
        var administrator = await firm.Colleague(Roles.Administrator);
        var other = await firm.Colleague(Roles.Executive);

        await Assert.ThrowsAnyAsync<Exception>(() => Fail(source));
        await Assert.ThrowsAnyAsync<Exception>(() => Fail(source));
        Assert.Equal(1, await Told(firm, administrator));
        await Run(source, () => 0);
        await Assert.ThrowsAnyAsync<Exception>(() => Fail(source));

        Assert.Equal(2, await Told(firm, administrator));
        Assert.Equal(0, await Told(firm, other));
    }

    [Fact]
    public async Task What_is_old_or_more_than_is_kept_of_a_work_goes_and_the_newest_stay()
    {
        await using var source = Source();
        await using var db = source.For(Viewer.System("test"));
        db.Add(Made(clock.GetCurrentInstant() - RecurringRuns.Kept - Duration.FromMinutes(1)));
        for (var n = 0; n < RecurringRuns.MostOfEach + 5; n++)
        {
            db.Add(Made(clock.GetCurrentInstant() - Duration.FromMinutes(n)));
        }
        await db.SaveChangesAsync();

        Assert.Equal(6, await RecurringRuns.Sweep(db, default));

        Assert.Equal(
            RecurringRuns.MostOfEach,
            await db.Set<RecurringRun>().CountAsync(r => r.Work == work)
        );
        Assert.Equal(clock.GetCurrentInstant(), (await Runs(source))[0].BeganAt);
    }

    private RecurringRun Made(Instant at) =>
        new()
        {
            Work = work,
            Node = "here",
            BeganAt = at,
        };

    private Task Fail(DbSource source) =>
        Run(source, () => throw new InvalidOperationException("The disk is full"));

    private async Task Run(DbSource source, Func<long> does)
    {
        clock.Advance(Duration.FromSeconds(1));
        await RecurringRuns.Run(
            source,
            Guid.CreateVersion7(),
            work,
            null,
            (_, _) => Task.FromResult<long?>(does()),
            default
        );
    }

    private async Task<IReadOnlyList<RunRecord>> Runs(DbSource source)
    {
        await using var db = source.For(Viewer.System("test"));
        return await RecurringRuns.Page(db, work, null, 10);
    }

    private async Task<int> Told(TestFirm firm, Colleague colleague)
    {
        await using var db = firm.As(colleague);
        return await db.Set<Notice>()
            .CountAsync(n => n.Kind == JobNotices.Failed.Name && n.Text == work);
    }

    private DbSource Source() =>
        new(new DbPlace(database.Place.Postgres, database.Place.Folder), clock);

    public sealed class OnSqlite(Sqlite database)
        : RecurringRunsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : RecurringRunsTests(database),
            IClassFixture<Postgres>;
}
