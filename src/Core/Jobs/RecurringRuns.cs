using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Jobs;

/// <summary>What is kept of the runs of recurring work: written as they begin and end, read, forgotten after some weeks.</summary>
public static class RecurringRuns
{
    public static readonly Duration Kept = Duration.FromDays(42);

    /// <summary>Of each work; what runs every few minutes would otherwise fill the table.</summary>
    public const int MostOfEach = 1000;

    private static readonly Duration LeaseTime = Duration.FromSeconds(30);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <summary>Under which a process has the run. Whoever can take it knows that the process is gone.</summary>
    public static string LeaseOf(Guid id) => $"run:{id}";

    /// <summary>Does the work and keeps that it ran. What it throws is kept, and thrown on.</summary>
    /// <param name="id">Of the run; one that was kept already is not done again.</param>
    /// <param name="does">Answers how many it worked on; null where it does not say.</param>
    public static async Task Run(
        DbSource source,
        Guid id,
        string work,
        Guid? byColleagueId,
        Func<Db, CancellationToken, Task<long?>> does,
        CancellationToken cancel
    )
    {
        var viewer = Viewer.System(work);
        await using var keeper = source.For(viewer);
        if (!await Begin(keeper, id, work, byColleagueId, cancel))
        {
            return;
        }
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var renewing = Renew(source, viewer, id, over.Token);
        try
        {
            await using var db = source.For(viewer);
            var count = await does(db, cancel);
            await End(keeper, id, run => run.End(keeper.Now, count));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The node was told to stop.
            await End(keeper, id, run => run.Leave());
            throw;
        }
        catch (Exception failure)
        {
            var why = failure.GetBaseException().Message;
            await End(keeper, id, run => run.Fail(keeper.Now, why));
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
            await Free(keeper, id);
        }
    }

    /// <summary>Says of runs whose process is gone that they were left; answers how many.</summary>
    public static async Task<int> Settle(Db db, CancellationToken cancel)
    {
        var running = await db.Set<RecurringRun>()
            .Where(r => r.Outcome == RunOutcome.Running)
            .Select(r => r.Id)
            .ToListAsync(cancel);
        var left = 0;
        var holder = $"{Leases.Me}:{Guid.NewGuid():N}";
        foreach (var id in running)
        {
            if (!await db.Take(LeaseOf(id), LeaseTime, cancel, holder))
            {
                continue;
            }
            var run = await db.Set<RecurringRun>().SingleOrDefaultAsync(r => r.Id == id, cancel);
            // It may have ended, and given its lease back, between our look and our reach.
            if (run is { IsOver: false })
            {
                run.Leave();
                await db.SaveChangesAsync(cancel);
                left++;
            }
            await db.Free(LeaseOf(id), cancel, holder);
        }
        return left;
    }

    /// <summary>Forgets what is older than it is kept, and of each work what is more than is kept; answers how many.</summary>
    public static async Task<int> Sweep(Db db, CancellationToken cancel)
    {
        var before = db.Now - Kept;
        var swept = await db.Together(
            () => db.Sweep<RecurringRun>(all => all.Where(r => r.BeganAt < before), cancel),
            _ => true,
            cancel
        );
        var works = await db.Set<RecurringRun>().Select(r => r.Work).Distinct().ToListAsync(cancel);
        foreach (var work in works)
        {
            var last = await Of(db, work)
                .Skip(MostOfEach - 1)
                .Select(r => (Instant?)r.BeganAt)
                .FirstOrDefaultAsync(cancel);
            if (last is { } oldest)
            {
                swept += await db.Together(
                    () =>
                        db.Sweep<RecurringRun>(
                            all => all.Where(r => r.Work == work && r.BeganAt < oldest),
                            cancel
                        ),
                    _ => true,
                    cancel
                );
            }
        }
        return swept;
    }

    /// <summary>The runs of a work, the newest first.</summary>
    public static async Task<IReadOnlyList<RunRecord>> Page(
        Db db,
        string work,
        RunPlace? after,
        int size,
        CancellationToken cancel = default
    )
    {
        var runs = Of(db, work);
        if (after is { BeganAt: var at, Id: var last })
        {
            runs = runs.Where(r => r.BeganAt < at || (r.BeganAt == at && r.Id.CompareTo(last) < 0));
        }
        return await Records(db, runs.Take(size)).ToListAsync(cancel);
    }

    public static Task<RunRecord?> Find(Db db, Guid id, CancellationToken cancel = default) =>
        Records(db, db.Set<RecurringRun>().Where(r => r.Id == id)).FirstOrDefaultAsync(cancel);

    /// <summary>What failed when it ran last, and has not succeeded since; the work, and why.</summary>
    public static async Task<IReadOnlyList<RunRecord>> Failing(Db db, CancellationToken cancel)
    {
        var runs = db.Set<RecurringRun>();
        return await Records(
                db,
                runs.Where(r =>
                        r.Outcome == RunOutcome.Failed
                        && !runs.Any(later =>
                            later.Work == r.Work
                            && later.BeganAt > r.BeganAt
                            && (
                                later.Outcome == RunOutcome.Done
                                || later.Outcome == RunOutcome.Failed
                            )
                        )
                    )
                    .OrderBy(r => r.Work)
            )
            .ToListAsync(cancel);
    }

    private static async Task<bool> Begin(
        Db db,
        Guid id,
        string work,
        Guid? byColleagueId,
        CancellationToken cancel
    )
    {
        if (await db.Set<RecurringRun>().AnyAsync(r => r.Id == id, cancel))
        {
            return false;
        }
        // Before the row: one that runs and that nobody holds was left.
        await db.Take(LeaseOf(id), LeaseTime, cancel);
        db.Add(
            new RecurringRun
            {
                Id = id,
                Work = work,
                Node = Leases.Node,
                ByColleagueId = byColleagueId,
                BeganAt = db.Now,
            }
        );
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private static async Task Renew(DbSource source, Viewer viewer, Guid id, CancellationToken over)
    {
        await using var db = source.For(viewer);
        while (true)
        {
            await Task.Delay(Renewal, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
            {
                return;
            }
            try
            {
                await db.Take(LeaseOf(id), LeaseTime, over);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            // Without the lease the run counts as left for a while; whoever ends it says how it was.
            catch (Exception away) when (Outage.Is(away)) { }
        }
    }

    private static async Task End(Db db, Guid id, Action<RecurringRun> said)
    {
        try
        {
            if (await db.Set<RecurringRun>().SingleOrDefaultAsync(r => r.Id == id) is { } run)
            {
                said(run);
                await db.SaveChangesAsync();
            }
        }
        // Then it counts as left: nobody can say more of it.
        catch (Exception away) when (Outage.Is(away)) { }
    }

    private static async Task Free(Db db, Guid id)
    {
        try
        {
            await db.Free(LeaseOf(id), CancellationToken.None);
        }
        catch (Exception away) when (Outage.Is(away)) { }
    }

    private static IQueryable<RecurringRun> Of(Db db, string work) =>
        db.Set<RecurringRun>()
            .Where(r => r.Work == work)
            .OrderByDescending(r => r.BeganAt)
            .ThenByDescending(r => r.Id);

    private static IQueryable<RunRecord> Records(Db db, IQueryable<RecurringRun> runs) =>
        runs.Select(r => new RunRecord(
            r.Id,
            r.Work,
            r.Node,
            db.Set<Colleague>()
                .Where(c => c.Id == r.ByColleagueId)
                .Select(c => c.Name)
                .FirstOrDefault(),
            r.BeganAt,
            r.EndedAt,
            r.Outcome,
            r.Count,
            r.Failure
        ));
}
