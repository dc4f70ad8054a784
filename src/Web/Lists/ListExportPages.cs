using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Import;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>Into what a list is written.</summary>
public sealed record ExportInput
{
    /// <summary>The list, as <see cref="ListSaid"/> writes it.</summary>
    public string? Said { get; init; }
    public string? Format { get; init; }
}

/// <summary>A list as it is seen, as a file.</summary>
internal static class ListExportPages
{
    public static void Map<TRow>(IEndpointRouteBuilder pages, ListScreen<TRow> screen)
        where TRow : Data.Row
    {
        var exports = pages.MapGroup(screen.Path + "/exports");
        exports
            .MapPost(
                "/",
                (
                    Db db,
                    Me me,
                    Once once,
                    ListExports acts,
                    [FromForm] ExportInput input,
                    CancellationToken cancel
                ) => Ask(db, me, once, acts, screen, input, cancel)
            )
            .Needs(Act.Export)
            .AsksProof()
            .DisableAntiforgery();
        exports
            .MapGet(
                "/{id:guid}",
                async (
                    Me me,
                    ListExports acts,
                    Jobs.Jobs jobs,
                    Guid id,
                    CancellationToken cancel
                ) =>
                    await acts.Find(id, cancel) is { } export
                        ? Pages.Show<ListExportView>(
                            new
                            {
                                Me = me,
                                Export = export,
                                Job = JobRecord.Of(await jobs.Latest(id, cancel)),
                                There = acts.IsThere(export),
                            }
                        )
                        : Results.NotFound()
            )
            .Needs(Act.Export);
        exports
            .MapGet(
                "/{id:guid}/file",
                async (ListExports acts, Guid id, CancellationToken cancel) =>
                    await acts.Find(id, cancel) is { } export && acts.Open(export) is { } file
                        ? Results.Stream(file, TypeOf(export.Format), export.FileName)
                        : Results.NotFound()
            )
            .Needs(Act.Export);
        exports
            .MapPost(
                "/{id:guid}/continue",
                async (ListExports acts, Jobs.Jobs jobs, Guid id, CancellationToken cancel) =>
                {
                    if (await acts.Find(id, cancel) is not null)
                    {
                        await jobs.GoOnAbout(id, cancel);
                    }
                    return Results.LocalRedirect($"{screen.Path}/exports/{id}");
                }
            )
            .Needs(Act.Export)
            .DisableAntiforgery();
    }

    private static async Task<IResult> Ask<TRow>(
        Db db,
        Me me,
        Once once,
        ListExports acts,
        ListScreen<TRow> screen,
        ExportInput input,
        CancellationToken cancel
    )
        where TRow : Data.Row
    {
        var said = ListSaid.Read(input.Said);
        var list = await screen.List.Whole(db, cancel);
        var asked = await once.Do(
            input,
            () =>
                acts.Ask(
                    screen.List.Key,
                    said,
                    FieldText.Choice<ExportFormat>(input.Format) ?? ExportFormat.Csv,
                    Words(list, screen.Speech.Of(list), said),
                    me.Zone,
                    cancel
                ),
            cancel
        );
        // A list that cannot be carried out says so itself.
        return TypedResults.LocalRedirect(
            asked.Done
                ? $"{screen.Path}/exports/{asked.Value.Id}"
                : new ListLinks(screen.Path, said).Href
        );
    }

    private static ExportWords Words(ListOf list, ListSpeech speech, ListSaid said)
    {
        return new ExportWords(
            [
                .. list.Columns(said)
                    .Select(field => new ExportColumn(
                        field.Key,
                        speech.Field(field.Key),
                        (field.Choices ?? Choices.None).ToDictionary(c => c.Key, speech.Of)
                    )),
            ],
            ListWords.Currency,
            ListWords.Yes,
            ListWords.No
        );
    }

    internal static string TypeOf(ExportFormat format) =>
        format == ExportFormat.Xlsx
            ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            : "text/csv; charset=utf-8";
}
