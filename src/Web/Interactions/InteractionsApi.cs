using NodaTime;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Interactions;

/// <summary>What happened as JSON. An entry is immutable: there is no PATCH, a correction is a new entry.</summary>
internal static class InteractionsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var interactions = api.MapGroup("/interactions").WithTags("Interactions");
        interactions.MapGet("/", List).Needs(Act.Look).Produces<ListPage<StreamEntry>>();
        interactions
            .MapPost("/", Record)
            .Needs(Act.Capture)
            .Produces<InteractionRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        interactions
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<InteractionRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        interactions
            .MapPost("/{id:guid}/corrections", Correct)
            .Needs(Act.Capture)
            .Produces<InteractionRecord>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(
        Db db,
        Me me,
        Guid? client,
        Guid? contact,
        string[]? touchpoint,
        string? channel,
        string? from,
        string? to,
        string? q,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var stream = new StreamFilter(
            client,
            contact,
            [
                .. (touchpoint ?? [])
                    .Select(t => Parse<Touchpoint>("touchpoint", t, faults))
                    .OfType<Touchpoint>(),
            ],
            Parse<Channel>("channel", channel, faults),
            q,
            Moment("from", from, faults),
            Moment("to", to, faults)
        );
        // Words are looked for in what is read: without a bound that would be everything.
        faults.If(
            !string.IsNullOrWhiteSpace(q) && client is null && contact is null,
            "client",
            Fault.Required
        );
        if (faults.Any)
        {
            return Answers.Problem(faults.Refusal);
        }
        if (!string.IsNullOrWhiteSpace(filter) || !string.IsNullOrWhiteSpace(sort))
        {
            return await Listed(db, me, stream, new ListAsked(filter, sort, cursor, limit), cancel);
        }
        var asked = Cursor.Asked<StreamPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var page = await Timeline.Page(db, stream, after, size + 1, cancel);
        return TypedResults.Ok(page.AsPage(size, e => new StreamPlace(e.Occurred, e.Id)));
    }

    /// <summary>
    /// Filtered and sorted, as the page is: what a later entry corrects is left out, and without a client, a contact or
    /// a time it is the last days. In the order of time a page may hold fewer than were asked for and still go on; in
    /// another order what would be too much to look through is refused, and not cut in silence.
    /// </summary>
    private static async Task<IResult> Listed(
        Db db,
        Me me,
        StreamFilter stream,
        ListAsked asked,
        CancellationToken cancel
    )
    {
        var filter = FilterText.Read(asked.Filter) is { Done: true } read ? read.Value : null;
        var sort = Sort.Read(asked.Sort);
        var quick = new InteractionFilter(Stream: stream);
        var from = Cursor.Read<ListPlace>(asked.Cursor);
        var end = await quick.Reach(db, me.Zone, filter, sort, from, cancel);
        if (end is not null && !InteractionFilter.ByTime(sort))
        {
            return Answers.Problem(
                Refusal.Invalid("from", Fault.TooMany, $"{InteractionFilter.Most}")
            );
        }
        return await Api.Listed.Answer(
            InteractionList.Instance,
            db,
            me,
            quick.Window(db, me.Zone, filter, sort, from),
            asked,
            ids => Timeline.Read(db, ids, cancel),
            cancel,
            end
        );
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await InteractionRecords.Find(db, id, cancel) is { } entry
            ? Answers.Record(http, entry, entry.Version)
            : Answers.NotFound();

    private static async Task<IResult> Record(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Interactions.Interactions interactions,
        InteractionDetails said,
        CancellationToken cancel
    )
    {
        var recorded = await once.Do(said, () => interactions.Record(said, cancel), cancel);
        return recorded.Done
            ? await Created(http, db, recorded.Value.Id, cancel)
            : Answers.Problem(recorded.Refusal!);
    }

    private static async Task<IResult> Correct(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Interactions.Interactions interactions,
        Guid id,
        CorrectionDetails said,
        CancellationToken cancel
    )
    {
        var corrected = await once.Do(said, () => interactions.Correct(id, said, cancel), cancel);
        return corrected.Done
            ? await Created(http, db, corrected.Value.Id, cancel)
            : Answers.Problem(corrected.Refusal!);
    }

    private static async Task<IResult> Created(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        var record = (await InteractionRecords.Find(db, id, cancel))!;
        return Answers.Created(http, $"/api/v1/interactions/{id}", record, record.Version);
    }

    private static T? Parse<T>(string field, string? text, Faults faults)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        var known =
            Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value);
        faults.If(!known, field, Fault.Unknown);
        return known ? value : null;
    }

    /// <summary>A day in UTC, or a moment: 2026-01-31 or 2026-01-31T09:30:00Z.</summary>
    private static Instant? Moment(string field, string? text, Faults faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (Moments.Date(text) is { } day)
        {
            return day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        }
        var parsed = NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(text);
        faults.If(!parsed.Success, field, Fault.NotADate);
        return parsed.Success ? parsed.Value.ToInstant() : null;
    }
}
