using Rapport.Data;
using Rapport.Fields;
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
    /// <summary>Where the noun's list is, whatever part of it is shown here.</summary>
    public required string Home { get; init; }

    /// <summary>The kept views that are for the reader; none where a part of a record is shown.</summary>
    public IReadOnlyList<ViewRecord> Views { get; init; } = [];

    /// <summary>What its address says and the list does not have; it is left out.</summary>
    public IReadOnlyList<string> Unclear { get; init; } = [];

    /// <summary>The reader may change rows from the list.</summary>
    public bool MayChange { get; init; }

    /// <summary>The view that the list was opened as; null for the list as it is.</summary>
    public ViewRecord? View => Views.FirstOrDefault(v => v.Id.ToString() == Links[ListLinks.View]);

    /// <summary>The cell that is being changed.</summary>
    public CellOpen? Open { get; init; }

    /// <summary>What the list says, wherever it is: to be kept, changed and exported.</summary>
    public ListSaid Said { get; init; } = ListSaid.Nothing;

    /// <summary>The list with which a colleague opens it who chose one, where the address says nothing.</summary>
    public string? Opens =>
        Links.Said.Pairs.Count == 0 && Views.FirstOrDefault(v => v.Usual) is { } usual
            ? ViewHref(usual)
            : null;

    public string ViewHref(ViewRecord view) =>
        new ListLinks(Home, ListSaid.Read(view.Said)).With(ListLinks.View, view.Id.ToString());

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
    /// <param name="whole">What is counted, where the page looks through a part of it alone.</param>
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
        string? without = null,
        IQueryable<TRow>? whole = null
    )
        where TRow : Row
    {
        list = await list.Whole(db, cancel);
        var views =
            counted && links.Path == "/" + list.Key
                ? await SavedViews.Of(db, list.Key, cancel)
                : null;
        (links, var unclear) = links.Heard(list, views);
        var filter = FilterText.Read(links[ListSaid.Filter]);
        var sort = Sort.Read(links[ListSaid.Sort]) ?? list.UsualSort;
        var query = filter.Done
            ? ListQuery<TRow>.Of(list, db, me.Zone, filter.Value, sort, rows)
            : filter.Refusal!;
        var lead = list.Find(list.Lead)!;
        var columns = list.Chosen(links[ListSaid.Columns]).Where(c => c.Key != without).ToList();
        var shown = new ListShown(
            speech.Of(list),
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
        )
        {
            Home = "/" + list.Key,
            Said = links.Said.But(ListLinks.View, null),
            MayChange = me.May(list.Changes) && list.Fields.Any(f => f.Set is not null),
            Views = views ?? [],
            Unclear = unclear,
        };
        if (!query.Done)
        {
            return shown;
        }
        var asked = query.Value;
        var place = Cursor.Read<ListPlace>(after) is { } read && asked.Knows(read) ? read : null;
        var (places, count) = counted
            ? await asked.Counted(
                place,
                Cursor.Usual + 1,
                whole is null
                    ? null
                    : ListQuery<TRow>.Of(list, db, me.Zone, filter.Value, sort, whole).Value.Rows,
                cancel
            )
            : (await asked.Page(place, Cursor.Usual + 1, cancel), 0);
        var page = places.Take(Cursor.Usual).ToList();
        var cells = await asked.Cells(page.ConvertAll(p => p.Id), columns, cancel);
        return shown with
        {
            Rows =
            [
                .. page.Where(p => cells.ContainsKey(p.Id))
                    .Select(p => new ShownRow(p.Id, cells[p.Id])),
            ],
            Count = count,
            Next = places.Count > Cursor.Usual ? Cursor.Write(page[^1]) : null,
        };
    }
}
