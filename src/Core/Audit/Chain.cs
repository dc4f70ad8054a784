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
    private const int IdLength = 16;

    public static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    public static byte[] HashPayload(byte[] salt, string payload) =>
        SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(payload)]);

    /// <summary>The link of an entry at a place, given the link before. Covers all but what erasure may take.</summary>
    public static byte[] Link(byte[] before, long seq, AuditEntry entry) =>
        Link(before, seq, Body(entry));

    /// <param name="body">What is covered of the entry: see <see cref="Body"/>.</param>
    public static byte[] Link(byte[] before, long seq, byte[] body)
    {
        var start = before.Length + sizeof(long);
        var covered = new byte[start + body.Length];
        before.CopyTo(covered, 0);
        BinaryPrimitives.WriteInt64BigEndian(covered.AsSpan(before.Length), seq);
        body.CopyTo(covered, start);
        return SHA256.HashData(covered);
    }

    /// <summary>
    /// All of an entry that a link covers, in this order: its id, its moment (ticks of 100 ns since 1970, 8 bytes), the
    /// kind of its actor and its deed (a byte each, as they are numbered), the ids of actor, event, row, root and client
    /// (16 bytes each, zeros for none), its kind (a byte of length, then UTF-8), the hash of its payload. Numbers and ids
    /// with the greatest byte first.
    /// </summary>
    public static byte[] Body(AuditEntry entry)
    {
        var kind = Encoding.UTF8.GetBytes(entry.Kind);
        var body = new byte[
            6 * IdLength + sizeof(long) + 3 + kind.Length + entry.PayloadHash.Length
        ];
        var at = 0;
        Put(entry.Id);
        BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(at), entry.At.ToUnixTimeTicks());
        at += sizeof(long);
        body[at++] = (byte)entry.Actor;
        body[at++] = (byte)entry.Deed;
        Put(entry.ActorId ?? Guid.Empty);
        Put(entry.EventId ?? Guid.Empty);
        Put(entry.RowId);
        Put(entry.RootId);
        Put(entry.ClientId ?? Guid.Empty);
        body[at++] = (byte)kind.Length;
        kind.CopyTo(body, at);
        entry.PayloadHash.CopyTo(body, at + kind.Length);
        return body;

        void Put(Guid id)
        {
            id.TryWriteBytes(body.AsSpan(at), bigEndian: true, out _);
            at += IdLength;
        }
    }

    /// <summary>What is signed of a head: its place and its link.</summary>
    public static byte[] Head(long seq, byte[] link)
    {
        var head = new byte[8 + link.Length];
        BinaryPrimitives.WriteInt64BigEndian(head, seq);
        link.CopyTo(head, 8);
        return head;
    }
}
