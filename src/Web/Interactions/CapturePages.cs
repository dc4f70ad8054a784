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

/// <summary>A client as capture offers it.</summary>
public sealed record ClientChoice(Guid Id, string Name, string? Hint);

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
                Channel = Enum.TryParse<Channel>(channel, ignoreCase: true, out var by)
                    ? by
                    : Channel.Call,
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
        if (faults.Any)
        {
            return await Show(http, db, me, input, faults.Refusal, cancel);
        }
        var recorded = await once.Do(said, () => interactions.Record(said, cancel), cancel);
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
    ) => Pages.Show<ClientOptions>(new { Clients = await Clients(db, client, cancel) });

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
        var client = Guid.TryParse(input.ClientId, out var id)
            ? await db.Set<Client>()
                .Where(c => c.Id == id)
                .Select(c => new ClientChoice(c.Id, c.Name, null))
                .FirstOrDefaultAsync(cancel)
            : null;
        var view = new
        {
            Me = me,
            Input = input,
            Refusal = refusal,
            Client = client,
            Choices = client is null && refusal is not null
                ? await Clients(db, input.Client, cancel)
                : [],
            People = await PeopleAround.Named(db, input.People, cancel),
            InFrame = Back.InFrame(http),
        };
        return refusal is null ? Pages.Show<CaptureView>(view) : Pages.Again<CaptureView>(view);
    }

    /// <summary>The client chosen, or the only one that has the name typed. Null where nothing was said of it.</summary>
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
        if (string.IsNullOrWhiteSpace(input.Client))
        {
            return null;
        }
        var key = Folded.Key(input.Client);
        var named = await db.Set<Client>()
            .Where(c => c.NameKey == key)
            .Select(c => c.Id)
            .Take(2)
            .ToListAsync(cancel);
        faults.If(named.Count != 1, "clientId", Fault.Unknown);
        return named is [var only] ? only : null;
    }

    private static async Task<IReadOnlyList<ClientChoice>> Clients(
        Db db,
        string? typed,
        CancellationToken cancel
    ) =>
        string.IsNullOrWhiteSpace(typed)
            ? []
            :
            [
                .. (
                    await ClientList.Page(db, new ClientFilter(typed), null, Offered, cancel)
                ).Select(c => new ClientChoice(
                    c.Id,
                    c.Name,
                    string.Join(" · ", new[] { c.Number, c.City, c.Industry }.OfType<string>())
                )),
            ];

    /// <summary>Where a colleague of these roles mostly meets clients.</summary>
    private static Touchpoint Usual(Roles roles) =>
        roles.HasFlag(Roles.AccountManager) ? Touchpoint.Engagement
        : (roles & (Roles.ProjectManager | Roles.Consultant)) != Roles.None ? Touchpoint.Delivery
        : roles.HasFlag(Roles.Finance) ? Touchpoint.Finance
        : Touchpoint.Engagement;
}
