using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Notices;

namespace Rapport.Contacts;

/// <summary>Takes a person out of what colleagues were told: a notice about her goes, in others her name is blackened.</summary>
internal sealed class ForgetNotices : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var told = await EveryRow
            .Of<Notice>(db)
            .Where(n =>
                (n.SubjectId != null && person.ContactIds.Contains(n.SubjectId.Value))
                || (n.ClientId != null && person.ClientIds.Contains(n.ClientId.Value))
            )
            .ToListAsync(cancel);
        foreach (var notice in told)
        {
            if (notice.SubjectId is { } subject && person.ContactIds.Contains(subject))
            {
                db.Remove(notice);
            }
            else if (person.Said.IsIn(notice.Text))
            {
                notice.Text = Values.Shortened.To(
                    person.Said.Blacken(notice.Text),
                    Notice.TextLength
                );
            }
        }
        return [];
    }
}
