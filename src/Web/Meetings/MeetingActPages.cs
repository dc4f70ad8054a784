using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>What is done with a meeting before it is held: another time, calling it off, its agenda.</summary>
internal static class MeetingActPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/meetings/{id:guid}");
        one.MapGet(
                "/date",
                (HttpContext http, Db db, Me me, Guid id, CancellationToken cancel) =>
                    Form(http, db, me, id, true, null, null, cancel)
            )
            .Needs(Act.Meet);
        one.MapPost("/date", Move).Needs(Act.Meet).DisableAntiforgery();
        one.MapGet(
                "/cancellation",
                (HttpContext http, Db db, Me me, Guid id, CancellationToken cancel) =>
                    Form(http, db, me, id, false, null, null, cancel)
            )
            .Needs(Act.Meet);
        one.MapPost("/cancellation", Cancel).Needs(Act.Meet).DisableAntiforgery();
        one.MapPost("/agenda", Put).Needs(Act.Meet).DisableAntiforgery();
        one.MapPost("/agenda/draw", Draw).Needs(Act.Meet).DisableAntiforgery();
        one.MapPost("/agenda/order", Shift).Needs(Act.Meet).DisableAntiforgery();
        one.MapPost("/agenda/words", Reword).Needs(Act.Meet).DisableAntiforgery();
        one.MapPost("/agenda/removal", TakeOff).Needs(Act.Meet).DisableAntiforgery();
    }

    private static async Task<IResult> Move(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Meetings.Meetings meetings,
        Guid id,
        [FromForm] MeetingInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = new MeetingMove
        {
            Start = MeetingInput.Moment(input.Start, "start", me.Zone, faults),
            Minutes = WholeInput.Read("minutes", input.Minutes, faults),
            Reason = input.Reason,
        };
        var moved = await db.Attempt(
            faults,
            () => once.Do(said, () => meetings.Move(id, said, cancel), cancel)
        );
        return moved.Done
                ? Back.To(http, input.Back, $"/meetings/{id}", "content", MeetingWords.SaidMoved)
            : moved.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await Form(http, db, me, id, true, input, moved.Refusal, cancel);
    }

    private static async Task<IResult> Cancel(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Meetings.Meetings meetings,
        Guid id,
        [FromForm] MeetingInput input,
        CancellationToken cancel
    )
    {
        var said = new MeetingCancellation { Reason = input.Reason };
        var done = await once.Do(said, () => meetings.Cancel(id, said, cancel), cancel);
        return done.Done
                ? Back.To(
                    http,
                    input.Back,
                    $"/meetings/{id}",
                    "content",
                    MeetingWords.SaidCancelled
                )
            : done.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await Form(http, db, me, id, false, input, done.Refusal, cancel);
    }

    private static async Task<IResult> Form(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        bool moves,
        MeetingInput? input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (await MeetingRecords.Find(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        return Pages.Show<MeetingActView>(
            new
            {
                Me = me,
                Record = record,
                Moves = moves,
                Input = input
                    ?? new MeetingInput
                    {
                        Back = Back.Of(http),
                        Start = Moments.Typed(record.Start, me.Zone),
                        Minutes = $"{record.Minutes}",
                    },
                Refusal = refusal,
                InFrame = Back.InFrame(http),
            },
            Pages.StatusOf(refusal)
        );
    }

    private static Task<IResult> Put(
        Db db,
        Me me,
        Agendas agendas,
        Guid id,
        [FromForm] AgendaInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var source = Choice.OfId(input.Source, "sourceId", faults);
        return On(
            db,
            me,
            id,
            input,
            () => db.Attempt(faults, () => agendas.Put(id, input.Text, source, cancel)),
            cancel
        );
    }

    private static Task<IResult> Draw(
        Db db,
        Me me,
        Agendas agendas,
        Guid id,
        [FromForm] AgendaInput input,
        CancellationToken cancel
    ) => On(db, me, id, input, () => agendas.Draw(id, cancel), cancel);

    private static Task<IResult> Shift(
        Db db,
        Me me,
        Agendas agendas,
        Guid id,
        [FromForm] AgendaInput input,
        CancellationToken cancel
    ) =>
        On(
            db,
            me,
            id,
            input,
            () => agendas.Shift(id, input.Number ?? 0, input.By ?? 0, cancel),
            cancel
        );

    private static Task<IResult> Reword(
        Db db,
        Me me,
        Agendas agendas,
        Guid id,
        [FromForm] AgendaInput input,
        CancellationToken cancel
    ) =>
        On(
            db,
            me,
            id,
            input,
            () => agendas.Reword(id, input.Number ?? 0, input.Text, cancel),
            cancel
        );

    private static Task<IResult> TakeOff(
        Db db,
        Me me,
        Agendas agendas,
        Guid id,
        [FromForm] AgendaInput input,
        CancellationToken cancel
    ) => On(db, me, id, input, () => agendas.TakeOff(id, input.Number ?? 0, cancel), cancel);

    private static async Task<IResult> On(
        Db db,
        Me me,
        Guid id,
        AgendaInput input,
        Func<Task<Result<Meeting>>> deed,
        CancellationToken cancel
    )
    {
        var done = await deed();
        if (done.Refusal?.Kind == RefusalKind.Stale)
        {
            // Somebody was quicker; the act looks before it changes, so it is done on what stands now.
            db.Forget();
            done = await deed();
        }
        return done.Done ? TypedResults.LocalRedirect($"/meetings/{id}#agenda")
            : done.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await MeetingsPages.View(db, me, id, input.Text, done.Refusal, cancel);
    }
}
