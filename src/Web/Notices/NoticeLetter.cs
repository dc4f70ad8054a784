using Rapport.Mail;
using Rapport.Notices;
using Rapport.Today;
using Rapport.Web.Clients;
using Rapport.Web.Hosting;
using Rapport.Web.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>What presses, as a mail in the language of whom it is for.</summary>
public sealed class NoticeLetter(MailLinks links) : INoticeMail
{
    /// <summary>So many are listed; the others are in the program.</summary>
    private const int Most = 50;

    public MailDetails Write(MailReader to, IReadOnlyList<MailedNotice> told) =>
        MailTexts.In(WebHost.Spoken(to.Language), () => Said(to, told));

    /// <summary>"Given to you: Send the offer · Halden Maritime".</summary>
    public static string Line(MailedNotice told) =>
        $"{NoticeTexts.KindWords(told.Told.Kind)}: {ClientTexts.Joined(told.Told.What(), Client(told))}";

    /// <summary>How many more there are than were listed.</summary>
    public static string More(int more) =>
        more == 1 ? NoticeWords.MailMoreOne : NoticeWords.MailMore.With(more);

    /// <summary>How many more there are than were listed, and where they stand.</summary>
    public static string More(int more, MailLinks links) =>
        More(more) + After(links.To($"{NoticesPages.Path}?unread=true"));

    /// <summary>What a mail ends with: where one chooses.</summary>
    public static IEnumerable<string> End(MailLinks links) =>
        ["", "-- ", NoticeWords.MailChoose + After(links.To(TellingPages.Path))];

    private MailDetails Said(MailReader to, IReadOnlyList<MailedNotice> told)
    {
        var lines = new List<string>();
        foreach (var one in told.Take(Most))
        {
            lines.Add(Line(one));
            if (links.To($"{NoticesPages.Path}/{one.Told.Id}") is { } page)
            {
                lines.AddRange([page, ""]);
            }
        }
        if (told.Count > Most)
        {
            lines.AddRange(["", More(told.Count - Most, links)]);
        }
        lines.AddRange(End(links));
        return new MailDetails(
            to.Email!,
            told.Count == 1 ? Line(told[0]) : NoticeWords.MailSome.With(told.Count),
            string.Join('\n', lines)
        );
    }

    private static string? Client(MailedNotice told) =>
        told.Told.SubjectId == told.Told.ClientId ? null : told.Client;

    private static string? After(string? link) => link is null ? null : $"\n{link}";
}
