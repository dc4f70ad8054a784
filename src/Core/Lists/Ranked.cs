using System.Linq.Expressions;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>Choices are stored by name and sorted as their enum counts them: from reach to loyal, not by letters.</summary>
internal static class Ranked
{
    /// <summary>(Db, TRow) => int?: the place of the choice among all; null without one.</summary>
    public static Expression<Func<Db, TRow, int?>> By<TRow, T>(
        Expression<Func<Db, TRow, T?>> choice
    )
        where T : struct, Enum
    {
        Expression rank = Expression.Constant(null, typeof(int?));
        foreach (var (place, one) in Enum.GetValues<T>().Index().Reverse())
        {
            rank = Expression.Condition(
                Expression.Equal(choice.Body, Expression.Constant(one, typeof(T?))),
                Expression.Constant(place, typeof(int?)),
                rank
            );
        }
        return Expression.Lambda<Func<Db, TRow, int?>>(rank, choice.Parameters);
    }
}
