using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Commitments;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>One who is asked: one of the three. A name that exactly one person there carries becomes that person.</summary>
/// <param name="Answer">What she answered; null to leave it as it is.</param>
public sealed record AttendeeDetails(
    Guid? ContactId,
    Guid? ColleagueId,
    string? Name,
    Answer? Answer = null
);

/// <summary>What may be said of a meeting, but for its time once it is planned: that is moved by an act of its own.</summary>
public record MeetingChange
{
    [Required]
    public string? Title { get; init; }
    public MeetingKind Kind { get; init; } = MeetingKind.Working;

    /// <summary>A room, or the address of a call.</summary>
    public string? Place { get; init; }

    /// <summary>The colleague who invites; whoever says it, when it is not given.</summary>
    public Guid? OwnerId { get; init; }
    public Audience Audience { get; init; } = Audience.Inside;
    public IReadOnlyList<AttendeeDetails>? Attendees { get; init; }
}

/// <summary>A meeting that is to be planned.</summary>
public sealed record MeetingDetails : MeetingChange
{
    /// <summary>Null for one of the firm's own.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>Of which series it is one; what is not said is then as the series has it.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>When it begins.</summary>
    [Required]
    public Instant? Start { get; init; }

    /// <summary>How long it is meant to last.</summary>
    public int? Minutes { get; init; }

    /// <summary>IANA name in which it was agreed; the client's or the firm's when it is not given.</summary>
    public string? Zone { get; init; }
}

/// <summary>Another time for a meeting.</summary>
public sealed record MeetingMove
{
    [Required]
    public Instant? Start { get; init; }

    /// <summary>As before when it is not given.</summary>
    public int? Minutes { get; init; }
    public string? Reason { get; init; }
}

/// <summary>That a meeting is called off, and why.</summary>
public sealed record MeetingCancellation
{
    [Required]
    public string? Reason { get; init; }
}

/// <summary>What is said about a point of the agenda.</summary>
/// <param name="Number">Of the point.</param>
/// <param name="Decisions">One on each line.</param>
/// <param name="Done">The commitment that it is about is done.</param>
public sealed record PointNotes(int Number, string? Notes, string? Decisions, bool Done);

/// <summary>What somebody is to do.</summary>
/// <param name="Number">Of one that is written down already; null for a new one.</param>
public sealed record ActionDetails(
    int? Number,
    string? Text,
    Favour Favour,
    Guid? OwnerId,
    Guid? ContactId,
    LocalDate? DueOn
);

/// <summary>The minutes of a meeting as they stand so far.</summary>
public sealed record MinutesDetails
{
    /// <summary>The numbers of those who are there; null to leave that as it is.</summary>
    public IReadOnlyList<int>? Present { get; init; }

    /// <summary>Others who came, who were not asked.</summary>
    public IReadOnlyList<AttendeeDetails>? Came { get; init; }

    /// <summary>Points that are not named stay as they are.</summary>
    public IReadOnlyList<PointNotes>? Points { get; init; }

    /// <summary>All that is to be done; what is left out is taken away. Null to leave it as it is.</summary>
    public IReadOnlyList<ActionDetails>? Actions { get; init; }
}

/// <summary>That a meeting took place.</summary>
public sealed record MeetingClosure
{
    /// <summary>When the next one begins, which is arranged with it.</summary>
    public Instant? Next { get; init; }

    /// <summary>A meeting that is planned already and is the next one.</summary>
    public Guid? NextId { get; init; }

    /// <summary>Why no next one is arranged.</summary>
    public string? WithoutNext { get; init; }

    /// <summary>How long it lasted; as planned when it is not given.</summary>
    public int? Minutes { get; init; }
}
