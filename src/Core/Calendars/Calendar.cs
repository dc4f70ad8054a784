using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Calendars;

/// <summary>When a firm, a unit or a client works: hours of a week, a region whose holidays count, and days of its own.</summary>
public sealed class Calendar : Row
{
    public static readonly EventName Added = new("calendar.added", "The firm got a new calendar.");
    public static readonly EventName Changed = new(
        "calendar.changed",
        "The hours, the holidays or a day of a calendar changed."
    );

    /// <summary>The firm's own. There from the first day on, as it is usual, until somebody changes it.</summary>
    public static readonly Guid OfFirm = new("00000000-0000-7000-8000-000000000002");

    public const int NameLength = 120;
    public const int MostDays = DaysFile.MostDays;

    /// <summary>Monday to Friday, nine to five.</summary>
    public static readonly WeeklyHours UsualHours = WeeklyHours.Parse(
        "Mon 09:00-17:00, Tue 09:00-17:00, Wed 09:00-17:00, Thu 09:00-17:00, Fri 09:00-17:00"
    );

    /// <summary>Null of the firm's own.</summary>
    public string? Name { get; set; }
    public string? NameKey
    {
        get => Folded.KeyOf(Name);
        private set { }
    }

    /// <summary>IANA name; null for the firm's zone.</summary>
    public string? Zone { get; set; }

    public WeeklyHours Hours { get; set; } = UsualHours;

    /// <summary>The code of a <see cref="HolidayRegion"/> whose holidays are closed each year; null for none.</summary>
    public string? Region { get; set; }

    public static Calendar Usual() => new() { Id = OfFirm };
}

/// <summary>A date on which other hours hold than those of its day of the week, or than its region says.</summary>
public sealed class CalendarDay : Row
{
    public Guid CalendarId { get; init; }
    public LocalDate Date { get; init; }
    public DayKind Kind { get; init; }

    /// <summary>As <see cref="DayHours"/> are written; empty of a closed day.</summary>
    public required string Spans { get; init; }
    public string? Name { get; init; }

    public override Guid RootId => CalendarId;

    public ExceptionalDay Exception => new(Date, Kind, DayHours.Parse(Spans), Name);
}
