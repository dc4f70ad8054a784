using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Today;

/// <summary>A line of a message to a chat: what is said, as nobody's markup, and where it leads.</summary>
/// <param name="Link">A page of ours; null where it leads nowhere.</param>
public sealed record ChatLine(string Text, string? Link);

/// <summary>Says what was told to a chat, in the reader's words.</summary>
public interface INoticeChat
{
    /// <param name="told">At least one, the newest first.</param>
    IReadOnlyList<ChatLine> Write(MailReader to, IReadOnlyList<MailedNotice> told);
}

/// <summary>A message that somebody has taken to send.</summary>
/// <param name="Until">His alone until then.</param>
/// <param name="Since">Since when the address is the one that is told.</param>
public sealed record TakenChat(
    Guid Id,
    Instant Until,
    Instant Since,
    ChatTarget Target,
    IReadOnlyList<ChatLine> Lines
);

/// <summary>
/// Gives out messages to chats, each to one sender at a time. What they say is read as it is taken, through the colleague's
/// own viewer: what was read or stands behind a wall by then is not said.
/// </summary>
public static class ChattedNotices
{
    /// <summary>
    /// Takes one for the caller alone until the lease is over; null where another has it, or it is over instead. One whose
    /// address cannot be told any more gives back what it was about.
    /// </summary>
    /// <param name="db">Of the system.</param>
    public static Task<TakenChat?> Take(
        Db db,
        Guid id,
        ISealSecrets seal,
        INoticeChat words,
        CancellationToken cancel
    ) =>
        db.Together(
            async () =>
            {
                await db.KeepTurn($"outgoing chat {id:N}", cancel);
                db.Forget();
                var now = db.Now;
                if (
                    await db.Set<OutgoingChat>()
                        .FirstOrDefaultAsync(
                            c =>
                                c.Id == id
                                && c.State == MailState.Waiting
                                && (c.LeasedUntil == null || c.LeasedUntil < now),
                            cancel
                        )
                    is not { } chat
                )
                {
                    return null;
                }
                var taken = await Given(db, chat, seal, words, cancel);
                await db.SaveChangesAsync(cancel);
                return taken;
            },
            _ => true,
            cancel
        );

    /// <summary>Null where it is over instead.</summary>
    private static async Task<TakenChat?> Given(
        Db db,
        OutgoingChat chat,
        ISealSecrets seal,
        INoticeChat words,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        var reader = await MailReader.Find(db, chat.ColleagueId, cancel);
        if (chat.NotAfter <= now || reader is null)
        {
            chat.Finish(MailState.Expired, chat.Answer, now);
            return null;
        }
        var address = await db.Set<ChatAddress>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                a => a.ColleagueId == chat.ColleagueId && a.DeadAt == null,
                cancel
            );
        var hosts = (await new Firms(db).Read(cancel)).Chats;
        if (address is null || ChatAddresses.Target(address, hosts, seal) is not { } target)
        {
            if (address?.CanBeTold(hosts) == true)
            {
                // The key that sealed it is lost.
                await Chats.SwitchOff(db, chat.ColleagueId, address.Since, cancel);
            }
            chat.Finish(MailState.Refused, chat.Answer, now);
            await Chats.GiveBack(db, chat, cancel);
            return null;
        }
        var told = await Told(db, chat, cancel);
        if (told.Count == 0)
        {
            chat.Finish(MailState.Expired, chat.Answer, now);
            return null;
        }
        chat.Attempts++;
        chat.LeasedUntil = now + Chats.Lease;
        return new TakenChat(
            chat.Id,
            now + Chats.Lease,
            address.Since,
            target,
            words.Write(reader, told)
        );
    }

    private static async Task<List<MailedNotice>> Told(
        Db db,
        OutgoingChat chat,
        CancellationToken cancel
    )
    {
        var ids = await db.Set<OutgoingChatNotice>()
            .Where(c => c.ChatId == chat.Id)
            .Select(c => c.NoticeId)
            .ToListAsync(cancel);
        var viewer = await Colleagues.ViewerOf(db, chat.ColleagueId, Origin.System, cancel);
        return await db.Within(
            viewer,
            hers =>
                MailedNotices.Read(
                    hers,
                    hers.Set<Notice>().Where(n => ids.Contains(n.Id) && n.ReadAt == null),
                    ids.Count,
                    cancel
                ),
            cancel
        );
    }
}
