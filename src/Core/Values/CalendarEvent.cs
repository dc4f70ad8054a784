using NodaTime;

namespace Rapport.Values;

/// <summary>When something is in a calendar.</summary>
public abstract record CalendarWhen
{
    private CalendarWhen() { }

    /// <summary>Whole days, the last among them, wherever one is.</summary>
    public sealed record Days(LocalDate First, LocalDate Last) : CalendarWhen;

    /// <summary>From a moment to another; one without an end only marks its moment.</summary>
    /// <param name="Zone">
    /// By whose clock it is meant: what recurs stays at its hour there. Null for UTC, which is as good for what is once.
    /// </param>
    public sealed record Span(Instant Start, Instant? End, DateTimeZone? Zone = null)
        : CalendarWhen;
}

/// <summary>Somebody in a calendar, by mail address.</summary>
public sealed record CalendarPerson(string Email, string? Name = null);

/// <summary>What somebody answered to an invitation.</summary>
public enum CalendarAnswer
{
    None,
    Accepted,
    Declined,
    Tentative,
}

/// <summary>Somebody who is invited.</summary>
/// <param name="Needed">It is not to be held without her.</param>
public sealed record CalendarGuest(
    CalendarPerson Person,
    CalendarAnswer Answer = CalendarAnswer.None,
    bool Needed = true
);

/// <summary>How certain it is.</summary>
public enum CalendarState
{
    Confirmed,
    Tentative,
    Cancelled,
}

/// <summary>One entry of a calendar, or a series of them.</summary>
/// <param name="Uid">The same for all that is ever said of it.</param>
/// <param name="Stamp">When this was said of it.</param>
public sealed record CalendarEvent(string Uid, Instant Stamp, CalendarWhen When, string Summary)
{
    /// <summary>Raised whenever its guests have to be told anew; what has the lower number is out of date.</summary>
    public int Sequence { get; init; }
    public string? Description { get; init; }
    public string? Location { get; init; }
    public Uri? Url { get; init; }
    public CalendarState State { get; init; }

    /// <summary>Who goes by it is taken in that time.</summary>
    public bool Busy { get; init; } = true;

    /// <summary>Null where nobody is invited.</summary>
    public CalendarPerson? Organizer { get; init; }
    public IReadOnlyList<CalendarGuest> Guests { get; init; } = [];

    /// <summary>How it recurs: the value of an RRULE of RFC 5545, as <see cref="RecurrenceText" /> writes it.</summary>
    public string? Rule { get; init; }

    /// <summary>When it would recur and does not, each the start that it would have.</summary>
    public IReadOnlyList<CalendarWhen> Except { get; init; } = [];

    /// <summary>Of a series, the one that this is instead of: the start that it would have.</summary>
    public CalendarWhen? InsteadOf { get; init; }
}
