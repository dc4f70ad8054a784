using System.Formats.Asn1;

namespace Rapport.Audit;

/// <summary>The two ways in which a signature of P-256 is written: r and s one after the other, or as a DER sequence.</summary>
internal static class SignatureForm
{
    /// <summary>As openssl takes it.</summary>
    public static byte[] Der(byte[] plain)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Bare(plain.AsSpan(0, plain.Length / 2)));
            writer.WriteIntegerUnsigned(Bare(plain.AsSpan(plain.Length / 2)));
        }
        return writer.Encode();
    }

    /// <summary>DER allows no zeros before a number.</summary>
    private static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> number)
    {
        var bare = number.TrimStart((byte)0);
        return bare.IsEmpty ? number[^1..] : bare;
    }
}
