using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>A planned change of a seat as it was typed.</summary>
// A class and not a record with a constructor: what a form does not send would be missing there, and refused.
public sealed class SeatChangeForm
{
    /// <summary>The new face, as completing wrote it.</summary>
    public string? Newcomer { get; set; }

    /// <summary>A seat that is held, by its id, which somebody gives up; else the role alone, where nobody goes.</summary>
    public string? Seat { get; set; }

    /// <summary>Who introduces her, by her id.</summary>
    public string? Introducer { get; set; }
    public string? On { get; set; }
}

/// <summary>Planned changes of seats, on the page of a client's seats.</summary>
internal static class SeatChangePages
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapPost("/seat-changes", Plan).Needs(Act.GiveSeats).DisableAntiforgery();
        var one = client.MapGroup("/seat-changes/{changeId:guid}");
        one.MapPost("/", Move).Needs(Act.GiveSeats).DisableAntiforgery();
        one.MapPost("/cancellation", CallOff).Needs(Act.GiveSeats).DisableAntiforgery();
        one.MapPost("/completion", DoNow).Needs(Act.GiveSeats).DisableAntiforgery();
    }

    private static async Task<IResult> Plan(
        Db db,
        Me me,
        Once once,
        SeatChanges changes,
        Guid id,
        [FromForm] SeatChangeForm input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var seat = Guid.TryParse(input.Seat, out var held)
            ? await SeatRecords.Find(db, id, held, cancel)
            : null;
        faults.If(held != Guid.Empty && seat is null, "role", Fault.Unknown);
        var said = new SeatChangeDetails(
            await ColleagueNames.Chosen(db, input.Newcomer, "colleagueId", faults, cancel),
            seat?.Role
                ?? (
                    held == Guid.Empty
                        ? Choice.Of(input.Seat, SeatRole.AccountManager, "role", faults)
                        : null
                ),
            seat?.ColleagueId,
            Guid.TryParse(input.Introducer, out var introducer) ? introducer : null,
            SeatsPages.Date("on", input.On, faults)
        );
        var refusal = (
            await db.Attempt(
                faults,
                () => once.Do(said, () => changes.Plan(id, said, cancel), cancel)
            )
        ).Refusal;
        return refusal is null
            ? TypedResults.Redirect($"/clients/{id}/seats#planned")
            : await SeatsPages.Page(db, me, id, new(refusal, Plan: input), cancel);
    }

    private static async Task<IResult> Move(
        Db db,
        Me me,
        SeatChanges changes,
        Guid id,
        Guid changeId,
        [FromForm] SeatChangeForm input,
        [FromForm(Name = "Version")] int? version,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = new SeatChangeMove(
            Guid.TryParse(input.Introducer, out var introducer) ? introducer : null,
            SeatsPages.Date("on", input.On, faults)
        );
        var refusal = (
            await db.Attempt(faults, () => changes.Move(id, changeId, said, version, cancel))
        ).Refusal;
        return refusal is null
            ? TypedResults.Redirect($"/clients/{id}/seats#planned")
            : await SeatsPages.Page(
                db,
                me,
                id,
                new(refusal, Plan: input, Moving: changeId),
                cancel
            );
    }

    private static async Task<IResult> CallOff(
        Db db,
        Me me,
        SeatChanges changes,
        Guid id,
        Guid changeId,
        CancellationToken cancel
    ) => await After(db, me, id, changeId, await changes.CallOff(id, changeId, cancel), cancel);

    private static async Task<IResult> DoNow(
        Db db,
        Me me,
        SeatChanges changes,
        Guid id,
        Guid changeId,
        CancellationToken cancel
    ) => await After(db, me, id, changeId, await changes.DoNow(id, changeId, cancel), cancel);

    /// <summary>Whoever gave up her last seat with it sees the client no more.</summary>
    private static async Task<IResult> After(
        Db db,
        Me me,
        Guid id,
        Guid changeId,
        Result<SeatChange> done,
        CancellationToken cancel
    ) =>
        !done.Done ? await SeatsPages.Page(db, me, id, new(done.Refusal, Moving: changeId), cancel)
        : await ClientRecords.Sees(db, id, cancel) ? TypedResults.Redirect($"/clients/{id}/seats")
        : TypedResults.Redirect("/clients");
}
