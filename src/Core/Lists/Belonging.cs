using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>To which client a record belongs, and which colleague has it; null where it has none.</summary>
public sealed record Belonging(Guid Id, Guid? ClientId, Guid? OwnerId)
{
    internal static async Task<IReadOnlyList<Belonging>> Of<TRow>(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
        where TRow : Row
    {
        var among = ids.ToList();
        var row = Expression.Parameter(typeof(TRow), "row");
        var of = Expression.Lambda<Func<TRow, Belonging>>(
            Expression.New(
                typeof(Belonging).GetConstructors()[0],
                Expression.Property(row, nameof(Row.Id)),
                Client(db, row),
                Held(db, row, "OwnerId") ?? Held(db, row, "ColleagueId") ?? Nobody
            ),
            row
        );
        return await db.Set<TRow>()
            .AsNoTracking()
            .Where(r => among.Contains(r.Id))
            .Select(of)
            .ToListAsync(cancel);
    }

    private static readonly Expression Nobody = Expression.Constant(null, typeof(Guid?));

    /// <summary>A client belongs to itself.</summary>
    private static Expression Client(Db db, ParameterExpression row) =>
        Held(db, row, nameof(IOfClient.ClientId))
        ?? (
            row.Type.IsAssignableTo(typeof(IOfClient))
                ? Expression.Convert(Expression.Property(row, nameof(Row.Id)), typeof(Guid?))
                : Nobody
        );

    private static UnaryExpression? Held(Db db, ParameterExpression row, string column) =>
        db.Model.FindEntityType(row.Type)?.FindProperty(column) is { } mapped
            ? Expression.Convert(Expression.Property(row, mapped.PropertyInfo!), typeof(Guid?))
            : null;
}
