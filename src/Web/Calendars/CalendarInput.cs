using NodaTime;
using NodaTime.Text;
using Rapport.Calendars;
using Rapport.Values;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Calendars;

/// <summary>A calendar as it was typed.</summary>
public sealed record CalendarInput
{
    public string? Name { get; init; }
    public string? Zone { get; init; }
    public string? Region { get; init; }
    public WeekInput Hours { get; init; } = WeekInput.None;

    internal static FormShape Shape =>
        new([
            new("Name", CalendarWords.Name),
            new("Zone", CalendarWords.Zone, World.Zones),
            new("Region", CalendarWords.Region, CalendarTexts.Regions),
            .. FormShape.Week("Hours", CalendarWords.Hours),
        ]);

    public static CalendarInput Of(CalendarDetails said) =>
        new()
        {
            Name = said.Name,
            Zone = said.Zone,
            Region = said.Region,
            Hours = WeekInput.Of(said.Hours),
        };

    public static CalendarInput Of(IFormCollection form) =>
        new()
        {
            Name = form["Name"],
            Zone = form["Zone"],
            Region = form["Region"],
            Hours = WeekInput.Read(form, "Hours"),
        };

    internal CalendarDetails Details(Faults faults) =>
        new()
        {
            Name = Name,
            Zone = Zone,
            Region = Region,
            Hours = Hours.Said("hours", faults),
        };
}

/// <summary>A day of a calendar as it was typed.</summary>
public sealed record CalendarDayInput
{
    public string? Date { get; init; }
    public string? Kind { get; init; }
    public string? Spans { get; init; }
    public string? Label { get; init; }

    internal CalendarDayDetails Details(Faults faults)
    {
        var date = LocalDatePattern.Iso.Parse(Date ?? "");
        faults.If(!date.Success && !string.IsNullOrWhiteSpace(Date), "date", Fault.NotADate);
        var kind = Choice.Of(Kind, DayKind.Closed, "kind", faults);
        return new()
        {
            Date = date.Success ? date.Value : null,
            Kind = kind,
            Hours = WeekInput.Spans(Spans ?? ""),
            Name = Label,
        };
    }
}

/// <summary>Who is to go by a calendar, or no longer.</summary>
public sealed record CalendarUserInput
{
    public string? Unit { get; init; }
    public string? Client { get; init; }
}

/// <summary>What a new calendar is called.</summary>
public sealed record CalendarNameInput
{
    public string? Name { get; init; }
}

/// <summary>A file of days that was looked at and is to be taken.</summary>
public sealed record CalendarFileInput
{
    public string? Text { get; init; }
}
