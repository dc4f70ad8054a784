using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using NodaTime;

namespace Rapport.People;

/// <summary>
/// One-time codes by time: RFC 6238 over RFC 4226 with HMAC-SHA-1, six digits and steps of 30 seconds, which is what
/// every authenticator app reads from a QR code. Identity's own provider asks the machine's clock and does not say which
/// step matched, so that it cannot tell a code that was used before.
/// </summary>
public static class Totp
{
    public const int Digits = 6;
    public const int StepSeconds = 30;

    /// <summary>As long as the hash, as RFC 4226 section 4 recommends.</summary>
    public const int SecretLength = 20;

    /// <summary>A code is good one step before and after its own: clocks differ, and people type.</summary>
    private const int Leeway = 1;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(Instant now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step, with leading zeros.</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        CryptographicOperations.HmacData(HashAlgorithmName.SHA1, secret, counter, hash);
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        var modulus = 1;
        for (var i = 0; i < digits; i++)
        {
            modulus *= 10;
        }
        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step of which this is the code; null for none near now, or none after one that was used.</summary>
    public static long? Match(
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<char> typed,
        Instant now,
        long? used
    )
    {
        var current = StepAt(now);
        long? found = null;
        for (var step = current - Leeway; step <= current + Leeway; step++)
        {
            // Each is compared, so that the time it takes tells nothing.
            if (Same(Code(secret, step), typed) && (used is null || step > used))
            {
                found ??= step;
            }
        }
        return found;
    }

    /// <summary>Base 32 of RFC 4648 without padding, as apps take it.</summary>
    public static string Text(ReadOnlySpan<byte> secret)
    {
        var text = new System.Text.StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var value in secret)
        {
            bits = (bits << 8) | value;
            held += 8;
            while (held >= 5)
            {
                text.Append(Letters[(bits >> (held - 5)) & 31]);
                held -= 5;
            }
            bits &= (1 << held) - 1;
        }
        return held == 0
            ? text.ToString()
            : text.Append(Letters[(bits << (5 - held)) & 31]).ToString();
    }

    /// <summary>What the QR code says: whose account it is, and by which secret.</summary>
    public static string Address(string firm, string account, ReadOnlySpan<byte> secret)
    {
        var issuer = Uri.EscapeDataString(firm);
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account)}?secret={Text(secret)}&issuer={issuer}";
    }

    private static bool Same(string code, ReadOnlySpan<char> typed)
    {
        var differs = code.Length ^ typed.Length;
        for (var i = 0; i < code.Length && i < typed.Length; i++)
        {
            differs |= code[i] ^ typed[i];
        }
        return differs == 0;
    }
}
