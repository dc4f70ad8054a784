using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Hosting;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>The first start: makes the first administrator. Gone as soon as somebody can sign in.</summary>
internal static class SetupPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/setup", Form).Open();
        app.MapPost("/setup", Make).Open().DisableAntiforgery().RequireRateLimiting(Limits.SignIn);
    }

    private static async Task<IResult> Form(Logins logins, CancellationToken cancel) =>
        await logins.AnyExists(cancel)
            ? TypedResults.NotFound()
            : Pages.Show<SetupView>(new { Input = new SetupInput() });

    private static async Task<IResult> Make(
        HttpContext http,
        Accounts accounts,
        Logins logins,
        SetupCode code,
        [FromForm] SetupInput input,
        CancellationToken cancel
    )
    {
        if (await logins.AnyExists(cancel))
        {
            return TypedResults.NotFound();
        }
        if (!code.Is(input.Code))
        {
            return Pages.Again<SetupView>(
                new { Input = input, Refusal = Refusal.Invalid("code", Fault.Unknown) }
            );
        }
        var made = await accounts.Add(
            new ColleagueDetails
            {
                Name = input.Name,
                Email = input.Email,
                Roles = Roles.Administrator | Roles.Executive | Roles.AccountManager,
            },
            input.Password ?? "",
            cancel
        );
        if (!made.Done)
        {
            return Pages.Again<SetupView>(new { Input = input, made.Refusal });
        }
        var session = await logins.Enter(
            made.Value,
            Proof.Link,
            Way.Link,
            Callers.Of(http),
            cancel
        );
        return await AccountPages.Enter(http, made.Value, session, null);
    }
}
