using NodaTime;
using Rapport.Commitments;
using Rapport.Data;

namespace Rapport.Meetings;

/// <summary>What somebody who is asked to a meeting answered.</summary>
public enum Answer
{
    None,
    Accepted,
    Tentative,
    Declined,
}

/// <summary>Somebody who is asked to a meeting, or came to it: a contact, a colleague, or a name that we do not know.</summary>
public sealed class Attendee : ILineOf
{
    public const int Most = 100;

    public Guid MeetingId { get; init; }

    /// <summary>Stays with her as long as the meeting does; the order in which people were asked.</summary>
    public int Number { get; init; }
    public Guid? ContactId { get; set; }
    public Guid? ColleagueId { get; set; }
    public string? Name { get; set; }
    public Answer Answer { get; set; }

    /// <summary>When she said so, or somebody for her; null while she said nothing.</summary>
    public Instant? AnsweredAt { get; set; }

    /// <summary>The colleague who said it for her, or herself.</summary>
    public Guid? AnsweredById { get; set; }

    /// <summary>The SEQUENCE of what she was last told by mail; null when nothing went to her.</summary>
    public int? InvitedAs { get; set; }

    /// <summary>When the minutes went to her.</summary>
    public Instant? MinutesAt { get; set; }

    /// <summary>She was there.</summary>
    public bool Present { get; set; }

    Guid ILineOf.RowId => MeetingId;

    /// <summary>Answers whether that is news.</summary>
    internal bool Say(Answer answer, Guid? by, Instant now)
    {
        if (answer == Answer)
        {
            return false;
        }
        var says = answer != Answer.None;
        (Answer, AnsweredAt, AnsweredById) = (answer, says ? now : null, says ? by : null);
        return true;
    }
}

/// <summary>Where a point of an agenda comes from.</summary>
public enum AgendaSource
{
    /// <summary>Somebody wrote it.</summary>
    Hand,

    /// <summary>We owe it.</summary>
    Owed,

    /// <summary>They owe it to us.</summary>
    OwedToUs,

    /// <summary>It was decided to be done the last time, and is late.</summary>
    LastTime,

    /// <summary>Possible business.</summary>
    Opening,
}

/// <summary>A point of a meeting's agenda, and what was said about it.</summary>
public sealed class AgendaItem : ILineOf
{
    public const int Most = 100;
    public const int TextLength = 300;
    public const int NotesLength = 20_000;

    public Guid MeetingId { get; init; }

    /// <summary>Stays the same however the agenda is ordered.</summary>
    public int Number { get; init; }
    public int Position { get; set; }
    public required string Text { get; set; }
    public AgendaSource Source { get; init; }

    /// <summary>The record that it is about; of a point that was written by hand none.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>It was taken off, and does not come back by itself.</summary>
    public bool Removed { get; set; }
    public string? Notes { get; set; }

    /// <summary>What was decided, one on each line.</summary>
    public string? Decisions { get; set; }

    /// <summary>What it is about, a commitment, was found to be done: it is kept when the meeting is closed.</summary>
    public bool Done { get; set; }

    /// <summary>What was written one on each line, each by itself.</summary>
    public static string[] Lines(string? said) =>
        (said ?? "").Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    /// <summary>It is about a commitment.</summary>
    public bool IsOwed =>
        Source is AgendaSource.Owed or AgendaSource.OwedToUs or AgendaSource.LastTime;

    Guid ILineOf.RowId => MeetingId;
}

/// <summary>Something that somebody is to do: a commitment from the moment the meeting is closed.</summary>
public sealed class MeetingAction : ILineOf
{
    public const int Most = 100;

    public Guid MeetingId { get; init; }
    public int Number { get; init; }
    public required string Text { get; set; }
    public Favour Favour { get; set; }
    public Guid? OwnerId { get; set; }
    public Guid? ContactId { get; set; }
    public LocalDate? DueOn { get; set; }

    /// <summary>What became of it.</summary>
    public Guid? CommitmentId { get; set; }

    Guid ILineOf.RowId => MeetingId;
}
