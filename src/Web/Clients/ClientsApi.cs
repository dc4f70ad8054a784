using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Clients;

/// <summary>Clients as JSON.</summary>
internal static class ClientsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var clients = api.MapGroup("/clients").WithTags("Clients");
        clients.MapGet("/", List).Needs(Act.Look).Produces<ListPage<ClientRow>>();
        clients
            .MapPost("/", Add)
            .Needs(Act.AddClient)
            .Produces<ClientRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        clients
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<ClientRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        clients
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(ClientDetails))
            .Needs(Act.ChangeClient)
            .Produces<ClientRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        clients
            .MapGet("/{id:guid}/stages", Stages)
            .Needs(Act.Look)
            .Produces<ListPage<StageRecord>>();
        clients
            .MapPost("/{id:guid}/stages", Move)
            .Needs(Act.ChangeClient)
            .Produces<ClientRecord>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> List(
        Db db,
        Me me,
        string? q,
        Stage? stage,
        Tier? tier,
        string? tag,
        bool? mine,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await Listed.Answer(
            ClientList.Instance,
            db,
            me,
            new ClientFilter(q, stage, tier, tag, mine ?? false).Clients(db),
            new ListAsked(filter, sort, cursor, limit),
            async ids =>
                await Listed.WithFields<Client, ClientRow>(
                    db,
                    await UsualGaps.Rows(db, ids, cancel),
                    item => item.Id,
                    (item, fields) => item with { Fields = fields },
                    cancel
                ),
            cancel
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await ClientRecords.Find(db, id, cancel) is { } client
            ? Answers.Record(http, client, client.Version)
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Clients.Clients clients,
        ClientDetails said,
        CancellationToken cancel
    )
    {
        var added = await once.Do(said, () => clients.Add(said, cancel), cancel);
        return added.Done
            ? await Created(http, db, added.Value.Id, cancel)
            : Answers.Problem(added.Refusal!);
    }

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Rapport.Clients.Clients clients,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await ClientRecords.Find(db, id, cancel))?.Details,
            (said, version) => clients.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> Stages(Db db, Guid id, CancellationToken cancel) =>
        await ClientRecords.Find(db, id, cancel) is null
            ? Answers.NotFound()
            : TypedResults.Ok(
                new ListPage<StageRecord>(await ClientRecords.Stages(db, id, cancel), null)
            );

    private static async Task<IResult> Move(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Clients.Clients clients,
        Guid id,
        StageInput said,
        CancellationToken cancel
    )
    {
        var moved = await once.Do(
            said,
            () => clients.Move(id, said.To, said.Reason, null, cancel),
            cancel
        );
        return moved.Done ? await Created(http, db, id, cancel) : Answers.Problem(moved.Refusal!);
    }

    private static async Task<IResult> Created(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        var record = (await ClientRecords.Find(db, id, cancel))!;
        return Answers.Created(http, $"/api/v1/clients/{id}", record, record.Version);
    }
}

/// <summary>The stage that a client reached, and why.</summary>
public sealed record StageInput([property: Required] Stage? To, string? Reason);
