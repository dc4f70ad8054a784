using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Duplicates;

/// <summary>Carries out one merge.</summary>
public sealed class MergeWork : IWork
{
    public const string Name = "merge.run";

    public string Kind => Name;

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(As(job));

    /// <summary>Sees all, so that nothing stays behind; what it does is the doing of whoever asked.</summary>
    internal static Viewer As(Job job) =>
        new(ActorKind.System, job.ByColleagueId, job.ByColleagueId, true, Origin.Page, "merge");

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var merge = await db.Set<Merge>().FirstAsync(m => m.Id == job.SubjectId, cancel);
        var noun = DuplicatesOf.OfKey(merge.Noun)!;
        var through = await new Merging(db, noun, cancel).Step(merge);
        job.Done = merge.Steps;
        return through ? StepResult.Done : StepResult.More;
    }
}

/// <summary>Takes one merge back.</summary>
public sealed class MergeUndoWork : IWork
{
    public const string Name = "merge.undo";

    public string Kind => Name;

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(MergeWork.As(job));

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var merge = await db.Set<Merge>().FirstAsync(m => m.Id == job.SubjectId, cancel);
        var noun = DuplicatesOf.OfKey(merge.Noun)!;
        var through = await new MergeTakingBack(db, noun, cancel).Step(merge);
        job.Done = through ? merge.Steps : job.Done + Merging.AtOnce;
        return through ? StepResult.Done : StepResult.More;
    }
}
