using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Contacts;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>An absence as typed: colleagues as completing wrote them.</summary>
public sealed class AbsenceInput
{
    /// <summary>Only of who plans it for somebody else.</summary>
    public string? Colleague { get; set; }
    public string? From { get; set; }
    public string? Until { get; set; }
    public string? Substitute { get; set; }
    public string? Note { get; set; }

    internal async Task<AbsenceDetails> Details(Db db, Faults faults, CancellationToken cancel) =>
        new()
        {
            ColleagueId = await ColleagueNames.Chosen(db, Colleague, "colleagueId", faults, cancel),
            From = ContactInput.Date("from", From, faults),
            Until = ContactInput.Date("until", Until, faults),
            SubstituteId = await ColleagueNames.Chosen(
                db,
                Substitute,
                "substituteId",
                faults,
                cancel
            ),
            Note = Note,
        };
}

/// <summary>Who is away and who stands in: seen by all, planned by each for herself.</summary>
internal static class AbsencePages
{
    public const string Path = "/absences";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                Path,
                (Db db, Me me, CancellationToken cancel) => Page(db, me, new(), null, cancel)
            )
            .Needs(Act.Look);
        app.MapPost(Path, Plan).Needs(Act.Look).DisableAntiforgery();
        app.MapPost(Path + "/{id:guid}/cancellation", Cancel).Needs(Act.Look).DisableAntiforgery();
    }

    private static async Task<IResult> Plan(
        Db db,
        Me me,
        [FromForm] AbsenceInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = await input.Details(db, faults, cancel);
        var planned = await db.Attempt(
            faults,
            () => new Absences(db).Plan(said, me.May(Act.ManageColleagues), cancel)
        );
        return planned.Done
            ? TypedResults.Redirect(Path)
            : await Page(db, me, input, planned.Refusal, cancel);
    }

    private static async Task<IResult> Cancel(Db db, Me me, Guid id, CancellationToken cancel) =>
        (await new Absences(db).Cancel(id, me.May(Act.ManageColleagues), cancel)).Done
            ? TypedResults.Redirect(Path)
            : TypedResults.NotFound();

    private static async Task<IResult> Page(
        Db db,
        Me me,
        AbsenceInput input,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        Pages.Show<AbsencesView>(
            new
            {
                Me = me,
                Away = await AbsenceList.From(db, db.Now.InZone(me.Zone).Date, cancel),
                Today = db.Now.InZone(me.Zone).Date,
                Input = input,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
}
