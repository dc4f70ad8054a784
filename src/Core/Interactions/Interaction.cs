using NodaTime;
using Rapport.Data;
using Rapport.Files;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>Through which side of the firm the client was met.</summary>
public enum Touchpoint
{
    Sales,
    Marketing,
    Engagement,
    Delivery,
    Finance,
}

public enum Channel
{
    Meeting,
    Call,
    Video,
    Email,
    Chat,
    Letter,
    Visit,
    Coffee,
    Event,
    Note,
    Release,
    Invoice,
}

/// <summary>Who began it.</summary>
public enum Direction
{
    Both,
    FromThem,
    FromUs,
}

/// <summary>
/// One entry of the handbook: something that happened. Immutable; a correction is a new entry that refers to this one.
/// Only that it was corrected is marked here, so that the stream can say so, and whom it is for from then on: nobody
/// reads the old words who may not read the new.
/// </summary>
public sealed class Interaction : Row, IOfClient, IOwned, IHasAudience, IHoldsFiles
{
    public static readonly EventName Recorded = new(
        "interaction.recorded",
        "Something that happened was written into the handbook."
    );
    public static readonly EventName Corrected = new(
        "interaction.corrected",
        "An entry of the handbook was corrected by a new one."
    );
    public static readonly EventName AudienceChanged = new(
        "interaction.audience_changed",
        "A correction changed who may read an entry of the handbook that it corrects."
    );

    public const int SubjectLength = 300;
    public const int BodyLength = 100_000;

    public Guid? ClientId { get; init; }
    public Touchpoint Touchpoint { get; init; }
    public Channel Channel { get; init; }
    public Direction Direction { get; init; }
    public Instant Occurred { get; init; }
    public Instant RecordedAt { get; init; }
    public required string Subject { get; init; }
    public string? SubjectKey
    {
        get => Folded.KeyOf(Subject);
        private set { }
    }
    public string? Body { get; init; }
    public int? Minutes { get; init; }
    public Audience Audience { get; set; } = Audience.Inside;

    /// <summary>The colleague who wrote it down; it is theirs while it belongs to no client.</summary>
    public Guid? AuthorId { get; init; }

    /// <summary>A person on both sides took part.</summary>
    public bool RealTouch { get; init; }

    /// <summary>Somebody of theirs took part, and somebody of ours: said with the entry, since lists ask it of thousands.</summary>
    public bool ContactsThere { get; init; }
    public bool ColleaguesThere { get; init; }

    /// <summary>The entry that this one corrects.</summary>
    public Guid? CorrectsId { get; init; }

    /// <summary>The entry that corrected this one.</summary>
    public Guid? CorrectedById { get; set; }
    public string? System { get; init; }
    public string? ExternalId { get; init; }

    public Guid? OwnerId => AuthorId;

    public List<Participant> Participants { get; init; } = [];

    /// <summary>
    /// Whether people of both sides met: somebody of theirs and somebody of ours took part, and it was no note, release
    /// or invoice, at which people are only named.
    /// </summary>
    public static bool IsRealTouch(Channel channel, IReadOnlyCollection<Participant> people) =>
        channel is not (Channel.Note or Channel.Release or Channel.Invoice)
        && people.Any(p => p.ContactId is not null)
        && people.Any(p => p.ColleagueId is not null);
}

/// <summary>Somebody who took part: a contact, a colleague, or a name we do not know yet.</summary>
public sealed class Participant : ILineOf
{
    public Guid InteractionId { get; init; }
    public int Position { get; init; }
    public Guid? ContactId { get; init; }
    public Guid? ColleagueId { get; init; }

    /// <summary>The name as given, where neither is known; erased together with a person.</summary>
    public string? Name { get; set; }

    Guid ILineOf.RowId => InteractionId;
}
