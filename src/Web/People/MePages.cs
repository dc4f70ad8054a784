using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>What is one's own: how the screens read, the password, sessions and tokens.</summary>
internal static class MePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/me",
                (Db db, Me me, CancellationToken cancel) => Page(db, me, new Shown(), cancel)
            )
            .Needs(Act.Look);
        app.MapPost("/me", Change).Needs(Act.Look).DisableAntiforgery();
        app.MapPost("/me/password", ChangePassword).Needs(Act.Look).DisableAntiforgery();
        app.MapPost("/me/sessions/end", EndSessions).Needs(Act.Look).DisableAntiforgery();
        app.MapPost("/me/tokens", MakeToken).Needs(Act.Look).AsksProof().DisableAntiforgery();
        app.MapPost("/me/tokens/{token:guid}/revoke", Revoke).Needs(Act.Look).DisableAntiforgery();
    }

    /// <param name="Token">A token just made: shown this once.</param>
    private sealed record Shown(
        MeInput? Input = null,
        Refusal? Refusal = null,
        Refusal? Password = null,
        Refusal? TokenRefusal = null,
        string? Token = null
    );

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Colleagues colleagues,
        [FromForm] MeInput input,
        CancellationToken cancel
    )
    {
        var record = (await ColleagueList.Find(db, me.ColleagueId, cancel))!;
        var said = record.Details with { Language = input.Language, TimeZone = input.TimeZone };
        var changed = await colleagues.Change(me.ColleagueId, said, null, cancel);
        return changed.Done
            ? TypedResults.Redirect("/me")
            : await Page(db, me, new Shown(input, changed.Refusal), cancel);
    }

    private static async Task<IResult> ChangePassword(
        HttpContext http,
        Db db,
        Me me,
        Logins logins,
        [FromForm] PasswordInput input,
        CancellationToken cancel
    )
    {
        var changed = await logins.ChangePassword(
            me.ColleagueId,
            input.Before,
            input.After,
            me.Session?.Id,
            Callers.Of(http),
            cancel
        );
        return changed.Done
            ? TypedResults.Redirect("/me")
            : await Page(db, me, new Shown(Password: changed.Refusal), cancel);
    }

    private static async Task<IResult> EndSessions(
        HttpContext http,
        Me me,
        Sessions sessions,
        CancellationToken cancel
    )
    {
        await sessions.EndOthers(me.ColleagueId, null, Callers.Of(http), cancel);
        return TypedResults.Redirect("/sign-in");
    }

    private static async Task<IResult> MakeToken(
        Db db,
        Me me,
        ApiTokens tokens,
        [FromForm] TokenInput input,
        CancellationToken cancel
    )
    {
        var made = await tokens.Create(
            me.ColleagueId,
            input.Name,
            input.Write ? Scopes.Read | Scopes.Write : Scopes.Read,
            cancel
        );
        return await Page(
            db,
            me,
            made.Done ? new Shown(Token: made.Value) : new Shown(TokenRefusal: made.Refusal),
            cancel
        );
    }

    private static async Task<IResult> Revoke(
        Me me,
        ApiTokens tokens,
        Guid token,
        CancellationToken cancel
    ) =>
        (await tokens.Revoke(me.ColleagueId, token, cancel)).Done
            ? TypedResults.Redirect("/me")
            : TypedResults.NotFound();

    private static async Task<IResult> Page(Db db, Me me, Shown shown, CancellationToken cancel)
    {
        var record = (await ColleagueList.Find(db, me.ColleagueId, cancel))!;
        var tokens = await db.Set<ApiToken>()
            .AsNoTracking()
            .Where(t => t.ColleagueId == me.ColleagueId && t.RevokedAt == null)
            .OrderByDescending(t => t.CreatedAt)
            .ToListAsync(cancel);
        var refused = shown.Refusal ?? shown.Password ?? shown.TokenRefusal;
        return Pages.Show<MeView>(
            new
            {
                Me = me,
                Record = record,
                Tokens = tokens,
                Input = shown.Input
                    ?? new MeInput { Language = record.Language, TimeZone = record.TimeZone },
                shown.Refusal,
                shown.Password,
                shown.TokenRefusal,
                shown.Token,
            },
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );
    }
}
