using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Offers;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Offers;

/// <summary>Opportunities as pages: all of them, those of a client, and one.</summary>
internal static class OpportunitiesPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/opportunities", List).Needs(Act.Look);
        app.MapGet("/opportunities/new", New).Needs(Act.ChangeOpportunity);
        app.MapPost("/opportunities/new", Add).Needs(Act.ChangeOpportunity).DisableAntiforgery();
        app.MapGet("/opportunities/{id:guid}", Show).Needs(Act.Look);
        app.MapGet("/opportunities/{id:guid}/edit", Edit).Needs(Act.ChangeOpportunity);
        app.MapPost("/opportunities/{id:guid}/edit", Change)
            .Needs(Act.ChangeOpportunity)
            .DisableAntiforgery();
        app.MapGet("/clients/{id:guid}/opportunities", OfClient).Needs(Act.Look);
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] OpportunityQuery query,
        CancellationToken cancel
    )
    {
        var rows = await Rows(db, me, query, null, cancel);
        query = query with { After = null };
        return Pages.IsPartial(http)
            ? Pages.Show<OpportunityRows>(
                new
                {
                    Me = me,
                    Rows = rows,
                    Query = query,
                    Path = "/opportunities",
                }
            )
            : Pages.Show<OpportunityListView>(
                new
                {
                    Me = me,
                    Rows = rows,
                    Query = query,
                    Count = await OpportunityList.Count(db, query.Filter(me), cancel),
                }
            );
    }

    private static async Task<IResult> OfClient(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        [AsParameters] OpportunityQuery query,
        CancellationToken cancel
    )
    {
        if (await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel) is not { } heading)
        {
            return TypedResults.NotFound();
        }
        var rows = await Rows(db, me, query, id, cancel);
        query = query with { After = null };
        var path = $"/clients/{id}/opportunities";
        return Pages.IsPartial(http)
            ? Pages.Show<OpportunityRows>(
                new
                {
                    Me = me,
                    Rows = rows,
                    Query = query,
                    Path = path,
                    OfClient = true,
                }
            )
            : Pages.Show<ClientOpportunitiesView>(
                new
                {
                    Me = me,
                    Heading = heading,
                    Rows = rows,
                    Query = query,
                    Now = db.Now,
                }
            );
    }

    private static async Task<ListPage<OpportunityRecord>> Rows(
        Db db,
        Me me,
        OpportunityQuery query,
        Guid? client,
        CancellationToken cancel
    ) =>
        (
            await OpportunityList.Page(
                db,
                query.Filter(me, client),
                Cursor.Read<OpportunityPlace>(query.After),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, r => new OpportunityPlace(r.Id));

    private static async Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        await OpportunityList.Find(db, id, cancel) is { } record
            ? Pages.Show<OpportunityView>(new { Me = me, Record = record })
            : TypedResults.NotFound();

    private static async Task<IResult> New(Db db, Me me, Guid? client, CancellationToken cancel) =>
        Form(
            me,
            new OpportunityInput
            {
                Client = client is { } id ? await ClientNames.Said(db, id, cancel) : null,
            },
            null,
            null
        );

    private static async Task<IResult> Add(
        Db db,
        Me me,
        Once once,
        Firms firms,
        Opportunities opportunities,
        [FromForm] OpportunityInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = await input.Details(
            db,
            null,
            (await firms.Read(cancel)).Currency,
            faults,
            cancel
        );
        var added = await db.Attempt(
            faults,
            () => once.Do(said, () => opportunities.Add(said, cancel), cancel)
        );
        return added.Done
            ? TypedResults.Redirect($"/opportunities/{added.Value.Id}")
            : Form(me, input, null, added.Refusal);
    }

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel) =>
        await OpportunityList.Find(db, id, cancel) is { } record
            ? Form(me, await OpportunityInput.From(db, record, cancel), record, null)
            : TypedResults.NotFound();

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Firms firms,
        Opportunities opportunities,
        Guid id,
        [FromForm] OpportunityInput input,
        CancellationToken cancel
    )
    {
        if (await OpportunityList.Find(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var faults = new Faults();
        var said = await input.Details(
            db,
            before,
            (await firms.Read(cancel)).Currency,
            faults,
            cancel
        );
        var changed = await db.Attempt(
            faults,
            () => opportunities.Change(id, said, input.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // What was typed stays; sent again, knowing of the other change, it holds.
            before = (await OpportunityList.Find(db, id, cancel)) ?? before;
            input.Version = before.Version;
        }
        return changed.Done
            ? TypedResults.Redirect($"/opportunities/{id}")
            : Form(me, input, before, changed.Refusal);
    }

    private static RazorComponentResult<OpportunityForm> Form(
        Me me,
        OpportunityInput input,
        OpportunityRecord? record,
        Refusal? refusal
    ) =>
        Pages.Show<OpportunityForm>(
            new
            {
                Me = me,
                Input = input,
                Record = record,
                Refusal = refusal,
                Once = Guid.NewGuid().ToString(),
            },
            Pages.StatusOf(refusal)
        );
}
