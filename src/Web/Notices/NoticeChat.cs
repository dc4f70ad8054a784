using Rapport.Notices;
using Rapport.Today;
using Rapport.Web.Hosting;
using Rapport.Web.Mail;

namespace Rapport.Web.Notices;

/// <summary>What presses, as lines of a chat, in the language of whom it is for: what the mail of it says, and no more.</summary>
public sealed class NoticeChat(MailLinks links) : INoticeChat
{
    /// <summary>So many are listed; the others are in the program.</summary>
    private const int Most = 10;

    public IReadOnlyList<ChatLine> Write(MailReader to, IReadOnlyList<MailedNotice> told) =>
        MailTexts.In(
            WebHost.Spoken(to.Language),
            () =>
            {
                var lines = told.Take(Most)
                    .Select(one => new ChatLine(
                        NoticeLetter.Line(one),
                        links.To($"{NoticesPages.Path}/{one.Told.Id}")
                    ))
                    .ToList();
                if (told.Count > Most)
                {
                    lines.Add(
                        new(
                            NoticeLetter.More(told.Count - Most),
                            links.To($"{NoticesPages.Path}?unread=true")
                        )
                    );
                }
                return lines;
            }
        );
}
