using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>What came of telling a chat.</summary>
public enum ChatOutcome
{
    Delivered,

    /// <summary>The chat refuses this message, now and later.</summary>
    Refused,

    /// <summary>It may go another time.</summary>
    Later,

    /// <summary>The chat knows no such address any more.</summary>
    Gone,
}

/// <summary>What a chat answered.</summary>
/// <param name="Answer">As it said it, or what lay on the way there.</param>
/// <param name="NotBefore">When it wants to hear again; null where it did not say.</param>
public sealed record ChatAnswer(ChatOutcome Outcome, string? Answer, Instant? NotBefore = null);

/// <summary>Messages to chats: written with the deciding, and what came of each.</summary>
public static class Chats
{
    /// <summary>How long a sender has one for himself: longer than a slow chat may take.</summary>
    public static readonly Duration Lease = Duration.FromMinutes(2);

    private const int AnswerLength = OutgoingMail.AnswerLength;

    /// <summary>Adds one message about these notices to what the caller is about to commit.</summary>
    internal static void Write(
        Db db,
        Guid colleague,
        IReadOnlyCollection<Guid> notices,
        Instant notAfter
    )
    {
        var chat = new OutgoingChat
        {
            ColleagueId = colleague,
            At = db.Now,
            NotBefore = db.Now,
            NotAfter = notAfter,
        };
        db.Append(chat);
        foreach (var notice in notices)
        {
            db.Append(new OutgoingChatNotice { ChatId = chat.Id, NoticeId = notice });
        }
    }

    /// <summary>Those that may be sent now, the oldest first.</summary>
    public static Task<List<Guid>> Due(Db db, int atMost, CancellationToken cancel)
    {
        var now = db.Now;
        return db.Set<OutgoingChat>()
            .Where(c =>
                c.State == MailState.Waiting
                && c.NotBefore <= now
                && (c.LeasedUntil == null || c.LeasedUntil < now)
            )
            .OrderBy(c => c.NotBefore)
            .ThenBy(c => c.Id)
            .Take(atMost)
            .Select(c => c.Id)
            .ToListAsync(cancel);
    }

    /// <summary>
    /// Writes down what came of one. What somebody says whose lease is over is not heard. Where the chat knows the address no
    /// more it is switched off, and what the message was about goes by mail, with word of it.
    /// </summary>
    /// <param name="until">Of the lease.</param>
    /// <param name="since">Of the address that was told: she may have named another meanwhile.</param>
    public static Task<bool> Report(
        Db db,
        Guid id,
        Instant until,
        Instant since,
        ChatAnswer said,
        CancellationToken cancel
    ) =>
        db.Together(
            async () =>
            {
                if (
                    await db.Set<OutgoingChat>()
                        .FirstOrDefaultAsync(c => c.Id == id && c.LeasedUntil == until, cancel)
                    is not { } chat
                )
                {
                    return false;
                }
                var answer = Shortened.To(
                    (said.Answer ?? "").ReplaceLineEndings(" ").Trim(),
                    AnswerLength
                );
                switch (said.Outcome)
                {
                    case ChatOutcome.Delivered:
                        chat.Finish(MailState.Delivered, answer, db.Now);
                        break;
                    case ChatOutcome.Refused:
                        chat.Finish(MailState.Refused, answer, db.Now);
                        break;
                    case ChatOutcome.Gone:
                        chat.Finish(MailState.Refused, answer, db.Now);
                        await SwitchOff(db, chat.ColleagueId, since, cancel);
                        await GiveBack(db, chat, cancel);
                        break;
                    default:
                        chat.Postpone(answer, said.NotBefore, db.Now);
                        break;
                }
                return await db.Commit(cancel) is null;
            },
            done => done,
            cancel
        );

    /// <summary>What it was about is looked at again, as if it had just come.</summary>
    internal static async Task GiveBack(Db db, OutgoingChat chat, CancellationToken cancel)
    {
        var unread = await db.Set<Notice>()
            .Where(n =>
                n.ReadAt == null
                && db.Set<OutgoingChatNotice>().Any(c => c.ChatId == chat.Id && c.NoticeId == n.Id)
            )
            .ToListAsync(cancel);
        unread.ForEach(told => told.MailAt = db.Now);
    }

    /// <summary>Forgets what was over long ago; answers how many.</summary>
    public static Task<int> Sweep(Db db, CancellationToken cancel)
    {
        var before = db.Now - Mails.Kept;
        return db.Together(
            () => db.Sweep<OutgoingChat>(all => all.Where(c => c.OverAt < before), cancel),
            _ => true,
            cancel
        );
    }

    /// <summary>The address is told no more, and its colleague hears of it; another, named meanwhile, stays.</summary>
    internal static async Task SwitchOff(
        Db db,
        Guid colleague,
        Instant since,
        CancellationToken cancel
    )
    {
        if (
            await db.Set<ChatAddress>()
                .FirstOrDefaultAsync(
                    a => a.ColleagueId == colleague && a.Since == since && a.DeadAt == null,
                    cancel
                )
            is not { } address
        )
        {
            return;
        }
        address.DeadAt = db.Now;
        db.Raise(ChatAddress.Ended, address, null);
        await Notices.Tell(db, new(colleague, ChatAddress.Dead, address.Host, null, null), cancel);
    }
}
