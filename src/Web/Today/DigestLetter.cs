using Rapport.Mail;
using Rapport.Notices;
using Rapport.Today;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Hosting;
using Rapport.Web.Interactions;
using Rapport.Web.Mail;
using Rapport.Web.Notices;
using Rapport.Web.Shared;

namespace Rapport.Web.Today;

/// <summary>A morning as a mail: what the page says, in the language and zone of whom it is for.</summary>
public sealed class DigestLetter(MailLinks links) : IDigestMail
{
    /// <summary>So much of a queue is listed; the page has the rest.</summary>
    private const int Most = 25;

    public MailDetails Write(MailReader to, Digest digest) =>
        MailTexts.In(
            WebHost.Spoken(to.Language),
            () =>
                new MailDetails(
                    to.Email!,
                    TodayWords.MailSubject.With(Moments.Day(digest.Day, digest.Day.PlusYears(1))),
                    string.Join('\n', Lines(to, digest))
                )
        );

    private IEnumerable<string> Lines(MailReader to, Digest digest) =>
        [
            TodayTexts.Greeting(to.Name, digest.Now, to.Zone),
            TodayTexts.Sentence(digest.Counts),
            .. Home(),
            .. Owed(TodayWords.MailWentLate, digest.WentLate, to),
            .. digest
                .Queue.Except(digest.WentLate)
                .Take(Most)
                .GroupBy(q => q.Urgency.Part)
                .SelectMany(part => Owed(part.Key.Label(), [.. part], to)),
            .. Rest(digest.Queue.Count - digest.WentLate.Count - Most),
            .. Meetings(digest, to),
            .. Unread(digest),
            .. NoticeLetter.End(links),
        ];

    private IEnumerable<string> Home() => links.To("/") is { } home ? [home] : [];

    private IEnumerable<string> Owed(string title, IReadOnlyList<Queued> owed, MailReader to) =>
        owed.Count == 0
            ? []
            :
            [
                "",
                Title(title),
                .. owed.SelectMany(q =>
                    Item(
                        ClientTexts.Joined(
                            q.Owed.Text,
                            q.Owed.Client,
                            CommitmentTexts.Date(q.Owed.Due, q.Owed.DueOn, to.Zone)
                        ),
                        $"/commitments/{q.Owed.Id}"
                    )
                ),
            ];

    private static IEnumerable<string> Rest(int more) =>
        more <= 0 ? []
        : more == 1 ? ["", TodayWords.MailRestOne]
        : ["", TodayWords.MailRest.With(more)];

    private IEnumerable<string> Meetings(Digest digest, MailReader to) =>
        digest.Meetings.Count == 0
            ? []
            :
            [
                "",
                Title(TodayWords.MailMeetings),
                .. digest.Meetings.SelectMany(m =>
                    Item(
                        $"{Moments.Time(m.Start, to.Zone)} {ClientTexts.Joined(m.Title, m.Client)}",
                        $"/meetings/{m.Id}"
                    )
                ),
            ];

    private IEnumerable<string> Unread(Digest digest)
    {
        if (digest.Unread.Count > 0)
        {
            yield return "";
            yield return Title(TodayWords.MailUnread);
            foreach (var told in digest.Unread)
            {
                foreach (
                    var line in Item(NoticeLetter.Line(told), $"{NoticesPages.Path}/{told.Told.Id}")
                )
                {
                    yield return line;
                }
            }
        }
        if (digest.MoreUnread > 0)
        {
            yield return "";
            yield return NoticeLetter.More(digest.MoreUnread, links);
        }
    }

    /// <summary>A line, and below it where it leads.</summary>
    private IEnumerable<string> Item(string? text, string path) =>
        links.To(path) is { } page ? [$"– {text}", $"  {page}"] : [$"– {text}"];

    private static string Title(string words) =>
        words.ToUpper(System.Globalization.CultureInfo.CurrentCulture);
}
