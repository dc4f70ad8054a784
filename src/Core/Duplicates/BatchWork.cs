using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Duplicates;

/// <summary>Carries out the merges of a batch, some at a time.</summary>
public sealed class BatchWork : EachMerge
{
    public const string Name = "merge.batch";

    public override string Kind => Name;

    protected override BatchState Ended => BatchState.Done;

    protected override IQueryable<Merge> Next(IQueryable<Merge> merges) =>
        merges
            .Where(m => m.State == MergeState.Asked || m.State == MergeState.Running)
            .OrderBy(m => m.Position);

    protected override async Task<bool> Do(
        Db db,
        DuplicatesOf noun,
        Merge merge,
        CancellationToken cancel
    )
    {
        if (merge.State == MergeState.Asked && !await Begin(db, noun, merge, cancel))
        {
            merge.State = MergeState.Skipped;
            return true;
        }
        return await new Merging(db, noun, cancel).Step(merge);
    }

    /// <summary>Of three that are one, the second pair is about what became of the first.</summary>
    private static async Task<bool> Begin(
        Db db,
        DuplicatesOf noun,
        Merge merge,
        CancellationToken cancel
    )
    {
        var kept = await Merges.Now(db, noun, merge.KeptId, cancel) ?? merge.KeptId;
        var lost = await Merges.Now(db, noun, merge.LostId, cancel) ?? merge.LostId;
        if (
            kept == lost
            || await noun.Find(db, kept, cancel) is not { } one
            || await noun.Find(db, lost, cancel) is not { } two
            || !noun.MayJoin(one, two)
        )
        {
            return false;
        }
        (merge.KeptId, merge.LostId) = (kept, lost);
        (merge.ClientId, merge.State) = (DuplicatesOf.ClientOf(one), MergeState.Running);
        merge.KnowAs(db, two);
        return true;
    }
}

/// <summary>Takes the merges of a batch back, the last first, so that each finds what it left.</summary>
public sealed class BatchUndoWork : EachMerge
{
    public const string Name = "merge.batch_undo";

    public override string Kind => Name;

    protected override BatchState Ended => BatchState.TakenBack;

    protected override IQueryable<Merge> Next(IQueryable<Merge> merges) =>
        merges
            .Where(m => m.State == MergeState.Done || m.State == MergeState.TakingBack)
            .OrderByDescending(m => m.Position);

    protected override Task<bool> Do(
        Db db,
        DuplicatesOf noun,
        Merge merge,
        CancellationToken cancel
    )
    {
        merge.State = MergeState.TakingBack;
        merge.TakenBackById = db.Viewer.ColleagueId;
        return new MergeTakingBack(db, noun, cancel).Step(merge);
    }
}

/// <summary>Merge by merge, some in one transaction; one that is large takes steps of its own.</summary>
public abstract class EachMerge : IWork
{
    private const int AtOnce = 10;

    public abstract string Kind { get; }

    protected abstract BatchState Ended { get; }

    protected abstract IQueryable<Merge> Next(IQueryable<Merge> merges);

    /// <summary>True when this one is through.</summary>
    protected abstract Task<bool> Do(
        Db db,
        DuplicatesOf noun,
        Merge merge,
        CancellationToken cancel
    );

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(MergeWork.As(job));

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var batchId = job.SubjectId;
        var noun = DuplicatesOf.OfKey(
            await db.Set<MergeBatch>()
                .Where(b => b.Id == batchId)
                .Select(b => b.Noun)
                .FirstAsync(cancel)
        )!;
        for (var done = 0; done < AtOnce; done++)
        {
            var merge = await Next(db.Set<Merge>().Where(m => m.BatchId == batchId))
                .FirstOrDefaultAsync(cancel);
            if (merge is null)
            {
                var batch = await db.Set<MergeBatch>().FirstAsync(b => b.Id == batchId, cancel);
                batch.State = Ended;
                return StepResult.Done;
            }
            var through = await Do(db, noun, merge, cancel);
            await db.SaveChangesAsync(cancel);
            // Each merge stands alone: what the next one reads is what this one left.
            db.ChangeTracker.Clear();
            db.Attach(job);
            if (!through)
            {
                return StepResult.More;
            }
            job.Done++;
        }
        return StepResult.More;
    }
}
