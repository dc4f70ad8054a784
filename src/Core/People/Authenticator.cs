using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>Seals what must be kept and read again, with a key that is not in the database.</summary>
public interface ISealSecrets
{
    string Seal(string secret);

    /// <summary>Null where the key that sealed it is lost.</summary>
    string? Open(string kept);
}

/// <summary>An app that shows one-time codes, once a code of it was given.</summary>
public sealed class Authenticator : Row
{
    public static readonly EventName Added = new(
        "authenticator.added",
        "A colleague's sign-in asks for codes of an app from now on."
    );
    public static readonly EventName Removed = new(
        "authenticator.removed",
        "A colleague's sign-in asks for codes of an app no more."
    );

    public Guid LoginId { get; init; }
    public Instant Since { get; init; }

    /// <summary>The secret in base 64, sealed.</summary>
    public required string Kept { get; init; }

    /// <summary>The last step of which a code was used: each code is good once.</summary>
    public long? UsedStep { get; set; }
}

/// <summary>Ten codes for the day on which app and passkey are lost.</summary>
public sealed class RecoverySheet : Row
{
    public static readonly EventName Made = new(
        "recovery_codes.made",
        "A colleague was shown ten new recovery codes; those before are no longer good."
    );

    public const int Codes = 10;

    public Guid LoginId { get; init; }
    public Instant Since { get; init; }
}

/// <summary>One of them. Used, it is gone.</summary>
public sealed class RecoveryCode : IPlumbing
{
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
    private const int Group = 4;

    /// <summary>80 random bits, which need no slow hash.</summary>
    private const int Length = 16;

    public Guid SheetId { get; init; }

    /// <summary>SHA-256 of the code without its dashes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>As it is shown: K7MQ-2XRP-9HTB-W4NE.</summary>
    public static string Make() =>
        string.Join(
            '-',
            RandomNumberGenerator.GetString(Letters, Length).Chunk(Group).Select(c => new string(c))
        );

    /// <summary>However it was written down; null for what cannot be one.</summary>
    public static byte[]? HashOf(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit))
            .ToUpperInvariant()
            .Replace('O', '0')
            .Replace('I', '1')
            .Replace('L', '1');
        return code.Length == Length ? SHA256.HashData(Encoding.ASCII.GetBytes(code)) : null;
    }
}
