using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>What a meeting is for. It says what stands on its agenda, and whether it may end without the next.</summary>
public enum MeetingKind
{
    /// <summary>We listen: no pitch, and no end without the next one.</summary>
    Discovery,
    KickOff,
    Working,
    Operational,
    Project,
    Steering,
    Executive,

    /// <summary>How we do together, with their people: no end without the next one.</summary>
    PartnerReview,

    /// <summary>Among ourselves, account and project about a client, or the firm's own.</summary>
    Internal,
}

public enum MeetingState
{
    Planned,
    Held,
    Cancelled,
}

/// <summary>
/// People of ours, mostly with people of a client, at a time. It is planned, may move, and is held or called off; what
/// was said there is an entry of the handbook once it was held.
/// </summary>
public sealed class Meeting : Row, IInvites, IHasAudience
{
    public static readonly EventName Planned = new("meeting.planned", "A meeting was arranged.");
    public static readonly EventName Changed = new(
        "meeting.changed",
        "What is said of a meeting, who is asked to it or what stands on its agenda changed."
    );
    public static readonly EventName Moved = new(
        "meeting.moved",
        "A meeting was given another time."
    );
    public static readonly EventName Invited = new(
        "meeting.invited",
        "Those who are asked to a meeting were invited, by mail where they have an address."
    );
    public static readonly EventName Answered = new(
        "meeting.answered",
        "Somebody who is asked to a meeting said whether she comes."
    );
    public static readonly EventName Noted = new(
        "meeting.noted",
        "Something was written into the minutes of a meeting that is not closed."
    );
    public static readonly EventName Held = new(
        "meeting.held",
        "A meeting took place and was closed; its minutes are an entry of the handbook."
    );
    public static readonly EventName Cancelled = new(
        "meeting.cancelled",
        "A meeting was called off."
    );
    public static readonly EventName MinutesSent = new(
        "meeting.minutes_sent",
        "The minutes of a meeting went to those who were asked to it."
    );

    public const int TitleLength = 200;
    public const int PlaceLength = 500;
    public const int ReasonLength = 1_000;
    public const int UsualMinutes = 60;
    public const int LongestMinutes = 7 * 24 * 60;

    /// <summary>Null where it is the firm's own; then it is seen by those who are asked to it.</summary>
    public Guid? ClientId { get; set; }

    /// <summary>The series of which it is one; null where it stands alone.</summary>
    public Guid? SeriesId { get; set; }
    public MeetingKind Kind { get; set; }
    public required string Title { get; set; }
    public string? TitleKey
    {
        get => Folded.KeyOf(Title);
        private set { }
    }
    public Instant Start { get; set; }
    public int Minutes { get; set; }

    /// <summary>IANA name, in which its time was agreed.</summary>
    public required string Zone { get; set; }

    /// <summary>A room, or the address of a call.</summary>
    public string? Place { get; set; }

    /// <summary>The colleague who invites.</summary>
    public Guid? OwnerId { get; set; }
    public MeetingState State { get; set; }
    public Audience Audience { get; set; } = Audience.Inside;

    /// <summary>By which calendars know it (RFC 5545, UID).</summary>
    public required string Uid { get; init; }

    /// <summary>How often what an invitation says was changed (RFC 5545, SEQUENCE).</summary>
    public int Sequence { get; set; }

    /// <summary>When people were invited; from then on they are told of every change. Null before.</summary>
    public Instant? InvitedAt { get; set; }

    /// <summary>The entry of the handbook that holds its minutes; null until it was held, or where it has no client.</summary>
    public Guid? EntryId { get; set; }

    /// <summary>The meeting that was arranged when this one ended.</summary>
    public Guid? NextId { get; set; }
    public Guid? AuthorId { get; init; }
    public Instant CreatedAt { get; init; }

    public List<Attendee> Attendees { get; init; } = [];
    public List<AgendaItem> Agenda { get; init; } = [];
    public List<MeetingAction> Actions { get; init; } = [];
    public List<MeetingStep> Steps { get; init; } = [];

    public bool IsOpen => State == MeetingState.Planned;

    public Instant End => Start + Duration.FromMinutes(Minutes);

    /// <summary>It must not be closed before the next is arranged, or it is said why not.</summary>
    public bool NeedsNext => ClientId is not null && WantsNext(Kind);

    public static bool WantsNext(MeetingKind kind) =>
        kind is MeetingKind.Discovery or MeetingKind.PartnerReview;

    /// <summary>Their people sit there: what is ours alone stands on its agenda only when somebody puts it there.</summary>
    public bool FacesClient => Faces(ClientId, Kind);

    public static bool Faces(Guid? clientId, MeetingKind kind) =>
        clientId is not null && kind != MeetingKind.Internal;

    /// <summary>It has begun, or begins on this day where it is: people meet early.</summary>
    public bool MayHaveBegun(Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc;
        return Start <= now || Start.InZone(zone).Date == now.InZone(zone).Date;
    }
}

/// <summary>What was done with a meeting.</summary>
public enum MeetingDeed
{
    Moved,
    Held,
    Cancelled,
    Invited,
    MinutesSent,
}

/// <summary>One thing that was done with a meeting: who, when, why, from when to when.</summary>
public sealed class MeetingStep : ILineOf
{
    public const int Most = 200;

    public Guid MeetingId { get; init; }
    public int Position { get; init; }
    public MeetingDeed Deed { get; init; }
    public Instant At { get; init; }
    public Guid? ById { get; init; }

    /// <summary>Why; of one held, why no next one is arranged; of what was sent, to whom.</summary>
    public string? Reason { get; set; }
    public Instant? From { get; init; }
    public Instant? To { get; init; }

    Guid ILineOf.RowId => MeetingId;
}
