using System.Security.Cryptography;

namespace Rapport.Web.Account;

/// <summary>
/// The code that the console shows at the first start: whoever reads it may make the first administrator in the
/// browser. It lives as long as the process and is good only while nobody can sign in.
/// </summary>
public sealed class SetupCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 12;

    public string Code { get; } = RandomNumberGenerator.GetString(Letters, Length);

    public bool Is(string? given) =>
        CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(
                (given ?? "").Trim().ToUpperInvariant().Replace("-", "")
            ),
            System.Text.Encoding.UTF8.GetBytes(Code)
        );
}
