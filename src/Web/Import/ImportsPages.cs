using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Import;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Import;

/// <summary>Imports as pages: the file, what it seems to be, each row's fate, the import, its undo.</summary>
internal static class ImportsPages
{
    private const int SampleRows = 5;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/imports", List).Needs(Act.Import);
        app.MapPost("/imports", Upload)
            .Needs(Act.Import)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(Imports.MostBytes + (1 << 20)));
        var one = app.MapGroup("/imports/{id:guid}");
        one.MapGet("/", Show).Needs(Act.Import);
        one.MapGet("/fates.csv", Fates).Needs(Act.Import);
        one.MapPost("/mapping", Remap).Needs(Act.Import).DisableAntiforgery();
        one.MapPost("/run", Run).Needs(Act.Import).DisableAntiforgery();
        one.MapPost("/continue", GoOn).Needs(Act.Import).DisableAntiforgery();
        one.MapPost("/undo", TakeBack).Needs(Act.Import).DisableAntiforgery();
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        string? after,
        CancellationToken cancel
    )
    {
        var rows = await Page(db, after, cancel);
        return Pages.IsPartial(http)
            ? Pages.Show<ImportRows>(new { Me = me, Page = rows })
            : Pages.Show<ImportListView>(new { Me = me, Rows = rows });
    }

    private static async Task<ListPage<ImportRecord>> Page(
        Db db,
        string? after,
        CancellationToken cancel
    ) =>
        (
            await ImportRecords.Page(
                db,
                Cursor.Read<ImportPlace>(after)?.Id,
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, i => new ImportPlace(i.Id));

    private static async Task<IResult> Upload(
        Db db,
        Me me,
        Once once,
        Imports imports,
        IFormFile? file,
        CancellationToken cancel
    )
    {
        if (file is null)
        {
            return await Again(db, me, Refusal.Invalid("file", Fault.Required), cancel);
        }
        var uploaded = await once.Do(
            new { file.FileName, file.Length },
            async () =>
            {
                await using var content = file.OpenReadStream();
                return await imports.Upload(
                    new ImportSaid(file.FileName, null, null, null),
                    content,
                    cancel
                );
            },
            cancel
        );
        return uploaded.Done
            ? TypedResults.Redirect($"/imports/{uploaded.Value.Id}")
            : await Again(db, me, uploaded.Refusal!, cancel);
    }

    private static async Task<IResult> Again(
        Db db,
        Me me,
        Refusal refusal,
        CancellationToken cancel
    ) =>
        Pages.Again<ImportListView>(
            new
            {
                Me = me,
                Rows = await Page(db, null, cancel),
                Refusal = refusal,
            }
        );

    private static Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        Imports imports,
        Guid id,
        [AsParameters] FateQuery query,
        CancellationToken cancel
    ) => View(http, db, me, imports, id, query, null, cancel);

    private static async Task<IResult> View(
        HttpContext http,
        Db db,
        Me me,
        Imports imports,
        Guid id,
        FateQuery query,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (await ImportRecords.Find(db, id, cancel) is not { } import)
        {
            return TypedResults.NotFound();
        }
        var mapping =
            import.State == ImportState.Uploaded
            || (
                import.State == ImportState.Checked
                && (query.Columns == true || refusal is not null)
            );
        var look = mapping ? await imports.Look(id, SampleRows, cancel) : null;
        var rows = mapping ? null : await Rows(db, import, query, cancel);
        if (rows is not null && Pages.IsPartial(http))
        {
            return Pages.Show<FateRows>(
                new
                {
                    Rows = rows,
                    Address = query.Address(id),
                    Dry = import.State.IsDry(),
                }
            );
        }
        return Pages.Show<ImportView>(
            new
            {
                Me = me,
                Import = import,
                Query = query,
                look?.Plan,
                Samples = look?.Samples ?? [],
                Rows = rows,
                Refusal = refusal,
            },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );
    }

    private static async Task<ListPage<FateRecord>> Rows(
        Db db,
        ImportRecord import,
        FateQuery query,
        CancellationToken cancel
    )
    {
        var after = Cursor.Read<FatePlace>(query.After) ?? new FatePlace(0, -1);
        var rows = await ImportRecords.Fates(
            db,
            import.Id,
            import.State.IsDry(),
            query.Filter,
            (after.Number, after.Part),
            Cursor.Usual + 1,
            cancel
        );
        return rows.AsPage(Cursor.Usual, r => new FatePlace(r.Number, r.Part));
    }

    private static async Task<IResult> Remap(
        HttpContext http,
        Db db,
        Me me,
        Imports imports,
        Guid id,
        [FromForm] MappingInput input,
        CancellationToken cancel
    )
    {
        var fields = input.Fields?.Select(f => string.IsNullOrEmpty(f) ? null : f).ToList();
        var mapped = await imports.Map(
            id,
            input.Kind,
            input.Kind == input.Was ? fields : null,
            input.System,
            cancel
        );
        // Another kind has other fields: they are shown before the rows are looked at.
        if (mapped.Done && input.Kind != input.Was)
        {
            return TypedResults.Redirect($"/imports/{id}");
        }
        var begun = mapped.Done ? await imports.Check(id, cancel) : mapped;
        return begun.Done
            ? TypedResults.Redirect($"/imports/{id}")
            : await View(
                http,
                db,
                me,
                imports,
                id,
                new FateQuery(null, null, null, true),
                begun.Refusal,
                cancel
            );
    }

    private static Task<IResult> Run(
        HttpContext http,
        Db db,
        Me me,
        Imports imports,
        Guid id,
        CancellationToken cancel
    ) => Then(imports.Start(id, cancel), http, db, me, imports, id, cancel);

    private static Task<IResult> TakeBack(
        HttpContext http,
        Db db,
        Me me,
        Imports imports,
        Guid id,
        CancellationToken cancel
    ) => Then(imports.TakeBack(id, cancel), http, db, me, imports, id, cancel);

    private static async Task<IResult> GoOn(
        Rapport.Jobs.Jobs jobs,
        Guid id,
        CancellationToken cancel
    )
    {
        await jobs.GoOnAbout(id, cancel);
        return TypedResults.Redirect($"/imports/{id}");
    }

    private static async Task<IResult> Then(
        Task<Result<Rapport.Import.Import>> act,
        HttpContext http,
        Db db,
        Me me,
        Imports imports,
        Guid id,
        CancellationToken cancel
    )
    {
        var begun = await act;
        return begun.Done
            ? TypedResults.Redirect($"/imports/{id}")
            : await View(
                http,
                db,
                me,
                imports,
                id,
                new FateQuery(null, null, null, null),
                begun.Refusal,
                cancel
            );
    }

    private static async Task<IResult> Fates(Db db, Guid id, CancellationToken cancel) =>
        await ImportRecords.Find(db, id, cancel) is not { } import
            ? TypedResults.NotFound()
            : TypedResults.Stream(
                stream => FateFile.Write(db, import, stream, cancel),
                "text/csv; charset=utf-8",
                $"{Path.GetFileNameWithoutExtension(import.FileName)}-fates.csv"
            );
}

/// <summary>Where the list of imports goes on.</summary>
public sealed record ImportPlace(Guid Id);
