using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Jobs;

/// <summary>What can be done with long work: begin it, go on with it, end it early.</summary>
public sealed class Jobs(Db db)
{
    private const int MostLooks = 5;

    /// <summary>Adds the job to what the caller is about to commit: the work begins with what caused it, or not at all.</summary>
    public Job Add(string kind, Guid subjectId, long? total)
    {
        var job = new Job
        {
            Kind = kind,
            SubjectId = subjectId,
            ByColleagueId = db.Viewer.ColleagueId,
            State = JobState.Waiting,
            Total = total,
            CreatedAt = db.Now,
        };
        db.Add(job);
        return job;
    }

    /// <summary>The latest work about something; null when there was none.</summary>
    public Task<Job?> Latest(Guid subjectId, CancellationToken cancel = default) =>
        db.Set<Job>()
            .Where(j => j.SubjectId == subjectId)
            .OrderByDescending(j => j.Id)
            .FirstOrDefaultAsync(cancel);

    /// <summary>Lets a job that failed or was cancelled go on where it stood; one that is not over changes nothing.</summary>
    public async Task<Result<Job>> GoOn(Guid id, CancellationToken cancel = default)
    {
        if (await db.Set<Job>().FirstOrDefaultAsync(j => j.Id == id, cancel) is not { } job)
        {
            return Refusal.NotFound;
        }
        if (job.State is JobState.Failed or JobState.Cancelled && JobRunner.Knows(job.Kind))
        {
            (job.State, job.Failure, job.Attempts, job.FinishedAt) = (
                JobState.Waiting,
                null,
                0,
                null
            );
        }
        return await db.Commit(cancel) is { } refusal ? refusal : job;
    }

    /// <summary>The same for the latest work about something; without any it changes nothing.</summary>
    public async Task GoOnAbout(Guid subjectId, CancellationToken cancel = default)
    {
        if (await Latest(subjectId, cancel) is { } job)
        {
            await GoOn(job.Id, cancel);
        }
    }

    /// <summary>Ends a job after the step it is in; what it did so far stays. One that is over changes nothing.</summary>
    public async Task<Result<Job>> Cancel(Guid id, CancellationToken cancel = default)
    {
        // A step that is committed between our look and our word has the better of it, so we look again.
        for (var look = 1; ; look++)
        {
            var ended = await db.Together(() => CancelNow(id, cancel), e => e.Done, cancel);
            if (ended.Done || ended.Refusal?.Kind != RefusalKind.Stale || look == MostLooks)
            {
                return ended;
            }
        }
    }

    private async Task<Result<Job>> CancelNow(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Job>().FirstOrDefaultAsync(j => j.Id == id, cancel) is not { } job)
        {
            return Refusal.NotFound;
        }
        if (!job.IsOver)
        {
            (job.State, job.FinishedAt) = (JobState.Cancelled, db.Now);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : job;
    }
}
