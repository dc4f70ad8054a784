using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Clients;

/// <summary>Planned changes of seats at a client as JSON.</summary>
internal static class SeatChangesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var changes = api.MapGroup("/clients/{id:guid}/seat-changes").WithTags("Seats");
        changes
            .MapGet("/", List)
            .Needs(Act.Look)
            .Produces<ListPage<SeatChangeRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        changes
            .MapPost("/", Plan)
            .Needs(Act.GiveSeats)
            .Produces<SeatChangeRecord>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        var one = changes.MapGroup("/{changeId:guid}");
        one.MapGet("/", Get)
            .Needs(Act.Look)
            .Produces<SeatChangeRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        one.MapPut("/", Move)
            .Needs(Act.GiveSeats)
            .Produces<SeatChangeRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        one.MapPut("/cancellation", CallOff)
            .Needs(Act.GiveSeats)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        one.MapPut("/completion", DoNow)
            .Needs(Act.GiveSeats)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(Db db, Guid id, CancellationToken cancel) =>
        await ClientRecords.Sees(db, id, cancel)
            ? TypedResults.Ok(
                new ListPage<SeatChangeRecord>(await SeatChangeRecords.All(db, id, cancel), null)
            )
            : Answers.NotFound();

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        Guid changeId,
        CancellationToken cancel
    ) =>
        await SeatChangeRecords.Find(db, id, changeId, cancel) is { } change
            ? Answers.Record(http, change, change.Version)
            : Answers.NotFound();

    private static async Task<IResult> Plan(
        HttpContext http,
        Db db,
        Once once,
        SeatChanges changes,
        Guid id,
        SeatChangeDetails said,
        CancellationToken cancel
    )
    {
        var planned = await once.Do(said, () => changes.Plan(id, said, cancel), cancel);
        if (!planned.Done)
        {
            return Answers.Problem(planned.Refusal!);
        }
        var change = (await SeatChangeRecords.Find(db, id, planned.Value.Id, cancel))!;
        return Answers.Created(
            http,
            $"/api/v1/clients/{id}/seat-changes/{change.Id}",
            change,
            change.Version
        );
    }

    private static async Task<IResult> Move(
        HttpContext http,
        Db db,
        SeatChanges changes,
        Guid id,
        Guid changeId,
        SeatChangeMove said,
        CancellationToken cancel
    )
    {
        var (version, missing) = Answers.IfMatch(http);
        if (missing is not null)
        {
            return missing;
        }
        var moved = await changes.Move(id, changeId, said, version, cancel);
        return moved.Done
            ? Answers.Record(
                http,
                (await SeatChangeRecords.Find(db, id, changeId, cancel))!,
                moved.Value.Version
            )
            : Answers.Problem(moved.Refusal!);
    }

    /// <summary>What is planned does not happen; called off already changes nothing.</summary>
    private static async Task<IResult> CallOff(
        SeatChanges changes,
        Guid id,
        Guid changeId,
        CancellationToken cancel
    ) => Answer(await changes.CallOff(id, changeId, cancel));

    /// <summary>The seat changes hands today; done already changes nothing.</summary>
    private static async Task<IResult> DoNow(
        SeatChanges changes,
        Guid id,
        Guid changeId,
        CancellationToken cancel
    ) => Answer(await changes.DoNow(id, changeId, cancel));

    private static IResult Answer(Result<SeatChange> done) =>
        done.Done ? TypedResults.NoContent() : Answers.Problem(done.Refusal!);
}
