using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>A person of the firm. May sign in when there is a login; one who came with an import has none.</summary>
public sealed class Colleague : Row, INumbered
{
    public static readonly EventName Added = new(
        "colleague.added",
        "A colleague joined the firm's record."
    );
    public static readonly EventName Changed = new(
        "colleague.changed",
        "A colleague's name, unit or roles changed."
    );
    public static readonly EventName Invited = new(
        "colleague.invited",
        "A colleague was handed a link to sign in for the first time."
    );
    public static readonly EventName LeftFirm = new(
        "colleague.left",
        "A colleague left the firm and can no longer sign in."
    );
    public static readonly EventName FactorsTaken = new(
        "colleague.factors_taken",
        "An administrator took a colleague's second factors away."
    );
    public static readonly EventName PasskeyAdded = new(
        "colleague.passkey_added",
        "A colleague can sign in with one passkey more."
    );
    public static readonly EventName PasskeyRemoved = new(
        "colleague.passkey_removed",
        "A colleague let a passkey go."
    );
    public static readonly EventName PasswordDropped = new(
        "colleague.password_dropped",
        "A colleague signs in with passkeys alone."
    );

    public const int NameLength = 200;
    public const int EmailLength = 254;
    public const int ReasonLength = 500;

    public long Number { get; set; }
    public required string Name { get; set; }
    public string NameKey { get; set; } = "";
    public string? Email { get; set; }
    public string? EmailKey { get; set; }
    public Guid? UnitId { get; set; }
    public Roles Roles { get; set; }

    /// <summary>IANA name of the zone that dates are shown in; null for the firm's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Two letters of the language of the screens; null for the browser's.</summary>
    public string? Language { get; set; }

    /// <summary>As <see cref="KeyChoices"/> writes them; null for those that everybody has.</summary>
    public string? Keys { get; set; }
    public LocalDate? Left { get; set; }

    /// <summary>Why she left with what nobody took over; null where there was nothing.</summary>
    public string? LeftBecause { get; set; }
    public string? System { get; init; }
    public string? ExternalId { get; init; }

    public bool IsHere => Left is null;
}

/// <summary>A part of the firm with a lead.</summary>
public sealed class Unit : Row
{
    public static readonly EventName Added = new("unit.added", "The firm got a new unit.");
    public static readonly EventName Changed = new(
        "unit.changed",
        "A unit's name, lead or parent changed."
    );

    public const int NameLength = 200;

    public required string Name { get; set; }
    public string NameKey { get; set; } = "";
    public Guid? ParentId { get; set; }
    public Guid? LeadId { get; set; }

    /// <summary>By whose hours its colleagues work; null for those of the unit above, or the firm's.</summary>
    public Guid? CalendarId { get; set; }
}
