using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Files;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>For or against us.</summary>
public enum Stance
{
    Opponent,
    Sceptic,
    Neutral,
    Supporter,
    Promoter,
}

/// <summary>How much their word weighs at the client.</summary>
public enum Influence
{
    None,
    Little,
    Some,
    Much,
    Decides,
}

/// <summary>A person at a client.</summary>
public sealed class Contact : Row, INumbered, IHoldsFiles, IHasFields
{
    public static readonly EventName Added = new(
        "contact.added",
        "A person at a client entered the handbook."
    );
    public static readonly EventName Changed = new(
        "contact.changed",
        "What we know of a person changed."
    );
    public static readonly EventName LeftClient = new("contact.left", "A person left a client.");
    public static readonly EventName Erased = new("contact.erased", "A person's data was erased.");

    public const int NameLength = 200;
    public const int TextLength = 2000;

    /// <summary>By what a person may like to be reached.</summary>
    public static readonly IReadOnlyList<string> ReachChannels =
    [
        "email",
        "phone",
        "mobile",
        "chat",
        "video",
        "meeting",
        "letter",
    ];

    public Guid? ClientId { get; init; }
    public long Number { get; set; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }

    /// <summary>As she is called, the whole of it.</summary>
    public required string Name { get; set; }
    public string NameKey { get; set; } = "";
    public string? JobTitle { get; set; }
    public string? JobTitleKey
    {
        get => Folded.KeyOf(JobTitle);
        private set { }
    }
    public string? Department { get; set; }
    public string? DepartmentKey
    {
        get => Folded.KeyOf(Department);
        private set { }
    }

    /// <summary>ISO 639-1.</summary>
    public string? Language { get; set; }

    /// <summary>IANA name; null for the client's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Channels by which she likes to be reached, the dearest first.</summary>
    public Codes Channels { get; set; } = Codes.None;
    public string? ChannelsKey
    {
        get => Channels.Between;
        private set { }
    }

    /// <summary>When she may be reached, in her zone; null when we do not know.</summary>
    public WeeklyHours? ReachHours { get; set; }

    /// <summary>She agreed to be reached outside these hours.</summary>
    public bool OffHoursAllowed { get; set; }

    public Influence? Influence { get; set; }
    public Stance? Stance { get; set; }
    public string? Interest { get; set; }
    public string? InterestKey
    {
        get => Folded.KeyOf(Interest);
        private set { }
    }

    /// <summary>What she wants and fears: inside only, kept for a purpose and until a day.</summary>
    public string? Wants { get; set; }
    public string? Fears { get; set; }
    public string? NotesPurpose { get; set; }
    public LocalDate? NotesUntil { get; set; }

    /// <summary>Her first mail address and her first telephone number, folded: <see cref="FirstPoints" /> keeps them.</summary>
    public string? EmailKey { get; internal set; }
    public string? PhoneKey { get; internal set; }

    public Guid? ReportsToId { get; set; }
    public LocalDate? Joined { get; set; }
    public LocalDate? Left { get; set; }

    /// <summary>Where she went; a promoter elsewhere is an opening.</summary>
    public string? WentTo { get; set; }
    public string? WentToKey
    {
        get => Folded.KeyOf(WentTo);
        private set { }
    }

    /// <summary>The same person at the client where she was before, or is now.</summary>
    public Guid? CameFromId { get; init; }
    public Instant? LastTouch { get; set; }
    public string? System { get; init; }
    public string? ExternalId { get; init; }
    public Instant CreatedAt { get; init; }

    public bool IsThere => Left is null;

    EventName IHasFields.WhenChanged => Changed;

    public override Guid RootId => Id;
}

public enum PointKind
{
    Email,
    Phone,
    Mobile,
    Chat,
    Web,
}

/// <summary>An address under which a contact is reached: mail, telephone and so on, in order.</summary>
public sealed class ContactPoint : Row, IOfClient
{
    public const int ValueLength = 254;

    public Guid? ClientId { get; init; }
    public Guid ContactId { get; init; }
    public PointKind Kind { get; set; }
    public required string Value { get; set; }

    /// <summary>By which it is matched: a folded mail address, a telephone number's digits.</summary>
    public string ValueKey { get; set; } = "";
    public int Position { get; set; }

    public override Guid RootId => ContactId;
}

/// <summary>How well one of us knows a contact.</summary>
public enum Closeness
{
    NotMet,
    Met,
    Knows,
    KnowsWell,
    Trusted,
}

/// <summary>A colleague knows a contact.</summary>
public sealed class Acquaintance : Row, IOfClient
{
    public Guid? ClientId { get; init; }
    public Guid ContactId { get; init; }
    public Guid ColleagueId { get; init; }
    public Closeness Closeness { get; set; }
    public string? How { get; set; }

    public override Guid RootId => ContactId;
}

public enum ConsentPurpose
{
    Marketing,
    Recording,
    Reference,
    Profile,
}

/// <summary>What a contact agreed to, or no longer agrees to. The latest of a purpose counts. Immutable.</summary>
public sealed class Consent : Row, IOfClient
{
    public Guid? ClientId { get; init; }
    public Guid ContactId { get; init; }
    public ConsentPurpose Purpose { get; init; }
    public bool Given { get; init; }
    public Instant At { get; init; }
    public string? Source { get; init; }

    public override Guid RootId => ContactId;
}
