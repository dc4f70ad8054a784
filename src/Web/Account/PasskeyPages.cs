using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>One's own passkeys: made, named, let go; and the password that is no longer needed then.</summary>
internal static class PasskeyPages
{
    public const string Path = OwnSignInPages.Path + "/passkeys";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{Path}/new", Offer).Needs(Act.Look).AlsoWhileOverdue().AsksProof();
        app.MapPost($"{Path}/new", Add)
            .Needs(Act.Look)
            .AlsoWhileOverdue()
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost($"{Path}/{{passkey}}", Rename).Needs(Act.Look).DisableAntiforgery();
        app.MapPost($"{Path}/{{passkey}}/removal", Remove)
            .Needs(Act.Look)
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost($"{OwnSignInPages.Path}/password/removal", DropPassword)
            .Needs(Act.Look)
            .AsksProof()
            .DisableAntiforgery();
    }

    private static async Task<IResult> Offer(
        HttpContext http,
        Me me,
        Logins logins,
        PasskeyDoor door,
        CancellationToken cancel
    ) =>
        await logins.Of(me.ColleagueId, cancel) is { } login
            ? await Show(http, me, door, login, Named(http), null)
            : TypedResults.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Me me,
        Logins logins,
        Passkeys passkeys,
        PasskeyDoor door,
        [FromForm] PasskeyInput input,
        CancellationToken cancel
    )
    {
        if (await logins.Of(me.ColleagueId, cancel) is not { } login)
        {
            return TypedResults.NotFound();
        }
        var name = string.IsNullOrWhiteSpace(input.Name) ? Named(http) : input.Name;
        if (await door.Made(http, login, input.Passkey, input.State) is not { } made)
        {
            var failed = Refusal.Invalid("passkey", Fault.WrongPasskey);
            return await Show(http, me, door, login, name, failed);
        }
        var kept = await passkeys.Keep(
            me.ColleagueId,
            made,
            name,
            me.Session?.Id,
            Callers.Of(http),
            cancel
        );
        return kept.Done
            ? OwnSignInPages.CodesOr(me, kept.Value)
            : await Show(http, me, door, login, name, kept.Refusal);
    }

    private static async Task<IResult> Rename(
        HttpContext http,
        Me me,
        Passkeys passkeys,
        string passkey,
        [FromForm] PasskeyInput input,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            me,
            await passkeys.Rename(me.ColleagueId, passkey, input.Name, cancel),
            cancel
        );

    private static async Task<IResult> Remove(
        HttpContext http,
        Me me,
        Passkeys passkeys,
        string passkey,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            me,
            await passkeys.Remove(
                me.ColleagueId,
                passkey,
                me.Session?.Id,
                Callers.Of(http),
                cancel
            ),
            cancel
        );

    private static async Task<IResult> DropPassword(
        HttpContext http,
        Me me,
        Passkeys passkeys,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            me,
            await passkeys.DropPassword(me.ColleagueId, me.Session?.Id, Callers.Of(http), cancel),
            cancel
        );

    private static async Task<IResult> Answer(
        HttpContext http,
        Me me,
        Result<Login> done,
        CancellationToken cancel
    ) =>
        done.Refusal switch
        {
            null => TypedResults.Redirect(OwnSignInPages.Path),
            { Kind: RefusalKind.NotFound } => TypedResults.NotFound(),
            var refusal => await OwnSignInPages.Page(http, me, refusal, cancel),
        };

    private static async Task<IResult> Show(
        HttpContext http,
        Me me,
        PasskeyDoor door,
        Login login,
        string name,
        Refusal? refusal
    ) =>
        Pages.Show<PasskeyNewView>(
            new
            {
                Me = me,
                Passkey = await door.AskNew(http, login, me.Name),
                Name = name,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );

    /// <summary>What most would call it: by where it is made.</summary>
    private static string Named(HttpContext http) =>
        Devices.Words(http.Request.Headers.UserAgent.ToString());
}
