using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>One's own sign-in: what it asks for, where one is signed in, and what was tried.</summary>
internal static class OwnSignInPages
{
    public const string Path = "/settings/sign-in";

    /// <summary>So much of the log stands on the page itself.</summary>
    private const int Latest = 8;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.Look).AlsoWhileOverdue();
        app.MapGet($"{Path}/log", Log).Needs(Act.Look).AlsoWhileOverdue();
        app.MapPost($"{Path}/told", Told).Needs(Act.Look).AlsoWhileOverdue().DisableAntiforgery();
        app.MapPost(Proving.ProofPath, GoOn)
            .Needs(Act.Look)
            .AlsoWhileOverdue()
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost($"{Path}/sessions/{{session:guid}}/end", End)
            .Needs(Act.Look)
            .AlsoWhileOverdue()
            .DisableAntiforgery();
        app.MapPost($"{Path}/sessions/end", EndOthers)
            .Needs(Act.Look)
            .AlsoWhileOverdue()
            .DisableAntiforgery();
        app.MapGet($"{Path}/authenticator", Offer).Needs(Act.Look).AlsoWhileOverdue().AsksProof();
        app.MapPost($"{Path}/authenticator", Add)
            .Needs(Act.Look)
            .AlsoWhileOverdue()
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost($"{Path}/authenticator/removal", Remove)
            .Needs(Act.Look)
            .AlsoWhileOverdue()
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost($"{Path}/codes", MakeCodes)
            .Needs(Act.Look)
            .AlsoWhileOverdue()
            .AsksProof()
            .DisableAntiforgery();
    }

    internal static async Task<IResult> Page(
        HttpContext http,
        Me me,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        var services = http.RequestServices;
        var db = services.GetRequiredService<Db>();
        var logins = services.GetRequiredService<Logins>();
        var login = await logins.Of(me.ColleagueId, cancel);
        if (
            login is null
            || await services.GetRequiredService<SecondFactors>().Of(me.ColleagueId, cancel)
                is not { } has
        )
        {
            return TypedResults.NotFound();
        }
        return Pages.Show<OwnSignInView>(
            new
            {
                Me = me,
                db.Now,
                Has = has,
                Passkeys = await services.GetRequiredService<Passkeys>().Of(me.ColleagueId, cancel),
                Sessions = await services.GetRequiredService<Sessions>().Of(me.ColleagueId, cancel),
                Log = await SignInLog.Page(db, me.ColleagueId, null, Latest, cancel),
                Taken = login.FactorsTaken,
                TakenBy = login.FactorsTakenById is { } by
                    ? (await ColleagueList.Find(db, by, cancel))?.Name
                    : null,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
    }

    private static Task<IResult> Show(HttpContext http, Me me, CancellationToken cancel) =>
        Page(http, me, null, cancel);

    private static async Task<IResult> Log(
        HttpContext http,
        Db db,
        Me me,
        string? after,
        CancellationToken cancel
    ) =>
        SignInLogs.Show(
            http,
            me,
            (
                await SignInLog.Page(
                    db,
                    me.ColleagueId,
                    Cursor.Read<SignInPlace>(after),
                    Cursor.Usual + 1,
                    cancel
                )
            ).AsPage(Cursor.Usual, SignInPlace.Of),
            $"{Path}/log",
            AccountWords.OwnLogTitle,
            everybody: false
        );

    private static async Task<IResult> Told(Me me, Logins logins, CancellationToken cancel)
    {
        await logins.Acknowledge(me.ColleagueId, cancel);
        return TypedResults.Redirect(Path);
    }

    /// <summary>Reached once the proof was given: on to the page that asked for it.</summary>
    private static RedirectHttpResult GoOn([FromForm] ProofInput input) =>
        TypedResults.LocalRedirect(AccountPages.IsOurs(input.To) ? input.To! : Path);

    private static async Task<IResult> End(
        HttpContext http,
        Me me,
        Sessions sessions,
        Guid session,
        CancellationToken cancel
    ) =>
        (await sessions.End(me.ColleagueId, session, Outcome.Ended, Callers.Of(http), cancel)).Done
            ? TypedResults.Redirect(Path)
            : TypedResults.NotFound();

    private static async Task<IResult> EndOthers(
        HttpContext http,
        Me me,
        Sessions sessions,
        CancellationToken cancel
    )
    {
        await sessions.EndOthers(me.ColleagueId, me.Session?.Id, Callers.Of(http), cancel);
        return TypedResults.Redirect(Path);
    }

    private static Task<IResult> Offer(
        HttpContext http,
        Me me,
        SealedSecrets secrets,
        CancellationToken cancel
    ) => AuthenticatorOffer.Show(http, me, SecondFactors.NewSecret(), null, cancel);

    private static async Task<IResult> Add(
        HttpContext http,
        Me me,
        SecondFactors factors,
        [FromForm] AuthenticatorInput input,
        CancellationToken cancel
    )
    {
        if (AuthenticatorOffer.Read(http, me, input.Secret) is not { } secret)
        {
            // Shown too long ago, or to somebody else: a new one is offered.
            return TypedResults.Redirect($"{Path}/authenticator");
        }
        var added = await factors.Add(
            me.ColleagueId,
            secret,
            input.Code,
            me.Session?.Id,
            Callers.Of(http),
            cancel
        );
        return added.Done
            ? CodesOr(me, added.Value)
            : await AuthenticatorOffer.Show(http, me, secret, added.Refusal, cancel);
    }

    private static async Task<IResult> Remove(
        HttpContext http,
        Me me,
        SecondFactors factors,
        CancellationToken cancel
    )
    {
        var removed = await factors.RemoveAuthenticator(
            me.ColleagueId,
            me.Session?.Id,
            Callers.Of(http),
            cancel
        );
        return removed.Done ? TypedResults.Redirect(Path) : TypedResults.NotFound();
    }

    private static async Task<IResult> MakeCodes(
        Me me,
        SecondFactors factors,
        CancellationToken cancel
    )
    {
        var made = await factors.MakeCodes(me.ColleagueId, cancel);
        return made.Done ? CodesOr(me, made.Value) : TypedResults.NotFound();
    }

    /// <summary>New recovery codes are shown, this once; where there are none, one is where one was.</summary>
    internal static IResult CodesOr(Me me, string[] codes) =>
        codes.Length == 0
            ? TypedResults.Redirect(Path)
            : Pages.Show<CodesView>(new { Me = me, Codes = codes });
}
