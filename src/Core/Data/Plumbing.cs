using NodaTime;

namespace Rapport.Data;

/// <summary>The next number of a kind of record.</summary>
public sealed class Counter : IPlumbing
{
    public required string Kind { get; init; }
    public long Next { get; set; }
}

/// <summary>Right to do something alone among all nodes until a time; taken again before it ends.</summary>
public sealed class Lease : IPlumbing
{
    public required string Name { get; init; }
    public required string Holder { get; set; }
    public Instant Until { get; set; }
}

/// <summary>
/// A request that was carried out, so that its repetition is answered and not done again. Written in the same
/// transaction as what it did.
/// </summary>
public sealed class RequestKey : IPlumbing
{
    /// <summary>Who asked: a token or a login; keys of different askers never meet.</summary>
    public Guid AskerId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body: the same key with another body is refused.</summary>
    public required byte[] Fingerprint { get; init; }
    public Guid SubjectId { get; set; }
    public Instant At { get; init; }
}
