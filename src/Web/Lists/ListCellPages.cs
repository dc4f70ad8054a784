using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>A cell that is being changed, as it was typed.</summary>
public sealed record CellInput
{
    public string? Value { get; init; }

    /// <summary>What it held when somebody began to change it, as <see cref="FieldText"/> writes it.</summary>
    public string? Was { get; init; }
    public string? Why { get; init; }
}

/// <summary>A cell of a list that is open to be changed.</summary>
/// <param name="Since">What somebody else put there meanwhile, in words; null when nobody did.</param>
/// <param name="SinceBy">Who that was and when, as far as it is known.</param>
public sealed record CellOpen(
    Guid Row,
    ShownField Field,
    CellInput Input,
    IReadOnlyList<Option> People,
    Refusal? Refusal = null,
    string? Since = null,
    string? SinceBy = null
);

/// <summary>
/// Changing one cell in its place. Asked by htmx the row is answered, with the cell open or as it became; without
/// scripts a page with that one field.
/// </summary>
internal static class ListCellPages
{
    public static void Map<TRow>(IEndpointRouteBuilder pages, ListScreen<TRow> screen)
        where TRow : Data.Row
    {
        var rows = pages.MapGroup(screen.Path + "/rows/{id:guid}");
        rows.MapGet(
                "/",
                (HttpContext http, Db db, Me me, Guid id, CancellationToken cancel) =>
                    Shown(http, db, me, screen, id, null, StatusCodes.Status200OK, cancel)
            )
            .Needs(Act.Look);
        rows.MapGet(
                "/{field}",
                (HttpContext http, Db db, Me me, Guid id, string field, CancellationToken cancel) =>
                    Open(http, db, me, screen, id, field, cancel)
            )
            .Needs(screen.List.Changes);
        rows.MapPost(
                "/{field}",
                (
                    HttpContext http,
                    Db db,
                    Me me,
                    Guid id,
                    string field,
                    [FromForm] CellInput input,
                    CancellationToken cancel
                ) => Set(http, db, me, screen, id, field, input, cancel)
            )
            .Needs(screen.List.Changes)
            .DisableAntiforgery();
    }

    private static async Task<IResult> Open<TRow>(
        HttpContext http,
        Db db,
        Me me,
        ListScreen<TRow> screen,
        Guid id,
        string key,
        CancellationToken cancel
    )
        where TRow : Data.Row
    {
        var list = await screen.List.Whole(db, cancel);
        if (
            list.Find(key) is not { Set: not null } field
            || await Value(db, list, id, field, cancel) is not [var value]
        )
        {
            return TypedResults.NotFound();
        }
        var typed = await TypedValue.Write(db, field, value, cancel);
        var open = await Cell(
            db,
            id,
            field,
            new CellInput { Value = typed, Was = value },
            null,
            null,
            cancel
        );
        return await Shown(http, db, me, screen, id, open, StatusCodes.Status200OK, cancel);
    }

    private static async Task<IResult> Set<TRow>(
        HttpContext http,
        Db db,
        Me me,
        ListScreen<TRow> screen,
        Guid id,
        string key,
        CellInput input,
        CancellationToken cancel
    )
        where TRow : Data.Row
    {
        var list = await screen.List.Whole(db, cancel);
        if (
            list.Find(key) is not { Set: not null } field
            || await Value(db, list, id, field, cancel) is not [var now]
        )
        {
            return TypedResults.NotFound();
        }
        var value = await TypedValue.Read(db, field, input.Value, cancel);
        var was = string.IsNullOrEmpty(input.Was) ? null : input.Was;
        if (now != was && now != value)
        {
            // Sent again, knowing of the other change, it holds.
            var since = await ValueWords.Of(db, ShownField.Of(field), screen.Speech, [now], cancel);
            var told = await Cell(
                db,
                id,
                field,
                input with
                {
                    Was = now,
                },
                null,
                since[now] ?? ListWords.Nothing,
                cancel
            );
            var property = char.ToUpperInvariant(field.Key[0]) + field.Key[1..];
            told = told with
            {
                SinceBy = await Overtaken.Who(db, me, typeof(TRow).Name, id, property, cancel),
            };
            return await Shown(
                http,
                db,
                me,
                screen,
                id,
                told,
                StatusCodes.Status409Conflict,
                cancel
            );
        }
        var refusal =
            Wrong(field, value) ?? await field.Set(db, id, new FieldSaid(value, input.Why), cancel);
        if (refusal is { Kind: RefusalKind.NotFound })
        {
            return TypedResults.NotFound();
        }
        if (refusal is not null)
        {
            db.Forget();
            var again = await Cell(db, id, field, input, refusal, null, cancel);
            return await Shown(http, db, me, screen, id, again, Pages.StatusOf(refusal), cancel);
        }
        return await Shown(http, db, me, screen, id, null, StatusCodes.Status200OK, cancel);
    }

    private static Refusal? Wrong(IListField field, string? value) =>
        value is null
            ? field.Optional
                ? null
                : Refusal.Invalid(field.Key, Fault.Required)
            : field.Fits(value)
                ? null
                : Refusal.Invalid(field.Key, Fault.ValueUnfit, value);

    /// <summary>What the cell holds, in a list of one; nothing when the reader does not see the row.</summary>
    private static async Task<string?[]> Value<TRow>(
        Db db,
        ListOf<TRow> list,
        Guid id,
        ListField<TRow> field,
        CancellationToken cancel
    )
        where TRow : Data.Row
    {
        var cells = await list.Cells(db, [id], [field.Key], cancel);
        return cells.TryGetValue(id, out var row) ? [row[0].Text] : [];
    }

    private static async Task<CellOpen> Cell<TRow>(
        Db db,
        Guid id,
        ListField<TRow> field,
        CellInput input,
        Refusal? refusal,
        string? since,
        CancellationToken cancel
    ) =>
        new(
            id,
            ShownField.Of(field),
            input,
            field.Kind == FieldKind.Person ? await FilterNames.Colleagues(db, cancel) : [],
            refusal,
            since
        );

    private static async Task<IResult> Shown<TRow>(
        HttpContext http,
        Db db,
        Me me,
        ListScreen<TRow> screen,
        Guid id,
        CellOpen? open,
        int status,
        CancellationToken cancel
    )
        where TRow : Data.Row
    {
        var links = new ListLinks(
            screen.Path,
            ListSaid.Read(http.Request.QueryString.Value?.TrimStart('?'))
        );
        if (http.Request.Headers["HX-Request"] != "true")
        {
            return open is null
                ? TypedResults.LocalRedirect(links.Href)
                : Pages.Show<ListCellView>(
                    new
                    {
                        Me = me,
                        Links = links,
                        Speech = screen.Speech.Of(await screen.List.Whole(db, cancel)),
                        Open = open,
                        Name = (await screen.List.Names(db, [id], cancel)).GetValueOrDefault(
                            id,
                            ""
                        ),
                    },
                    status
                );
        }
        var row = await ListShown.Of(
            screen.List,
            screen.Speech,
            links.But(ListSaid.Filter, null),
            db,
            me,
            db.Set<TRow>().AsNoTracking().Where(r => r.Id == id),
            null,
            counted: false,
            cancel
        );
        // Whatever was refused stands in the row itself, which htmx puts in its place.
        return await screen.Rows(
            db,
            me,
            row with
            {
                Links = links,
                Said = links.Said,
                Open = open,
            },
            cancel
        );
    }
}
