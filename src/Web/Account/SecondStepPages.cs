using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Hosting;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>What follows the password: a code or a passkey. And the passkey that needs no password before it.</summary>
internal static class SecondStepPages
{
    public const string Path = "/sign-in/code";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Form).Open();
        app.MapPost(Path, Use).Open().DisableAntiforgery().RequireRateLimiting(Limits.SignIn);
        app.MapPost("/sign-in/passkey", ByPasskey)
            .Open()
            .DisableAntiforgery()
            .RequireRateLimiting(Limits.SignIn);
    }

    private static async Task<IResult> Form(
        HttpContext http,
        Logins logins,
        SecondFactors factors,
        PasskeyDoor passkeys,
        CancellationToken cancel
    ) =>
        await Find(http, logins, cancel) is { } login
            ? await Show(http, factors, passkeys, login, null, cancel)
            : TypedResults.Redirect("/sign-in");

    private static async Task<IResult> Use(
        HttpContext http,
        Logins logins,
        SecondFactors factors,
        PasskeyDoor passkeys,
        [FromForm] SecondStepInput input,
        CancellationToken cancel
    )
    {
        if (await Find(http, logins, cancel) is not { } login)
        {
            return TypedResults.Redirect("/sign-in");
        }
        var caller = Callers.Of(http);
        var to = HalfWay.Of(http)?.To;
        if (!string.IsNullOrEmpty(input.Passkey))
        {
            var shown = await passkeys.Shown(http, input.Passkey, input.State, login.Id);
            return
                await logins.EnterByPasskey(shown, Proof.PasswordAndPasskey, caller, cancel)
                    is { } entered
                ? await AccountPages.Enter(http, login, entered, to)
                : await Refused(Refusal.Invalid("passkey", Fault.WrongPasskey));
        }
        var used = await factors.Use(login, input.Code, caller, cancel);
        if (!used.Done)
        {
            return await Refused(used.Refusal!);
        }
        var proof =
            used.Value == Way.RecoveryCode ? Proof.PasswordAndRecoveryCode : Proof.PasswordAndCode;
        var session = await logins.Enter(login, proof, used.Value, caller, cancel);
        return await AccountPages.Enter(http, login, session, to);

        Task<IResult> Refused(Refusal refusal)
        {
            Measures.SignInsRefused.Add(1, new KeyValuePair<string, object?>("by", "second step"));
            return Show(http, factors, passkeys, login, refusal, cancel);
        }
    }

    private static async Task<IResult> ByPasskey(
        HttpContext http,
        Logins logins,
        PasskeyDoor passkeys,
        Firms firms,
        [FromForm] PasskeySignInInput input,
        CancellationToken cancel
    )
    {
        var login = await passkeys.Shown(http, input.Passkey, input.State, null);
        return
            await logins.EnterByPasskey(login, Proof.Passkey, Callers.Of(http), cancel)
                is { } session
            ? await AccountPages.Enter(http, login!, session, input.To)
            : await AccountPages.Refused(
                http,
                passkeys,
                firms,
                new SignInInput { To = input.To },
                Refusal.Invalid("passkey", Fault.WrongPasskey),
                cancel
            );
    }

    private static async Task<Login?> Find(
        HttpContext http,
        Logins logins,
        CancellationToken cancel
    ) =>
        HalfWay.Of(http) is { } half
            ? await logins.HalfWay(half.LoginId, half.Stamp, cancel)
            : null;

    private static async Task<IResult> Show(
        HttpContext http,
        SecondFactors factors,
        PasskeyDoor passkeys,
        Login login,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        var step = await factors.Asked(login, cancel);
        return Pages.Show<SecondStepView>(
            new
            {
                Step = step,
                Passkey = step.Passkey ? await passkeys.Ask(http, login) : null,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
    }
}
