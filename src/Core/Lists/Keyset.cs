using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>Rows in an order, page by page, each page begun at the place where the last one ended.</summary>
internal abstract class Keyset<TRow>
    where TRow : Row
{
    /// <param name="field">One that sorts.</param>
    public static Keyset<TRow> By(ListField<TRow> field, Db db) =>
        (Keyset<TRow>)
            Activator.CreateInstance(
                typeof(Keyset<,>).MakeGenericType(typeof(TRow), field.Order!.ReturnType),
                field,
                db
            )!;

    /// <summary>Whether the place is one of this order.</summary>
    public abstract bool Knows(ListPlace place);

    public abstract Task<IReadOnlyList<ListPlace>> Page(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace? after,
        int limit,
        CancellationToken cancel
    );

    /// <summary>Those that come before a place, the nearest first.</summary>
    public abstract Task<IReadOnlyList<ListPlace>> Before(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace place,
        int limit,
        CancellationToken cancel
    );

    /// <summary>Where a row stands in this order; null when it is not among them.</summary>
    public abstract Task<ListPlace?> PlaceOf(
        IQueryable<TRow> rows,
        Guid id,
        CancellationToken cancel
    );
}

/// <summary>
/// Those that have a value, by it and then by id; then those that have none, by id: two statements, since the engines
/// differ in where they sort what is missing. The first condition of a page is a bound at which an index can begin; the
/// second only drops what shares the bound.
/// </summary>
internal sealed class Keyset<TRow, TValue>(ListField<TRow> by, Db db) : Keyset<TRow>
    where TRow : Row
{
    private readonly Shapes<TRow> shapes = new(db);

    public override bool Knows(ListPlace place) =>
        place.Value is null ? !by.Always : Read(place.Value) is not null;

    public override async Task<IReadOnlyList<ListPlace>> Page(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var found = after is { Value: null }
            ? []
            : await Valued(rows, descending, after, limit, cancel);
        if (found.Count < limit && !by.Always)
        {
            var without = Without(rows);
            if (after is { Value: null, Id: var id })
            {
                without = without.Where(r => r.Id.CompareTo(id) > 0);
            }
            found.AddRange(
                await without
                    .OrderBy(r => r.Id)
                    .Take(limit - found.Count)
                    .Select(r => new ListPlace(null, r.Id))
                    .ToListAsync(cancel)
            );
        }
        return found;
    }

    public override async Task<IReadOnlyList<ListPlace>> Before(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace place,
        int limit,
        CancellationToken cancel
    )
    {
        if (place.Value is not null)
        {
            return await Valued(rows, !descending, place, limit, cancel);
        }
        var id = place.Id;
        var found = await Without(rows)
            .Where(r => r.Id.CompareTo(id) < 0)
            .OrderByDescending(r => r.Id)
            .Take(limit)
            .Select(r => new ListPlace(null, r.Id))
            .ToListAsync(cancel);
        if (found.Count < limit)
        {
            found.AddRange(await Valued(rows, !descending, null, limit - found.Count, cancel));
        }
        return found;
    }

    public override async Task<ListPlace?> PlaceOf(
        IQueryable<TRow> rows,
        Guid id,
        CancellationToken cancel
    )
    {
        var found = await rows.Where(r => r.Id == id)
            .Select(
                shapes.Lambda<Found>(
                    Expression.New(
                        typeof(Found).GetConstructors()[0],
                        Expression.Property(shapes.Row, nameof(Row.Id)),
                        Value
                    )
                )
            )
            .FirstOrDefaultAsync(cancel);
        return found is null ? null
            : found.Value is null ? new ListPlace(null, id)
            : new ListPlace(Write(found.Value), id);
    }

    private Expression Value => shapes.Of(by.Order!);

    /// <summary>Those that have nothing to be sorted by.</summary>
    private IQueryable<TRow> Without(IQueryable<TRow> rows) =>
        rows.Where(
            by.Through?.Lacks(db)
                ?? shapes.Lambda<bool>(
                    Expression.Equal(Value, Expression.Constant(null, Value.Type))
                )
        );

    private async Task<List<ListPlace>> Valued(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var sorted = WithValues(rows);
        if (after is { Value: { } text, Id: var id } && Read(text) is { } place)
        {
            // The bound leaves out what has no value; to ask for that too would look each up once more.
            sorted = descending
                ? sorted
                    .Where(FromOn(place, descending))
                    .Where(Differs(place, s => s.Row.Id.CompareTo(id) < 0))
                : sorted
                    .Where(FromOn(place, descending))
                    .Where(Differs(place, s => s.Row.Id.CompareTo(id) > 0));
        }
        else if (!by.Always)
        {
            sorted = sorted.Where(
                Condition(Expression.NotEqual(OneValue, Expression.Constant(null, typeof(TValue))))
            );
        }
        var ordered = descending
            ? sorted.OrderByDescending(s => s.Value).ThenByDescending(s => s.Row.Id)
            : sorted.OrderBy(s => s.Value).ThenBy(s => s.Row.Id);
        var found = await ordered
            .Take(limit)
            .Select(s => new Found(s.Row.Id, s.Value))
            .ToListAsync(cancel);
        return found.ConvertAll(f => new ListPlace(Write(f.Value), f.Id));
    }

    private static readonly ParameterExpression One = Expression.Parameter(
        typeof(Sorted<TRow, TValue>),
        "one"
    );

    private static readonly MemberExpression OneValue = Expression.Property(
        One,
        nameof(Sorted<,>.Value)
    );

    private static Expression<Func<Sorted<TRow, TValue>, bool>> FromOn(
        TValue place,
        bool descending
    )
    {
        Expression left = OneValue,
            right = Shapes<TRow>.Said(place);
        if (typeof(TValue) == typeof(string))
        {
            // Keys are compared binary, by a call that both engines know as their own comparison.
            left = Expression.Call(typeof(string), nameof(string.Compare), null, OneValue, right);
            right = Expression.Constant(0);
        }
        return Condition(
            descending
                ? Expression.LessThanOrEqual(left, right)
                : Expression.GreaterThanOrEqual(left, right)
        );
    }

    /// <summary>Of those that share the bound, the further ones alone.</summary>
    private static Expression<Func<Sorted<TRow, TValue>, bool>> Differs(
        TValue place,
        Expression<Func<Sorted<TRow, TValue>, bool>> further
    ) =>
        Condition(
            Expression.OrElse(
                Expression.NotEqual(OneValue, Shapes<TRow>.Said(place)),
                ReplacingExpressionVisitor.Replace(further.Parameters[0], One, further.Body)
            )
        );

    private static Expression<Func<Sorted<TRow, TValue>, bool>> Condition(Expression body) =>
        Expression.Lambda<Func<Sorted<TRow, TValue>, bool>>(body, One);

    private IQueryable<Sorted<TRow, TValue>> WithValues(IQueryable<TRow> rows) =>
        by.Through is IOrderThrough<TRow, TValue> through
            ? through.Join(db, rows)
            : rows.Select(
                shapes.Lambda<Sorted<TRow, TValue>>(
                    Expression.MemberInit(
                        Expression.New(typeof(Sorted<TRow, TValue>)),
                        Expression.Bind(
                            typeof(Sorted<TRow, TValue>).GetProperty(nameof(Sorted<,>.Row))!,
                            shapes.Row
                        ),
                        Expression.Bind(
                            typeof(Sorted<TRow, TValue>).GetProperty(nameof(Sorted<,>.Value))!,
                            Value
                        )
                    )
                )
            );

    private static string Write(TValue value) =>
        value switch
        {
            Instant instant => InstantPattern.ExtendedIso.Format(instant),
            LocalDate date => LocalDatePattern.Iso.Format(date),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static TValue? Read(string text)
    {
        object? read =
            typeof(TValue) == typeof(string) ? text
            : typeof(TValue) == typeof(Instant?)
                ? InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant
                        ? instant.Value
                    : null
            : typeof(TValue) == typeof(LocalDate?)
                ? LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
                    : null
            : !long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? null
            : typeof(TValue) == typeof(int?)
                ? number is >= int.MinValue and <= int.MaxValue ? (int)number
                    : null
            : number;
        return (TValue?)read;
    }

    private sealed record Found(Guid Id, TValue Value);
}
