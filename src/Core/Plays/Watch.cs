using NodaTime;
using Rapport.Data;

namespace Rapport.Plays;

/// <summary>
/// That a play has its eye on a record: a state that holds of it, a date of it that will come, or something that happened and
/// waits until the client's mood has passed. What is looked at by the clock is found by when it is due, not by walking through
/// all records.
/// </summary>
public sealed class Watch : IAwaited
{
    public Guid PlayId { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>What is raised is raised once for it: since when the state holds, or which date.</summary>
    public required string Period { get; set; }

    /// <summary>When it is to be looked at; null where only a change of the record says more.</summary>
    public Instant? LookAt { get; set; }

    /// <summary>It came by an import, which raises nothing by itself.</summary>
    public bool PassedOver { get; set; }

    public bool IsWaiting => LookAt is not null;
}

/// <summary>That a play raised something for a record and a period: it does so once.</summary>
public sealed class Raised : IPlumbing
{
    public Guid PlayId { get; init; }
    public Guid SubjectId { get; init; }
    public required string Period { get; init; }
    public Guid CommitmentId { get; init; }
}

/// <summary>When the next on the ladder hears of a commitment.</summary>
public sealed class Escalation : IPlumbing
{
    public Guid CommitmentId { get; init; }

    /// <summary>Null while the commitment waits, or when nobody is left to hear.</summary>
    public Instant? NextAt { get; set; }

    /// <summary>How many rungs have heard.</summary>
    public int Rung { get; set; }
}
