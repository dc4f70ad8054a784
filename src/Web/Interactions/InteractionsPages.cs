using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Interactions;

/// <summary>What happened as pages: the timeline of a client, one entry, and its correction.</summary>
internal static class InteractionsPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        InteractionListPages.Map(app);
        app.MapGet("/clients/{id:guid}/timeline", OfClient).Needs(Act.Look);
        app.MapGet("/interactions/{id:guid}", Entry).Needs(Act.Look);
        app.MapGet("/interactions/{id:guid}/correct", CorrectForm).Needs(Act.Capture);
        app.MapPost("/interactions/{id:guid}/correct", Correct)
            .Needs(Act.Capture)
            .DisableAntiforgery();
    }

    private static async Task<IResult> OfClient(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        [AsParameters] StreamQuery query,
        CancellationToken cancel
    )
    {
        var isPart = Pages.IsPartial(http);
        var heading = await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel);
        if (heading is null)
        {
            return TypedResults.NotFound();
        }
        var after = Cursor.Read<StreamPlace>(query.After);
        var page = (
            await Timeline.Page(db, query.Filter(id, me.Zone), after, Cursor.Usual + 1, cancel)
        ).AsPage(Cursor.Usual, e => new StreamPlace(e.Occurred, e.Id));
        var path = $"/clients/{id}/timeline";
        var next = page.Next is null ? null : (query with { After = page.Next }).Href(path);
        // One address, two answers: a cache has to know what tells them apart.
        Pages.VaryByPart(http);
        if (after is not null && isPart)
        {
            // The address follows the reading, so that coming back begins where one was.
            http.Response.Headers["HX-Replace-Url"] = query.Href(path);
            return Pages.Show<StreamView>(
                new
                {
                    Entries = page.Items,
                    me.Zone,
                    Today = Today(db, me),
                    Next = next,
                    GoesOnFrom = after.Occurred.InZone(me.Zone).Date,
                }
            );
        }
        var (contacts, colleagues) = await PeopleAround.Of(db, id, cancel);
        return Pages.Show<TimelineView>(
            new
            {
                Me = me,
                Heading = heading,
                Query = query,
                Entries = page.Items,
                Next = next,
                Facts = await Timeline.Facts(db, id, cancel),
                db.Now,
                Contacts = contacts,
                Colleagues = colleagues,
            }
        );
    }

    private static async Task<IResult> Entry(
        Db db,
        Me me,
        Uploads uploads,
        Guid id,
        CancellationToken cancel
    )
    {
        var chain = await InteractionRecords.Chain(db, id, cancel);
        return chain.FirstOrDefault(e => e.Id == id) is { } entry
            ? Pages.Show<InteractionView>(
                new
                {
                    Me = me,
                    Entry = entry,
                    Chain = chain,
                    Today = Today(db, me),
                    Files = (await AttachmentRecords.Of(db, [id], cancel))[id].ToList(),
                    Most = await uploads.Most(cancel),
                }
            )
            : TypedResults.NotFound();
    }

    private static async Task<IResult> CorrectForm(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await InteractionRecords.Find(db, id, cancel) is not { } old)
        {
            return TypedResults.NotFound();
        }
        // What no longer holds is not corrected: its correction is.
        if (old.CorrectedById is { } newer && !Back.InFrame(http))
        {
            return TypedResults.Redirect($"/interactions/{newer}/correct");
        }
        var input = CaptureInput.Of(old.Details, db.Now, me.Zone);
        input.TakeReaders(old.Details);
        input.Back = Back.Of(http);
        return await Show(http, db, me, old, input, null, cancel);
    }

    private static async Task<IResult> Correct(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Interactions.Interactions interactions,
        Guid id,
        [FromForm] CaptureInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = input.ToCorrection(me.Zone, faults);
        var corrected = await db.Attempt(
            faults,
            () => once.Do(said, () => interactions.Correct(id, said, cancel), cancel)
        );
        if (corrected.Done)
        {
            return Back.To(
                http,
                null,
                $"/interactions/{corrected.Value.Id}",
                "content",
                InteractionWords.Corrected
            );
        }
        return await InteractionRecords.Find(db, id, cancel) is { } old
            ? await Show(http, db, me, old, input, corrected.Refusal, cancel)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        InteractionRecord old,
        CaptureInput input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        var view = new
        {
            Me = me,
            Old = old,
            Input = input,
            Refusal = refusal,
            People = await PeopleAround.Named(db, input.People, cancel),
            InFrame = Back.InFrame(http),
        };
        return refusal is null ? Pages.Show<CorrectView>(view) : Pages.Again<CorrectView>(view);
    }

    private static LocalDate Today(Db db, Me me) => db.Now.InZone(me.Zone).Date;
}
