using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Files;
using Rapport.Web.Shared;

namespace Rapport.Web.Interactions;

/// <summary>Writing down what happened, from wherever one is; and what completes while one types.</summary>
internal static class CapturePages
{
    private const int Offered = 8;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/capture", Form).Needs(Act.Capture);
        app.MapPost("/capture", Send)
            .Needs(Act.Capture)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(Brought.MostOfForm));
        app.MapGet("/capture/ready", Ready).Needs(Act.Capture);
        app.MapGet("/capture/clients", CompleteClient).Needs(Act.Capture);
        app.MapGet("/people/complete", CompletePeople).Needs(Act.Capture);
    }

    private static async Task<IResult> Form(
        HttpContext http,
        Db db,
        Me me,
        Uploads uploads,
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
        return await Show(http, db, me, uploads, input, Brought.Nothing, null, cancel);
    }

    private static async Task<IResult> Send(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Interactions.Interactions interactions,
        Uploads uploads,
        Attachments attachments,
        FollowUps followUps,
        [FromForm] CaptureInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var client = await ClientOf(db, input, faults, cancel);
        var said = input.ToDetails(client, me.Zone, faults);
        var then = await input.FollowUp(db, faults, cancel);
        var brought = await Brought.By(http.Request, input.Upload, uploads, cancel);
        foreach (var wrong in brought.Refusal?.Faults ?? [])
        {
            faults.Add(wrong.Field, wrong.Fault, wrong.Detail);
        }
        var files = brought.Whole.Select(u => new { u.Name, u.Received }).ToList();
        var recorded = await db.Attempt(
            faults,
            () =>
                once.Do(
                    files.Count == 0 && then.IsNone
                        ? said
                        : new
                        {
                            said,
                            files,
                            then,
                        },
                    () =>
                        files.Count == 0 && then.IsNone
                            ? interactions.Record(said, cancel)
                            : Together(
                                db,
                                brought,
                                uploads,
                                attachments,
                                () => interactions.Record(said, cancel),
                                entry => followUps.Follow(entry, then, cancel),
                                cancel
                            ),
                    cancel
                )
        );
        if (IsFromOutbox(http))
        {
            return recorded.Done
                ? TypedResults.Ok(
                    new Taken(
                        $"/clients/{recorded.Value.ClientId}/timeline#entry-{recorded.Value.Id}",
                        InteractionWords.Captured
                    )
                )
                : TypedResults.Json(
                    new NotTaken([.. recorded.Refusal!.Faults.Select(Said)]),
                    statusCode: StatusCodes.Status422UnprocessableEntity
                );
        }
        return recorded.Done
            ? Back.To(
                http,
                input.Back,
                $"/clients/{recorded.Value.ClientId}/timeline",
                $"entry-{recorded.Value.Id}",
                InteractionWords.Captured
            )
            : await Show(http, db, me, uploads, input, brought, recorded.Refusal, cancel);
    }

    /// <summary>The entry, its files and what follows from it in one transaction: all of it or nothing.</summary>
    private static async Task<Result<Interaction>> Together(
        Db db,
        Brought brought,
        Uploads uploads,
        Attachments attachments,
        Func<Task<Result<Interaction>>> record,
        Func<Interaction, Task<Result<Interaction>>> follow,
        CancellationToken cancel
    )
    {
        var kept = await brought.Keep(uploads, cancel);
        if (!kept.Done)
        {
            return kept.Refusal!;
        }
        return await db.Together(
            async () =>
            {
                var recorded = await record();
                if (!recorded.Done)
                {
                    return recorded;
                }
                var followed = await follow(recorded.Value);
                if (!followed.Done || kept.Value.Count == 0)
                {
                    return followed;
                }
                var holder = new Holder(nameof(Interaction), recorded.Value.Id);
                var added = await attachments.Add(holder, kept.Value, cancel);
                return added.Done ? recorded : added.Refusal!;
            },
            done => done.Done,
            cancel
        );
    }

    /// <summary>What a form that was kept without a network needs when it is sent: whose turn it is, and a token.</summary>
    private static Ok<Login> Ready(HttpContext http, Me me, IAntiforgery antiforgery)
    {
        var token = antiforgery.GetAndStoreTokens(http).RequestToken!;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Login(me.ColleagueId, token));
    }

    private static bool IsFromOutbox(HttpContext http) =>
        http.Request.Headers.Accept == System.Net.Mime.MediaTypeNames.Application.Json;

    /// <summary>What is wrong, with the field before it: there is no form beside it.</summary>
    private static string Said(FieldFault fault) =>
        fault.Field switch
        {
            "clientId" => $"{InteractionWords.Client}: {fault.Words()}",
            "subject" => $"{InteractionWords.Subject}: {fault.Words()}",
            "participants" => $"{InteractionWords.Participants}: {fault.Words()}",
            "occurred" => $"{InteractionWords.When}: {fault.Words()}",
            _ => fault.Words(),
        };

    private sealed record Login(Guid Owner, string Token);

    private sealed record Taken(string Href, string Said);

    private sealed record NotTaken(IReadOnlyList<string> Words);

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
        Uploads uploads,
        CaptureInput input,
        Brought brought,
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
            Most = await uploads.Most(cancel),
            brought.Whole,
            Owed = client is null ? [] : await Owed(db, id, cancel),
            db.Now,
        };
        return refusal is null ? Pages.Show<CaptureView>(view) : Pages.Again<CaptureView>(view);
    }

    /// <summary>What is open at the client, which this may do: ours first.</summary>
    private static async Task<IReadOnlyList<CommitmentRecord>> Owed(
        Db db,
        Guid client,
        CancellationToken cancel
    ) =>
        [
            .. await CommitmentRecords.OpenAt(db, client, theirs: false, Offered - 1, cancel),
            .. await CommitmentRecords.OpenAt(db, client, theirs: true, (Offered / 2) - 1, cancel),
        ];

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
