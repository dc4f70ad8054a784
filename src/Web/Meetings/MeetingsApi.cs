using System.Text.Json;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Meetings;

/// <summary>What is to stand on an agenda: a point in words, or something that is open.</summary>
public sealed record AgendaPut(string? Text, Guid? SourceId);

/// <summary>A point of an agenda, and what is done with it.</summary>
/// <param name="By">So many places down, or up below zero.</param>
public sealed record AgendaAct(int Number, string? Text = null, int By = 0);

/// <summary>Meetings as JSON. What is done with them, each act, is a resource below them.</summary>
internal static class MeetingsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Meetings");
        meetings.MapGet("/", List).Needs(Act.Look).Produces<ListPage<MeetingRecord>>();
        meetings
            .MapPost("/", Plan)
            .Needs(Act.Meet)
            .Produces<MeetingWhole>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        meetings
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<MeetingWhole>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        meetings
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(MeetingChange))
            .Needs(Act.Meet)
            .Produces<MeetingWhole>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        meetings
            .MapGet("/{id:guid}/offers", Offers)
            .Needs(Act.Look)
            .Produces<IReadOnlyList<AgendaOffer>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        Deed(meetings, "dates", Move);
        Deed(meetings, "cancellations", Cancel);
        Deed(meetings, "agenda", Put);
        Deed(meetings, "agenda/draws", Draw);
        Deed(meetings, "agenda/moves", Shift);
        Deed(meetings, "agenda/words", Reword);
        Deed(meetings, "agenda/removals", TakeOff);
        Deed(meetings, "minutes", Note);
        Deed(meetings, "closures", Close);
        Deed(meetings, "invitations", Invite);
        Deed(meetings, "answers", Reply);
        Deed(meetings, "minutes/sendings", Send);
    }

    private static void Deed(RouteGroupBuilder meetings, string path, Delegate deed) =>
        meetings
            .MapPost("/{id:guid}/" + path, deed)
            .Needs(Act.Meet)
            .Produces<MeetingWhole>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> List(
        Db db,
        Me me,
        Guid? client,
        MeetingsWhen? when,
        MeetingKind? kind,
        bool? mine,
        string? q,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await Listed.Answer(
            MeetingList.Instance,
            db,
            me,
            new MeetingFilter(client, q, when ?? MeetingsWhen.All, kind, mine ?? false).Meetings(
                db
            ),
            new ListAsked(filter, sort, cursor, limit),
            ids => MeetingRecords.Read(db, ids, cancel),
            cancel
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await MeetingRecords.Whole(db, id, cancel) is { } whole
            ? Answers.Record(http, whole, whole.Meeting.Version)
            : Answers.NotFound();

    private static async Task<IResult> Offers(
        Db db,
        Agendas agendas,
        Guid id,
        CancellationToken cancel
    ) =>
        await db.Set<Meeting>().FindAsync([id], cancel) is { } meeting
            ? TypedResults.Ok(await agendas.Offered(meeting, cancel))
            : Answers.NotFound();

    private static async Task<IResult> Plan(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Meetings.Meetings meetings,
        MeetingDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => meetings.Plan(said, cancel), cancel),
            cancel
        );

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Rapport.Meetings.Meetings meetings,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await MeetingRecords.Whole(db, id, cancel))?.Said,
            (said, version) => meetings.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> Move(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Meetings.Meetings meetings,
        Guid id,
        MeetingMove said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => meetings.Move(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Cancel(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Meetings.Meetings meetings,
        Guid id,
        MeetingCancellation said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => meetings.Cancel(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Put(
        HttpContext http,
        Db db,
        Once once,
        Agendas agendas,
        Guid id,
        AgendaPut said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => agendas.Put(id, said.Text, said.SourceId, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Draw(
        HttpContext http,
        Db db,
        Agendas agendas,
        Guid id,
        CancellationToken cancel
    ) => await Answer(http, db, await agendas.Draw(id, cancel), cancel);

    private static async Task<IResult> Shift(
        HttpContext http,
        Db db,
        Once once,
        Agendas agendas,
        Guid id,
        AgendaAct said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => agendas.Shift(id, said.Number, said.By, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Reword(
        HttpContext http,
        Db db,
        Agendas agendas,
        Guid id,
        AgendaAct said,
        CancellationToken cancel
    ) => await Answer(http, db, await agendas.Reword(id, said.Number, said.Text, cancel), cancel);

    private static async Task<IResult> TakeOff(
        HttpContext http,
        Db db,
        Agendas agendas,
        Guid id,
        AgendaAct said,
        CancellationToken cancel
    ) => await Answer(http, db, await agendas.TakeOff(id, said.Number, cancel), cancel);

    /// <summary>On the version that the caller read, where an If-Match names it.</summary>
    private static async Task<IResult> Note(
        HttpContext http,
        Db db,
        Once once,
        Minutes minutes,
        Guid id,
        MinutesDetails said,
        CancellationToken cancel
    )
    {
        var version = http.Request.Headers.IfMatch.Count > 0 ? Answers.IfMatch(http).Version : null;
        return await Answer(
            http,
            db,
            await once.Do(said, () => minutes.Save(id, said, version, cancel), cancel),
            cancel
        );
    }

    private static async Task<IResult> Close(
        HttpContext http,
        Db db,
        Holdings holdings,
        Guid id,
        MeetingClosure said,
        CancellationToken cancel
    ) => await Answer(http, db, await holdings.Close(id, said, cancel), cancel);

    private static async Task<IResult> Invite(
        HttpContext http,
        Db db,
        Invitations invitations,
        Guid id,
        CancellationToken cancel
    ) => await Answer(http, db, await invitations.Send(id, cancel), cancel);

    /// <summary>For oneself where no number is said.</summary>
    private static async Task<IResult> Reply(
        HttpContext http,
        Db db,
        Replies replies,
        Guid id,
        ReplyDetails said,
        CancellationToken cancel
    ) => await Answer(http, db, await replies.Say(id, said, cancel), cancel);

    private static async Task<IResult> Send(
        HttpContext http,
        Db db,
        SentMinutes minutes,
        Guid id,
        MinutesSending said,
        CancellationToken cancel
    ) => await Answer(http, db, await minutes.Send(id, said, cancel), cancel);

    private static async Task<IResult> Answer(
        HttpContext http,
        Db db,
        Result<Meeting> done,
        CancellationToken cancel
    ) =>
        done.Done
            ? Answers.Created(
                http,
                $"/api/v1/meetings/{done.Value.Id}",
                await MeetingRecords.Whole(db, done.Value.Id, cancel),
                done.Value.Version
            )
            : Answers.Problem(done.Refusal!);
}
