using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Commitments;

/// <summary>What is done with a commitment: each act is a short form over the page where one is.</summary>
internal static class CommitmentActPages
{
    private const int Offered = 12;

    public static void Map(IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/commitments/{id:guid}");
        one.MapGet(
                "/closure",
                (
                    HttpContext http,
                    Db db,
                    Me me,
                    Guid id,
                    string? undone,
                    CancellationToken cancel
                ) =>
                    Form(
                        http,
                        db,
                        me,
                        id,
                        undone is null ? CommitmentAct.Done : CommitmentAct.Close,
                        cancel
                    )
            )
            .Needs(Act.Owe);
        one.MapPost("/closure", Close).Needs(Act.Owe).DisableAntiforgery();
        one.MapPost("/opening", Reopen).Needs(Act.Owe).DisableAntiforgery();
        one.MapGet(
                "/date",
                (HttpContext http, Db db, Me me, Guid id, CancellationToken cancel) =>
                    Form(http, db, me, id, CommitmentAct.Move, cancel)
            )
            .Needs(Act.Owe);
        one.MapPost("/date", Move).Needs(Act.Owe).DisableAntiforgery();
        one.MapGet(
                "/wait",
                (HttpContext http, Db db, Me me, Guid id, CancellationToken cancel) =>
                    Form(http, db, me, id, CommitmentAct.Wait, cancel)
            )
            .Needs(Act.Owe);
        one.MapPost("/wait", Wait).Needs(Act.Owe).DisableAntiforgery();
        one.MapPost("/resumption", Resume).Needs(Act.Owe).DisableAntiforgery();
        one.MapGet(
                "/owner",
                (HttpContext http, Db db, Me me, Guid id, CancellationToken cancel) =>
                    Form(http, db, me, id, CommitmentAct.HandOver, cancel)
            )
            .Needs(Act.Owe);
        one.MapPost("/owner", HandOver).Needs(Act.Owe).DisableAntiforgery();
    }

    private static Task<IResult> Close(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Closures closures,
        Guid id,
        [FromForm] CommitmentActInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var outcome = Choice.Of(input.Outcome, Ending.Kept, "outcome", faults);
        var said = new ClosureDetails
        {
            Outcome = outcome,
            EvidenceId = Choice.OfId(input.Evidence, "evidenceId", faults),
            Reason = input.Reason,
        };
        return Do(
            http,
            db,
            me,
            id,
            outcome == Ending.Kept ? CommitmentAct.Done : CommitmentAct.Close,
            input,
            faults,
            () => once.Do(said, () => closures.Close(id, said, cancel), cancel),
            cancel
        );
    }

    private static Task<IResult> Reopen(
        HttpContext http,
        Db db,
        Me me,
        Closures closures,
        Guid id,
        [FromForm] CommitmentActInput input,
        CancellationToken cancel
    ) =>
        Do(
            http,
            db,
            me,
            id,
            CommitmentAct.Done,
            input,
            new Faults(),
            () => closures.Reopen(id, new ReasonDetails { Reason = input.Reason }, cancel),
            cancel
        );

    private static Task<IResult> Move(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Commitments.Commitments commitments,
        Guid id,
        [FromForm] CommitmentActInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var (at, on) = DueInput.Read(input.Day, input.Hour, me.Zone, faults);
        var said = new MoveDetails
        {
            Due = at,
            DueOn = on,
            Agreed = input.Agreed is not null,
            Reason = input.Reason,
        };
        return Do(
            http,
            db,
            me,
            id,
            CommitmentAct.Move,
            input,
            faults,
            () => once.Do(said, () => commitments.Move(id, said, cancel), cancel),
            cancel
        );
    }

    private static Task<IResult> Wait(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Waits waits,
        Guid id,
        [FromForm] CommitmentActInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var (at, on) = DueInput.Read(input.Day, input.Hour, me.Zone, faults);
        var said = new WaitDetails
        {
            Text = input.Text,
            ContactId = Choice.OfId(input.Contact, "contactId", faults),
            Due = at,
            DueOn = on,
        };
        return Do(
            http,
            db,
            me,
            id,
            CommitmentAct.Wait,
            input,
            faults,
            () => once.Do(said, () => waits.Wait(id, said, cancel), cancel),
            cancel
        );
    }

