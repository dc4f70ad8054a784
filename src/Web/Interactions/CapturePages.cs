using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Interactions;

/// <summary>Writing down what happened, from wherever one is; and what completes while one types.</summary>
internal static class CapturePages
{
    private const int Offered = 8;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/capture", Form).Needs(Act.Capture);
        app.MapPost("/capture", Send).Needs(Act.Capture).DisableAntiforgery();
        app.MapGet("/capture/clients", CompleteClient).Needs(Act.Capture);
        app.MapGet("/people/complete", CompletePeople).Needs(Act.Capture);
    }

    private static async Task<IResult> Form(
        HttpContext http,
        Db db,
        Me me,
        Guid? client,
        Guid? contact,
        string? channel,
        CancellationToken cancel
    )
    {
        var with = contact is null
            ? null
            : await db.Set<Contact>()
                .Where(c => c.Id == contact)
                .Select(c => new { c.Id, c.ClientId })
                .FirstOrDefaultAsync(cancel);
        var participants = new List<ParticipantDetails>();
        if (with is not null)
        {
            participants.Add(new ParticipantDetails(with.Id, null, null));
        }
        participants.Add(new ParticipantDetails(null, me.ColleagueId, null));
        var input = CaptureInput.Of(
            new EntryDetails
            {
                Channel = Choice.Of<Channel>(channel) ?? Channel.Call,
                Touchpoint = Usual(me.Roles),
                Participants = participants,
            },
            db.Now,
            me.Zone
        );
        input.Back = Back.Of(http);
        input.ClientId = (with?.ClientId ?? client)?.ToString();
        return await Show(http, db, me, input, null, cancel);
    }

    private static async Task<IResult> Send(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Interactions.Interactions interactions,
        [FromForm] CaptureInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var client = await ClientOf(db, input, faults, cancel);
        var said = input.ToDetails(client, me.Zone, faults);
        var recorded = await db.Attempt(
            faults,
            () => once.Do(said, () => interactions.Record(said, cancel), cancel)
        );
        return recorded.Done
            ? Back.To(
                http,
                input.Back,
                $"/clients/{recorded.Value.ClientId}/timeline",
                $"entry-{recorded.Value.Id}",
                InteractionWords.Captured
            )
            : await Show(http, db, me, input, recorded.Refusal, cancel);
    }

    private static async Task<IResult> CompleteClient(
        Db db,
        string? client,
        CancellationToken cancel
    ) =>
        Pages.Show<OptionsView>(
            new
            {
                Values = (await ClientNames.Complete(db, client, Offered, cancel))
                    .Select(c => c.Said)
                    .ToList(),
            }
        );

    private static async Task<IResult> CompletePeople(
        Db db,
        string? client,
        string? q,
        bool? readers,
        CancellationToken cancel
    )
    {
        Guid? clientId = Guid.TryParse(client, out var id) ? id : null;
        return TypedResults.Ok(
            readers == true
                ? await PeopleAround.CompleteReaders(db, clientId, q, cancel)
                : await PeopleAround.Complete(db, clientId, q, cancel)
        );
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        CaptureInput input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        Guid? clientId = Guid.TryParse(input.ClientId, out var id) ? id : null;
        var client = clientId is null
            ? null
            : await db.Set<Client>()
                .Where(c => c.Id == clientId)
                .Select(c => c.Name)
                .FirstOrDefaultAsync(cancel);
        var view = new
        {
            Me = me,
            Input = input,
            Refusal = refusal,
            ClientId = client is null ? null : clientId,
            Client = client,
            Choices = client is null && refusal is not null
                ? await ClientNames.Complete(db, input.Client, Offered, cancel)
                : [],
            People = await PeopleAround.Named(db, input.People, cancel),
            InFrame = Back.InFrame(http),
        };
        return refusal is null ? Pages.Show<CaptureView>(view) : Pages.Again<CaptureView>(view);
    }

    /// <summary>The client chosen, or the one that is meant by what was typed. Null where nothing was said of it.</summary>
    private static async Task<Guid?> ClientOf(
        Db db,
        CaptureInput input,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (Guid.TryParse(input.ClientId, out var id))
        {
            return id;
        }
        return await ClientNames.Chosen(db, input.Client, "clientId", faults, cancel);
    }

    /// <summary>Where a colleague of these roles mostly meets clients.</summary>
    private static Touchpoint Usual(Roles roles) =>
        roles.HasFlag(Roles.AccountManager) ? Touchpoint.Engagement
        : (roles & (Roles.ProjectManager | Roles.Consultant)) != Roles.None ? Touchpoint.Delivery
        : roles.HasFlag(Roles.Finance) ? Touchpoint.Finance
        : Touchpoint.Engagement;
}
