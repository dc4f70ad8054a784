using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Duplicates;

/// <summary>Two records side by side.</summary>
public sealed record MergeInput
{
    /// <summary>The record that goes.</summary>
    public Guid? With { get; init; }
}

/// <summary>Making two records one: with which, side by side, how far it is, and the way back.</summary>
internal static class MergePages
{
    /// <summary>Before the key of a field, whose value says which side it is taken from.</summary>
    public const string Choice = "from-";
    public const string Lost = "lost";

    public static void Map(IEndpointRouteBuilder pages, DuplicatesOf noun)
    {
        var record = pages.MapGroup($"/{noun.Key}/{{id:guid}}/merge");
        record
            .MapGet(
                "/",
                (Db db, Me me, Guid id, string? with, CancellationToken cancel) =>
                    Choose(db, me, noun, id, with, cancel)
            )
            .Needs(noun.Merges);
        record
            .MapPost(
                "/",
                (
                    HttpContext http,
                    Db db,
                    Me me,
                    Merges merges,
                    Guid id,
                    [FromForm] MergeInput input,
                    CancellationToken cancel
                ) => Merge(http, db, me, merges, noun, id, input, cancel)
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();
        var merge = pages.MapGroup($"/{noun.Key}/merges/{{id:guid}}");
        merge
            .MapGet(
                "/",
                (Db db, Me me, Guid id, CancellationToken cancel) =>
                    Show(db, me, noun, id, null, cancel)
            )
            .Needs(noun.Merges);
        merge
            .MapPost(
                "/reversal",
                async (Db db, Me me, Merges merges, Guid id, CancellationToken cancel) =>
                {
                    var back = await merges.TakeBack(id, cancel);
                    return back.Done
                        ? Results.LocalRedirect(Address(noun, id))
                        : await Show(db, me, noun, id, back.Refusal, cancel);
                }
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();
        merge
            .MapPost(
                "/continue",
                async (Db db, Jobs.Jobs jobs, Guid id, CancellationToken cancel) =>
                {
                    if (await MergeRecords.Find(db, id, cancel) is not null)
                    {
                        await jobs.GoOnAbout(id, cancel);
                    }
                    return Results.LocalRedirect(Address(noun, id));
                }
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();
    }

    public static string Address(DuplicatesOf noun, Guid id) => $"/{noun.Key}/merges/{id}";

    private static async Task<IResult> Choose(
        Db db,
        Me me,
        DuplicatesOf noun,
        Guid id,
        string? with,
        CancellationToken cancel
    )
    {
        if (await noun.Find(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var typed = with?.Trim();
        var other =
            string.IsNullOrEmpty(typed) ? null
            : Guid.TryParse(typed, out var one) ? one
            : await noun.Meant(db, record, typed, cancel);
        if (other is { } lost && await MergePreview.Of(db, noun, id, lost, cancel) is { } preview)
        {
            return Side(me, noun, preview, [], null);
        }
        var head = (await noun.Heads(db, [id], cancel))[id];
        return Pages.Show<ChooseView>(
            new
            {
                Me = me,
                Noun = noun,
                Head = head,
                Typed = typed,
                Pairs = await DuplicateRecords.Page(
                    db,
                    new DuplicateFilter(noun.Key, RecordId: id),
                    null,
                    10,
                    cancel
                ),
            },
            string.IsNullOrEmpty(typed)
                ? StatusCodes.Status200OK
                : StatusCodes.Status422UnprocessableEntity
        );
    }

    private static async Task<IResult> Merge(
        HttpContext http,
        Db db,
        Me me,
        Merges merges,
        DuplicatesOf noun,
        Guid id,
        MergeInput input,
        CancellationToken cancel
    )
    {
        var form = http.Request.Form;
        var fromLost = noun
            .Fields.Select(f => f.Key)
            .Where(key => form[Choice + key] == Lost)
            .ToList();
        var merged = await merges.Start(new(noun.Key, id, input.With, fromLost), cancel);
        if (merged.Done)
        {
            return TypedResults.LocalRedirect(Address(noun, merged.Value.Id));
        }
        return
            input.With is { } lost
            && await MergePreview.Of(db, noun, id, lost, cancel) is { } preview
            ? Side(me, noun, preview, fromLost, merged.Refusal)
            : TypedResults.NotFound();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SideView> Side(
        Me me,
        DuplicatesOf noun,
        MergePreview preview,
        IReadOnlyList<string> fromLost,
        Refusal? refusal
    ) =>
        Pages.Show<SideView>(
            new
            {
                Me = me,
                Noun = noun,
                Preview = preview,
                FromLost = refusal is null
                    ? preview.Fields.Where(f => f.FromLost).Select(f => f.Field.Key).ToList()
                    : fromLost,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );

    private static async Task<IResult> Show(
        Db db,
        Me me,
        DuplicatesOf noun,
        Guid id,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        await MergeRecords.Find(db, id, cancel) is { } merge && merge.Of == noun.Key
            ? Pages.Show<MergeView>(
                new
                {
                    Me = me,
                    Merge = merge,
                    Refusal = refusal,
                },
                Pages.StatusOf(refusal)
            )
            : TypedResults.NotFound();
}
