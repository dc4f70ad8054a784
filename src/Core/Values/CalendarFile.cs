using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Rapport.Values;

/// <summary>What the receiver of a calendar file is to do with it (RFC 5546, 1.4).</summary>
public enum CalendarMethod
{
    /// <summary>Show it.</summary>
    Publish,

    /// <summary>Answer an invitation, which may be a changed one.</summary>
    Request,

    /// <summary>Take it away.</summary>
    Cancel,
}

/// <summary>
/// Writes calendar files that ordinary programs take: RFC 5545 for the form, RFC 5546 for invitations, RFC 7986 for the
/// name and how often to look again.
/// </summary>
public static class CalendarFile
{
    public const string MediaType = "text/calendar";

    private const string Us = "-//Rapport//Rapport//EN";
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmss'Z'"
    );
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture(
        "uuuuMMdd"
    );

    /// <summary>The value of METHOD, which stands in the file and in the head of the mail that brings it.</summary>
    public static string Name(this CalendarMethod method) => method.ToString().ToUpperInvariant();

    /// <summary>The whole file, its lines ended by CRLF and at most 75 octets long.</summary>
    /// <param name="name">What the calendar is called where it is shown as one.</param>
    /// <exception cref="ArgumentException">
    /// Somebody is to be invited or disinvited by nobody, or it ends before it begins.
    /// </exception>
    public static string Write(
        CalendarMethod method,
        IReadOnlyCollection<CalendarEvent> events,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(events);
        var file = new CalendarLines();
        file.Add("BEGIN", "VCALENDAR");
        file.Add("VERSION", "2.0");
        file.Add("PRODID", Us);
        file.Add("CALSCALE", "GREGORIAN");
        file.Add("METHOD", method.Name());
        if (name is not null)
        {
            file.AddText("NAME", name);
            file.AddText("X-WR-CALNAME", name);
            file.Add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
            file.Add("X-PUBLISHED-TTL", "PT1H");
        }
        CalendarZones.Write(file, events);
        foreach (var one in events)
        {
            Write(file, method, one);
        }
        file.Add("END", "VCALENDAR");
        return file.ToString();
    }

    private static void Write(CalendarLines file, CalendarMethod method, CalendarEvent one)
    {
        if (method != CalendarMethod.Publish && one.Organizer is null)
        {
            throw new ArgumentException($"Nobody invites to {one.Uid}.", nameof(one));
        }
        file.Add("BEGIN", "VEVENT");
        file.AddText("UID", one.Uid);
        file.Add("DTSTAMP", Utc.Format(one.Stamp));
        file.Add("SEQUENCE", one.Sequence.ToString(CultureInfo.InvariantCulture));
        WriteWhen(file, one);
        if (one.InsteadOf is { } instead)
        {
            Moment(file, "RECURRENCE-ID", instead);
        }
        if (one.Rule is { } rule)
        {
            file.Add("RRULE", rule);
        }
        foreach (var except in one.Except)
        {
            Moment(file, "EXDATE", except);
        }
        file.AddText("SUMMARY", one.Summary);
        file.AddText("DESCRIPTION", one.Description);
        file.AddText("LOCATION", one.Location);
        if (one.Url is { } url)
        {
            file.Add("URL", url.AbsoluteUri);
        }
        file.Add(
            "STATUS",
            method == CalendarMethod.Cancel ? "CANCELLED" : one.State.ToString().ToUpperInvariant()
        );
        file.Add("TRANSP", one.Busy ? "OPAQUE" : "TRANSPARENT");
        if (one.Organizer is { } organizer)
        {
            file.Add("ORGANIZER" + Called(organizer), Mail(organizer));
        }
        foreach (var guest in one.Guests)
        {
            file.Add("ATTENDEE" + Called(guest.Person) + Asked(guest), Mail(guest.Person));
        }
        file.Add("END", "VEVENT");
    }

    private static void WriteWhen(CalendarLines file, CalendarEvent one)
    {
        Moment(file, "DTSTART", one.When);
        switch (one.When)
        {
            case CalendarWhen.Days days when days.Last < days.First:
            case CalendarWhen.Span { End: { } end } span when end <= span.Start:
                throw new ArgumentException($"{one.Uid} ends before it begins.", nameof(one));
            case CalendarWhen.Days days:
                // The end is the first day that is no part of it.
                file.Add("DTEND;VALUE=DATE", Date.Format(days.Last.PlusDays(1)));
                break;
            case CalendarWhen.Span { End: { } end } span:
                At(file, "DTEND", end, span.Zone);
                break;
        }
    }

    private static void Moment(CalendarLines file, string property, CalendarWhen when)
    {
        switch (when)
        {
            case CalendarWhen.Days days:
                file.Add(property + ";VALUE=DATE", Date.Format(days.First));
                break;
            case CalendarWhen.Span span:
                At(file, property, span.Start, span.Zone);
                break;
        }
    }

    private static void At(CalendarLines file, string property, Instant at, DateTimeZone? zone)
    {
        if (zone is null)
        {
            file.Add(property, Utc.Format(at));
        }
        else
        {
            file.Add(
                $"{property};TZID={CalendarLines.Parameter(zone.Id)}",
                Local.Format(at.InZone(zone).LocalDateTime)
            );
        }
    }

    private static string Called(CalendarPerson person) =>
        person.Name is { } name ? ";CN=" + CalendarLines.Parameter(name) : "";

    private static string Asked(CalendarGuest guest) =>
        (guest.Needed ? ";ROLE=REQ-PARTICIPANT" : ";ROLE=OPT-PARTICIPANT")
        + guest.Answer switch
        {
            CalendarAnswer.Accepted => ";PARTSTAT=ACCEPTED",
            CalendarAnswer.Declined => ";PARTSTAT=DECLINED",
            CalendarAnswer.Tentative => ";PARTSTAT=TENTATIVE",
            _ => ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
        };

    private static string Mail(CalendarPerson person) =>
        "mailto:"
        + Uri.EscapeDataString(person.Email).Replace("%40", "@", StringComparison.Ordinal);
}
