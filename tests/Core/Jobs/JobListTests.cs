using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Notices;
using Rapport.People;
using Rapport.Reports;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Jobs;

/// <summary>Long work as a list, and what administrators can do with it.</summary>
public abstract class JobListTests(TestDatabase database)
{
    private const string Kind = "made.up";

    [Fact]
    public async Task What_runs_and_what_stopped_comes_first_and_each_is_on_one_page()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        JobState[] states =
        [
            JobState.Done,
            JobState.Failed,
            JobState.Running,
            JobState.Cancelled,
            JobState.Waiting,
        ];
        var made = Enumerable.Range(0, 40).Select(n => Job(states[n % 5])).ToList();
        db.AddRange(made);
        await db.SaveChangesAsync();

        var (read, after) = (new List<ListedJob>(), (JobPlace?)null);
        do
        {
            var page = await JobList.Page(db, null, after, 7);
            read.AddRange(page);
            after = page.Count == 7 ? JobList.PlaceOf(page[^1]) : null;
        } while (after is not null);

        read.RemoveAll(j => !made.Exists(m => m.Id == j.Id));
        Assert.Equal(
            made.OrderBy(j => JobList.PlaceOf(Listed(read, j)).Part)
                .ThenByDescending(j => j.Id)
                .Select(j => j.Id),
            read.Select(j => j.Id)
        );
        Assert.True(read[0].IsOpen);
        Assert.Equal(
            made.Where(j => j.State == JobState.Failed).Select(j => j.Id).OrderDescending(),
            (await JobList.Page(db, JobState.Failed, null, 100))
                .Where(j => j.Kind == Kind)
                .Select(j => j.Id)
        );
    }

    [Fact]
    public async Task The_node_that_has_it_is_named_while_it_has_it()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var job = Job(JobState.Running);
        db.Add(job);
        await db.SaveChangesAsync();
        Assert.Null((await JobList.Find(db, job.Id))!.Node);

        await db.Take(JobRunner.LeaseOf(job.Id), Duration.FromSeconds(30), default);

        Assert.Equal(Leases.Node, (await JobList.Find(db, job.Id))!.Node);
    }

    [Fact]
    public async Task Work_of_a_kind_that_no_runner_knows_holds_up_no_other()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var unknown = Job(JobState.Running);
        db.Add(unknown);
        await db.SaveChangesAsync();
        var known = await VerifyWork.Begin(db, new(db), default);

        await new JobRunner(firm.Source).RunWaiting(default);

        Assert.Equal(JobState.Done, (await JobList.Find(db, known.Id))!.State);
        Assert.Equal(JobState.Running, (await JobList.Find(db, unknown.Id))!.State);
    }

    [Fact]
    public async Task It_is_ended_between_two_steps_whoever_is_at_one()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var job = Job(JobState.Running);
        db.Add(job);
        await db.SaveChangesAsync();
        await using var step = firm.System();

        await step.Together(
            async () =>
            {
                var mine = await step.Set<Job>().SingleAsync(j => j.Id == job.Id);
                mine.Done = 5;
                // On SQLite the step has the turn, and whoever ends it waits for that.
                var ending = Task.Run(async () =>
                {
                    await using var other = firm.System();
                    return await new Rapport.Jobs.Jobs(other).Cancel(job.Id);
                });
                if (database.Place.Postgres is not null)
                {
                    Assert.True((await ending).Done);
                    Assert.NotNull(await step.Commit());
                }
                else
                {
                    await step.SaveChangesAsync();
                }
                return ending;
            },
            _ => true
        );

        await Eventually.Holds(async () =>
            (await JobList.Find(db, job.Id))!.State == JobState.Cancelled
        );
    }

    [Fact]
    public async Task Whoever_began_it_is_told_that_it_stopped_and_of_the_programs_own_the_administrators()
    {
        await using var firm = new TestFirm(database.Place);
        var administrator = await firm.Colleague(Roles.Administrator);
        var manager = await firm.Colleague(Roles.AccountManager);
        var hers = await Broken(firm, manager.Id);
        var ours = await Broken(firm, null);

        await new JobRunner(firm.Source).RunWaiting(default);

        Assert.Equal([(Guid?)hers], await Told(firm, manager));
        Assert.Equal([(Guid?)ours], await Told(firm, administrator));
    }

    /// <summary>A walk along the chain whose place nobody can read.</summary>
    private static async Task<Guid> Broken(TestFirm firm, Guid? by)
    {
        await using var db = firm.System();
        var job = new Job
        {
            Kind = VerifyWork.Name,
            ByColleagueId = by,
            State = JobState.Waiting,
            Cursor = "no place at all",
            CreatedAt = db.Now,
        };
        db.Add(job);
        await db.SaveChangesAsync();
        return job.Id;
    }

    private static async Task<List<Guid?>> Told(TestFirm firm, Colleague colleague)
    {
        await using var db = firm.As(colleague);
        return await db.Set<Notice>()
            .Where(n => n.Kind == JobNotices.Stopped.Name)
            .Select(n => n.SubjectId)
            .ToListAsync();
    }

    private static ListedJob Listed(List<ListedJob> jobs, Job job) =>
        jobs.Single(j => j.Id == job.Id);

    private static Job Job(JobState state) =>
        new()
        {
            Kind = Kind,
            State = state,
            CreatedAt = SystemClock.Instance.GetCurrentInstant(),
        };

    public sealed class OnSqlite(Sqlite database) : JobListTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : JobListTests(database),
            IClassFixture<Postgres>;
}
