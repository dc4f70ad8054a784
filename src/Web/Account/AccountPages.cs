using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Hosting;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>Signing in and out, and choosing a password by a one-time link.</summary>
internal static class AccountPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => TypedResults.Redirect("/clients")).Open();
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
        Logins logins,
        Firms firms,
        string? to,
        CancellationToken cancel
    ) =>
        await logins.AnyExists(cancel)
            ? Pages.Show<SignInView>(
                new { Input = new SignInInput { To = to }, Firm = (await firms.Read(cancel)).Name }
            )
            : TypedResults.Redirect("/setup");

    private static async Task<IResult> SignInNow(
        HttpContext http,
        Logins logins,
        Firms firms,
        [FromForm] SignInInput input,
        CancellationToken cancel
    )
    {
        var login = await logins.Check(input.Email, input.Password, cancel);
        if (!login.Done)
        {
            Measures.SignInsRefused.Add(1, new KeyValuePair<string, object?>("by", "password"));
            return Pages.Again<SignInView>(
                new
                {
                    Input = input,
                    Firm = (await firms.Read(cancel)).Name,
                    login.Refusal,
                }
            );
        }
        await Start(http, login.Value);
        return TypedResults.LocalRedirect(IsOurs(input.To) ? input.To! : "/");
    }

    private static async Task<IResult> SignOutNow(HttpContext http, CancellationToken cancel)
    {
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
        string secret,
        [FromForm] LinkInput input,
        CancellationToken cancel
    )
    {
        var login = await logins.UseLink(secret, input.Password, cancel);
        if (!login.Done)
        {
            return Pages.Again<LinkView>(
                new { Email = await logins.NameBehind(secret, cancel), login.Refusal }
            );
        }
        await Start(http, login.Value);
        return TypedResults.Redirect("/");
    }

    internal static Task Start(HttpContext http, Login login) =>
        http.SignInAsync(
            SignIn.Scheme,
            SignIn.Principal(login),
            new AuthenticationProperties { IsPersistent = true }
        );

    /// <summary>Only our own addresses: a link in a mail must not lead on to a stranger after sign-in.</summary>
    private static bool IsOurs(string? to) =>
        to is ['/', ..]
        && !to.StartsWith("//", StringComparison.Ordinal)
        && !to.StartsWith("/\\", StringComparison.Ordinal);
}
