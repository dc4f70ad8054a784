using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Files;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>How much a client weighs: drives plays and service levels.</summary>
public enum Tier
{
    Key,
    Core,
    Standard,
}

/// <summary>Where the relationship stands, after Cutler and Sterne's customer life cycle: reach, acquire, convert, retain, loyalty.</summary>
public enum Stage
{
    Reach,
    Acquire,
    Convert,
    Retain,
    Loyal,
    Lapsed,
}

/// <summary>The customer organisation.</summary>
public sealed class Client : Row, INumbered, IHoldsFiles, IHasFields
{
    public static readonly EventName Added = new("client.added", "A client entered the handbook.");
    public static readonly EventName Changed = new(
        "client.changed",
        "What we know of a client changed."
    );
    public static readonly EventName Moved = new(
        "client.moved",
        "A client reached another stage of its life cycle."
    );

    public const int NameLength = 300;
    public const int TextLength = 2000;
    public const int WordLength = 200;

    public long Number { get; set; }
    public required string Name { get; set; }
    public string NameKey { get; set; } = "";
    public string? LegalName { get; set; }
    public string? LegalNameKey
    {
        get => Folded.KeyOf(LegalName);
        private set { }
    }
    public string? Industry { get; set; }
    public string? IndustryKey
    {
        get => Folded.KeyOf(Industry);
        private set { }
    }
    public int? Employees { get; set; }

    /// <summary>A year.</summary>
    public int? Founded { get; set; }
    public long? RevenueMinor { get; set; }
    public string? RevenueCurrency { get; set; }
    public string? Website { get; set; }
    public string? WebsiteKey
    {
        get => Folded.KeyOf(Website);
        private set { }
    }
    public string? Phone { get; set; }
    public string? PhoneKey
    {
        get => Phone is null ? null : Known.PhoneKey(Phone);
        private set { }
    }

    /// <summary>IANA name; null when unknown.</summary>
    public string? TimeZone { get; set; }

    /// <summary>When their door is open, in their zone.</summary>
    public WeeklyHours? OpenHours { get; set; }

    /// <summary>By which the time runs that they are promised; null for the unit's of whoever owes it, or the firm's.</summary>
    public Guid? CalendarId { get; set; }

    /// <summary>ISO 4217; what they are billed in.</summary>
    public string? Currency { get; set; }

    /// <summary>ISO 639-1 codes, the preferred one first.</summary>
    public Codes Languages { get; set; } = Codes.None;
    public string? LanguagesKey
    {
        get => Languages.Between;
        private set { }
    }
    public Tier Tier { get; set; } = Tier.Standard;
    public Stage Stage { get; set; } = Stage.Reach;
    public Instant StageSince { get; set; }
    public Guid? ParentId { get; set; }

    /// <summary>When something last happened between us, and when a person on both sides took part.</summary>
    public Instant? LastInteraction { get; set; }
    public Instant? LastTouch { get; set; }
    public string? System { get; init; }
    public string? ExternalId { get; init; }
    public Instant CreatedAt { get; init; }

    public Guid? ClientId => Id;

    EventName IHasFields.WhenChanged => Changed;

    public Money? Revenue =>
        RevenueMinor is { } minor && RevenueCurrency is { } currency
            ? new Money(minor, currency)
            : null;
}

/// <summary>A stage reached, and why. Immutable.</summary>
public sealed class StageChange : Row, IOfClient
{
    public Guid? ClientId { get; init; }
    public Stage? From { get; init; }
    public Stage To { get; init; }
    public Instant At { get; init; }
    public Guid? ByColleagueId { get; init; }
    public string? Reason { get; init; }

    public override Guid RootId => ClientId ?? Id;
}
