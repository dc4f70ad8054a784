using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Values;

namespace Rapport.Duplicates;

/// <summary>Merging many pairs: chosen, looked at, done one after the other, taken back in the opposite order.</summary>
public sealed class MergeBatches(Db db, Jobs.Jobs jobs, Merges merges)
{
    /// <summary>
    /// Writes down which pairs would become one; nothing is merged yet. Pairs that share a mail address come in only where
    /// they were chosen one by one.
    /// </summary>
    /// <param name="ids">The pairs that were chosen; null for all that are shown by the filter.</param>
    public async Task<Result<MergeBatch>> Ask(
        DuplicateFilter filter,
        IReadOnlyList<Guid>? ids,
        CancellationToken cancel = default
    )
    {
        if (DuplicatesOf.OfKey(filter.Noun) is not { } noun)
        {
            return Refusal.Invalid("of", Fault.Unknown, filter.Noun);
        }
        var pairs = await Chosen(filter, ids, cancel);
        var faults = new Faults();
        faults.If(pairs.Count == 0, "ids", Fault.Required);
        faults.If(pairs.Count > MergeBatch.Most, "ids", Fault.TooLarge, $"{MergeBatch.Most}");
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var batch = new MergeBatch
        {
            Noun = noun.Key,
            OwnerId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
        };
        db.Add(batch);
        var position = 0;
        foreach (var pair in pairs)
        {
            if (
                await noun.Find(db, pair.FirstId, cancel) is { } one
                && await noun.Find(db, pair.SecondId, cancel) is { } two
                && noun.MayJoin(one, two)
            )
            {
                var (kept, lost) = MergeChoice.Fuller(db, noun, one, two);
                merges.Add(noun, kept, lost, null, batch.Id, position++);
            }
        }
        return await db.Commit(cancel) is { } refusal ? refusal : batch;
    }

    /// <summary>Begins to merge them; begun already changes nothing.</summary>
    public async Task<Result<MergeBatch>> Start(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } batch)
        {
            return Refusal.NotFound;
        }
        if (batch.State != BatchState.Asked)
        {
            return batch;
        }
        batch.State = BatchState.Running;
        jobs.Add(
            BatchWork.Name,
            id,
            await db.Set<Merge>().LongCountAsync(m => m.BatchId == id, cancel)
        );
        db.Raise(MergeBatch.Started, batch, null);
        return await db.Commit(cancel) is { } refusal ? refusal : batch;
    }

    /// <summary>Begins to take them all back; begun already changes nothing.</summary>
    public async Task<Result<MergeBatch>> TakeBack(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } batch)
        {
            return Refusal.NotFound;
        }
        if (batch.State is BatchState.TakingBack or BatchState.TakenBack)
        {
            return batch;
        }
        if (batch.State != BatchState.Done)
        {
            return Refusal.Invalid("", Fault.Busy);
        }
        batch.State = BatchState.TakingBack;
        jobs.Add(
            BatchUndoWork.Name,
            id,
            await db.Set<Merge>()
                .LongCountAsync(m => m.BatchId == id && m.State == MergeState.Done, cancel)
        );
        db.Raise(MergeBatch.UndoStarted, batch, null);
        return await db.Commit(cancel) is { } refusal ? refusal : batch;
    }

    /// <summary>The batch, when it is the viewer's.</summary>
    public Task<MergeBatch?> Find(Guid id, CancellationToken cancel = default) =>
        db.Set<MergeBatch>()
            .FirstOrDefaultAsync(b => b.Id == id && b.OwnerId == db.Viewer.ColleagueId, cancel);

    /// <summary>One more than there may be, where there are too many.</summary>
    private async Task<List<Duplicate>> Chosen(
        DuplicateFilter filter,
        IReadOnlyList<Guid>? ids,
        CancellationToken cancel
    )
    {
        var pairs = filter.Of(db);
        if (ids is null)
        {
            pairs = pairs.Where(d => !d.SharesMail);
        }
        else
        {
            var chosen = ids.Take(MergeBatch.Most + 1).ToList();
            pairs = pairs.Where(d => chosen.Contains(d.Id));
        }
        return await pairs
            .OrderByDescending(d => d.Weight)
            .ThenByDescending(d => d.Id)
            .Take(MergeBatch.Most + 1)
            .ToListAsync(cancel);
    }
}
