using System.Text.Json;
using Rapport.Calendars;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Calendars;

/// <summary>Calendars as JSON: everyone reads by which hours time runs, administrators set them.</summary>
internal static class CalendarsApi
{
    private const string Path = "/api/v1/calendars";

    public static void Map(IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup("/calendars").WithTags("Calendars");
        calendars.MapGet("/", List).Needs(Act.Look).Produces<ListPage<CalendarRecord>>();
        calendars
            .MapPost("/", Add)
            .Needs(Act.ManageCalendars)
            .Produces<CalendarRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        calendars
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<CalendarRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        calendars
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(CalendarDetails))
            .Needs(Act.ManageCalendars)
            .Produces<CalendarRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        calendars
            .MapGet("/{id:guid}/days", Days)
            .Needs(Act.Look)
            .Produces<ListPage<CalendarDayRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        calendars
            .MapPost("/{id:guid}/days", AddDay)
            .Needs(Act.ManageCalendars)
            .Produces<CalendarDayRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        calendars
            .MapDelete("/{id:guid}/days/{dayId:guid}", RemoveDay)
            .Needs(Act.ManageCalendars)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>As many as a firm has kinds of hours: one page.</summary>
    private static async Task<IResult> List(Db db, CancellationToken cancel) =>
        TypedResults.Ok(new ListPage<CalendarRecord>(await CalendarList.All(db, cancel), null));

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await CalendarList.Find(db, id, cancel) is { } calendar
            ? Answers.Record(http, calendar, calendar.Version)
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Calendars.Calendars acts,
        CalendarDetails said,
        CancellationToken cancel
    )
    {
        var added = await once.Do(said, () => acts.Add(said, cancel), cancel);
        if (!added.Done)
        {
            return Answers.Problem(added.Refusal!);
        }
        var calendar = (await CalendarList.Find(db, added.Value.Id, cancel))!;
        return Answers.Created(http, $"{Path}/{calendar.Id}", calendar, calendar.Version);
    }

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Rapport.Calendars.Calendars acts,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await CalendarList.Find(db, id, cancel))?.Details,
            (said, version) => acts.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );

    /// <param name="year">This one, when it is not said.</param>
    private static async Task<IResult> Days(Db db, Guid id, int? year, CancellationToken cancel) =>
        await CalendarList.Find(db, id, cancel) is null ? Answers.NotFound()
        : year is < 1900 or > 2199 ? Answers.Problem(Refusal.Invalid("year", Fault.NotADate))
        : TypedResults.Ok(
            new ListPage<CalendarDayRecord>(
                await CalendarList.Days(db, id, year ?? db.Now.InUtc().Year, cancel),
                null
            )
        );

    private static async Task<IResult> AddDay(
        Once once,
        Rapport.Calendars.Calendars acts,
        Guid id,
        CalendarDayDetails said,
        CancellationToken cancel
    )
    {
        var added = await once.Do(new { id, said }, () => acts.AddDay(id, said, cancel), cancel);
        return added.Done
            ? TypedResults.Created(
                $"{Path}/{id}/days?year={added.Value.Date.Year}",
                new CalendarDayRecord(
                    added.Value.Id,
                    added.Value.Date,
                    added.Value.Kind,
                    added.Value.Spans,
                    added.Value.Name
                )
            )
            : Answers.Problem(added.Refusal!);
    }

    private static async Task<IResult> RemoveDay(
        Rapport.Calendars.Calendars acts,
        Guid id,
        Guid dayId,
        CancellationToken cancel
    ) =>
        (await acts.RemoveDay(id, dayId, cancel)).Refusal is { } refusal
            ? Answers.Problem(refusal)
            : TypedResults.NoContent();
}
