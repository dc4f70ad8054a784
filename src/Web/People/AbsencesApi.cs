using System.Text.Json;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.People;

/// <summary>Absences as JSON: everybody reads who is away, each plans her own.</summary>
internal static class AbsencesApi
{
    private const string Path = "/api/v1/absences";

    public static void Map(IEndpointRouteBuilder api)
    {
        var absences = api.MapGroup("/absences").WithTags("Absences");
        absences.MapGet("/", List).Needs(Act.Look).Produces<ListPage<AbsenceRecord>>();
        absences
            .MapPost("/", Plan)
            .Needs(Act.Look)
            .Produces<AbsenceRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        absences
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<AbsenceRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        absences
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(AbsenceDetails))
            .Needs(Act.Look)
            .Produces<AbsenceRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        absences
            .MapPut("/{id:guid}/cancellation", Cancel)
            .Needs(Act.Look)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Those that are not over: as many as a firm has people away, one page.</summary>
    private static async Task<IResult> List(Db db, Me me, CancellationToken cancel) =>
        TypedResults.Ok(
            new ListPage<AbsenceRecord>(
                await AbsenceList.From(db, db.Now.InZone(me.Zone).Date, cancel),
                null
            )
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await AbsenceList.Find(db, id, cancel) is { } record
            ? Answers.Record(http, record, record.Version)
            : Answers.NotFound();

    private static async Task<IResult> Plan(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        AbsenceDetails said,
        CancellationToken cancel
    )
    {
        var planned = await once.Do(
            said,
            () => new Absences(db).Plan(said, me.May(Act.ManageColleagues), cancel),
            cancel
        );
        return planned.Done
            ? Answers.Created(
                http,
                $"{Path}/{planned.Value.Id}",
                await AbsenceList.Find(db, planned.Value.Id, cancel),
                planned.Value.Version
            )
            : Answers.Problem(planned.Refusal!);
    }

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await AbsenceList.Find(db, id, cancel))?.Details,
            (said, version) =>
                new Absences(db).Change(id, said, me.May(Act.ManageColleagues), version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> Cancel(Db db, Me me, Guid id, CancellationToken cancel)
    {
        var cancelled = await new Absences(db).Cancel(id, me.May(Act.ManageColleagues), cancel);
        return cancelled.Done ? TypedResults.NoContent() : Answers.Problem(cancelled.Refusal!);
    }
}
