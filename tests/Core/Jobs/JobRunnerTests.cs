using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Reports;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Jobs;

/// <summary>Long work goes on where it stood, fails with its words, and is one runner's at a time.</summary>
public abstract class JobRunnerTests(TestDatabase database)
{
    private static readonly Duration Time = Duration.FromSeconds(30);

    private readonly TestClock clock = new();

    [Fact]
    public async Task A_job_whose_runner_vanished_is_anothers_when_its_time_is_up_and_goes_on_where_it_stood()
    {
        await using var source = Source();
        var (job, place) = await HalfWalked(source);
        await using var vanished = source.For(Viewer.System("jobs"));
        Assert.True(await vanished.Take(JobRunner.LeaseOf(job), Time, default, "vanished"));

        Assert.Null(await new JobRunner(source).Run(job, null, default));
        clock.Advance(Time + Duration.FromSeconds(1));
        var ended = await new JobRunner(source).Run(job, null, default);

        Assert.Equal(JobState.Done, ended!.State);
        Assert.Equal(clock.GetCurrentInstant(), ended.FinishedAt);
        // The link before this place is altered: only who begins anew would stumble over it.
        Assert.Empty(VerifyWork.PlaceOf(ended).Findings);
        Assert.True(ended.Done > place.Seq);
    }

    [Fact]
    public async Task Two_runners_at_once_take_each_step_once()
    {
        await using var source = Source();
        var (job, _) = await HalfWalked(source);
        using var both = new Barrier(2);

        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        both.SignalAndWait();
                        await new JobRunner(source).Run(job, null, default);
                    })
                )
        );

        await using var db = source.For(Viewer.System("test"));
        var ended = await db.Set<Job>().SingleAsync(j => j.Id == job);
        // Made, taken from half way, and one step to the end.
        Assert.Equal((JobState.Done, 3), (ended.State, ended.Version));
    }

    [Fact]
    public async Task A_step_that_fails_is_tried_three_times_and_the_job_ends_with_its_words_and_can_go_on()
    {
        await using var source = Source();
        var (job, place) = await HalfWalked(source);
        await Stands(source, job, "no place at all");
        var tries = new List<(JobState, int)>();

        var failed = await new JobRunner(source).Run(
            job,
            j => tries.Add((j.State, j.Attempts)),
            default
        );

        Assert.Equal([(JobState.Running, 1), (JobState.Running, 2), (JobState.Failed, 3)], tries);
        Assert.Contains("'no place at all'", failed!.Failure, StringComparison.Ordinal);
        Assert.Equal("no place at all", failed.Cursor);
        Assert.Equal(clock.GetCurrentInstant(), failed.FinishedAt);
        Assert.Equal(0, await new JobRunner(source).RunWaiting(default));

        await Stands(source, job, JsonSerializer.Serialize(place));
        await using (var db = source.For(Viewer.System("test")))
        {
            var again = await new Rapport.Jobs.Jobs(db).GoOn(job);
            Assert.Equal(
                (JobState.Waiting, 0, null, null),
                (
                    again.Value.State,
                    again.Value.Attempts,
                    again.Value.Failure,
                    again.Value.FinishedAt
                )
            );
        }
        Assert.Equal(1, await new JobRunner(source).RunWaiting(default));
        Assert.Equal(0, await new JobRunner(source).RunWaiting(default));
    }

    /// <summary>A walk along the chain that came half way, behind which somebody has altered a payload since.</summary>
    private async Task<(Guid Job, VerifyPlace Place)> HalfWalked(DbSource source)
    {
        await using var firm = new TestFirm(database.Place);
        for (var n = 0; n < 4; n++)
        {
            await firm.Client($"On the chain {n}");
        }
        await using var db = source.For(Viewer.System("test"));
        using var key = AuditKey.In(database.Place.Folder);
        while (await Sealer.Seal(db, key, 100, default) > 0) { }
        var last = await db.Set<AuditEntry>().MaxAsync(e => e.Seq);
        var half = (int)last!.Value - 1;
        // Each fact of this class alters the same chain: what was found before is none of this walk's.
        var place = (await Verifier.Step(db, key, VerifyPlace.Start, half, default)) with
        {
            Findings = [],
        };
        await db.Set<AuditEntry>()
            .Where(e => e.Seq == 1)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Payload, "{}"));
        var job = new Rapport.Jobs.Jobs(db).Add(VerifyWork.Name, Guid.Empty, last);
        await db.SaveChangesAsync();
        (job.State, job.Cursor) = (JobState.Running, JsonSerializer.Serialize(place));
        await db.SaveChangesAsync();
        return (job.Id, place);
    }

    private static async Task Stands(DbSource source, Guid id, string cursor)
    {
        await using var db = source.For(Viewer.System("test"));
        (await db.Set<Job>().SingleAsync(j => j.Id == id)).Cursor = cursor;
        await db.SaveChangesAsync();
    }

    private DbSource Source() =>
        new(new DbPlace(database.Place.Postgres, database.Place.Folder), clock);

    public sealed class OnSqlite(Sqlite database) : JobRunnerTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : JobRunnerTests(database),
            IClassFixture<Postgres>;
}