    private static Task<IResult> Resume(
        HttpContext http,
        Db db,
        Me me,
        Waits waits,
        Guid id,
        [FromForm] CommitmentActInput input,
        CancellationToken cancel
    ) =>
        Do(
            http,
            db,
            me,
            id,
            CommitmentAct.Wait,
            input,
            new Faults(),
            () => waits.Resume(id, new ReasonDetails { Reason = input.Reason }, cancel),
            cancel
        );

    private static async Task<IResult> HandOver(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Commitments.Commitments commitments,
        Guid id,
        [FromForm] CommitmentActInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = new HandoverDetails
        {
            OwnerId = await ColleagueNames.Chosen(db, input.Owner, "ownerId", faults, cancel),
            Reason = input.Reason,
        };
        return await Do(
            http,
            db,
            me,
            id,
            CommitmentAct.HandOver,
            input,
            faults,
            () => once.Do(said, () => commitments.HandOver(id, said, cancel), cancel),
            cancel
        );
    }

    /// <summary>Does it and goes back to where one was; or shows the form again with what is wrong.</summary>
    private static async Task<IResult> Do(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        CommitmentAct act,
        CommitmentActInput input,
        Faults faults,
        Func<Task<Result<Commitment>>> deed,
        CancellationToken cancel
    )
    {
        var done = await db.Attempt(faults, deed);
        if (done.Refusal?.Kind == RefusalKind.Stale)
        {
            // Somebody was quicker; an act looks before it changes, so it is done on what stands now.
            db.Forget();
            done = await db.Attempt(faults, deed);
        }
        return done.Done
                ? Back.To(
                    http,
                    input.Back ?? Back.Of(http),
                    $"/commitments/{id}",
                    "content",
                    CommitmentTexts.Said(act, done.Value)
                )
            : done.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await Form(http, db, me, id, act, cancel, input, done.Refusal);
    }

    private static async Task<IResult> Form(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        CommitmentAct act,
        CancellationToken cancel,
        CommitmentActInput? input = null,
        Refusal? refusal = null
    )
    {
        if (await CommitmentRecords.Find(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var view = new
        {
            Me = me,
            Record = record,
            Act = act,
            Input = input ?? new CommitmentActInput { Back = Back.Of(http) },
            Refusal = refusal,
            Entries = act == CommitmentAct.Done ? await Evidence(db, record, cancel) : [],
            Contacts = act == CommitmentAct.Wait && record.ClientId is { } client
                ? (await PeopleAround.Of(db, client, cancel)).Contacts
                : [],
            InFrame = Back.InFrame(http),
            Now = db.Now,
        };
        return refusal is null
            ? Pages.Show<CommitmentActView>(view)
            : Pages.Again<CommitmentActView>(view);
    }

    /// <summary>What happened there since it was noted, the newest first.</summary>
    private static async Task<IReadOnlyList<Option>> Evidence(
        Db db,
        CommitmentRecord record,
        CancellationToken cancel
    )
    {
        if (record.ClientId is not { } client)
        {
            return [];
        }
        var from = record.CreatedAt.Minus(Duration.FromDays(1));
        var entries = await db.Set<Interaction>()
            .Where(i =>
                i.ClientId == client
                && i.CorrectedById == null
                && i.Occurred >= from
                && i.Id != record.OriginId
            )
            .OrderByDescending(i => i.Occurred)
            .ThenByDescending(i => i.Id)
            .Take(Offered)
            .Select(i => new { i.Id, i.Subject })
            .ToListAsync(cancel);
        return [.. entries.Select(e => new Option(e.Id.ToString(), e.Subject))];
    }
}

/// <summary>What can be done with a commitment by a form of its own.</summary>
public enum CommitmentAct
{
    Done,
    Close,
    Move,
    Wait,
    HandOver,
}
