using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>A row with what it is sorted by.</summary>
internal sealed class Sorted<TRow, TValue>
{
    public required TRow Row { get; init; }
    public required TValue Value { get; init; }
}

/// <summary>
/// An order of rows by what stands in another table. The other is joined, not looked up for each row: so an engine may
/// begin at the first of the others, in their order, and stop when a page is full.
/// </summary>
internal interface IOrderThrough<TRow>
{
    /// <summary>Whether a row has nothing there to be sorted by.</summary>
    Expression<Func<TRow, bool>> Lacks(Db db);
}

/// <summary>The same, by values of one type.</summary>
internal interface IOrderThrough<TRow, TValue> : IOrderThrough<TRow>
{
    /// <summary>The rows that have another, each with the value of it.</summary>
    IQueryable<Sorted<TRow, TValue>> Join(Db db, IQueryable<TRow> rows);
}

/// <summary>What another table holds of a row.</summary>
internal sealed class Held<TValue>
{
    public required Guid RowId { get; init; }
    public required TValue Value { get; init; }
}

/// <summary>By what another table holds of the rows.</summary>
/// <param name="held">Of each row one at most.</param>
internal sealed class OrderByHeld<TRow, TValue>(Func<Db, IQueryable<Held<TValue>>> held)
    : IOrderThrough<TRow, TValue>
    where TRow : Row
{
    public IQueryable<Sorted<TRow, TValue>> Join(Db db, IQueryable<TRow> rows) =>
        rows.Join(
            held(db),
            r => r.Id,
            h => h.RowId,
            (r, h) => new Sorted<TRow, TValue> { Row = r, Value = h.Value }
        );

    public Expression<Func<TRow, bool>> Lacks(Db db)
    {
        var all = held(db);
        return r => !all.Any(h => h.RowId == r.Id && h.Value != null);
    }
}

/// <summary>By a key of another record that each row names.</summary>
/// <param name="held">The id of the other as the row holds it.</param>
/// <param name="id">The id of the other.</param>
/// <param name="key">By which the others are sorted.</param>
internal sealed class OrderThrough<TRow, TOther>(
    Expression<Func<Db, TRow, Guid?>> held,
    Expression<Func<TOther, Guid?>> id,
    Expression<Func<TOther, string?>> key
) : IOrderThrough<TRow, string?>
    where TOther : class
{
    public IQueryable<Sorted<TRow, string?>> Join(Db db, IQueryable<TRow> rows)
    {
        var shapes = new Shapes<TRow>(db);
        var other = Expression.Parameter(typeof(TOther), "other");
        var sorted = Expression.MemberInit(
            Expression.New(typeof(Sorted<TRow, string?>)),
            Expression.Bind(Member(nameof(Sorted<,>.Row)), shapes.Row),
            Expression.Bind(
                Member(nameof(Sorted<,>.Value)),
                ReplacingExpressionVisitor.Replace(key.Parameters[0], other, key.Body)
            )
        );
        return rows.Join(
            db.Set<TOther>(),
            shapes.Lambda<Guid?>(shapes.Of(held)),
            id,
            Expression.Lambda<Func<TRow, TOther, Sorted<TRow, string?>>>(sorted, shapes.Row, other)
        );
    }

    public Expression<Func<TRow, bool>> Lacks(Db db)
    {
        var shapes = new Shapes<TRow>(db);
        return shapes.Lambda<bool>(
            Expression.Equal(shapes.Of(held), Expression.Constant(null, typeof(Guid?)))
        );
    }

    private static System.Reflection.PropertyInfo Member(string name) =>
        typeof(Sorted<TRow, string?>).GetProperty(name)!;
}
