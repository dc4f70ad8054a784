using Rapport.Data;
using Rapport.Lists;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Lists;

public sealed record ShownRow(Guid Id, IReadOnlyList<Cell> Cells);

/// <summary>A list as its page shows it: what could be chosen, what was, and the rows that came of it.</summary>
/// <param name="Lead">The column that names the row; it always stands first.</param>
/// <param name="Next">The place where the next page begins; null on the last.</param>
/// <param name="Wrong">Why the filter could not be carried out; then there are no rows.</param>
public sealed record ListShown(
    ListSpeech Speech,
    ListLinks Links,
    IReadOnlyList<ShownField> Fields,
    ShownField Lead,
    IReadOnlyList<ShownField> Columns,
    IReadOnlyList<ShownRow> Rows,
    int Count,
    Sort Sort,
    Filter? Filter,
    string? Next,
    Refusal? Wrong
)
{
    /// <summary>Whether a condition, or the one that is being added, is of a field of this kind.</summary>
    public bool Asks(FieldKind kind, string? adding) =>
        Values(kind).Any() || Fields.Any(f => f.Kind == kind && Is(f, adding));

    /// <summary>What the conditions say of fields of this kind.</summary>
    public IEnumerable<string> Values(FieldKind kind) =>
        (FilterRows.Of(Filter)?.Rows ?? [])
            .Where(row => Fields.Any(f => f.Kind == kind && Is(f, row.Field)))
            .Select(row => row.Value);

    private static bool Is(ShownField field, string? key) =>
        field.Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    /// <param name="rows">Those that the noun's own ways of narrowing leave.</param>
    /// <param name="after">Where the page begins; null for the beginning.</param>
    /// <param name="without">A field that all rows share here, and that is not offered.</param>
    /// <param name="counted">Whether the whole is counted: of a further page it is known.</param>
    public static async Task<ListShown> Of<TRow>(
        ListOf<TRow> list,
        ListSpeech speech,
        ListLinks links,
        Db db,
        Me me,
        IQueryable<TRow> rows,
        string? after,
        bool counted,
        CancellationToken cancel,
        string? without = null
    )
        where TRow : Row
    {
        var filter = FilterText.Read(links[ListLinks.Filter]);
        var sort = Sort.Read(links[ListLinks.Sort]) ?? list.UsualSort;
        var query = filter.Done
            ? ListQuery<TRow>.Of(list, db, me.Zone, filter.Value, sort, rows)
            : filter.Refusal!;
        var lead = list.Find(list.Lead)!;
        var columns = Chosen(list, lead, links[ListLinks.Columns]).FindAll(c => c.Key != without);
        var shown = new ListShown(
            speech,
            links,
            [.. list.Fields.Where(f => f.Key != without).Select(ShownField.Of)],
            ShownField.Of(lead),
            [.. columns.Select(ShownField.Of)],
            [],
            0,
            sort,
            filter.Done ? filter.Value : null,
            null,
            query.Refusal
        );
        if (!query.Done)
        {
            return shown;
        }
        var place = Cursor.Read<ListPlace>(after);
        var places = await query.Value.Page(
            place is not null && query.Value.Knows(place) ? place : null,
            Cursor.Usual + 1,
            cancel
        );
        var page = places.Take(Cursor.Usual).ToList();
        var cells = await query.Value.Cells(page.ConvertAll(p => p.Id), columns, cancel);
        return shown with
        {
            Rows =
            [
                .. page.Where(p => cells.ContainsKey(p.Id))
                    .Select(p => new ShownRow(p.Id, cells[p.Id])),
            ],
            Count = counted ? await query.Value.Count(cancel) : 0,
            Next = places.Count > Cursor.Usual ? Cursor.Write(page[^1]) : null,
        };
    }

    /// <summary>Those that the address names, as far as the list has them, else the usual; the lead is none of them.</summary>
    private static List<ListField<TRow>> Chosen<TRow>(
        ListOf<TRow> list,
        ListField<TRow> lead,
        string? said
    )
        where TRow : Row
    {
        var named = (said ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(list.Find)
            .OfType<ListField<TRow>>()
            .Distinct()
            .ToList();
        return
        [
            .. (named.Count > 0 ? named : list.Fields.Where(f => f.Usual)).Where(f => f != lead),
        ];
    }
}
