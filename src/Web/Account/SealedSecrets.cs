using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using Rapport.People;

namespace Rapport.Web.Account;

/// <summary>Seals with the keys of Data Protection, which lie in the data folder and not in the database.</summary>
internal sealed class SealedSecrets(IDataProtectionProvider protection, IClock clock) : ISealSecrets
{
    private readonly IDataProtector kept = protection.CreateProtector("kept secrets");

    private sealed record Passing<T>(T What, long Until);

    public string Seal(string secret) => kept.Protect(secret);

    public string? Open(string kept) => Unsealed(this.kept, kept);

    /// <summary>Seals what goes to the browser and comes back within a time, so that nothing of it has to be kept here.</summary>
    /// <param name="purpose">What was sealed for another is not opened.</param>
    public string Pass<T>(string purpose, T what, Duration life) =>
        protection
            .CreateProtector(purpose)
            .Protect(
                JsonSerializer.Serialize(
                    new Passing<T>(
                        what,
                        (clock.GetCurrentInstant() + life).ToUnixTimeMilliseconds()
                    )
                )
            );

    /// <summary>What was sealed; the default where it was not, not for this, or too long ago.</summary>
    public T? Take<T>(string purpose, string? given)
    {
        if (
            given is not { Length: > 0 }
            || Unsealed(protection.CreateProtector(purpose), given) is not { } text
        )
        {
            return default;
        }
        var passing = JsonSerializer.Deserialize<Passing<T>>(text);
        return
            passing is not null
            && passing.Until > clock.GetCurrentInstant().ToUnixTimeMilliseconds()
            ? passing.What
            : default;
    }

    private static string? Unsealed(IDataProtector protector, string given)
    {
        try
        {
            return protector.Unprotect(given);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
