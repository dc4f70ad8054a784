using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>Others' sign-in, for administrators: where they are signed in, what was tried, and help when a phone is lost.</summary>
internal static class ColleagueSignInPages
{
    public const string LogPath = "/settings/sign-ins";
    private const string Path = "/settings/colleagues/{id:guid}/sign-in";

    public static string Of(Guid id) => $"/settings/colleagues/{id}/sign-in";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(LogPath, Log).Needs(Act.ManageColleagues);
        app.MapGet(Path, Show).Needs(Act.ManageColleagues);
        app.MapPost($"{Path}/factors/removal", TakeAway)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost($"{Path}/sessions/end", EndAll)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .DisableAntiforgery();
        app.MapPost($"{Path}/sessions/{{session:guid}}/end", End)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .DisableAntiforgery();
    }

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
            await Rows(db, null, after, cancel),
            LogPath,
            AccountWords.LogTitle,
            everybody: true
        );

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        SecondFactors factors,
        Sessions sessions,
        Guid id,
        string? after,
        CancellationToken cancel
    )
    {
        if (
            await ColleagueList.Find(db, id, cancel) is not { } record
            || await factors.Of(id, cancel) is not { } has
        )
        {
            return TypedResults.NotFound();
        }
        var rows = await Rows(db, id, after, cancel);
        return Pages.IsPartial(http)
            ? SignInLogs.Show(http, me, rows, Of(id), record.Name, everybody: false)
            : Pages.Show<ColleagueSignInView>(
                new
                {
                    Me = me,
                    Record = record,
                    Has = has,
                    Sessions = await sessions.Of(id, cancel),
                    Log = rows,
                }
            );
    }

    private static async Task<IResult> TakeAway(
        HttpContext http,
        SecondFactors factors,
        Guid id,
        CancellationToken cancel
    ) =>
        (await factors.TakeAway(id, Callers.Of(http), cancel)).Done
            ? TypedResults.Redirect(Of(id))
            : TypedResults.NotFound();

    private static async Task<IResult> EndAll(
        HttpContext http,
        Me me,
        Sessions sessions,
        Guid id,
        CancellationToken cancel
    )
    {
        // Her own page may be this one too: the session she looks with stays.
        await sessions.EndOthers(id, me.Session?.Id, Callers.Of(http), cancel);
        return TypedResults.Redirect(Of(id));
    }

    private static async Task<IResult> End(
        HttpContext http,
        Sessions sessions,
        Guid id,
        Guid session,
        CancellationToken cancel
    ) =>
        (await sessions.End(id, session, Outcome.Ended, Callers.Of(http), cancel)).Done
            ? TypedResults.Redirect(Of(id))
            : TypedResults.NotFound();

    private static async Task<ListPage<SignInRecord>> Rows(
        Db db,
        Guid? of,
        string? after,
        CancellationToken cancel
    ) =>
        (
            await SignInLog.Page(db, of, Cursor.Read<SignInPlace>(after), Cursor.Usual + 1, cancel)
        ).AsPage(Cursor.Usual, SignInPlace.Of);
}
