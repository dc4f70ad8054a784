using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Mail;

/// <summary>What is to be written to somebody.</summary>
/// <param name="Calendar">A file of RFC 5545, with what it asks for in <paramref name="CalendarMethod" />.</param>
/// <param name="NotAfter">From when it is of no use to anybody.</param>
/// <param name="SubjectId">What it is about.</param>
public sealed record MailDetails(
    string To,
    string Subject,
    string Text,
    string? Html = null,
    string? Calendar = null,
    string? CalendarMethod = null,
    Instant? NotAfter = null,
    Guid? SubjectId = null
);

/// <summary>A mail that somebody has taken to send.</summary>
/// <param name="Until">His alone until then; what he says of it counts only while it is.</param>
public sealed record TakenMail(
    Guid Id,
    Instant Until,
    string To,
    string Subject,
    string Text,
    string? Html,
    string? Calendar,
    string? CalendarMethod
);

/// <summary>What came of sending one.</summary>
public enum MailOutcome
{
    Delivered,

    /// <summary>The server refuses this mail, now and later.</summary>
    Refused,

    /// <summary>It may go another time.</summary>
    Later,
}

/// <summary>Writing mails, and giving them out to be sent: each to one sender at a time, until somebody took it.</summary>
public static class Mails
{
    /// <summary>How long a sender has one for himself: longer than a slow server may take to answer all that was taken.</summary>
    public static readonly Duration Lease = Duration.FromMinutes(15);

    /// <summary>How long it is kept that one was sent.</summary>
    public static readonly Duration Kept = Duration.FromDays(90);

    /// <summary>Adds it to what the caller is about to commit: it is sent with what it tells of, or not at all.</summary>
    /// <param name="seal">Given where the texts hold a secret, which is then never in the database as it is.</param>
    public static OutgoingMail Write(Db db, MailDetails said, ISealSecrets? seal = null)
    {
        var mail = new OutgoingMail
        {
            To = said.To,
            ToKey = Known.EmailKey(said.To),
            Subject = Shortened.To(OneLine(said.Subject), OutgoingMail.SubjectLength),
            Text = seal?.Seal(said.Text) ?? said.Text,
            Html = said.Html is { } html ? seal?.Seal(html) ?? html : null,
            Calendar = said.Calendar,
            CalendarMethod = said.CalendarMethod,
            IsSealed = seal is not null,
            SubjectId = said.SubjectId,
            At = db.Now,
            NotBefore = db.Now,
            NotAfter = said.NotAfter,
        };
        db.Append(mail);
        return mail;
    }

    /// <summary>
    /// Takes what is due, for the caller alone until the lease is over. What is of no more use is ended on the way, and what
    /// cannot be unsealed any more.
    /// </summary>
    public static Task<List<TakenMail>> Take(
        Db db,
        ISealSecrets seal,
        int atMost,
        CancellationToken cancel
    ) =>
        db.Together(
            async () =>
            {
                await db.KeepTurn("outgoing mail", cancel);
                var now = db.Now;
                var due = await db.Set<OutgoingMail>()
                    .Where(m =>
                        m.State == MailState.Waiting
                        && m.NotBefore <= now
                        && (m.LeasedUntil == null || m.LeasedUntil < now)
                    )
                    .OrderBy(m => m.NotBefore)
                    .ThenBy(m => m.Id)
                    .Take(atMost)
                    .ToListAsync(cancel);
                var taken = due.ConvertAll(m => Given(m, seal, now)).OfType<TakenMail>().ToList();
                await db.SaveChangesAsync(cancel);
                return taken;
            },
            _ => true,
            cancel
        );

    /// <summary>Writes down what came of one. What somebody says whose lease is over is not heard: another has it by then.</summary>
    public static Task<bool> Report(
        Db db,
        TakenMail taken,
        MailOutcome outcome,
        string? answer,
        CancellationToken cancel
    ) =>
        db.Together(
            async () =>
            {
                var mail = await db.Set<OutgoingMail>()
                    .FirstOrDefaultAsync(
                        m => m.Id == taken.Id && m.LeasedUntil == taken.Until,
                        cancel
                    );
                if (mail is null)
                {
                    return false;
                }
                var said = Shortened.To(OneLine(answer ?? ""), OutgoingMail.AnswerLength);
                switch (outcome)
                {
                    case MailOutcome.Delivered:
                        mail.End(MailState.Delivered, said, db.Now);
                        break;
                    case MailOutcome.Refused:
                        mail.End(MailState.Refused, said, db.Now);
                        break;
                    default:
                        mail.Postpone(said, db.Now);
                        break;
                }
                await db.SaveChangesAsync(cancel);
                return true;
            },
            done => done,
            cancel
        );

    /// <summary>Forgets what was over long ago; answers how many.</summary>
    public static Task<int> Sweep(Db db, CancellationToken cancel)
    {
        var before = db.Now - Kept;
        return db.Together(
            () => db.Sweep<OutgoingMail>(all => all.Where(m => m.OverAt < before), cancel),
            _ => true,
            cancel
        );
    }

    /// <summary>Null where it is over instead.</summary>
    private static TakenMail? Given(OutgoingMail mail, ISealSecrets seal, Instant now)
    {
        if (mail.NotAfter <= now)
        {
            mail.End(MailState.Expired, mail.Answer, now);
            return null;
        }
        var text = mail.IsSealed ? seal.Open(mail.Text!) : mail.Text;
        var html = mail is { IsSealed: true, Html: { } kept } ? seal.Open(kept) : mail.Html;
        if (text is null || (mail.Html is not null && html is null))
        {
            mail.End(MailState.Expired, "The key that sealed it is lost.", now);
            return null;
        }
        mail.Attempts++;
        mail.LeasedUntil = now + Lease;
        return new TakenMail(
            mail.Id,
            now + Lease,
            mail.To,
            mail.Subject,
            text,
            html,
            mail.Calendar,
            mail.CalendarMethod
        );
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
