using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>An entry as a line of a signed export: <c>docs/decisions/audit-chain.md</c> says what each word means.</summary>
internal sealed record ExportLine
{
    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string? At { get; init; }

    /// <summary>The same moment as it is hashed: ticks of 100 ns since 1970.</summary>
    public long Ticks { get; init; }
    public ActorKind Actor { get; init; }
    public Guid? ActorId { get; init; }
    public Guid? EventId { get; init; }
    public Deed Deed { get; init; }
    public required string Kind { get; init; }
    public Guid RowId { get; init; }
    public Guid RootId { get; init; }
    public Guid? ClientId { get; init; }

    /// <summary>The very text that was hashed; null when erased or withheld.</summary>
    public string? Payload { get; init; }
    public string? Salt { get; init; }
    public required string PayloadHash { get; init; }
    public Guid? ErasedBy { get; init; }

    /// <summary>Told in confidence, and not to whoever made the export.</summary>
    public bool? Withheld { get; init; }
    public required string Link { get; init; }

    public static ExportLine Of(AuditEntry entry, bool withheld) =>
        new()
        {
            Seq = entry.Seq!.Value,
            Id = entry.Id,
            At = InstantPattern.ExtendedIso.Format(entry.At),
            Ticks = entry.At.ToUnixTimeTicks(),
            Actor = entry.Actor,
            ActorId = entry.ActorId,
            EventId = entry.EventId,
            Deed = entry.Deed,
            Kind = entry.Kind,
            RowId = entry.RowId,
            RootId = entry.RootId,
            ClientId = entry.ClientId,
            Payload = withheld ? null : entry.Payload,
            Salt = withheld || entry.Salt is null ? null : Hex(entry.Salt),
            PayloadHash = Hex(entry.PayloadHash),
            ErasedBy = entry.ErasedBy,
            Withheld = withheld ? true : null,
            Link = Hex(entry.Link!),
        };

    /// <exception cref="FormatException">A hash is none.</exception>
    public AuditEntry Entry() =>
        new()
        {
            Id = Id,
            At = Instant.FromUnixTimeTicks(Ticks),
            Actor = Actor,
            ActorId = ActorId,
            EventId = EventId,
            Deed = Deed,
            Kind = Kind,
            RowId = RowId,
            RootId = RootId,
            ClientId = ClientId,
            Payload = Payload,
            Salt = Salt is null ? null : Convert.FromHexString(Salt),
            PayloadHash = Convert.FromHexString(PayloadHash),
            ErasedBy = ErasedBy,
            Seq = Seq,
            Link = Convert.FromHexString(Link),
        };

    internal static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}

/// <summary>A signed head as a line of an export.</summary>
/// <param name="Signature">Base 64 of a DER sequence, as openssl takes it, over the place (8 bytes) and the link.</param>
internal sealed record HeadLine(long Seq, string Link, string SignedAt, string Signature);

/// <summary>What an export is of: the part of it that is signed, and through its hashes covers the rest.</summary>
/// <param name="Before">The link before the first entry.</param>
/// <param name="Link">The link of the last entry.</param>
/// <param name="Entries">SHA-256 of entries.ndjson.</param>
/// <param name="Heads">SHA-256 of heads.ndjson.</param>
public sealed record ExportAbout(
    string Format,
    string MadeAt,
    long First,
    long Last,
    long Count,
    string Before,
    string Link,
    string Entries,
    string Heads
)
{
    public const string FormatName = "rapport-audit-1";
}

/// <summary>How an export is written: camel case, nothing escaped that JSON does not ask for.</summary>
internal static class ExportJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>For people to read.</summary>
    public static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };
}
