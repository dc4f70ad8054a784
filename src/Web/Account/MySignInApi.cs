using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Account;

/// <summary>One's own sign-in as JSON.</summary>
internal static class MySignInApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/me").WithTags("Me");
        mine.MapGet("/factors", Factors)
            .Needs(Act.Look)
            .Produces<FactorsRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        mine.MapGet("/sessions", List).Needs(Act.Look).Produces<ListPage<SessionRecord>>();
        mine.MapDelete("/sessions/{session:guid}", End)
            .Needs(Act.Look)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Factors(
        Me me,
        SecondFactors factors,
        CancellationToken cancel
    ) =>
        await factors.Of(me.ColleagueId, cancel) is { } has
            ? TypedResults.Ok(has)
            : Answers.NotFound();

    /// <summary>As many as one has: they are few.</summary>
    private static async Task<IResult> List(Me me, Sessions sessions, CancellationToken cancel) =>
        TypedResults.Ok(
            new ListPage<SessionRecord>(await sessions.Of(me.ColleagueId, cancel), null)
        );

    private static async Task<IResult> End(
        HttpContext http,
        Me me,
        Sessions sessions,
        Guid session,
        CancellationToken cancel
    ) =>
        (await sessions.End(me.ColleagueId, session, Outcome.Ended, Callers.Of(http), cancel)).Done
            ? TypedResults.NoContent()
            : Answers.NotFound();
}
