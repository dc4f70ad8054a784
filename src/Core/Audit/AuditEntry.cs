using NodaTime;
using Rapport.Data;

namespace Rapport.Audit;

public enum Deed
{
    Added,
    Changed,
    Removed,
}

/// <summary>
/// One row's change: who, when, from what to what. Its payload and salt may be erased; the hash that the chain holds
/// stays true. Immutable but for sealing and erasure.
/// </summary>
public sealed class AuditEntry : IAwaited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Instant At { get; init; }
    public ActorKind Actor { get; init; }
    public Guid? ActorId { get; init; }
    public Guid? EventId { get; init; }
    public Deed Deed { get; init; }

    /// <summary>The kind of row, such as <c>Client</c>.</summary>
    public required string Kind { get; init; }
    public Guid RowId { get; init; }

    /// <summary>The record whose history shows it; for an address of a client, the client.</summary>
    public Guid RootId { get; init; }
    public Guid? ClientId { get; init; }

    /// <summary>JSON: each property with its new value, or [old, new]. Null when erased.</summary>
    public string? Payload { get; set; }

    /// <summary>16 random bytes, so that nobody can guess an erased payload from its hash. Null when erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>SHA-256 of salt and payload; outlives both.</summary>
    public required byte[] PayloadHash { get; init; }

    /// <summary>The erasure that took the payload; itself an entry of the chain.</summary>
    public Guid? ErasedBy { get; set; }

    /// <summary>The place in the chain, from 1 without gaps. Null until sealed.</summary>
    public long? Seq { get; set; }

    public bool IsWaiting => Seq is null;

    /// <summary>SHA-256 of the link before, this place and this entry. Null until sealed.</summary>
    public byte[]? Link { get; set; }
}

/// <summary>The end of the chain at some moment, signed with a key that is not in the database.</summary>
public sealed class ChainHead : IPlumbing
{
    public long Seq { get; init; }
    public required byte[] Link { get; init; }
    public Instant SignedAt { get; init; }

    /// <summary>ECDSA P-256 over the head, SHA-256, IEEE P1363 form.</summary>
    public required byte[] Signature { get; init; }
}
