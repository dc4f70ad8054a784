using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>What was written to a person goes, sent or not; in what went or will go to others her name is blackened. What is sealed holds
/// links of colleagues alone.</summary>
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
        var waiting = await db.Set<OutgoingMail>()
            .Where(m => m.State == MailState.Waiting && !m.IsSealed)
            .Select(m => new
            {
                m.Id,
                m.Text,
                m.Html,
                m.Calendar,
            })
            .ToListAsync(cancel);
        var named = subjects
            .Where(m => person.Said.IsIn(m.Subject))
            .Select(m => m.Id)
            .Concat(
                waiting
                    .Where(m =>
                        person.Said.IsIn(
                            $"{m.Text} {WebUtility.HtmlDecode(m.Html)} {Unfolded(m.Calendar)}"
                        )
                    )
                    .Select(m => m.Id)
            )
            .Distinct()
            .ToList();
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
                if (mail is { IsWaiting: true, IsSealed: false, Text: { } text })
                {
                    // As text alone: a mark may lie across what is written for browsers.
                    (mail.Text, mail.Html) = (person.Said.Blacken(text), null);
                    mail.Calendar = mail.Calendar is null
                        ? null
                        : person.Said.Blacken(Unfolded(mail.Calendar)!);
                }
            }
            else
            {
                db.Remove(mail);
            }
        }
        return [];
    }

    /// <summary>
    /// A calendar file with each of its lines in one (RFC 5545, 3.1): a name may lie across a fold, and longer lines are read too.
    /// </summary>
    private static string? Unfolded(string? calendar) =>
        calendar?.Replace("\r\n ", "", StringComparison.Ordinal);
}
