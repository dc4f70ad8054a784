using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>A seat as it was typed: the colleague as completing wrote it.</summary>
// A class and not a record with a constructor: what a form does not send would be missing there, and refused.
public sealed class SeatForm
{
    public string? Colleague { get; set; }
    public string? Role { get; set; }
    public string? Since { get; set; }
}

public sealed class EndForm
{
    public string? Until { get; set; }

    /// <summary>Not sent where it was not asked, or not ticked.</summary>
    public string? Knowing { get; set; }
}

/// <summary>Seats at a client as pages.</summary>
internal static class SeatsPages
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/seats", Show).Needs(Act.Look);
        client.MapPost("/seats", Take).Needs(Act.GiveSeats).DisableAntiforgery();
        client.MapPost("/seats/{seatId:guid}/end", End).Needs(Act.GiveSeats).DisableAntiforgery();
    }

    private static Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        Page(db, me, id, new Shown(), cancel);

    private static async Task<IResult> Take(
        Db db,
        Me me,
        Once once,
        Seats seats,
        Guid id,
        [FromForm] SeatForm input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = new SeatDetails(
            await ColleagueNames.Chosen(db, input.Colleague, "colleagueId", faults, cancel),
            Choice.Of(input.Role, SeatRole.AccountManager, "role", faults),
            Date("since", input.Since, faults)
        );
        var refusal = (
            await db.Attempt(
                faults,
                () => once.Do(said, () => seats.Take(id, said, cancel), cancel)
            )
        ).Refusal;
        return refusal is null
            ? TypedResults.Redirect($"/clients/{id}/seats")
            : await Page(db, me, id, new Shown(refusal, input), cancel);
    }

    private static async Task<IResult> End(
        Db db,
        Me me,
        Seats seats,
        Guid id,
        Guid seatId,
        [FromForm] EndForm input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var until = Date("until", input.Until, faults);
        var refusal = (
            await db.Attempt(
                faults,
                () => seats.GiveUp(id, seatId, until, input.Knowing is not null, cancel)
            )
        ).Refusal;
        if (refusal is not null)
        {
            return await Page(db, me, id, new Shown(refusal, Ending: seatId, End: input), cancel);
        }
        var stillSeen = await ClientRecords.Sees(db, id, cancel);
        return TypedResults.Redirect(stillSeen ? $"/clients/{id}/seats" : "/clients");
    }

    /// <summary>What was typed and refused, in whichever of its forms.</summary>
    internal sealed record Shown(
        Refusal? Refusal = null,
        SeatForm? Input = null,
        Guid? Ending = null,
        EndForm? End = null,
        SeatChangeForm? Plan = null,
        Guid? Moving = null
    );

    internal static async Task<IResult> Page(
        Db db,
        Me me,
        Guid id,
        Shown shown,
        CancellationToken cancel
    )
    {
        if (
            shown.Refusal?.Kind == RefusalKind.NotFound
            || await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel)
                is not { } heading
        )
        {
            return TypedResults.NotFound();
        }
        return Pages.Show<SeatsView>(
            new
            {
                Me = me,
                Heading = heading,
                Seats = await SeatRecords.All(db, id, cancel),
                Changes = await SeatChangeRecords.All(db, id, cancel),
                Trusted = await Introductions.Trusted(db, id, cancel),
                Today = await new Firms(db).Today(cancel),
                Now = db.Now,
                Once = Guid.NewGuid().ToString(),
                Input = shown.Input ?? new(),
                shown.Ending,
                shown.End,
                Plan = shown.Plan ?? new(),
                HasPlan = shown.Plan is not null,
                shown.Moving,
                shown.Refusal,
            },
            shown.Refusal is null
                ? StatusCodes.Status200OK
                : StatusCodes.Status422UnprocessableEntity
        );
    }

    internal static LocalDate? Date(string field, string? typed, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var date = LocalDatePattern.Iso.Parse(typed.Trim());
        faults.If(!date.Success, field, Fault.NotADate);
        return date.Success ? date.Value : null;
    }
}
