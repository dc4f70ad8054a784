using System.ComponentModel.DataAnnotations;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Duplicates;

/// <summary>Of which noun duplicates are looked for.</summary>
public sealed record SearchBody
{
    /// <summary>Such as <c>contacts</c>.</summary>
    [Required]
    public string? Of { get; init; }
}

/// <summary>Two records that are to become one.</summary>
public sealed record MergeBody
{
    /// <summary>Such as <c>contacts</c>.</summary>
    [Required]
    public string? Of { get; init; }

    [Required]
    public Guid? KeptId { get; init; }

    [Required]
    public Guid? LostId { get; init; }

    /// <summary>
    /// Fields whose value is the lost one's, by the names of their first properties, such as <c>JobTitle</c>; without
    /// it, those of which only the lost one says anything.
    /// </summary>
    public IReadOnlyList<string>? FromLost { get; init; }
}

/// <summary>Pairs that are to become one each.</summary>
public sealed record BatchBody
{
    /// <summary>Such as <c>contacts</c>.</summary>
    [Required]
    public string? Of { get; init; }

    /// <summary>Ids of duplicates; without them all, but those that share a mail address.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }
    public Sureness? Sureness { get; init; }
}

/// <summary>Duplicates and merges as JSON. A merge goes on after the answer; look again until it is done.</summary>
internal static class DuplicatesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var duplicates = api.MapGroup("/duplicates").WithTags("Duplicates");
        duplicates
            .MapGet("/", List)
            .Needs(Act.Merge)
            .Produces<ListPage<DuplicateRecord>>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        duplicates
            .MapPost("/searches", Look)
            .Needs(Act.Merge)
            .Produces<JobRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        duplicates
            .MapPost("/{id:guid}/dismissal", Dismiss)
            .Needs(Act.Merge)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        var merges = api.MapGroup("/merges").WithTags("Duplicates");
        merges
            .MapPost("/", Merge)
            .Needs(Act.Merge)
            .Produces<MergeRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        merges
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Merge)
            .Produces<MergeRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        merges
            .MapPost("/{id:guid}/reversal", TakeBack)
            .Needs(Act.Merge)
            .Produces<MergeRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        var batches = api.MapGroup("/merge-batches").WithTags("Duplicates");
        batches
            .MapPost("/", Ask)
            .Needs(Act.Merge)
            .Produces<MergeBatchRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        batches
            .MapGet("/{id:guid}", Batch)
            .Needs(Act.Merge)
            .Produces<MergeBatchRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        batches
            .MapPost("/{id:guid}/run", Run)
            .Needs(Act.Merge)
            .Produces<MergeBatchRecord>(StatusCodes.Status201Created);
        batches
            .MapPost("/{id:guid}/reversal", TakeAllBack)
            .Needs(Act.Merge)
            .Produces<MergeBatchRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(
        Db db,
        string? of,
        Sureness? sureness,
        Likeness? likeness,
        Guid? record,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        if (DuplicatesOf.OfKey(of) is not { } noun)
        {
            return Answers.Problem(
                Refusal.Invalid("of", of is null ? Fault.Required : Fault.Unknown, of)
            );
        }
        var page = Cursor.Asked<DuplicatePlace>(cursor, limit);
        if (!page.Done)
        {
            return Answers.Problem(page.Refusal!);
        }
        var (after, size) = page.Value;
        var pairs = await DuplicateRecords.Page(
            db,
            new DuplicateFilter(noun.Key, sureness, likeness, record),
            after,
            size + 1,
            cancel
        );
        return TypedResults.Ok(
            pairs.AsPage(size, d => new DuplicatePlace((int)(d.Weight * 10), d.Id))
        );
    }

    private static async Task<IResult> Look(
        HttpContext http,
        Rapport.Duplicates.Duplicates duplicates,
        SearchBody said,
        CancellationToken cancel
    )
    {
        var looked = await duplicates.Look(said.Of, cancel);
        return looked.Done
            ? Answers.Created(
                http,
                $"/api/v1/duplicates?of={said.Of}",
                JobRecord.Of(looked.Value),
                looked.Value.Version
            )
            : Answers.Problem(looked.Refusal!);
    }

    private static async Task<IResult> Dismiss(
        Rapport.Duplicates.Duplicates duplicates,
        Guid id,
        CancellationToken cancel
    )
    {
        var said = await duplicates.Dismiss(id, cancel);
        return said.Done ? TypedResults.NoContent() : Answers.Problem(said.Refusal!);
    }

    private static async Task<IResult> Merge(
        HttpContext http,
        Db db,
        Once once,
        Merges merges,
        MergeBody said,
        CancellationToken cancel
    )
    {
        var merge = new MergeSaid(said.Of, said.KeptId, said.LostId, said.FromLost);
        return await Done(
            http,
            db,
            await once.Do(said, () => merges.Start(merge, cancel), cancel),
            cancel
        );
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await MergeRecords.Find(db, id, cancel) is { } merge
            ? Answers.Record(http, merge, merge.Version)
            : Answers.NotFound();

    private static async Task<IResult> TakeBack(
        HttpContext http,
        Db db,
        Merges merges,
        Guid id,
        CancellationToken cancel
    ) => await Done(http, db, await merges.TakeBack(id, cancel), cancel);

    private static async Task<IResult> Done(
        HttpContext http,
        Db db,
        Result<Merge> done,
        CancellationToken cancel
    )
    {
        if (!done.Done)
        {
            return Answers.Problem(done.Refusal!);
        }
        var record = (await MergeRecords.Find(db, done.Value.Id, cancel))!;
        return Answers.Created(http, $"/api/v1/merges/{record.Id}", record, record.Version);
    }

    private static async Task<IResult> Ask(
        HttpContext http,
        Db db,
        Once once,
        MergeBatches batches,
        BatchBody said,
        CancellationToken cancel
    )
    {
        var filter = new DuplicateFilter(said.Of ?? "", said.Sureness);
        return await Batched(
            http,
            db,
            await once.Do(said, () => batches.Ask(filter, said.Ids, cancel), cancel),
            cancel
        );
    }

    private static async Task<IResult> Batch(
        HttpContext http,
        Db db,
        MergeBatches batches,
        Guid id,
        CancellationToken cancel
    ) =>
        await batches.Find(id, cancel) is { } batch
            ? Answers.Record(http, await MergeBatchRecord.Read(db, batch, cancel), batch.Version)
            : Answers.NotFound();

    private static async Task<IResult> Run(
        HttpContext http,
        Db db,
        MergeBatches batches,
        Guid id,
        CancellationToken cancel
    ) => await Batched(http, db, await batches.Start(id, cancel), cancel);

    private static async Task<IResult> TakeAllBack(
        HttpContext http,
        Db db,
        MergeBatches batches,
        Guid id,
        CancellationToken cancel
    ) => await Batched(http, db, await batches.TakeBack(id, cancel), cancel);

    private static async Task<IResult> Batched(
        HttpContext http,
        Db db,
        Result<MergeBatch> done,
        CancellationToken cancel
    ) =>
        done.Done
            ? Answers.Created(
                http,
                $"/api/v1/merge-batches/{done.Value.Id}",
                await MergeBatchRecord.Read(db, done.Value, cancel),
                done.Value.Version
            )
            : Answers.Problem(done.Refusal!);
}
