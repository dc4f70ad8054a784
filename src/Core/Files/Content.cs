using NodaTime;
using Rapport.Data;

namespace Rapport.Files;

/// <summary>
/// Bytes that are kept, once however often they were brought. Nobody is told that we had them already: it would tell
/// what another client has.
/// </summary>
public sealed class Content : IPlumbing
{
    /// <summary>SHA-256 of the bytes, in hexadecimal digits.</summary>
    public required string Hash { get; init; }
    public long Size { get; init; }
    public Instant StoredAt { get; init; }
}

/// <summary>A file that is being brought, and how far it came. Its bytes lie beside the database until they are all there.</summary>
public sealed class Upload : IPlumbing
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The colleague who brings it, and who alone knows of it.</summary>
    public Guid? ColleagueId { get; init; }
    public required string Name { get; init; }

    /// <summary>How long it will be; null until that is known.</summary>
    public long? Size { get; set; }

    /// <summary>Bytes that will survive whatever happens.</summary>
    public long Received { get; set; }

    /// <summary>SHA-256 of all its bytes; from then on they are spoken for, see <see cref="Contents"/>.</summary>
    public string? Hash { get; set; }

    /// <summary>As its first bytes show; null until they came.</summary>
    public string? MediaType { get; set; }
    public Instant BegunAt { get; init; }

    public bool IsWhole => Received == Size;
}
