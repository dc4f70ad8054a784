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
/// An order of rows by a key of another record that each of them names. The other is joined, not looked up for each row:
/// so an engine may begin at the first of the others, in their order, and stop when a page is full.
/// </summary>
internal interface IOrderThrough<TRow>
{
    /// <summary>The rows that name another, each with its key.</summary>
    IQueryable<Sorted<TRow, string?>> Join(Db db, IQueryable<TRow> rows);

    /// <summary>Whether a row names nobody.</summary>
    Expression<Func<TRow, bool>> Lacks(Db db);
}

/// <param name="held">The id of the other as the row holds it.</param>
/// <param name="id">The id of the other.</param>
/// <param name="key">By which the others are sorted.</param>
internal sealed class OrderThrough<TRow, TOther>(
    Expression<Func<Db, TRow, Guid?>> held,
    Expression<Func<TOther, Guid?>> id,
    Expression<Func<TOther, string?>> key
) : IOrderThrough<TRow>
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
