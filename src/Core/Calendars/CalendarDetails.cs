using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Values;

namespace Rapport.Calendars;

/// <summary>What may be said of a calendar, in the form in which both the page and the API say it.</summary>
public sealed record CalendarDetails
{
    /// <summary>Of every calendar but the firm's own, which has none.</summary>
    public string? Name { get; init; }

    /// <summary>IANA name; null for the firm's zone.</summary>
    public string? Zone { get; init; }

    /// <summary>As in "Mon 09:00-12:00 13:00-17:00, Fri 09:00-13:00"; a span past midnight belongs to the day it begins on.</summary>
    public string? Hours { get; init; }

    /// <summary>The country or region whose holidays are closed each year, such as "DE-BY"; null for none.</summary>
    public string? Region { get; init; }
}

/// <summary>What may be said of one day of a calendar.</summary>
public sealed record CalendarDayDetails
{
    [Required]
    public LocalDate? Date { get; init; }
    public DayKind Kind { get; init; }

    /// <summary>As in "09:00-12:00 13:00-17:00": of the part that is closed, or in which it is open; none of a closed day.</summary>
    public string? Hours { get; init; }
    public string? Name { get; init; }
}
