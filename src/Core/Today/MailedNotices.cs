using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Today;

/// <summary>A notice as a mail tells of it.</summary>
/// <param name="Client">The name of the client behind whose wall it stands; null where it stands behind none.</param>
public sealed record MailedNotice(NoticeRecord Told, string? Client);

/// <summary>Writes what was told as a mail, in the reader's words.</summary>
public interface INoticeMail
{
    /// <param name="told">At least one, the newest first.</param>
    MailDetails Write(MailReader to, IReadOnlyList<MailedNotice> told);
}

/// <summary>
/// Sends what is to be heard at once, by mail, to her chat or both: all that waits for one colleague in one, once, and within
/// her walls.
/// </summary>
public static class MailedNotices
{
    private const int AtOnce = 100;

    /// <summary>What could not go for so long, as mail was off, is no news any more; it stands in the morning mail.</summary>
    private static readonly Duration Stale = Duration.FromDays(1);

    /// <summary>Answers at how many colleagues it looked.</summary>
    /// <param name="db">Of the system.</param>
    /// <param name="words">Null where mail is off: whom no chat can tell is left as she is, so that nothing is lost.</param>
    /// <exception cref="AggregateException">It failed over some of them, after all others were looked at.</exception>
    public static async Task<int> Run(Db db, INoticeMail? words, CancellationToken cancel)
    {
        var now = db.Now;
        var hosts = (await new Firms(db).Read(cancel)).Chats;
        if (words is null && hosts.Count == 0)
        {
            return 0;
        }
        var waiting = db.Set<Notice>().Where(n => n.MailAt <= now && n.ReadAt == null);
        if (words is null)
        {
            waiting = waiting.Where(n =>
                db.Set<ChatAddress>().Any(a => a.ColleagueId == n.ColleagueId && a.DeadAt == null)
            );
        }
        var due = await waiting
            .Select(n => n.ColleagueId)
            .Distinct()
            .Take(AtOnce)
            .ToListAsync(cancel);
        await EachAlone.Do(db, due, colleague => Send(db, colleague, hosts, words, cancel), cancel);
        return due.Count;
    }

    /// <summary>The newest of them, with the names of their clients.</summary>
    internal static async Task<List<MailedNotice>> Read(
        Db hers,
        IQueryable<Notice> which,
        int most,
        CancellationToken cancel
    ) =>
        (
            await which
                .AsNoTracking()
                .OrderByDescending(n => n.At)
                .ThenByDescending(n => n.Id)
                .Take(most)
                .Select(n => new
                {
                    Told = n,
                    Client = hers.Set<Client>()
                        .Where(c => c.Id == n.ClientId)
                        .Select(c => c.Name)
                        .FirstOrDefault(),
                })
                .ToListAsync(cancel)
        ).ConvertAll(n => new MailedNotice(NoticeRecord.Of(n.Told), n.Client));

    private static async Task<bool> Send(
        Db db,
        Guid colleague,
        IReadOnlyList<AllowedHost> hosts,
        INoticeMail? words,
        CancellationToken cancel
    )
    {
        await db.KeepTurn(NoticeChoices.Turn(colleague), cancel);
        var now = db.Now;
        var soon = now + NoticeWays.Gather;
        // Looked at again in one's turn: another node may have mailed it meanwhile.
        var due = await db.Set<Notice>()
            .Where(n => n.ColleagueId == colleague && n.MailAt <= soon && n.ReadAt == null)
            .ToListAsync(cancel);
        if (due.TrueForAll(n => n.MailAt > now))
        {
            return false;
        }
        var reader = await MailReader.Find(db, colleague, cancel);
        var chat = reader is null ? null : await ChatOf(db, colleague, hosts, cancel);
        var (byMail, byChat) = await Decide(
            db,
            reader,
            new Means(words is not null && reader?.Email is not null, chat is not null),
            due,
            now,
            cancel
        );
        if (byChat.Count > 0)
        {
            Chats.Write(db, colleague, byChat, now + Stale);
        }
        if (byMail.Count > 0)
        {
            var viewer = await Colleagues.ViewerOf(db, colleague, Origin.System, cancel);
            var seen = await db.Within(
                viewer,
                hers =>
                    Read(
                        hers,
                        hers.Set<Notice>().Where(n => byMail.Contains(n.Id)),
                        byMail.Count,
                        cancel
                    ),
                cancel
            );
            if (seen.Count > 0)
            {
                Mails.Write(db, words!.Write(reader!, seen) with { NotAfter = now + Stale });
            }
        }
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>By which ways she can be told at once.</summary>
    private sealed record Means(bool Mail, bool Chat)
    {
        /// <summary>By mail, and in her chat. What was to go to a chat that cannot be told goes by mail.</summary>
        public (bool Mail, bool Chat) Of(Notice told, NoticeWay way) =>
            told.Kind == ChatAddress.Dead.Name
                ? (Mail, false)
                : (
                    Mail && (way is NoticeWay.AtOnce or NoticeWay.Both || !Chat),
                    Chat && (way is NoticeWay.Chat or NoticeWay.Both)
                );
    }

    /// <summary>Which of them go now, by which way; the others wait for the end of her quiet, or do not go by themselves.</summary>
    private static async Task<(List<Guid> ByMail, List<Guid> ByChat)> Decide(
        Db db,
        MailReader? reader,
        Means means,
        List<Notice> due,
        Instant now,
        CancellationToken cancel
    )
    {
        var (byMail, byChat) = (new List<Guid>(), new List<Guid>());
        if (reader is null || means is { Mail: false, Chat: false })
        {
            due.ForEach(n => n.MailAt = null);
            return (byMail, byChat);
        }
        var ways = await NoticeChoices.Of(db, reader.Id, cancel);
        var away = await Away(db, reader.Id, cancel);
        foreach (var told in due)
        {
            var at =
                told.Kind == ChatAddress.Dead.Name
                    ? ways.Soonest(told.Priority, now, reader.Zone, away)
                    : ways.MailAt(told.Priority, now, reader.Zone, away);
            if (at <= now && told.MailAt > now - Stale)
            {
                var (mail, chat) = means.Of(told, ways.Of(told.Priority));
                if (mail)
                {
                    byMail.Add(told.Id);
                }
                if (chat)
                {
                    byChat.Add(told.Id);
                }
            }
            told.MailAt = at > now ? at : null;
        }
        return (byMail, byChat);
    }

    /// <summary>Null where she has none that can be told.</summary>
    private static async Task<ChatAddress?> ChatOf(
        Db db,
        Guid colleague,
        IReadOnlyList<AllowedHost> hosts,
        CancellationToken cancel
    ) =>
        await db.Set<ChatAddress>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.ColleagueId == colleague, cancel)
            is { } chat
        && chat.CanBeTold(hosts)
            ? chat
            : null;

    /// <summary>The days on which she is or will be away.</summary>
    private static async Task<List<(LocalDate From, LocalDate Until)>> Away(
        Db db,
        Guid colleague,
        CancellationToken cancel
    )
    {
        // A day earlier than ours it may be anywhere.
        var since = db.Now.InUtc().Date.PlusDays(-1);
        var absences = await db.Set<Absence>()
            .AsNoTracking()
            .Where(a => a.ColleagueId == colleague && a.CancelledAt == null && a.Until >= since)
            .Select(a => new { a.From, a.Until })
            .ToListAsync(cancel);
        return absences.ConvertAll(a => (a.From, a.Until));
    }
}
