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
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Offers;

/// <summary>Opportunities as pages: all of them, those of a client, and one.</summary>
internal static class OpportunitiesPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/opportunities", List).Needs(Act.Look);
        ListForms.Map(app, "/opportunities", OpportunityList.Instance);
        ListForms.Map(app, "/clients/{id:guid}/opportunities", OpportunityList.Instance);
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
        var (list, rows) = await Rows(http, db, me, query, null, "/opportunities", cancel);
        return Pages.IsPartial(http)
            ? Pages.Show<OpportunityRows>(
                new
                {
                    Me = me,
                    List = list,
                    Rows = rows,
                    Now = db.Now,
                }
            )
            : Pages.Show<OpportunityListView>(
                new
                {
                    Me = me,
                    List = list,
                    Rows = rows,
                    Query = query with
                    {
                        After = null,
                    },
                    Names = await FilterNames.Of(db, list, query.Adding, cancel),
                    Now = db.Now,
                },
                Pages.StatusOf(list.Wrong)
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
        var path = $"/clients/{id}/opportunities";
        var (list, rows) = await Rows(http, db, me, query, id, path, cancel);
        return Pages.IsPartial(http)
            ? Pages.Show<OpportunityRows>(
                new
                {
                    Me = me,
                    List = list,
                    Rows = rows,
                    Now = db.Now,
                }
            )
            : Pages.Show<ClientOpportunitiesView>(
                new
                {
                    Me = me,
                    Heading = heading,
                    List = list,
                    Rows = rows,
                    Query = query with
                    {
                        After = null,
                    },
                    Names = await FilterNames.Of(db, list, query.Adding, cancel),
                    Now = db.Now,
                },
                Pages.StatusOf(list.Wrong)
            );
    }

    /// <summary>The list, and what its rows say beside their columns.</summary>
    private static async Task<(ListShown, Dictionary<Guid, OpportunityRecord>)> Rows(
        HttpContext http,
        Db db,
        Me me,
        OpportunityQuery query,
        Guid? client,
        string path,
        CancellationToken cancel
    )
    {
        var list = await ListShown.Of(
            OpportunityList.Instance,
            OpportunityTexts.List,
            query.Links(path),
            db,
            me,
            query.Quick(me, client).Opportunities(db),
            query.After,
            counted: !Pages.IsPartial(http),
            cancel,
            without: client is null ? null : OpportunityList.Client
        );
        var rows = await OpportunityRecords.Read(db, [.. list.Rows.Select(r => r.Id)], cancel);
        return (list, rows.ToDictionary(r => r.Id));
    }

    private static async Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        await OpportunityRecords.Find(db, id, cancel) is { } record
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
        await OpportunityRecords.Find(db, id, cancel) is { } record
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
        if (await OpportunityRecords.Find(db, id, cancel) is not { } before)
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
            before = (await OpportunityRecords.Find(db, id, cancel)) ?? before;
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
