using System.Linq.Expressions;
using Rapport.Data;
using Rapport.Fields;

namespace Rapport.Lists;

/// <summary>Choices are stored by name and sorted as their enum counts them: from reach to loyal, not by letters.</summary>
internal static class Ranked
{
    /// <summary>(Db, TRow) => int?: the place of the choice among all; null without one.</summary>
    public static Expression<Func<Db, TRow, int?>> By<TRow, T>(
        Expression<Func<Db, TRow, T?>> choice
    )
        where T : struct, Enum =>
        Expression.Lambda<Func<Db, TRow, int?>>(
            Place(choice.Body, [.. Enum.GetValues<T>().Cast<T?>()]),
            choice.Parameters
        );

    /// <summary>The place of what a value chose, as the firm ordered its choices.</summary>
    public static Expression<Func<CustomValue, int?>> Among(Choices choices)
    {
        Expression<Func<CustomValue, Guid?>> chosen = v => v.RefId;
        return Expression.Lambda<Func<CustomValue, int?>>(
            Place(chosen.Body, [.. choices.Select(c => (Guid?)c.Id)]),
            chosen.Parameters
        );
    }

    private static Expression Place<T>(Expression choice, IReadOnlyList<T> all)
    {
        Expression rank = Expression.Constant(null, typeof(int?));
        foreach (var (place, one) in all.Index().Reverse())
        {
            rank = Expression.Condition(
                Expression.Equal(choice, Expression.Constant(one, typeof(T))),
                Expression.Constant(place, typeof(int?)),
                rank
            );
        }
        return rank;
    }
}
