using System.Text.Json;
using Rapport.Data;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.People;

/// <summary>Colleagues as JSON: everybody may read the directory, the administrator keeps it.</summary>
internal static class ColleaguesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var colleagues = api.MapGroup("/colleagues").WithTags("Colleagues");
        colleagues.MapGet("/", List).Needs(Act.Look).Produces<ListPage<ColleagueRecord>>();
        colleagues
            .MapPost("/", Add)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .Produces<ColleagueRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        colleagues
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<ColleagueRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        colleagues
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(ColleagueDetails))
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .Produces<ColleagueRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(
        Db db,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var asked = Cursor.Asked<ColleaguePlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var rows = await ColleagueList.Page(db, after, size + 1, cancel);
        return TypedResults.Ok(rows.AsPage(size, ColleaguePlace.Of));
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await ColleagueList.Find(db, id, cancel) is { } record
            ? Answers.Record(http, record, record.Version)
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Colleagues colleagues,
        ColleagueDetails said,
        CancellationToken cancel
    )
    {
        var added = await once.Do(said, () => colleagues.Add(said, cancel), cancel);
        return added.Done
            ? Answers.Created(
                http,
                $"/api/v1/colleagues/{added.Value.Id}",
                await ColleagueList.Find(db, added.Value.Id, cancel),
                added.Value.Version
            )
            : Answers.Problem(added.Refusal!);
    }

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Colleagues colleagues,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await ColleagueList.Find(db, id, cancel))?.Details,
            (said, version) => colleagues.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );
}
