using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Import;

/// <summary>Imports as JSON: a file in, its rows' fates out. The work goes on after the answer; look again until it is done.</summary>
internal static class ImportsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapGet("/", List).Needs(Act.Import).Produces<ListPage<ImportRecord>>();
        imports
            .MapPost("/", Add)
            .Needs(Act.Import)
            .Accepts<IFormFile>("text/csv", "multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(Imports.MostBytes + (1 << 20)))
            .Produces<ImportRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        imports
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Import)
            .Produces<ImportRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        imports
            .MapGet("/{id:guid}/rows", Rows)
            .Needs(Act.Import)
            .Produces<ListPage<FateRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        imports
            .MapPost("/{id:guid}/run", Run)
            .Needs(Act.Import)
            .Produces<ImportRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        imports
            .MapPost("/{id:guid}/reversal", Reverse)
            .Needs(Act.Import)
            .Produces<ImportRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(
        Db db,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var asked = Cursor.Asked<ImportPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var rows = await ImportRecords.Page(db, after?.Id, size + 1, cancel);
        return TypedResults.Ok(rows.AsPage(size, i => new ImportPlace(i.Id)));
    }

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await ImportRecords.Find(db, id, cancel) is { } import
            ? Answers.Record(http, import, import.Version)
            : Answers.NotFound();

    /// <summary>The file is the body, or the first file of a form. It is brought in at once unless only looked at.</summary>
    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Imports imports,
        [FromQuery(Name = "as")] ImportKind? kind,
        string? map,
        string? system,
        string? name,
        bool? dryRun,
        CancellationToken cancel
    )
    {
        var form = http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(cancel)
            : null;
        var file = form is { Files.Count: > 0 } ? form.Files[0] : null;
        if (form is not null && file is null)
        {
            return Answers.Problem(Refusal.Invalid("file", Fault.Required));
        }
        var said = new ImportSaid(name ?? file?.FileName ?? "api.csv", kind, map, system);
        var uploaded = await once.Do(
            new { said, Length = file?.Length ?? http.Request.ContentLength },
            async () =>
            {
                await using var content = file?.OpenReadStream() ?? http.Request.Body;
                return await imports.Upload(said, content, cancel);
            },
            cancel
        );
        if (!uploaded.Done)
        {
            return Answers.Problem(uploaded.Refusal!);
        }
        // Repeated by its key it was begun already: what runs or is done stays so.
        var import = uploaded.Value;
        if (import.State == ImportState.Uploaded)
        {
            var begun =
                dryRun == true
                    ? await imports.Check(import.Id, cancel)
                    : await imports.Start(import.Id, cancel);
            if (!begun.Done)
            {
                return Answers.Problem(begun.Refusal!);
            }
        }
        return await Created(http, db, import.Id, cancel);
    }

    private static async Task<IResult> Rows(
        Db db,
        Guid id,
        Fate? fate,
        bool? notes,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        if (await ImportRecords.Find(db, id, cancel) is not { } import)
        {
            return Answers.NotFound();
        }
        var asked = Cursor.Asked<FatePlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var (number, part) = after ?? new FatePlace(0, -1);
        var rows = await ImportRecords.Fates(
            db,
            id,
            import.State.IsDry(),
            new FateFilter(fate, notes ?? false),
            (number, part),
            size + 1,
            cancel
        );
        return TypedResults.Ok(rows.AsPage(size, r => new FatePlace(r.Number, r.Part)));
    }

    private static async Task<IResult> Run(
        HttpContext http,
        Db db,
        Imports imports,
        Guid id,
        CancellationToken cancel
    ) => await Begun(await imports.Start(id, cancel), http, db, id, cancel);

    private static async Task<IResult> Reverse(
        HttpContext http,
        Db db,
        Imports imports,
        Guid id,
        CancellationToken cancel
    ) => await Begun(await imports.TakeBack(id, cancel), http, db, id, cancel);

    private static async Task<IResult> Begun(
        Result<Rapport.Import.Import> begun,
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) => begun.Done ? await Created(http, db, id, cancel) : Answers.Problem(begun.Refusal!);

    private static async Task<IResult> Created(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        var record = (await ImportRecords.Find(db, id, cancel))!;
        return Answers.Created(http, $"/api/v1/imports/{id}", record, record.Version);
    }
}
