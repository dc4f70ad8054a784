using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What a column shows of a row, and the record to which it leads.</summary>
public sealed record Cell(object? Shown, Guid? Link)
{
    /// <summary>As <see cref="FieldText"/> writes it: another record by its id.</summary>
    public string? Text => Link?.ToString() ?? FieldText.Write(Shown);
}

/// <summary>A list as it was asked for, for what works on any noun's.</summary>
public interface IListQuery
{
    Task<int> Count(CancellationToken cancel);

    Task<IReadOnlyList<ListPlace>> Page(ListPlace? after, int limit, CancellationToken cancel);
}

/// <summary>A list as it was asked for: filtered, in an order, page by page.</summary>
public sealed class ListQuery<TRow> : IListQuery
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
    /// <param name="rows">Those that the noun's own ways of narrowing leave.</param>
    /// <param name="isWorkingDay">By which conditions count working days; Monday to Friday where nobody says.</param>
    public static Result<ListQuery<TRow>> Of(
        ListOf<TRow> list,
        Db db,
        DateTimeZone zone,
        Filter? filter,
        Sort? sort,
        IQueryable<TRow> rows,
        Func<LocalDate, bool>? isWorkingDay = null
    )
    {
        if (filter is not null)
        {
            var conditions = new Conditions<TRow>(list, db, zone, isWorkingDay).Of(filter);
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

    public async Task<IReadOnlyList<ListPlace>> Page(
        ListPlace? after,
        int limit,
        CancellationToken cancel
    ) => (await order.Page(Rows, Descending, after, limit, null, cancel)).Places;

    /// <summary>The same with how many there are of all, in one statement where there is any row.</summary>
    /// <param name="whole">What is counted, where that is not the list itself.</param>
    public async Task<(IReadOnlyList<ListPlace> Places, int Count)> Counted(
        ListPlace? after,
        int limit,
        IQueryable<TRow>? whole,
        CancellationToken cancel
    )
    {
        whole ??= Rows;
        var part = await order.Page(Rows, Descending, after, limit, whole, cancel);
        return (part.Places, part.Count ?? (after is null ? 0 : await whole.CountAsync(cancel)));
    }

    /// <summary>Those that follow a row of the list, or come before it, the nearest first.</summary>
    /// <param name="of">It may have left the list since: its neighbours are those of where it would stand.</param>
    public async Task<IReadOnlyList<ListPlace>> Beside(
        Guid of,
        bool before,
        int limit,
        CancellationToken cancel
    )
    {
        if (await order.PlaceOf(db.Set<TRow>(), of, cancel) is not { } place)
        {
            return [];
        }
        return before
            ? await order.Before(Rows, Descending, place, limit, cancel)
            : await Page(place, limit, cancel);
    }

    /// <summary>Where a row would stand; null when the viewer does not see it.</summary>
    public Task<ListPlace?> PlaceOf(Guid row, CancellationToken cancel) =>
        order.PlaceOf(db.Set<TRow>(), row, cancel);

    public Task<int> Count(CancellationToken cancel) => Rows.CountAsync(cancel);

    /// <summary>What the columns show of these rows, by their ids, in one statement.</summary>
    public Task<IReadOnlyDictionary<Guid, IReadOnlyList<Cell>>> Cells(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyList<ListField<TRow>> columns,
        CancellationToken cancel
    ) => Cells(db, ids, columns, cancel);

    internal static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Cell>>> Cells(
        Db db,
        IReadOnlyCollection<Guid> ids,
        IReadOnlyList<ListField<TRow>> columns,
        CancellationToken cancel
    )
    {
        var rows = await Shown(columns).All(db, [.. ids], cancel);
        return rows.ToDictionary(
            r => (Guid)r[0]!,
            IReadOnlyList<Cell> (r) =>
                [
                    .. columns.Select(
                        (c, i) =>
                            new Cell(
                                c.Told is { } told ? told(r[1 + 2 * i]) : r[1 + 2 * i],
                                (Guid?)r[2 + 2 * i]
                            )
                    ),
                ]
        );
    }

    /// <summary>The same columns are shown again and again: how they are read is translated once.</summary>
    private static Question<List<Guid>, object?[]> Shown(IReadOnlyList<ListField<TRow>> columns)
    {
        if (Translated.Count > MostTranslated)
        {
            Translated.Clear();
        }
        return Translated.GetOrAdd(
            string.Join(',', columns.Select(c => c.Identity)),
            _ => Question.As(OfIds, Row(columns))
        );
    }

    private static Expression<Func<Db, TRow, object?[]>> Row(IReadOnlyList<ListField<TRow>> columns)
    {
        var (db, row) = (Nothing.Parameters[0], Nothing.Parameters[1]);
        var values = columns
            .SelectMany(c => new[] { c.Shown, c.Link ?? Nothing })
            .Select(shape =>
                ReplacingExpressionVisitor.Replace(
                    shape.Parameters[1],
                    row,
                    ReplacingExpressionVisitor.Replace(shape.Parameters[0], db, shape.Body)
                )
            )
            .Prepend(Expression.Property(row, nameof(Data.Row.Id)))
            .Select(value => Expression.Convert(value, typeof(object)));
        return Expression.Lambda<Func<Db, TRow, object?[]>>(
            Expression.NewArrayInit(typeof(object), values),
            db,
            row
        );
    }

    private const int MostTranslated = 200;

    private static readonly ConcurrentDictionary<
        string,
        Question<List<Guid>, object?[]>
    > Translated = new(StringComparer.Ordinal);

    private static readonly Expression<Func<Db, List<Guid>, IQueryable<TRow>>> OfIds = (db, ids) =>
        db.Set<TRow>().Where(r => ids.Contains(r.Id));

    private static readonly Expression<Func<Db, TRow, Guid?>> Nothing = (_, _) => null;
}
