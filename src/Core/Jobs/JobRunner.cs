using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Jobs;

/// <summary>
/// Runs jobs step after step. A lease for each job keeps it to one process; should two ever run it, the version of the
/// job's row lets only one of their steps commit.
/// </summary>
public sealed class JobRunner(DbSource source)
{
    /// <summary>A step that fails this often in a row ends the job, which can be let go on later.</summary>
    private const int MostAttempts = 3;
    private static readonly Duration LeaseTime = Duration.FromSeconds(30);
    private static readonly IWork[] Works = Discovered.All<IWork>();

    /// <summary>Some work is a command's own, such as the rebuilding of the search: no runner takes it up.</summary>
    public static bool Knows(string kind) => Array.Exists(Works, w => w.Kind == kind);

    /// <summary>Under which a process has the job.</summary>
    public static string LeaseOf(Guid id) => $"job:{id}";

    /// <summary>Runs all jobs that wait or were left by a process that died; answers how many it brought to an end.</summary>
    public async Task<int> RunWaiting(CancellationToken cancel)
    {
        var ended = 0;
        foreach (var id in await Open(cancel))
        {
            ended += await Run(id, null, cancel) is { IsOver: true } ? 1 : 0;
        }
        return ended;
    }

    /// <summary>Runs one job to its end; answers it as it stands, or null when another process has it.</summary>
    public async Task<Job?> Run(Guid id, Action<Job>? progress, CancellationToken cancel)
    {
        var lease = LeaseOf(id);
        var holder = $"{Leases.Me}:{Guid.NewGuid():N}";
        var held = Instant.MinValue;
        await using var keeper = source.For(Viewer.System("jobs"));
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                if (held - keeper.Now < LeaseTime / 2)
                {
                    if (!await keeper.Take(lease, LeaseTime, cancel, holder))
                    {
                        return null;
                    }
                    held = keeper.Now + LeaseTime;
                }
                var job = await Step(id, cancel);
                progress?.Invoke(job);
                if (job.IsOver)
                {
                    Measures.JobsEnded.Add(
                        1,
                        new KeyValuePair<string, object?>("state", job.State)
                    );
                    return job;
                }
            }
        }
        finally
        {
            if (held > Instant.MinValue)
            {
                await Free(keeper, lease, holder);
            }
        }
    }

    /// <summary>What cannot be given back, since the database is away, is free when its time is up.</summary>
    private static async Task Free(Db keeper, string lease, string holder)
    {
        try
        {
            await keeper.Free(lease, CancellationToken.None, holder);
        }
        catch (Exception away) when (Outage.Is(away)) { }
    }

    private async Task<List<Guid>> Open(CancellationToken cancel)
    {
        await using var db = source.For(Viewer.System("jobs"));
        var kinds = Array.ConvertAll(Works, w => w.Kind);
        return await db.Set<Job>()
            .Where(j => j.State == JobState.Waiting || j.State == JobState.Running)
            .Where(j => kinds.Contains(j.Kind))
            .OrderBy(j => j.Id)
            .Select(j => j.Id)
            .ToListAsync(cancel);
    }

    private async Task<Job> Step(Guid id, CancellationToken cancel)
    {
        var before = await Read(id, cancel);
        if (before.IsOver)
        {
            return before;
        }
        var work =
            Array.Find(Works, w => w.Kind == before.Kind)
            ?? throw new InvalidOperationException($"No work is called {before.Kind}");
        try
        {
            await using var db = source.For(await ViewerOf(work, before, cancel));
            return await db.Together(() => StepNow(db, work, id, cancel), _ => true, cancel);
        }
        // A database that is away fails every job and none of them: whoever runs it waits and begins the step again.
        catch (Exception failure)
            when (failure is not OperationCanceledException && !Outage.Is(failure))
        {
            return await Failed(id, failure, cancel);
        }
    }

    private static async Task<Job> StepNow(Db db, IWork work, Guid id, CancellationToken cancel)
    {
        // Read again inside the transaction: nobody else moves it on from here.
        var job = await db.Set<Job>().FirstAsync(j => j.Id == id, cancel);
        if (job.IsOver)
        {
            return job;
        }
        var result = await work.Step(db, job, cancel);
        (job.State, job.Attempts) = (JobState.Running, 0);
        if (result == StepResult.Done)
        {
            (job.State, job.FinishedAt) = (JobState.Done, db.Now);
        }
        await db.SaveChangesAsync(cancel);
        return job;
    }

    private async Task<Viewer> ViewerOf(IWork work, Job job, CancellationToken cancel)
    {
        await using var db = source.For(Viewer.System("jobs"));
        return await work.ViewerOf(job, db, cancel);
    }

    private async Task<Job> Read(Guid id, CancellationToken cancel)
    {
        await using var db = source.For(Viewer.System("jobs"));
        return await db.Set<Job>().AsNoTracking().FirstAsync(j => j.Id == id, cancel);
    }

    /// <summary>The step was rolled back: only that it failed is kept.</summary>
    private async Task<Job> Failed(Guid id, Exception failure, CancellationToken cancel)
    {
        await using var db = source.For(Viewer.System("jobs"));
        var job = await db.Set<Job>().FirstAsync(j => j.Id == id, cancel);
        if (job.IsOver)
        {
            return job;
        }
        job.Attempts++;
        job.Failure = failure.GetBaseException().Message;
        if (job.Attempts >= MostAttempts)
        {
            (job.State, job.FinishedAt) = (JobState.Failed, db.Now);
        }
        // Whoever moved the job on meanwhile was right.
        await db.Commit(cancel);
        return job;
    }
}
