using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Hosting;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>Signing in and out, and choosing a password by a one-time link.</summary>
internal static class AccountPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => TypedResults.Redirect("/today")).Open();
        app.MapGet("/sign-in", SignInForm).Open();
        app.MapPost("/sign-in", SignInNow)
            .Open()
            .DisableAntiforgery()
            .RequireRateLimiting(Limits.SignIn);
        app.MapPost("/sign-out", SignOutNow).Open().DisableAntiforgery();
        app.MapGet("/link/{secret}", LinkForm).Open().RequireRateLimiting(Limits.SignIn);
        app.MapPost("/link/{secret}", LinkUse)
            .Open()
            .DisableAntiforgery()
            .RequireRateLimiting(Limits.SignIn);
    }

    private static async Task<IResult> SignInForm(
        HttpContext http,
        PasskeyDoor passkeys,
        Logins logins,
        Firms firms,
        string? to,
        CancellationToken cancel
    ) =>
        await logins.AnyExists(cancel)
            ? Pages.Show<SignInView>(
                new
                {
                    Input = new SignInInput { To = to },
                    Firm = (await firms.Read(cancel)).Name,
                    Passkey = await passkeys.Ask(http, null),
                }
            )
            : TypedResults.Redirect("/setup");

    private static async Task<IResult> SignInNow(
        HttpContext http,
        Logins logins,
        SecondFactors factors,
        PasskeyDoor passkeys,
        Firms firms,
        [FromForm] SignInInput input,
        CancellationToken cancel
    )
    {
        var caller = Callers.Of(http);
        var login = await logins.Check(input.Email, input.Password, caller, cancel);
        if (!login.Done)
        {
            return await Refused(http, passkeys, firms, input, login.Refusal!, cancel);
        }
        if ((await factors.Asked(login.Value, cancel)).IsAsked)
        {
            await logins.NoteHalfWay(login.Value, caller, cancel);
            HalfWay.Begin(http, login.Value, input.To);
            return TypedResults.Redirect(SecondStepPages.Path);
        }
        var session = await logins.Enter(login.Value, Proof.Password, Way.Password, caller, cancel);
        return await Enter(http, login.Value, session, input.To);
    }

    internal static async Task<IResult> Refused(
        HttpContext http,
        PasskeyDoor passkeys,
        Firms firms,
        SignInInput input,
        Refusal refusal,
        CancellationToken cancel
    )
    {
        Measures.SignInsRefused.Add(1, new KeyValuePair<string, object?>("by", "password"));
        return Pages.Again<SignInView>(
            new
            {
                Input = input,
                Firm = (await firms.Read(cancel)).Name,
                Passkey = await passkeys.Ask(http, null),
                Refusal = refusal,
            }
        );
    }

    /// <summary>Lets the browser in: to where it wanted, or first to what its colleague has to know of the sign-in.</summary>
    internal static async Task<IResult> Enter(
        HttpContext http,
        Login login,
        Session session,
        string? to
    )
    {
        HalfWay.End(http);
        await SignIn.Start(http, session);
        return TypedResults.LocalRedirect(
            login.FactorsTaken is not null || session.FactorBy is not null ? OwnSignInPages.Path
            : IsOurs(to) ? to!
            : "/"
        );
    }

    private static async Task<IResult> SignOutNow(
        HttpContext http,
        Sessions sessions,
        CancellationToken cancel
    )
    {
        if (http.Features.Get<Me>() is { Session: { } session } me)
        {
            await sessions.End(
                me.ColleagueId,
                session.Id,
                Outcome.SignedOut,
                Callers.Of(http),
                cancel
            );
        }
        await http.SignOutAsync(SignIn.Scheme);
        return TypedResults.Redirect("/sign-in");
    }

    private static async Task<IResult> LinkForm(
        Logins logins,
        string secret,
        CancellationToken cancel
    ) => Pages.Show<LinkView>(new { Email = await logins.NameBehind(secret, cancel) });

    private static async Task<IResult> LinkUse(
        HttpContext http,
        Logins logins,
        SecondFactors factors,
        string secret,
        [FromForm] LinkInput input,
        CancellationToken cancel
    )
    {
        var caller = Callers.Of(http);
        var login = await logins.UseLink(secret, input.Password, caller, cancel);
        if (!login.Done)
        {
            return Pages.Again<LinkView>(
                new { Email = await logins.NameBehind(secret, cancel), login.Refusal }
            );
        }
        // The link stands for the password, never for the second factor.
        if ((await factors.Asked(login.Value, cancel)).IsAsked)
        {
            HalfWay.Begin(http, login.Value, null);
            return TypedResults.Redirect(SecondStepPages.Path);
        }
        var session = await logins.Enter(login.Value, Proof.Link, Way.Link, caller, cancel);
        return await Enter(http, login.Value, session, null);
    }

    /// <summary>Only our own addresses: a link in a mail must not lead on to a stranger after sign-in.</summary>
    internal static bool IsOurs(string? to) =>
        to is ['/', ..]
        && !to.StartsWith("//", StringComparison.Ordinal)
        && !to.StartsWith("/\\", StringComparison.Ordinal);
}
