using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What a column shows of a row, and the record to which it leads.</summary>
public sealed record Cell(object? Shown, Guid? Link);

/// <summary>A list as it was asked for: filtered, in an order, page by page.</summary>
public sealed class ListQuery<TRow>
    where TRow : Row
{
    private readonly Db db;
    private readonly Keyset<TRow> order;

    private ListQuery(Db db, IQueryable<TRow> rows, ListField<TRow> by, bool descending)
    {
        (this.db, Rows, By, Descending) = (db, rows, by, descending);
        order = Keyset<TRow>.By(by, db);
    }

    /// <summary>All that the viewer sees and the filter lets through.</summary>
    public IQueryable<TRow> Rows { get; }

    public ListField<TRow> By { get; }
    public bool Descending { get; }

    /// <summary>Refuses a filter that the list's fields cannot take, and an order by a field that does not sort.</summary>
    /// <param name="narrowed">Rows to begin with instead of the list's own.</param>
    public static Result<ListQuery<TRow>> Of(
        ListOf<TRow> list,
        Db db,
        DateTimeZone zone,
        Filter? filter,
        Sort? sort,
        IQueryable<TRow>? narrowed = null
    )
    {
        var rows = narrowed ?? list.Rows(db);
        if (filter is not null)
        {
            var conditions = new Conditions<TRow>(list, db, zone).Of(filter);
            if (!conditions.Done)
            {
                return conditions.Refusal!;
            }
            rows = rows.Where(conditions.Value);
        }
        sort ??= list.UsualSort;
        return list.Find(sort.Field) is { Sorts: true } by
            ? new ListQuery<TRow>(db, rows, by, sort.Descending)
            : Refusal.Invalid(Sort.Name, Fault.FieldUnknown, sort.Field);
    }

    /// <summary>Whether a place is one of this order; from another the list cannot go on.</summary>
    public bool Knows(ListPlace place) => order.Knows(place);

    public Task<IReadOnlyList<ListPlace>> Page(
        ListPlace? after,
        int limit,
        CancellationToken cancel
    ) => order.Page(Rows, Descending, after, limit, cancel);

    public Task<int> Count(CancellationToken cancel) => Rows.CountAsync(cancel);

    /// <summary>What the columns show of these rows, by their ids, in one statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Cell>>> Cells(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyList<ListField<TRow>> columns,
        CancellationToken cancel
    )
    {
        var wanted = ids.ToList();
        var shapes = new Shapes<TRow>(db);
        var values = columns
            .SelectMany(c => new[] { c.Shown, c.Link ?? Nothing })
            .Select(s => (Expression)Expression.Convert(shapes.Of(s), typeof(object)))
            .Prepend(
                Expression.Convert(Expression.Property(shapes.Row, nameof(Row.Id)), typeof(object))
            );
        var rows = await db.Set<TRow>()
            .AsNoTracking()
            .Where(r => wanted.Contains(r.Id))
            .Select(shapes.Lambda<object?[]>(Expression.NewArrayInit(typeof(object), values)))
            .ToListAsync(cancel);
        return rows.ToDictionary(
            r => (Guid)r[0]!,
            IReadOnlyList<Cell> (r) =>
                [.. columns.Select((_, i) => new Cell(r[1 + 2 * i], (Guid?)r[2 + 2 * i]))]
        );
    }

    private static readonly Expression<Func<Db, TRow, Guid?>> Nothing = (_, _) => null;
}
