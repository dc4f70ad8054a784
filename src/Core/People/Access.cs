using NodaTime;
using Rapport.Data;

namespace Rapport.People;

public enum LinkPurpose
{
    Invitation,
    Reset,
}

/// <summary>A link that signs in once and lets a password be chosen. The administrator hands it over.</summary>
public sealed class OneTimeLink : Row
{
    public static readonly EventName Used = new(
        "login.link_used",
        "A one-time link was used to choose a password."
    );

    public Guid LoginId { get; init; }
    public LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the secret in the link; the secret itself is nowhere.</summary>
    public required byte[] Hash { get; init; }
    public Instant Expires { get; init; }
    public Instant? UsedAt { get; set; }

    public bool IsGood(Instant now) => UsedAt is null && now < Expires;
}

[Flags]
public enum Scopes
{
    None = 0,
    Read = 1,
    Write = 2,
}

/// <summary>Lets a script act as a colleague, within the colleague's walls and its own scopes.</summary>
public sealed class ApiToken : Row
{
    public static readonly EventName Created = new(
        "token.created",
        "A colleague made an API token."
    );
    public static readonly EventName Revoked = new("token.revoked", "An API token was ended.");

    public const string Prefix = "rp_";
    public const int NameLength = 100;

    public Guid ColleagueId { get; init; }
    public required string Name { get; init; }
    public Scopes Scopes { get; init; }

    /// <summary>SHA-256 of the token; 256 random bits need no slow hash.</summary>
    public required byte[] Hash { get; init; }
    public Instant CreatedAt { get; init; }
    public Instant? RevokedAt { get; set; }
}
