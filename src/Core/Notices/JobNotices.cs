using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;

namespace Rapport.Notices;

/// <summary>
/// Tells who began long work that it failed, and administrators of what the program itself could not do: recurring work
/// once until it succeeds again.
/// </summary>
public sealed class JobNotices : IJoinSave
{
    /// <summary>Its text is the kind of the work.</summary>
    public static readonly NoticeKind Stopped = new("job.failed", NoticePriority.Usual, "job");

    /// <summary>Its text is the name of the work.</summary>
    public static readonly NoticeKind Failed = new(
        "recurring.failed",
        NoticePriority.Usual,
        "recurring"
    );

    public int Order => 61;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var jobs = db
            .ChangeTracker.Entries<Job>()
            .Where(e =>
                e is { State: EntityState.Modified, Entity.State: JobState.Failed }
                && e.Property(j => j.State).IsModified
            )
            .Select(e => e.Entity)
            .ToList();
        var runs = db
            .ChangeTracker.Entries<RecurringRun>()
            .Where(e =>
                e is { State: EntityState.Modified, Entity.Outcome: RunOutcome.Failed }
                && e.Property(r => r.Outcome).IsModified
            )
            .Select(e => e.Entity)
            .ToList();
        foreach (var job in jobs)
        {
            IReadOnlyList<Guid> told = job.ByColleagueId is { } began
                ? [began]
                : await Administrators(db, cancel);
            await Tell(db, told, Stopped, job.Kind, job.Id, cancel);
        }
        foreach (var run in runs)
        {
            if (await WorkedBefore(db, run, cancel))
            {
                var told = await Administrators(db, cancel);
                await Tell(db, told, Failed, run.Work, run.Id, cancel);
            }
        }
    }

    private static async Task Tell(
        Db db,
        IReadOnlyList<Guid> told,
        NoticeKind kind,
        string text,
        Guid subject,
        CancellationToken cancel
    )
    {
        foreach (var colleague in told)
        {
            await Notices.Tell(db, new(colleague, kind, text, subject, null), cancel);
        }
    }

    /// <summary>True where the run before did not fail, so that nobody was told yet.</summary>
    private static async Task<bool> WorkedBefore(
        Db db,
        RecurringRun run,
        CancellationToken cancel
    ) =>
        await db.Set<RecurringRun>()
            .Where(r =>
                r.Work == run.Work
                && r.Id != run.Id
                && r.BeganAt <= run.BeganAt
                && (r.Outcome == RunOutcome.Done || r.Outcome == RunOutcome.Failed)
            )
            .OrderByDescending(r => r.BeganAt)
            .ThenByDescending(r => r.Id)
            .Select(r => (RunOutcome?)r.Outcome)
            .FirstOrDefaultAsync(cancel) != RunOutcome.Failed;

    private static async Task<IReadOnlyList<Guid>> Administrators(Db db, CancellationToken cancel)
    {
        // Roles are stored by name, so the engine cannot test one flag.
        var colleagues = await db.Set<Colleague>()
            .Where(c => c.Left == null)
            .Select(c => new { c.Id, c.Roles })
            .ToListAsync(cancel);
        return [.. colleagues.Where(c => c.Roles.May(Act.ManageJobs)).Select(c => c.Id)];
    }
}
