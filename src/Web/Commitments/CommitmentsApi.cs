using System.Text.Json;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Commitments;

/// <summary>What is owed as JSON. What is done with it, each act, is a resource below it.</summary>
internal static class CommitmentsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var commitments = api.MapGroup("/commitments").WithTags("Commitments");
        commitments.MapGet("/", List).Needs(Act.Look).Produces<ListPage<CommitmentRecord>>();
        commitments
            .MapPost("/", Make)
            .Needs(Act.Owe)
            .Produces<CommitmentRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        commitments
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<CommitmentRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        commitments
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(CommitmentChange))
            .Needs(Act.Owe)
            .Produces<CommitmentRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        commitments
            .MapGet("/{id:guid}/steps", Steps)
            .Needs(Act.Look)
            .Produces<IReadOnlyList<StepRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        PromiseCheckPages.MapApi(commitments);
        Deed(commitments, "closures", Close);
        Deed(commitments, "openings", Reopen);
        Deed(commitments, "dates", Move);
        Deed(commitments, "waits", Wait);
        Deed(commitments, "resumptions", Resume);
        Deed(commitments, "handovers", HandOver);
        api.MapPost("/interactions/{id:guid}/commitments", Follow)
            .WithTags("Commitments")
            .Needs(Act.Owe)
            .Produces<CommitmentRecord>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static void Deed(RouteGroupBuilder commitments, string path, Delegate deed) =>
        commitments
            .MapPost("/{id:guid}/" + path, deed)
            .Needs(Act.Owe)
            .Produces<CommitmentRecord>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> List(
        Db db,
        Me me,
        Guid? client,
        Stand? stands,
        Favour? favour,
        bool? mine,
        Guid? play,
        Guid? team,
        string? q,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await Listed.Answer(
            CommitmentList.Instance,
            db,
            me,
            new CommitmentFilter(
                client,
                q,
                stands ?? Stand.All,
                favour,
                mine ?? false,
                play,
                team
            ).Commitments(db),
            new ListAsked(filter, sort, cursor, limit),
            ids => CommitmentRecords.Read(db, ids, cancel),
            cancel
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await CommitmentRecords.Find(db, id, cancel) is { } record
            ? Answers.Record(http, record, record.Version)
            : Answers.NotFound();

    private static async Task<IResult> Steps(Db db, Guid id, CancellationToken cancel) =>
        await CommitmentRecords.Find(db, id, cancel) is null
            ? Answers.NotFound()
            : TypedResults.Ok(await CommitmentRecords.Steps(db, id, cancel));

    private static async Task<IResult> Make(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Commitments.Commitments commitments,
        CommitmentDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => commitments.Make(said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Follow(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Commitments.Commitments commitments,
        Guid id,
        CommitmentDetails said,
        CancellationToken cancel
    ) =>
        await db.Set<Interaction>().FindAsync([id], cancel) is { } entry
            ? await Answer(
                http,
                db,
                await once.Do(said, () => commitments.Follow(entry, said, cancel), cancel),
                cancel
            )
            : Answers.NotFound();

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Rapport.Commitments.Commitments commitments,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await CommitmentRecords.Find(db, id, cancel))?.Said,
            (said, version) => commitments.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> Close(
        HttpContext http,
        Db db,
        Once once,
        Closures closures,
        Guid id,
        ClosureDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => closures.Close(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Reopen(
        HttpContext http,
        Db db,
        Once once,
        Closures closures,
        Guid id,
        ReasonDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => closures.Reopen(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Move(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Commitments.Commitments commitments,
        Guid id,
        MoveDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => commitments.Move(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Wait(
        HttpContext http,
        Db db,
        Once once,
        Waits waits,
        Guid id,
        WaitDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => waits.Wait(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Resume(
        HttpContext http,
        Db db,
        Once once,
        Waits waits,
        Guid id,
        ReasonDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => waits.Resume(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> HandOver(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Commitments.Commitments commitments,
        Guid id,
        HandoverDetails said,
        CancellationToken cancel
    ) =>
        await Answer(
            http,
            db,
            await once.Do(said, () => commitments.HandOver(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Answer(
        HttpContext http,
        Db db,
        Result<Commitment> done,
        CancellationToken cancel
    ) =>
        done.Done
            ? Answers.Created(
                http,
                $"/api/v1/commitments/{done.Value.Id}",
                // Whoever hands over what has no client sees it no more; it was done all the same.
                await CommitmentRecords.Find(db, done.Value.Id, cancel),
                done.Value.Version
            )
            : Answers.Problem(done.Refusal!);
}
