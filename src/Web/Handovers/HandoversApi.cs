using Rapport.Data;
using Rapport.Handovers;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Handovers;

/// <summary>Handing over all that a colleague holds as JSON, and her leaving.</summary>
internal static class HandoversApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var colleague = api.MapGroup("/colleagues/{id:guid}").WithTags("Handovers");
        colleague
            .MapGet("/holdings", Holdings)
            .Needs(Act.Look)
            .Produces<HandoverPlan>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        colleague
            .MapPost("/handovers", Start)
            .Needs(Act.Look)
            .AsksProof()
            .Produces<HandoverRecord>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        colleague
            .MapPut("/departure", Leave)
            .Needs(Act.ManageColleagues)
            .AsksProof()
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        var one = api.MapGroup("/handovers/{id:guid}").WithTags("Handovers");
        one.MapGet("/", Get)
            .Needs(Act.Look)
            .Produces<HandoverRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        one.MapPut("/cancellation", CallOff)
            .Needs(Act.Look)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>All that she holds, as far as the caller sees it, and who could take it over.</summary>
    /// <param name="suddenly">She goes from one day to the next: then the lead of her unit is proposed too.</param>
    private static async Task<IResult> Holdings(
        Db db,
        Me me,
        Guid id,
        bool? suddenly,
        CancellationToken cancel
    ) =>
        await HandoverPages.Plan(db, me, id, suddenly == true, cancel) is { } plan
            ? TypedResults.Ok(plan)
            : Answers.NotFound();

    private static async Task<IResult> Start(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rapport.Handovers.Handovers handovers,
        Guid id,
        SuccessionDetails said,
        CancellationToken cancel
    )
    {
        if (
            !me.May(Act.ManageColleagues)
            && !await Rapport.Handovers.Handovers.Leads(db, id, cancel)
        )
        {
            return Answers.NotFound();
        }
        var started = await once.Do(
            said,
            () => handovers.Start(id, said, me.May(Act.ManageColleagues), cancel),
            cancel
        );
        return started.Done
            ? Answers.Created(
                http,
                $"/api/v1/handovers/{started.Value.Id}",
                await Find(db, me, started.Value.Id, cancel),
                started.Value.Version
            )
            : Answers.Problem(started.Refusal!);
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        CancellationToken cancel
    ) =>
        await Find(db, me, id, cancel) is { } found
            ? Answers.Record(http, found, found.Version)
            : Answers.NotFound();

    private static async Task<IResult> CallOff(
        Db db,
        Me me,
        Rapport.Handovers.Handovers handovers,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await HandoverPages.Steered(db, me, id, cancel) is null)
        {
            return Answers.NotFound();
        }
        var off = await handovers.CallOff(id, cancel);
        return off.Done ? TypedResults.NoContent() : Answers.Problem(off.Refusal!);
    }

    /// <summary>She leaves today. Whoever still holds something needs a reason; better is a handover before.</summary>
    private static async Task<IResult> Leave(
        Colleagues colleagues,
        Guid id,
        LeavingDetails said,
        CancellationToken cancel
    )
    {
        var left = await colleagues.Leave(id, said.Reason, cancel);
        return left.Done ? TypedResults.NoContent() : Answers.Problem(left.Refusal!);
    }

    private static Task<HandoverRecord?> Find(Db db, Me me, Guid id, CancellationToken cancel) =>
        HandoverRecords.Find(db, id, me.May(Act.ManageColleagues), cancel);
}
