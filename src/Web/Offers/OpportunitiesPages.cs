using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Files;
using Rapport.Offers;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Clients;
using Rapport.Web.Conflicts;
using Rapport.Web.Fields;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Offers;

/// <summary>Opportunities as pages: all of them, those of a client, and one.</summary>
internal static class OpportunitiesPages
{
    private static readonly ListScreen<Opportunity, OpportunityRecord, OpportunityRows> Screen =
        new(OpportunityList.Instance, OpportunityTexts.List, OpportunityRecords.Read, r => r.Id);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/opportunities", List).Needs(Act.Look);
        Screen.Map(app);
        ListForms.Map(app, "/clients/{id:guid}/opportunities", OpportunityList.Instance);
        app.MapGet("/clients/{id:guid}/opportunities/neighbour", NeighbourOfClient).Needs(Act.Look);
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
        var list = await Listed(http, db, me, query, null, Screen.Path, cancel);
        if (await Screen.Instead(http, db, me, list, cancel) is { } instead)
        {
            return instead;
        }
        return Pages.Show<OpportunityListView>(
            new
            {
                Me = me,
                List = list,
                Rows = await Screen.Found(db, list, cancel),
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
        var list = await Listed(http, db, me, query, id, path, cancel);
        return Pages.IsPartial(http)
            ? await Screen.Rows(db, me, list, cancel)
            : Pages.Show<ClientOpportunitiesView>(
                new
                {
                    Me = me,
                    Heading = heading,
                    List = list,
                    Rows = await Screen.Found(db, list, cancel),
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

    private static Task<IResult> NeighbourOfClient(
        Db db,
        Me me,
        Guid id,
        [AsParameters] OpportunityQuery query,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) =>
        ListNeighbour.Of(
            OpportunityList.Instance,
            query.Links($"/clients/{id}/opportunities"),
            db,
            me,
            query.Quick(me, id).Opportunities(db),
            asked,
            cancel
        );

    /// <param name="client">Whose they are; null for all.</param>
    private static async Task<ListShown> Listed(
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
        if (client is null)
        {
            return list;
        }
        Unclear.Tell(http, list.Unclear);
        return list with { Said = list.Said.But(OpportunityList.Client, client.ToString()) };
    }

    private static async Task<IResult> Show(
        Db db,
        Me me,
        Uploads uploads,
        Guid id,
        CancellationToken cancel
    ) =>
        await OpportunityRecords.Find(db, id, cancel) is { } record
            ? Pages.Show<OpportunityView>(
                new
                {
                    Me = me,
                    Record = record,
                    Files = (await AttachmentRecords.Of(db, [id], cancel))[id].ToList(),
                    Most = await uploads.Most(cancel),
                    Owed = await CommitmentRecords.OpenAbout(
                        db,
                        id,
                        OpportunityView.MostOwed,
                        cancel
                    ),
                    Now = db.Now,
                }
            )
            : TypedResults.NotFound();

    private static async Task<IResult> New(Db db, Me me, Guid? client, CancellationToken cancel) =>
        Form(
            me,
            new OpportunityInput
            {
                Client = client is { } id ? await ClientNames.Said(db, id, cancel) : null,
            },
            await CustomInput.Required<Opportunity>(db, null, cancel),
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
        HttpRequest request,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var custom = await CustomInput.Required<Opportunity>(db, request.Form, cancel);
        var said = (
            await input.Details(db, null, (await firms.Read(cancel)).Currency, faults, cancel)
        ) with
        {
            Fields = await custom.Said(db, cancel),
        };
        var added = await db.Attempt(
            faults,
            () => once.Do(said, () => opportunities.Add(said, cancel), cancel)
        );
        return added.Done
            ? TypedResults.Redirect($"/opportunities/{added.Value.Id}")
            : Form(me, input, custom, null, added.Refusal);
    }

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel)
    {
        if (await OpportunityRecords.Find(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var input = await OpportunityInput.From(db, record, cancel);
        return Form(
            me,
            input,
            CustomInput.None,
            record,
            null,
            FormState.Of(OpportunityInput.Shape, input).Write()
        );
    }

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Firms firms,
        Opportunities opportunities,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await OpportunityRecords.Find(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var sent = Sent.Read(OpportunityInput.Shape, form);
        form = sent.Settled(form);
        var input = OpportunityInput.Of(form);
        var now = FormState.Of(
            OpportunityInput.Shape,
            await OpportunityInput.From(db, before, cancel)
        );
        if (
            await Overtaken.Page(db, me, sent, now, input.Version, Of(before), cancel) is
            { } overtaken
        )
        {
            return overtaken;
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
            () => opportunities.Change(id, said, before.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(db, me, firms, opportunities, id, form, cancel);
        }
        return changed.Done
            ? TypedResults.Redirect($"/opportunities/{id}")
            : Form(
                me,
                input,
                CustomInput.None,
                before,
                changed.Refusal,
                form[FormState.Opened].ToString()
            );
    }

    private static Contested Of(OpportunityRecord record) =>
        new(
            nameof(Opportunity),
            record.Id,
            record.Version,
            record.Name,
            "opportunities",
            $"/opportunities/{record.Id}/edit",
            $"/opportunities/{record.Id}"
        );

    private static RazorComponentResult<OpportunityForm> Form(
        Me me,
        OpportunityInput input,
        CustomInput custom,
        OpportunityRecord? record,
        Refusal? refusal,
        string? opened = null
    ) =>
        Pages.Show<OpportunityForm>(
            new
            {
                Me = me,
                Input = input,
                Custom = custom,
                Record = record,
                Refusal = refusal,
                Opened = opened,
                Once = Guid.NewGuid().ToString(),
            },
            Pages.StatusOf(refusal)
        );
}
