using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>For whom a view or a dashboard is.</summary>
public enum ViewScope
{
    /// <summary>For whoever made it.</summary>
    Own,

    /// <summary>For the unit of whoever made it.</summary>
    Team,
    Firm,
}

/// <summary>What somebody made for herself, for her unit or for the firm: a view, a dashboard.</summary>
public interface IShared
{
    Guid OwnerId { get; }
    ViewScope Scope { get; set; }

    /// <summary>The unit that has it; null but for a team's.</summary>
    Guid? UnitId { get; set; }
}

/// <summary>Who sees what is shared, and who changes it.</summary>
internal static class Sharing
{
    /// <summary>
    /// A question that begins with what is for whoever asks: her own, that of her unit or of one that she leads, the
    /// firm's. Put together beforehand, so that it is translated once.
    /// </summary>
    /// <param name="asked">Takes the context, what is for her, what it is about, and who she is.</param>
    public static Expression<Func<Db, TAbout, Guid?, IQueryable<T>>> Seen<TShared, TAbout, T>(
        Expression<Func<Db, IQueryable<TShared>, TAbout, Guid?, IQueryable<T>>> asked
    )
        where TShared : class, IShared =>
        (Expression<Func<Db, TAbout, Guid?, IQueryable<T>>>)Begun<TShared>(asked);

    /// <inheritdoc cref="Seen{TShared, TAbout, T}" />
    public static Expression<Func<Db, Guid?, IQueryable<T>>> Seen<TShared, T>(
        Expression<Func<Db, IQueryable<TShared>, Guid?, IQueryable<T>>> asked
    )
        where TShared : class, IShared =>
        (Expression<Func<Db, Guid?, IQueryable<T>>>)Begun<TShared>(asked);

    private static LambdaExpression Begun<TShared>(LambdaExpression asked)
        where TShared : class, IShared
    {
        var (context, shared, asker) = (
            asked.Parameters[0],
            asked.Parameters[1],
            asked.Parameters[^1]
        );
        Expression<Func<Db, Guid?, IQueryable<TShared>>> seen = (db, who) =>
            db.Set<TShared>()
                .Where(s =>
                    s.OwnerId == who
                    || s.Scope == ViewScope.Firm
                    || (
                        s.Scope == ViewScope.Team
                        && (
                            db.Set<Colleague>().Any(c => c.Id == who && c.UnitId == s.UnitId)
                            || db.Set<Unit>().Any(u => u.Id == s.UnitId && u.LeadId == who)
                        )
                    )
                );
        var hers = ReplacingExpressionVisitor.Replace(
            seen.Parameters[0],
            context,
            ReplacingExpressionVisitor.Replace(seen.Parameters[1], asker, seen.Body)
        );
        return Expression.Lambda(
            ReplacingExpressionVisitor.Replace(shared, hers, asked.Body),
            asked.Parameters.Where(p => p != shared)
        );
    }

    /// <summary>Whoever made it changes it; a shared one also who sees all, since its owner may have left.</summary>
    /// <param name="own">Whoever looks made it.</param>
    public static bool MayChange(Viewer viewer, bool own, ViewScope scope) =>
        own || (viewer.SeesAll && scope != ViewScope.Own);

    /// <summary>One that whoever looks may change; null for any other.</summary>
    public static Task<T?> Changeable<T>(Db db, Guid id, CancellationToken cancel)
        where T : Row, IShared =>
        db.Set<T>()
            .Where(s => s.Id == id)
            .FirstOrDefaultAsync(
                s =>
                    s.OwnerId == db.Viewer.ColleagueId
                    || (db.Viewer.SeesAll && s.Scope != ViewScope.Own),
                cancel
            );

    /// <summary>From now on it is for these; refused for a team by whoever has none.</summary>
    public static async Task Share(
        Db db,
        IShared row,
        ViewScope scope,
        Faults faults,
        CancellationToken cancel
    )
    {
        (row.Scope, row.UnitId) = (scope, null);
        if (scope == ViewScope.Team)
        {
            row.UnitId = await db.Set<Colleague>()
                .Where(c => c.Id == row.OwnerId)
                .Select(c => c.UnitId)
                .FirstOrDefaultAsync(cancel);
            faults.If(row.UnitId is null, "scope", Fault.WithoutUnit);
        }
    }
}
