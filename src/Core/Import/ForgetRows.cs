using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Import;

/// <summary>Takes what rows of imports say of an erased person; that a row was there, and its fate, stay.</summary>
internal sealed class ForgetRows : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var ids = person.ContactIds;
        var rows = await EveryRow
            .Of<ImportRow>(db)
            .Where(r => r.SubjectId != null && ids.Contains(r.SubjectId.Value))
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            db.Entry(row).Property(r => r.Label).CurrentValue = null;
            (row.Detail, row.Changes, row.Pending) = (null, null, null);
        }
        return [];
    }
}
