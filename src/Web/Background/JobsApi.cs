using Rapport.Data;
using Rapport.Fields;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Background;

/// <summary>Long work as JSON: all of it, one, letting it go on, ending it.</summary>
internal static class JobsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/", List).Needs(Act.ManageJobs).Produces<ListPage<ListedJob>>();
        jobs.MapGet("/{id:guid}", Get)
            .Needs(Act.ManageJobs)
            .Produces<ListedJob>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/{id:guid}/continuation", GoOn)
            .Needs(Act.ManageJobs)
            .Produces<ListedJob>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/{id:guid}/end", End)
            .Needs(Act.ManageJobs)
            .Produces<ListedJob>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        RecurringApi.Map(api);
    }

    private static async Task<IResult> List(
        Db db,
        string? state,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var only = FieldText.Choice<JobState>(state);
        if (only is null && !string.IsNullOrEmpty(state))
        {
            return Answers.Problem(Refusal.Invalid("state", Fault.Unknown));
        }
        var asked = Cursor.Asked<JobPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var found = await JobList.Page(db, only, after, size + 1, cancel);
        return TypedResults.Ok(found.AsPage(size, JobList.PlaceOf));
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await JobList.Find(db, id, cancel) is { } job
            ? Answers.Record(http, job, job.Version)
            : Answers.NotFound();

    private static async Task<IResult> GoOn(
        HttpContext http,
        Db db,
        Rapport.Jobs.Jobs jobs,
        Guid id,
        CancellationToken cancel
    ) => await Answer(http, db, id, await jobs.GoOn(id, cancel), cancel);

    private static async Task<IResult> End(
        HttpContext http,
        Db db,
        Rapport.Jobs.Jobs jobs,
        Guid id,
        CancellationToken cancel
    ) => await Answer(http, db, id, await jobs.Cancel(id, cancel), cancel);

    private static async Task<IResult> Answer(
        HttpContext http,
        Db db,
        Guid id,
        Result<Job> done,
        CancellationToken cancel
    ) => done.Done ? await Get(http, db, id, cancel) : Answers.Problem(done.Refusal!);
}
