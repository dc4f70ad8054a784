using NodaTime.Text;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Clients;

/// <summary>Seats at a client as JSON.</summary>
internal static class SeatsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var seats = api.MapGroup("/clients/{id:guid}/seats").WithTags("Seats");
        seats
            .MapGet("/", List)
            .Needs(Act.Look)
            .Produces<ListPage<SeatRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        seats
            .MapPost("/", Take)
            .Needs(Act.GiveSeats)
            .Produces<SeatRecord>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        seats
            .MapGet("/{seatId:guid}", Get)
            .Needs(Act.Look)
            .Produces<SeatRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        seats
            .MapDelete("/{seatId:guid}", End)
            .Needs(Act.GiveSeats)
            .Produces<SeatRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(Db db, Guid id, CancellationToken cancel) =>
        await ClientRecords.Sees(db, id, cancel)
            ? TypedResults.Ok(new ListPage<SeatRecord>(await SeatRecords.All(db, id, cancel), null))
            : Answers.NotFound();

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        Guid seatId,
        CancellationToken cancel
    ) =>
        await SeatRecords.Find(db, id, seatId, cancel) is { } seat
            ? Answers.Record(http, seat, seat.Version)
            : Answers.NotFound();

    private static async Task<IResult> Take(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Clients.Seats seats,
        Guid id,
        SeatDetails said,
        CancellationToken cancel
    )
    {
        var taken = await once.Do(said, () => seats.Take(id, said, cancel), cancel);
        if (!taken.Done)
        {
            return Answers.Problem(taken.Refusal!);
        }
        var seat = (await SeatRecords.Find(db, id, taken.Value.Id, cancel))!;
        return Answers.Created(http, $"/api/v1/clients/{id}/seats/{seat.Id}", seat, seat.Version);
    }

    /// <summary>Ends the seat; it stays in the list as one held before.</summary>
    /// <param name="until">Its last day; today when not given.</param>
    /// <param name="knowing">True to give up one's own last seat, and with it the sight of the client.</param>
    private static async Task<IResult> End(
        HttpContext http,
        Db db,
        Rapport.Clients.Seats seats,
        Guid id,
        Guid seatId,
        string? until,
        bool? knowing,
        CancellationToken cancel
    )
    {
        var last = until is null ? null : LocalDatePattern.Iso.Parse(until);
        if (last is { Success: false })
        {
            return Answers.Problem(Refusal.Invalid("until", Fault.NotADate));
        }
        // Read before: who gives up the last seat no longer sees it after.
        var before = await SeatRecords.Find(db, id, seatId, cancel);
        var ended = await seats.GiveUp(id, seatId, last?.Value, knowing ?? false, cancel);
        return ended.Done
            ? Answers.Record(
                http,
                before! with
                {
                    Until = ended.Value.Until,
                    Version = ended.Value.Version,
                },
                ended.Value.Version
            )
            : Answers.Problem(ended.Refusal!);
    }
}
