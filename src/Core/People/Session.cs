using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>How it was shown who signs in.</summary>
public enum Proof
{
    Password,

    /// <summary>A one-time link, or the code of the first start.</summary>
    Link,
    PasswordAndCode,
    PasswordAndRecoveryCode,
    PasswordAndPasskey,
    Passkey,
}

/// <summary>From where somebody comes: as much as the log of sign-ins keeps of it.</summary>
public sealed record Caller
{
    public const int AddressLength = 60;
    public const int AgentLength = 300;

    public Caller(string? address, string? agent) =>
        (Address, Agent) = (Cut(address, AddressLength), Cut(agent, AgentLength));

    public string Address { get; }

    /// <summary>As the browser names itself; never more than a hint.</summary>
    public string Agent { get; }

    private static string Cut(string? text, int atMost) =>
        text is null ? ""
        : text.Length <= atMost ? text
        : text[..atMost];
}

/// <summary>One sign-in that still stands. Whoever brings its cookie is in; without the row nobody is.</summary>
public sealed class Session : Row, IStir
{
    /// <summary>A session that nobody uses for so long is over. The cookie lives as long.</summary>
    public static readonly Duration Life = Duration.FromDays(14);

    /// <summary>How old a proof may be before a dangerous act asks for another.</summary>
    public static readonly Duration FreshFor = Duration.FromMinutes(10);

    /// <summary>The kind under which its end is told.</summary>
    public const string Told = "session";

    public Guid LoginId { get; init; }
    public Proof Proof { get; init; }
    public Instant Began { get; init; }

    /// <summary>To the minute.</summary>
    public Instant Seen { get; set; }

    /// <summary>When it was last shown who is there: at sign-in, or before a dangerous act.</summary>
    public Instant Proven { get; set; }
    public required string Address { get; init; }
    public required string Agent { get; init; }

    /// <summary>From then on nothing but setting up a second factor is possible; null where none is asked for.</summary>
    public Instant? FactorBy { get; set; }

    /// <summary>Its end alone is told: that it is in use changes nothing for anybody.</summary>
    public Stir? Stirs(bool gone) => gone ? new Stir(Told, Id, null) : null;
}
