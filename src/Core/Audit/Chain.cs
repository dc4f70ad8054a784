using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Audit;

/// <summary>
/// The arithmetic of the chain: a hash list in which each link covers the one before, after Haber and Stornetta, "How
/// to time-stamp a digital document" (1991). Pure; SHA-256 throughout, 32 bytes.
/// </summary>
public static class Chain
{
    public static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    public static byte[] HashPayload(byte[] salt, string payload) =>
        SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(payload)]);

    /// <summary>The link of an entry at a place, given the link before. Covers all but what erasure may take.</summary>
    public static byte[] Link(byte[] before, long seq, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, seq);
        hash.AppendData(number);
        Append(hash, entry.Id);
        BinaryPrimitives.WriteInt64BigEndian(number, entry.At.ToUnixTimeTicks());
        hash.AppendData(number);
        hash.AppendData([(byte)entry.Actor, (byte)entry.Deed]);
        Append(hash, entry.ActorId ?? Guid.Empty);
        Append(hash, entry.EventId ?? Guid.Empty);
        Append(hash, entry.RowId);
        Append(hash, entry.RootId);
        Append(hash, entry.ClientId ?? Guid.Empty);
        var kind = Encoding.UTF8.GetBytes(entry.Kind);
        hash.AppendData([(byte)kind.Length]);
        hash.AppendData(kind);
        hash.AppendData(entry.PayloadHash);
        return hash.GetHashAndReset();
    }

    /// <summary>What is signed of a head: its place and its link.</summary>
    public static byte[] Head(long seq, byte[] link)
    {
        var head = new byte[8 + link.Length];
        BinaryPrimitives.WriteInt64BigEndian(head, seq);
        link.CopyTo(head, 8);
        return head;
    }

    private static void Append(IncrementalHash hash, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        hash.AppendData(bytes);
    }
}
