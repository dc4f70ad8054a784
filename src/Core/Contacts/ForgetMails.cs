using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>What was written to a person goes, sent or not; in the subjects of what went to others her name is blackened.</summary>
internal sealed class ForgetMails : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var (keys, ids) = (person.AddressKeys, person.ContactIds);
        var subjects = await db.Set<OutgoingMail>()
            .Select(m => new { m.Id, m.Subject })
            .ToListAsync(cancel);
        var named = subjects.Where(m => person.Said.IsIn(m.Subject)).Select(m => m.Id).ToList();
        var mails = await db.Set<OutgoingMail>()
            .Where(m =>
                keys.Contains(m.ToKey)
                || (m.SubjectId != null && ids.Contains(m.SubjectId.Value))
                || named.Contains(m.Id)
            )
            .ToListAsync(cancel);
        foreach (var mail in mails)
        {
            if (named.Contains(mail.Id) && !keys.Contains(mail.ToKey))
            {
                mail.Subject = Shortened.To(
                    person.Said.Blacken(mail.Subject),
                    OutgoingMail.SubjectLength
                );
            }
            else
            {
                db.Remove(mail);
            }
        }
        return [];
    }
}
