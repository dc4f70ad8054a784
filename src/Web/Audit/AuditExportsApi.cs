using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Audit;

/// <summary>A signed export of the audit, as a script asks for it.</summary>
public sealed record AuditExportBody
{
    /// <summary>Null for the beginning of the audit.</summary>
    public Instant? From { get; init; }

    /// <summary>What was done before this moment; null for all until now.</summary>
    public Instant? Until { get; init; }
}

/// <summary>An export of the audit on its way into a file, and how far it is.</summary>
/// <param name="Entries">How many were written so far.</param>
/// <param name="Fingerprint">Of the public key by which the file is checked.</param>
/// <param name="File">Where the file is fetched; null before it is whole, where nothing was in it, and after its week.</param>
public sealed record AuditExportRecord(
    Guid Id,
    int Version,
    Instant CreatedAt,
    JobRecord Job,
    long Entries,
    string Fingerprint,
    string? File
);

/// <summary>Signed exports of the audit by the API: asked for, looked at again until the file is there, fetched.</summary>
internal static class AuditExportsApi
{
    private const string Path = "/api/v1/audit/exports";

    public static void Map(IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/audit/exports").WithTags("Audit");
        exports
            .MapPost("/", Ask)
            .Needs(Act.SeeAudit)
            .AsksProof()
            .Produces<AuditExportRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        exports
            .MapGet("/{id:guid}", Get)
            .Needs(Act.SeeAudit)
            .Produces<AuditExportRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        exports
            .MapGet("/{id:guid}/file", File)
            .Needs(Act.SeeAudit)
            .AsksProof()
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/audit/key", (AuditKey key) => AuditPages.Key(key))
            .Needs(Act.SeeAudit)
            .WithTags("Audit")
            .Produces<string>(StatusCodes.Status200OK, contentType: AuditPages.KeyType);
    }

    private static async Task<IResult> Ask(
        HttpContext http,
        Db db,
        AuditKey key,
        Once once,
        Rapport.Jobs.Jobs jobs,
        AuditExportBody said,
        CancellationToken cancel
    )
    {
        if (said.From >= said.Until)
        {
            return Answers.Problem(Refusal.Invalid("until", Fault.BeforeItBegan));
        }
        var begun = await once.Do(
            said,
            async () =>
                (Result<Job>)await AuditExportWork.Begin(db, jobs, said.From, said.Until, cancel),
            cancel
        );
        return begun.Done
            ? Answers.Created(
                http,
                $"{Path}/{begun.Value.Id}",
                Record(db, key, begun.Value),
                begun.Value.Version
            )
            : Answers.Problem(begun.Refusal!);
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        AuditKey key,
        Guid id,
        CancellationToken cancel
    ) =>
        await AuditExportWork.Find(db, id, cancel) is { } job
            ? Answers.Record(http, Record(db, key, job), job.Version)
            : Answers.NotFound();

    private static async Task<IResult> File(Db db, Guid id, CancellationToken cancel) =>
        await AuditPages.ExportFile(db, id, cancel) ?? Answers.NotFound();

    private static AuditExportRecord Record(Db db, AuditKey key, Job job) =>
        new(
            job.Id,
            job.Version,
            job.CreatedAt,
            JobRecord.Of(job)!,
            job.Done,
            key.Fingerprint,
            AuditExportWork.IsThere(db, job) ? $"{Path}/{job.Id}/file" : null
        );
}
