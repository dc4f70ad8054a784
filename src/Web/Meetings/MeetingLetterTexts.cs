using System.Globalization;
using NodaTime;
using Rapport.Meetings;
using Rapport.Web.Clients;
using Rapport.Web.Hosting;
using Rapport.Web.Interactions;
using Rapport.Web.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>What goes out about meetings, each in the language and zone of whom it is for.</summary>
public sealed class MeetingLetterTexts(IHttpContextAccessor http) : IMeetingWords
{
    private const string Indent = "   ";

    public MailWording Write(MeetingLetter letter) =>
        MailTexts.In(WebHost.Spoken(letter.To?.Language), () => Said(letter));

    public MailWording Write(MinutesLetter letter) =>
        MailTexts.In(WebHost.Spoken(letter.To.Language), () => Said(letter));

    public Uri? PageOf(Guid meetingId) =>
        http.HttpContext?.Request is { Host.HasValue: true } request
            ? new Uri($"{request.Scheme}://{request.Host}/meetings/{meetingId}")
            : null;

    /// <summary>The letter to nobody by name is in the language of who hands it over.</summary>
    public static string ByHand(MeetingLetter letter, DateTimeZone zone) =>
        string.Join('\n', Facts(letter, zone));

    private MailWording Said(MeetingLetter letter)
    {
        var zone = letter.To?.Zone ?? DateTimeZone.Utc;
        var (subject, opening) = letter.News switch
        {
            MeetingNews.Asked => (MeetingWords.MailAsked, MeetingWords.MailAskedHow),
            MeetingNews.Changed => (MeetingWords.MailChanged, MeetingWords.MailChangedHow),
            _ => (MeetingWords.MailOff, MeetingWords.MailOffHow),
        };
        var lines = new List<string> { opening, "" };
        lines.AddRange(Facts(letter, zone));
        if (letter.Reason is { } reason)
        {
            lines.Add(MeetingWords.MailWhy.With(reason));
        }
        if (letter.Agenda.Count > 0 && letter.News != MeetingNews.CalledOff)
        {
            lines.AddRange(["", MeetingWords.Agenda]);
            lines.AddRange(letter.Agenda.Select((point, at) => Numbered(at, point)));
        }
        if (letter.News != MeetingNews.CalledOff)
        {
            lines.AddRange(["", MeetingWords.MailAnswer]);
        }
        if (letter.To?.IsOurs == true && PageOf(letter.MeetingId) is { } page)
        {
            lines.AddRange(["", page.AbsoluteUri]);
        }
        return new MailWording(subject.With(letter.Title), string.Join('\n', lines));
    }

    private static IEnumerable<string> Facts(MeetingLetter letter, DateTimeZone zone)
    {
        yield return letter.Title;
        yield return MeetingWords.MailWhen.With(When(letter.Start, letter.End, zone));
        if (letter.Place is { } place)
        {
            yield return MeetingWords.MailWhere.With(place);
        }
        if (letter.Organizer is { } organizer)
        {
            yield return MeetingWords.MailBy.With(organizer);
        }
        if (letter.Client is { } client)
        {
            yield return MeetingWords.MailClient.With(client);
        }
    }

    private static MailWording Said(MinutesLetter letter)
    {
        var zone = letter.To.Zone;
        var lines = new List<string> { letter.Title, Day(letter.Start, zone) };
        if (letter.People.Count > 0)
        {
            lines.Add(MeetingWords.MailThere.With(string.Join(", ", letter.People)));
        }
        if (letter.Decided.Count > 0)
        {
            lines.AddRange(["", MeetingWords.Decisions]);
            foreach (var point in letter.Decided)
            {
                lines.Add($"– {point.Point}");
                lines.AddRange(point.Decisions.Select(d => $"{Indent}✓ {d}"));
            }
        }
        if (letter.Actions.Count > 0)
        {
            lines.AddRange(["", MeetingWords.Actions]);
            lines.AddRange(letter.Actions.Select(Todo));
        }
        if (letter.Decided.Count + letter.Actions.Count == 0)
        {
            lines.AddRange(["", MeetingWords.MailNothing]);
        }
        if (letter.Next is { } next)
        {
            lines.AddRange(["", MeetingWords.MailNext.With(Day(next, zone))]);
            if (letter.NextPlace is { } place)
            {
                lines.Add(MeetingWords.MailWhere.With(place));
            }
        }
        return new MailWording(
            MeetingWords.MailMinutes.With(letter.Title),
            string.Join('\n', lines)
        );
    }

    private static string Todo(AgreedAction action)
    {
        string?[] parts =
        [
            action.Text,
            action.Owner,
            action.Contact,
            action.DueOn is { } on ? MeetingWords.MailDue.With(ClientTexts.Date(on)) : null,
        ];
        return "→ " + string.Join(" · ", parts.OfType<string>());
    }

    private static string Numbered(int at, string point) =>
        string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {point}");

    private static string When(Instant start, Instant end, DateTimeZone zone) =>
        end.InZone(zone).Date == start.InZone(zone).Date
            ? $"{Date(start, zone)}, {Moments.Time(start, zone)}–{Moments.Time(end, zone)} ({World.Zone(zone.Id)})"
            : $"{Day(start, zone)} – {Day(end, zone)}";

    private static string Day(Instant at, DateTimeZone zone) =>
        $"{Date(at, zone)}, {Moments.Time(at, zone)} ({World.Zone(zone.Id)})";

    /// <summary>With the year: a mail may be read when it is another.</summary>
    private static string Date(Instant at, DateTimeZone zone)
    {
        var day = at.InZone(zone).Date;
        return Moments.Day(day, day.PlusYears(1));
    }
}
