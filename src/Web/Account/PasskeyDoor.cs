using Microsoft.AspNetCore.Identity;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Web.Account;

/// <summary>What a browser is asked to do with a passkey, and what must come back with the answer.</summary>
/// <param name="Options">As JSON, for the browser.</param>
/// <param name="State">Sealed: the challenge that was given.</param>
public sealed record PasskeyAsk(string Options, string State);

/// <summary>
/// The framework's passkeys, asked without its cookies: the challenge goes out with the page and comes back sealed, so
/// that any node can take the answer.
/// </summary>
internal sealed class PasskeyDoor(
    IPasskeyHandler<Login> handler,
    UserManager<Login> users,
    SealedSecrets secrets
)
{
    private const string Making = "passkey made";
    private const string Showing = "passkey shown";
    private static readonly Duration Life = Duration.FromMinutes(30);

    private sealed record Challenge(Guid? LoginId, string? State);

    public async Task<PasskeyAsk> AskNew(HttpContext http, Login login, string name)
    {
        var made = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = login.Id.ToString(),
                Name = login.UserName!,
                DisplayName = name,
            },
            http
        );
        var challenge = new Challenge(login.Id, made.AttestationState);
        return new(made.CreationOptionsJson, secrets.Pass(Making, challenge, Life));
    }

    /// <param name="login">Whose; null where the browser is to say who signs in.</param>
    public async Task<PasskeyAsk> Ask(HttpContext http, Login? login)
    {
        var made = await handler.MakeRequestOptionsAsync(login, http);
        var challenge = new Challenge(login?.Id, made.AssertionState);
        return new(made.RequestOptionsJson, secrets.Pass(Showing, challenge, Life));
    }

    /// <summary>A passkey that was made just now for this login; null where it does not hold.</summary>
    public async Task<UserPasskeyInfo?> Made(
        HttpContext http,
        Login login,
        string? credential,
        string? state
    )
    {
        if (
            string.IsNullOrEmpty(credential)
            || secrets.Take<Challenge>(Making, state) is not { } challenge
            || challenge.LoginId != login.Id
        )
        {
            return null;
        }
        var made = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext
            {
                HttpContext = http,
                CredentialJson = credential,
                AttestationState = challenge.State,
            }
        );
        return made.Succeeded ? made.Passkey : null;
    }

    /// <summary>Whose passkey was shown just now; null where it does not hold.</summary>
    /// <param name="expected">Only this login will do; null for whoever it is.</param>
    public async Task<Login?> Shown(
        HttpContext http,
        string? credential,
        string? state,
        Guid? expected
    )
    {
        if (
            string.IsNullOrEmpty(credential)
            || secrets.Take<Challenge>(Showing, state) is not { } challenge
            || challenge.LoginId != expected
        )
        {
            return null;
        }
        var shown = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext
            {
                HttpContext = http,
                CredentialJson = credential,
                AssertionState = challenge.State,
            }
        );
        if (!shown.Succeeded || (expected is not null && shown.User.Id != expected))
        {
            return null;
        }
        // Its count of signatures goes on, by which a copy would be noticed.
        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return shown.User;
    }
}
