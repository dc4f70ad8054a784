using System.Globalization;
using NodaTime;
using Rapport.Calendars;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Calendars;

/// <summary>Calendars in words.</summary>
internal static class CalendarTexts
{
    /// <summary>Countries and their parts, each by its own name, under the country's.</summary>
    public static IReadOnlyList<Option> Regions { get; } =
    [
        .. Holidays.Regions.Select(r => new Option(
            r.Code,
            r.IsCountry || r.Country == "GB" ? r.Name : $"{r.Name} ({r.Code})",
            Country(r)
        )),
    ];

    public static string Name(CalendarRecord calendar) =>
        calendar.Details.Name ?? CalendarWords.OfFirm;

    public static string Region(string code) => Holidays.Region(code)?.Name ?? code;

    /// <summary>"Mon–Fri 09:00–17:00; Bayern; Berlin".</summary>
    public static string? Says(CalendarRecord calendar) =>
        ClientTexts.Joined(
            calendar.Details.Hours is { Length: > 0 } hours
                ? WeekInput.Say(WeeklyHours.Parse(hours))
                : CalendarWords.NeverOpen,
            calendar.Details.Region is { } region ? Region(region) : null,
            calendar.Details.Zone is { } zone ? World.Zone(zone) : null
        );

    public static string Label(this DayKind kind) =>
        kind switch
        {
            DayKind.Closed => CalendarWords.KindClosed,
            DayKind.ClosedPart => CalendarWords.KindClosedPart,
            _ => CalendarWords.KindOtherHours,
        };

    /// <summary>"Thursday · Closed for a part 13:00–24:00".</summary>
    public static string? Says(ExceptionalDay day) =>
        Says(day.Date, day.Kind, day.Spans.ToString());

    public static string? Says(LocalDate date, DayKind kind, string hours) =>
        ClientTexts.Joined(
            WeekInput.Label(date.DayOfWeek),
            kind == DayKind.Closed
                ? kind.Label()
                : $"{kind.Label()} {hours.Replace('-', '–').Replace("–00:00", "–24:00", StringComparison.Ordinal)}"
        );

    /// <summary>Why a file was not taken, and at which of its lines.</summary>
    public static string Words(DaysFileRefusal refusal) =>
        string.Format(
            CultureInfo.CurrentCulture,
            CalendarWords.ResourceManager.GetString(
                "File_" + refusal.Fault,
                CultureInfo.CurrentUICulture
            ) ?? CalendarWords.File_LineUnreadable,
            refusal.Line,
            refusal.Said
        );

    /// <summary>A moment as the calendar's own clock shows it: "Wed 3 June 2026, 17:00".</summary>
    public static string Moment(Instant at, DateTimeZone zone) =>
        at.InZone(zone)
            .LocalDateTime.ToDateTimeUnspecified()
            .ToString("f", CultureInfo.CurrentCulture);

    private static string Country(HolidayRegion region) =>
        region.Country == "GB"
            ? "United Kingdom"
            : Holidays.Region(region.Country)?.Name ?? region.Country;
}
