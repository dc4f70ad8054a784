using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>By what somebody tried to get in.</summary>
public enum Way
{
    Password,
    Code,
    RecoveryCode,
    Passkey,
    Link,
}

public enum Outcome
{
    /// <summary>A session began.</summary>
    In,

    /// <summary>The password was right; the second step is still to come.</summary>
    HalfWay,

    /// <summary>It was shown once more who is there, before a dangerous act.</summary>
    Proven,

    /// <summary>Nobody signs in by such a name.</summary>
    Unknown,
    WrongPassword,
    WrongCode,
    WrongPasskey,
    Locked,

    /// <summary>Right, but the colleague has left the firm.</summary>
    Gone,
    SignedOut,

    /// <summary>A session was ended, by oneself elsewhere or by an administrator.</summary>
    Ended,

    /// <summary>An administrator took the second factors away.</summary>
    FactorsTaken,
}

/// <summary>
/// A line of the log of sign-ins. What was typed as a name that nobody has is not kept: it may be a password in the
/// wrong field, or the address of somebody who has nothing to do with us.
/// </summary>
public sealed class SignInAttempt : IPlumbing
{
    /// <summary>How long a line is kept.</summary>
    public static readonly Duration Life = Duration.FromDays(180);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Instant At { get; init; }

    /// <summary>Null where nobody has that name.</summary>
    public Guid? ColleagueId { get; init; }
    public Way Way { get; init; }
    public Outcome Outcome { get; init; }
    public required string Address { get; init; }
    public required string Agent { get; init; }

    /// <summary>Who did it to somebody else; null where it was the colleague, or whoever pretended to be.</summary>
    public Guid? ById { get; init; }
}
