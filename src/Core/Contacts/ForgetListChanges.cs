using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Lists;

namespace Rapport.Contacts;

/// <summary>Changes of many rows forget what they wrote down of a person; that she was among the rows stays, without her.</summary>
internal sealed class ForgetListChanges : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var rows = await db.Set<ListChangeRow>()
            .Where(r => person.ContactIds.Contains(r.RowId))
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            (row.Before, row.After, row.Detail) = (null, null, null);
        }
        return [];
    }
}
