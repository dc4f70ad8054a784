using System.Text.Json;
using Rapport.Data;
using Rapport.Offers;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Offers;

/// <summary>Opportunities as JSON.</summary>
internal static class OpportunitiesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var opportunities = api.MapGroup("/opportunities").WithTags("Opportunities");
        opportunities.MapGet("/", List).Needs(Act.Look).Produces<ListPage<OpportunityRecord>>();
        opportunities
            .MapPost("/", Add)
            .Needs(Act.ChangeOpportunity)
            .Produces<OpportunityRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        opportunities
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<OpportunityRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        opportunities
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(OpportunityDetails))
            .Needs(Act.ChangeOpportunity)
            .Produces<OpportunityRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(
        Db db,
        Me me,
        Guid? client,
        OpportunityStage? stage,
        Guid? owner,
        string? q,
        bool? open,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await Listed.Answer(
            OpportunityList.Instance,
            db,
            me,
            new OpportunityFilter(client, stage, owner, q, open ?? false).Opportunities(db),
            new ListAsked(filter, sort, cursor, limit),
            async ids =>
                await Listed.WithFields<Opportunity, OpportunityRecord>(
                    db,
                    await OpportunityRecords.Read(db, ids, cancel),
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
        await OpportunityRecords.Find(db, id, cancel) is { } record
            ? Answers.Record(http, record, record.Version)
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Opportunities opportunities,
        OpportunityDetails said,
        CancellationToken cancel
    )
    {
        var added = await once.Do(said, () => opportunities.Add(said, cancel), cancel);
        if (!added.Done)
        {
            return Answers.Problem(added.Refusal!);
        }
        // Whoever gives it away without a seat at the client no longer sees it; it was made all the same.
        var record = await OpportunityRecords.Find(db, added.Value.Id, cancel);
        return Answers.Created(
            http,
            $"/api/v1/opportunities/{added.Value.Id}",
            record,
            added.Value.Version
        );
    }

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Opportunities opportunities,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await OpportunityRecords.Find(db, id, cancel))?.Details,
            (said, version) => opportunities.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );
}
