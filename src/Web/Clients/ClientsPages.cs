using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Contacts;
using Rapport.Web.Fields;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>Clients as pages: the list, the handbook, and adding one.</summary>
internal static class ClientsPages
{
    /// <summary>How many names a field completes to.</summary>
    private const int MostNames = 10;

    private static readonly ListScreen<Client, ClientRow, ClientRows> Screen = new(
        ClientList.Instance,
        ClientTexts.List,
        UsualGaps.Rows,
        r => r.Id
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/clients", List).Needs(Act.Look);
        Screen.Map(app);
        app.MapGet("/clients/complete", Complete).Needs(Act.Look);
        app.MapGet("/clients/tags/complete", Tags).Needs(Act.Look);
        app.MapGet("/clients/new", New).Needs(Act.AddClient);
        app.MapPost("/clients/new", Add).Needs(Act.AddClient).DisableAntiforgery();
        var client = app.MapGroup("/clients/{id:guid}");
        client.MapGet("/", Handbook).Needs(Act.Look);
        ClientEditPages.Map(client);
        SeatsPages.Map(client);
        SeatChangePages.Map(client);
    }

    /// <summary>When the reader's year began.</summary>
    internal static Instant Year(Db db, Me me)
    {
        var today = db.Now.InZone(me.Zone).Date;
        return me.Zone.AtStartOfDay(new LocalDate(today.Year, 1, 1)).ToInstant();
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        Beginning beginning,
        [AsParameters] ClientQuery query,
        CancellationToken cancel
    )
    {
        var list = await ListShown.Of(
            ClientList.Instance,
            ClientTexts.List,
            query.Links,
            db,
            me,
            query.Quick.Clients(db),
            query.After,
            counted: !Pages.IsPartial(http),
            cancel
        );
        if (await Screen.Instead(http, db, me, list, cancel) is { } instead)
        {
            return instead;
        }
        return Pages.Show<ClientListView>(
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
                Steps = me.May(Act.ManageColleagues) ? await beginning.Steps(db, cancel) : null,
            },
            Pages.StatusOf(list.Wrong)
        );
    }

    /// <summary>Options for a field of a page, JSON for whoever else asks.</summary>
    private static async Task<IResult> Complete(
        HttpContext http,
        Db db,
        string? q,
        string? parent,
        string? client,
        string? value,
        CancellationToken cancel
    )
    {
        var typed = q ?? parent ?? client ?? value;
        var found = await ClientNames.Complete(db, typed, MostNames, cancel);
        return http.Request.Headers.ContainsKey("HX-Request")
            ? Pages.Show<OptionsView>(new { Values = found.Select(c => c.Said).ToList() })
            : TypedResults.Ok(
                found.Select(c => new
                {
                    c.Id,
                    Kind = "client",
                    Label = c.Name,
                    Hint = c.Industry,
                })
            );
    }

    private static async Task<IResult> Tags(Db db, string? tag, CancellationToken cancel) =>
        Pages.Show<OptionsView>(
            new { Values = await ClientTags.Complete(db, tag, MostNames, cancel) }
        );

    private static async Task<IResult> New(Db db, Me me, CancellationToken cancel) =>
        NewForm(
            me,
            new ClientInput(),
            await CustomInput.Required<Client>(db, null, cancel),
            [],
            null
        );

    private static async Task<IResult> Add(
        Db db,
        Me me,
        Once once,
        Rapport.Clients.Clients clients,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var input = ClientInput.Of(form);
        var faults = new Faults();
        var parent = await ClientNames.Chosen(db, input.Parent, "parentId", faults, cancel);
        var custom = await CustomInput.Required<Client>(db, form, cancel);
        var said = input.ToDetails(new ClientDetails(), parent, faults) with
        {
            Fields = await custom.Said(db, cancel),
            Tags = ClientInput.Split(input.Tags),
            Addresses =
                input.City is null && input.Country is null
                    ? null
                    : [new(null, AddressKind.Visit, null, null, input.City, null, input.Country)],
        };
        var known = await KnownClients.Like(db, said, cancel);
        Anyway.Ask(form, known.Count > 0, faults);
        var added = await db.Attempt(
            faults,
            () => once.Do(said, () => clients.Add(said, cancel), cancel)
        );
        return added.Done
            ? TypedResults.Redirect($"/clients/{added.Value.Id}")
            : NewForm(me, input, custom, known, added.Refusal);
    }

    private static RazorComponentResult<ClientNewView> NewForm(
        Me me,
        ClientInput input,
        CustomInput custom,
        IReadOnlyList<ClientName> known,
        Refusal? refusal
    ) =>
        Pages.Show<ClientNewView>(
            new
            {
                Me = me,
                Input = input,
                Custom = custom,
                Known = known,
                Refusal = refusal,
                Once = Guid.NewGuid().ToString(),
            },
            Pages.StatusOf(refusal)
        );

    private static Task<IResult> Handbook(
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        Touchpoint? touchpoint,
        CancellationToken cancel
    ) => HandbookPage(db, me, rhythms, id, touchpoint, null, cancel);

    /// <param name="rating">What was said of a value and could not be taken.</param>
    internal static async Task<IResult> HandbookPage(
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        Touchpoint? touchpoint,
        RefusedRating? rating,
        CancellationToken cancel
    )
    {
        if (await HandbookRecord.Find(db, id, Year(db, me), cancel) is not { } client)
        {
            return TypedResults.NotFound();
        }
        var people = await PeopleOf.Weightiest(db, id, cancel);
        return Pages.Show<HandbookView>(
            new
            {
                Me = me,
                Client = client,
                Only = touchpoint,
                People = people,
                Count = await ContactTexts.Counted(db, id, client.Heading.People, people, cancel),
                Entries = await Timeline.NewestOf(db, id, touchpoint, cancel),
                Rating = rating,
                Rhythms = await rhythms.Periods(id, client.Series, cancel),
                Now = db.Now,
            },
            Pages.StatusOf(rating?.Refusal)
        );
    }
}
