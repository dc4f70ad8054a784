using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Handovers;

/// <summary>Carries out a handover of much, or one whose day has come.</summary>
public sealed class HandoverWork : IWork
{
    public const string Name = "handover.run";

    public string Kind => Name;

    public async Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        As(await db.Set<Handover>().AsNoTracking().FirstAsync(h => h.Id == job.SubjectId, cancel));

    /// <summary>
    /// Sees all, so that nothing stays behind; what it does is the doing of whoever asked. A gate that stands before one of
    /// these things alone does not hold back all of them.
    /// </summary>
    internal static Viewer As(Handover handover) =>
        new(
            ActorKind.System,
            handover.ByColleagueId,
            handover.ByColleagueId,
            true,
            Origin.System,
            "handover"
        );

    internal static Job JobOf(Handover handover, Instant now, long? total) =>
        new()
        {
            Kind = Name,
            SubjectId = handover.Id,
            ByColleagueId = handover.ByColleagueId,
            State = JobState.Waiting,
            Total = total,
            CreatedAt = now,
        };

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var handover = await db.Set<Handover>()
            .Include(h => h.Shares)
            .FirstAsync(h => h.Id == job.SubjectId, cancel);
        if (handover.State != HandoverState.Running)
        {
            return StepResult.Done;
        }
        var step = await new Handing(db, cancel).Step(handover);
        if (!step.Done)
        {
            // Somebody else was quicker: all of the step is taken back, and it begins again.
            throw new InvalidOperationException($"{step.Refusal!.Kind}");
        }
        job.Done = Tally.Of(handover.Went).Total + handover.Shares.Sum(s => Tally.Of(s.Went).Total);
        return step.Value ? StepResult.Done : StepResult.More;
    }
}
