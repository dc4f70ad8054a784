using System.Text.Json;
using NodaTime;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Meetings;

/// <summary>One period of a rhythm: its first and last day, and whether it was kept.</summary>
public sealed record PeriodRecord(LocalDate From, LocalDate To, Keeping Keeping);

/// <summary>Series of meetings as JSON.</summary>
internal static class SeriesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var series = api.MapGroup("/series").WithTags("Series");
        series.MapGet("/", List).Needs(Act.Look).Produces<ListPage<SeriesRecord>>();
        series
            .MapPost("/", Add)
            .Needs(Act.Meet)
            .Produces<SeriesRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        series
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<SeriesRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        series
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(SeriesChange))
            .Needs(Act.Meet)
            .Produces<SeriesRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        series
            .MapGet("/{id:guid}/periods", Periods)
            .Needs(Act.Look)
            .Produces<IReadOnlyList<PeriodRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        series
            .MapGet("/{id:guid}/members", Members)
            .Needs(Act.Look)
            .Produces<IReadOnlyList<MemberRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        series
            .MapPost("/{id:guid}/endings", End)
            .Needs(Act.Meet)
            .Produces<SeriesRecord>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> List(
        Db db,
        Me me,
        Guid? client,
        SeriesStand? stands,
        MeetingLevel? level,
        string? q,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await Listed.Answer(
            SeriesList.Instance,
            db,
            me,
            new SeriesFilter(client, q, stands, level).Series(db, db.Now.InZone(me.Zone).Date),
            new ListAsked(filter, sort, cursor, limit),
            ids => SeriesRecords.Read(db, ids, cancel),
            cancel
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await SeriesRecords.Find(db, id, cancel) is { } record
            ? Answers.Record(http, record, record.Version)
            : Answers.NotFound();

    private static async Task<IResult> Members(Db db, Guid id, CancellationToken cancel) =>
        await SeriesRecords.Find(db, id, cancel) is null
            ? Answers.NotFound()
            : TypedResults.Ok<IReadOnlyList<MemberRecord>>(
                await SeriesRecords.Members(db, id, cancel)
            );

    private static async Task<IResult> Periods(
        Db db,
        Rhythms rhythms,
        Guid id,
        CancellationToken cancel
    ) =>
        await db.Set<Series>().FindAsync([id], cancel) is { } series
            ? TypedResults.Ok<IReadOnlyList<PeriodRecord>>([
                .. (await rhythms.Periods(series, cancel)).Select(p => new PeriodRecord(
                    p.Period.Start,
                    p.Period.End,
                    p.Keeping
                )),
            ])
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Rhythms rhythms,
        SeriesDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => rhythms.Add(said, cancel), cancel),
            cancel
        );

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Rhythms rhythms,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            () => Said(db, id, cancel),
            (said, version) => rhythms.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<SeriesChange?> Said(Db db, Guid id, CancellationToken cancel)
    {
        if (await SeriesRecords.Find(db, id, cancel) is not { } series)
        {
            return null;
        }
        var members = await SeriesRecords.Members(db, id, cancel);
        return series.Said with
        {
            Members =
            [
                .. members.Select(m => new AttendeeDetails(m.ContactId, m.ColleagueId, null)),
            ],
        };
    }

    private static async Task<IResult> End(
        HttpContext http,
        Db db,
        Rhythms rhythms,
        Guid id,
        CancellationToken cancel
    ) => await Answer(http, db, await rhythms.End(id, cancel), cancel);

    private static async Task<IResult> Answer(
        HttpContext http,
        Db db,
        Result<Series> done,
        CancellationToken cancel
    ) =>
        done.Done
            ? Answers.Created(
                http,
                $"/api/v1/series/{done.Value.Id}",
                await SeriesRecords.Find(db, done.Value.Id, cancel),
                done.Value.Version
            )
            : Answers.Problem(done.Refusal!);
}
