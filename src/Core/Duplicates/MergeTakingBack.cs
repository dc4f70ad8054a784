using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Duplicates;

/// <summary>
/// Takes a merge back, its last step first: the lost record comes again, then its fields' values, then what had been led
/// over. What somebody changed since stays and is counted; what came to the kept record since stays there.
/// </summary>
internal sealed class MergeTakingBack(Db db, DuplicatesOf noun, CancellationToken cancel)
{
    /// <summary>True when the merge is taken back.</summary>
    public async Task<bool> Step(Merge merge)
    {
        var steps = await db.Set<MergeStep>()
            .Where(s => s.MergeId == merge.Id && s.Fate == StepFate.Stands)
            .OrderByDescending(s => s.Position)
            .Take(Merging.AtOnce)
            .ToListAsync(cancel);
        var more = steps.Count == Merging.AtOnce;
        // The lost record first and saved, so that what leads to it has where to lead.
        if (steps.Find(s => s.FromId == merge.LostId && IsLost(s)) is { } gone)
        {
            await Undo(merge, [gone]);
            await db.SaveChangesAsync(cancel);
            steps.Remove(gone);
        }
        await Undo(merge, steps);
        if (more)
        {
            await db.SaveChangesAsync(cancel);
            return false;
        }
        merge.State = MergeState.TakenBack;
        if (await noun.Find(db, merge.KeptId, cancel) is { } kept)
        {
            db.Raise(Merge.WasTakenBack, kept, DuplicatesOf.ClientOf(kept));
        }
        await db.SaveChangesAsync(cancel);
        await Merging.Follow(db, [merge.KeptId, merge.LostId], cancel);
        return true;
    }

    private bool IsLost(MergeStep step) =>
        step.Way == RehomedWay.Removed
        && step.Kind == db.Model.FindEntityType(noun.Row)!.ShortName();

    private async Task Undo(Merge merge, List<MergeStep> steps)
    {
        var unhoming = new Unhoming(db, cancel);
        await unhoming.Look(steps.ConvertAll(s => s.Rehomed));
        foreach (var step in steps)
        {
            var back = await unhoming.Undo(step.Rehomed) || await LeaveToLater(merge, step);
            step.Fate = back ? StepFate.Back : StepFate.Left;
            merge.Left += back ? 0 : 1;
        }
    }

    /// <summary>
    /// A later merge into the same record may have set the property again: taken back, that one gives it what was there
    /// before this one.
    /// </summary>
    private async Task<bool> LeaveToLater(Merge merge, MergeStep step)
    {
        if (step.Way != RehomedWay.Set)
        {
            return false;
        }
        var later = await db.Set<Merge>()
            .Where(m => m.KeptId == merge.KeptId && m.State == MergeState.Done && m.Id != merge.Id)
            .Join(
                db.Set<MergeStep>()
                    .Where(s =>
                        s.Way == RehomedWay.Set
                        && s.Kind == step.Kind
                        && s.Column == step.Column
                        && s.RowKey == step.RowKey
                        && s.Before == step.After
                    ),
                m => m.Id,
                s => s.MergeId,
                (m, s) => s
            )
            .OrderBy(s => s.MergeId)
            .FirstOrDefaultAsync(cancel);
        if (later is null)
        {
            return false;
        }
        later.Before = step.Before;
        return true;
    }
}
