using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Duplicates;

namespace Rapport.Contacts;

/// <summary>
/// Merges forget what they wrote down of a person, and can be taken back no more; the history of the entries that became
/// one with hers goes with hers.
/// </summary>
internal sealed class ForgetMerges : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var ids = person.ContactIds;
        var merges = await EveryRow
            .Of<Merge>(db)
            .Where(m => ids.Contains(m.KeptId) || ids.Contains(m.LostId))
            .ToListAsync(cancel);
        var merged = merges.ConvertAll(m => m.Id);
        await db.Sweep<MergeStep>(all => all.Where(s => merged.Contains(s.MergeId)), cancel);
        foreach (var merge in merges)
        {
            merge.State = MergeState.Forgotten;
            (merge.System, merge.ExternalId) = (null, null);
        }
        await db.Sweep<Duplicate>(
            all => all.Where(d => ids.Contains(d.FirstId) || ids.Contains(d.SecondId)),
            cancel
        );
        db.RemoveRange(
            await EveryRow
                .Of<Distinction>(db)
                .Where(d => ids.Contains(d.FirstId) || ids.Contains(d.SecondId))
                .ToListAsync(cancel)
        );
        return [.. merges.SelectMany(m => new[] { m.KeptId, m.LostId })];
    }
}
