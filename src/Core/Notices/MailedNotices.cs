using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.People;

namespace Rapport.Notices;

/// <summary>Writes what was told as a mail, in the reader's words.</summary>
public interface INoticeMail
{
    /// <param name="told">At least one, the newest first.</param>
    MailDetails Write(MailReader to, IReadOnlyList<NoticeRecord> told);
}

/// <summary>Mails what is to be heard at once: all that waits for one colleague in one, once, and within her walls.</summary>
public static class MailedNotices
{
    private const int AtOnce = 100;

    /// <summary>What could not go for so long, as mail was off, is no news any more; it stands in the morning mail.</summary>
    private static readonly Duration Stale = Duration.FromDays(1);

    /// <summary>Answers to how many colleagues it looked.</summary>
    /// <param name="db">Of the system.</param>
    public static async Task<int> Run(Db db, INoticeMail words, CancellationToken cancel)
    {
        var now = db.Now;
        var due = await db.Set<Notice>()
            .Where(n => n.MailAt <= now && n.ReadAt == null)
            .Select(n => n.ColleagueId)
            .Distinct()
            .Take(AtOnce)
            .ToListAsync(cancel);
        foreach (var colleague in due)
        {
            db.Forget();
            await db.Together(() => Mail(db, colleague, words, cancel), _ => true, cancel);
        }
        return due.Count;
    }

    private static async Task<bool> Mail(
        Db db,
        Guid colleague,
        INoticeMail words,
        CancellationToken cancel
    )
    {
        await db.KeepTurn(NoticeChoices.Turn(colleague), cancel);
        var now = db.Now;
        var soon = now + NoticeWays.Gather;
        var due = await db.Set<Notice>()
            .Where(n => n.ColleagueId == colleague && n.MailAt <= soon && n.ReadAt == null)
            .ToListAsync(cancel);
        if (due.TrueForAll(n => n.MailAt > now))
        {
            return false;
        }
        var fresh = due.Where(n => n.MailAt > now - Stale).Select(n => n.Id).ToList();
        due.ForEach(n => n.MailAt = null);
        if (await MailReader.Find(db, colleague, cancel) is { Email: not null } reader)
        {
            var viewer = await Colleagues.ViewerOf(db, colleague, Origin.System, cancel);
            var seen = await db.Within(
                viewer,
                hers =>
                    hers.Set<Notice>()
                        .AsNoTracking()
                        .Where(n => fresh.Contains(n.Id))
                        .OrderByDescending(n => n.At)
                        .ThenByDescending(n => n.Id)
                        .ToListAsync(cancel),
                cancel
            );
            if (seen.Count > 0)
            {
                Mails.Write(
                    db,
                    words.Write(reader, seen.ConvertAll(NoticeRecord.Of)) with
                    {
                        NotAfter = now + Stale,
                    }
                );
            }
        }
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
