using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>Somebody of a meeting to whom one can write, in her language and zone.</summary>
/// <param name="Number">Hers among those who are asked.</param>
/// <param name="IsOurs">A colleague; else a contact, who reads nothing that is ours alone.</param>
/// <param name="Email">Null where none is known.</param>
public sealed record MeetingReader(
    int Number,
    Guid Id,
    bool IsOurs,
    string Name,
    string? Email,
    string? Language,
    DateTimeZone Zone
);

/// <summary>What a mail about a meeting tells.</summary>
public enum MeetingNews
{
    /// <summary>She is asked to it.</summary>
    Asked,

    /// <summary>What she was asked to is another now.</summary>
    Changed,

    /// <summary>It takes place no more, or without her.</summary>
    CalledOff,
}

/// <summary>What one reader is told of a meeting: nothing is in it that she may not read.</summary>
/// <param name="To">Null for anybody to whom it is handed over.</param>
/// <param name="Client">Of whom it is; null for contacts, who know where they work.</param>
/// <param name="Agenda">Its points; none for contacts.</param>
/// <param name="Reason">Why it was moved or called off; null for contacts.</param>
public sealed record MeetingLetter(
    MeetingReader? To,
    MeetingNews News,
    Guid MeetingId,
    string Title,
    Instant Start,
    Instant End,
    string? Place,
    string? Organizer,
    string? Client,
    IReadOnlyList<string> Agenda,
    string? Reason
);

/// <summary>What was decided about a point.</summary>
public sealed record DecidedPoint(string Point, IReadOnlyList<string> Decisions);

/// <summary>What somebody is to do from a meeting.</summary>
public sealed record AgreedAction(string Text, string? Owner, string? Contact, LocalDate? DueOn);

/// <summary>The minutes of a meeting as one reader gets them: nothing is in them that she may not read.</summary>
/// <param name="People">Who was there.</param>
/// <param name="Next">When one meets next; null where nothing is arranged.</param>
public sealed record MinutesLetter(
    MeetingReader To,
    Guid MeetingId,
    string Title,
    Instant Start,
    IReadOnlyList<string> People,
    IReadOnlyList<DecidedPoint> Decided,
    IReadOnlyList<AgreedAction> Actions,
    Instant? Next,
    string? NextPlace
);

/// <summary>A subject and the text below it.</summary>
public sealed record MailWording(string Subject, string Text);

/// <summary>Says in the reader's words what goes out about meetings.</summary>
public interface IMeetingWords
{
    MailWording Write(MeetingLetter letter);

    MailWording Write(MinutesLetter letter);

    /// <summary>The page of a meeting, for those of us; null where no address of ours is known.</summary>
    Uri? PageOf(Guid meetingId);
}

/// <summary>By whom mails about meetings go. Where mail is off there is none.</summary>
/// <param name="Sender">Who invites where the colleague who does has no address.</param>
public sealed record MeetingPost(CalendarPerson Sender, IMeetingWords Words);
