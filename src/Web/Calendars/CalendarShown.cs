using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Web.Calendars;

/// <summary>All that the page of a calendar shows.</summary>
/// <param name="Kept">Holidays of its region in the year of which the calendar itself says nothing else.</param>
public sealed record CalendarShown(
    CalendarRecord Calendar,
    int Year,
    IReadOnlyList<CalendarDayRecord> Days,
    IReadOnlyList<Holiday> Kept,
    IReadOnlyList<CalendarUser> Units,
    IReadOnlyList<CalendarUser> Clients,
    IReadOnlyList<UnitRecord> AllUnits,
    Tried Tried
);

/// <summary>What was asked of the calendar to see whether it reckons as one thinks, and what it says.</summary>
/// <param name="From">By the clock of the calendar.</param>
public sealed record Tried(
    DateTimeZone Zone,
    string From,
    string Term,
    Instant? Due,
    Refusal? Refusal
);

/// <summary>A file of days before it is taken.</summary>
/// <param name="Text">Of the file; null while there is none.</param>
/// <param name="Known">Dates of which the calendar says something already: those stay as they are.</param>
public sealed record CalendarFileShown(
    CalendarRecord Calendar,
    string? Text,
    IReadOnlyList<ExceptionalDay> Days,
    IReadOnlySet<LocalDate> Known
)
{
    public int Coming => Days.Count(d => !Known.Contains(d.Date));
}
