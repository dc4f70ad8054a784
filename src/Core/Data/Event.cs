using NodaTime;

namespace Rapport.Data;

/// <summary>Something happened, written in the same transaction as the change. Immutable.</summary>
public sealed class Event : IPlumbing
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }
    public Guid? ClientId { get; init; }
    public Guid SubjectId { get; init; }
    public ActorKind Actor { get; init; }
    public Guid? ActorId { get; init; }
    public Origin Origin { get; init; }

    /// <summary>When it happened in the world; an interaction may be told of days later.</summary>
    public Instant Occurred { get; init; }

    /// <summary>When we wrote it down.</summary>
    public Instant Recorded { get; init; }

    /// <summary>The subject's version after it.</summary>
    public int Version { get; internal set; }
}

/// <summary>An event that a consumer outside the transaction has still to see. Deleted when it has.</summary>
public sealed class OutboxRow : IAwaited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid EventId { get; init; }
    public required string Consumer { get; init; }
    public Instant Recorded { get; init; }
    public int Attempts { get; set; }
    public Instant? NotBefore { get; set; }

    public bool IsWaiting => NotBefore is null;
}
