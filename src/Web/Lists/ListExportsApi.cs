using System.ComponentModel.DataAnnotations;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Import;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Lists;

/// <summary>A list that is to be written into a file, as a script says it.</summary>
public sealed record ExportBody
{
    /// <summary>Such as <c>clients</c>.</summary>
    [Required]
    public string? List { get; init; }

    /// <summary>The list as the query of its page says it: <c>filter=…&amp;sort=-lastHeard&amp;columns=tier,fields.renewal-risk</c>.</summary>
    public string? Said { get; init; }
    public ExportFormat Format { get; init; }
}

/// <summary>A list on its way into a file, and how far it is.</summary>
/// <param name="File">Where the file is fetched; null before it is whole and after its week.</param>
public sealed record ExportRecord(
    Guid Id,
    int Version,
    string List,
    ExportFormat Format,
    NodaTime.Instant CreatedAt,
    JobRecord? Job,
    string? File
);

/// <summary>Exports of lists by the API: asked for, looked at again until the file is there, fetched.</summary>
internal static class ListExportsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("Lists");
        exports
            .MapPost("/", Ask)
            .Needs(Act.Export)
            .Produces<ExportRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        exports
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Export)
            .Produces<ExportRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        exports
            .MapGet("/{id:guid}/file", File)
            .Needs(Act.Export)
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Ask(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        ListExports exports,
        Jobs.Jobs jobs,
        ExportBody said,
        CancellationToken cancel
    )
    {
        var list = ListSaid.Read(said.Said);
        var words = await ListOf.Find(db, said.List, cancel) is { } asked
            ? Words(asked, list)
            : new ExportWords([], "currency", FieldText.Yes, FieldText.No);
        var begun = await once.Do(
            said,
            () => exports.Ask(said.List, list, said.Format, words, me.Zone, cancel),
            cancel
        );
        return begun.Done
            ? Answers.Created(
                http,
                $"/api/v1/exports/{begun.Value.Id}",
                await Record(exports, jobs, (await exports.Find(begun.Value.Id, cancel))!, cancel),
                begun.Value.Version
            )
            : Answers.Problem(begun.Refusal!);
    }

    /// <summary>For programs: columns and choices by their keys, whatever the language.</summary>
    private static ExportWords Words(ListOf list, ListSaid said) =>
        new(
            [
                .. list.Columns(said)
                    .Select(c => new ExportColumn(
                        c.Key,
                        c.Key,
                        (c.Choices ?? Choices.None).ToDictionary(o => o.Key, o => o.Key)
                    )),
            ],
            "currency",
            FieldText.Yes,
            FieldText.No
        );

    private static async Task<IResult> Get(
        HttpContext http,
        ListExports exports,
        Jobs.Jobs jobs,
        Guid id,
        CancellationToken cancel
    ) =>
        await exports.Find(id, cancel) is { } export
            ? Answers.Record(http, await Record(exports, jobs, export, cancel), export.Version)
            : Answers.NotFound();

    private static async Task<IResult> File(
        ListExports exports,
        Guid id,
        CancellationToken cancel
    ) =>
        await exports.Find(id, cancel) is { } export && exports.Open(export) is { } file
            ? TypedResults.Stream(file, ListExportPages.TypeOf(export.Format), export.FileName)
            : Answers.NotFound();

    private static async Task<ExportRecord> Record(
        ListExports exports,
        Jobs.Jobs jobs,
        ListExport export,
        CancellationToken cancel
    ) =>
        new(
            export.Id,
            export.Version,
            export.List,
            export.Format,
            export.CreatedAt,
            JobRecord.Of(await jobs.Latest(export.Id, cancel)),
            exports.IsThere(export) ? $"/api/v1/exports/{export.Id}/file" : null
        );
}
