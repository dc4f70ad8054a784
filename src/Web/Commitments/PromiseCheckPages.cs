using NodaTime.Text;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Commitments;

/// <summary>What our own record says of a promise while it is typed, and to a script before it gives one.</summary>
internal static class PromiseCheckPages
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/commitments/checks", Typed).Needs(Act.Owe);

    public static void MapApi(RouteGroupBuilder commitments) =>
        commitments
            .MapGet("/checks", Asked)
            .Needs(Act.Owe)
            .Produces<PromiseCheck>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="at">The client where the form does not name it; "Client" is a field of forms, in whatever case.</param>
    private static async Task<IResult> Typed(
        HttpContext http,
        Db db,
        Me me,
        PromiseChecks checks,
        PromiseOf? of,
        Guid? at,
        CancellationToken cancel
    )
    {
        var typed = await PromiseTyped.Read(
            db,
            http.Request.Query,
            of ?? PromiseOf.Form,
            at,
            me.Zone,
            cancel
        );
        var found = new List<(PromiseTyped, PromiseCheck)>();
        foreach (var one in typed)
        {
            if (await checks.Look(one.Asked, cancel) is { Done: true } check)
            {
                found.Add((one, check.Value));
            }
        }
        return Pages.Show<PromiseCheckView>(new { Checks = found });
    }

    /// <param name="due">A moment, as in 2026-01-31T09:30:00Z; one of this and <paramref name="dueOn"/>.</param>
    /// <param name="dueOn">A day, as in 2026-01-31.</param>
    private static async Task<IResult> Asked(
        PromiseChecks checks,
        Guid client,
        Guid? owner,
        string? due,
        string? dueOn,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var moment = due is null ? null : OffsetDateTimePattern.ExtendedIso.Parse(due);
        var day = dueOn is null ? null : Moments.Date(dueOn);
        faults.If(
            moment?.Success == false || (dueOn is not null && day is null),
            "due",
            Fault.NotADate
        );
        if (faults.Any)
        {
            return Answers.Problem(faults.Refusal);
        }
        var check = await checks.Look(
            new PromiseAsked(client, owner, moment?.Value.ToInstant(), day),
            cancel
        );
        return check.Done ? TypedResults.Ok(check.Value) : Answers.Problem(check.Refusal!);
    }
}
