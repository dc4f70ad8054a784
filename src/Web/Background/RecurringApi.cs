using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Background;

/// <summary>A run that was asked for.</summary>
/// <param name="Id">Under which it is found once it began.</param>
public sealed record AskedRun(Guid Id);

/// <summary>Recurring work as JSON: when it comes and how it went, its runs, one run more.</summary>
internal static class RecurringApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var recurring = api.MapGroup("/recurring").WithTags("Jobs");
        recurring.MapGet("/", List).Needs(Act.ManageJobs).Produces<ListPage<RecurringRecord>>();
        recurring
            .MapGet("/{work}", Get)
            .Needs(Act.ManageJobs)
            .Produces<RecurringRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        recurring
            .MapGet("/{work}/runs", Runs)
            .Needs(Act.ManageJobs)
            .Produces<ListPage<RunRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        recurring
            .MapGet("/{work}/runs/{id:guid}", Run)
            .Needs(Act.ManageJobs)
            .Produces<RunRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        recurring
            .MapPost("/{work}/runs", Ask)
            .Needs(Act.ManageJobs)
            .Produces<AskedRun>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(Db db, Timetable times, CancellationToken cancel) =>
        TypedResults.Ok(
            new ListPage<RecurringRecord>(await RecurringRecord.All(db, times, cancel), null)
        );

    private static async Task<IResult> Get(
        Db db,
        Timetable times,
        string work,
        CancellationToken cancel
    ) =>
        Schedule.Find(work) is { } found
            ? TypedResults.Ok(await RecurringRecord.Of(db, times, found, cancel))
            : Answers.NotFound();

    private static async Task<IResult> Runs(
        Db db,
        string work,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        if (Schedule.Find(work) is null)
        {
            return Answers.NotFound();
        }
        var asked = Cursor.Asked<RunPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var found = await RecurringRuns.Page(db, work, after, size + 1, cancel);
        return TypedResults.Ok(found.AsPage(size, r => new RunPlace(r.BeganAt, r.Id)));
    }

    private static async Task<IResult> Run(Db db, string work, Guid id, CancellationToken cancel) =>
        await RecurringRuns.Find(db, id, cancel) is { } run && run.Work == work
            ? TypedResults.Ok(run)
            : Answers.NotFound();

    private static async Task<IResult> Ask(
        Me me,
        Timetable times,
        string work,
        CancellationToken cancel
    )
    {
        if (Schedule.Find(work) is not { } found)
        {
            return Answers.NotFound();
        }
        var id = await times.Ask(found, me.ColleagueId, cancel);
        return TypedResults.Accepted($"/api/v1/recurring/{work}/runs/{id}", new AskedRun(id));
    }
}
