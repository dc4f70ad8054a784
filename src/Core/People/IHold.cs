using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.People;

/// <summary>How many things of one kind a colleague holds at one client.</summary>
/// <param name="ClientId">Null for what belongs to no client.</param>
/// <param name="InConfidence">How many more are for named people alone, as far as the viewer sees them.</param>
public sealed record HeldCount(string Kind, Guid? ClientId, int Count, int InConfidence);

/// <summary>From whom to whom things of one client go.</summary>
/// <param name="ClientId">Null for what belongs to no client.</param>
/// <param name="Suddenly">She left without time to bring anybody along.</param>
public sealed record Passing(
    Guid From,
    Guid To,
    Guid? ClientId,
    string? Reason = null,
    bool Suddenly = false
);

/// <summary>
/// Something that a colleague holds by being named in a column, and that somebody else must hold when she leaves. Discovered;
/// each noun says it of its own columns.
/// </summary>
public interface IHold
{
    /// <summary>By which its words are found: <c>seats</c>.</summary>
    string Kind { get; }

    /// <summary>Lower goes first: a seat opens the wall for what follows.</summary>
    int Order { get; }

    /// <summary>The column that names who holds it, behind its table: <c>Seat.ColleagueId</c>.</summary>
    string Column { get; }

    /// <summary>It never belongs to a client, so no wall stands before it.</summary>
    bool OfFirm { get; }

    /// <summary>What she holds, by client, as far as the viewer sees it.</summary>
    Task<IReadOnlyList<HeldCount>> Count(Db db, Guid colleague, CancellationToken cancel);

    /// <summary>
    /// Hands over some of it, changed and not saved; answers how many. What is for named people goes to one of them alone.
    /// </summary>
    Task<int> Pass(Db db, Passing how, int atMost, CancellationToken cancel);
}

/// <summary>Everything that can be held.</summary>
public static class HeldKinds
{
    public static IReadOnlyList<IHold> All { get; } =
    [.. Discovered.All<IHold>().OrderBy(h => h.Order).ThenBy(h => h.Kind, StringComparer.Ordinal)];

    public static async Task<IReadOnlyList<HeldCount>> Count(
        Db db,
        Guid colleague,
        CancellationToken cancel
    )
    {
        var counts = new List<HeldCount>();
        foreach (var kind in All)
        {
            counts.AddRange(await kind.Count(db, colleague, cancel));
        }
        return counts;
    }
}

/// <summary>A row that somebody holds.</summary>
public sealed class HeldRow<T>
    where T : class
{
    public required T Row { get; init; }
    public required Guid? ClientId { get; init; }

    /// <summary>The record by whose audience it is read.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>It is for named people alone.</summary>
    public required bool IsNamed { get; init; }
}

/// <summary>What is held in one column of one table.</summary>
public abstract class HeldIn<T> : IHold
    where T : class
{
    public abstract string Kind { get; }
    public abstract int Order { get; }
    public abstract string Column { get; }
    public virtual bool OfFirm => false;

    public async Task<IReadOnlyList<HeldCount>> Count(
        Db db,
        Guid colleague,
        CancellationToken cancel
    )
    {
        var found = await Of(db, colleague)
            .GroupBy(h => new { h.ClientId, h.IsNamed })
            .Select(g => new
            {
                g.Key.ClientId,
                g.Key.IsNamed,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        return
        [
            .. found
                .GroupBy(g => g.ClientId)
                .Select(g => new HeldCount(
                    Kind,
                    g.Key,
                    g.Where(c => !c.IsNamed).Sum(c => c.Count),
                    g.Where(c => c.IsNamed).Sum(c => c.Count)
                )),
        ];
    }

    public async Task<int> Pass(Db db, Passing how, int atMost, CancellationToken cancel)
    {
        var rows = await Of(db, how.From)
            .Where(h => h.ClientId == how.ClientId)
            .Where(h =>
                !h.IsNamed
                || db.Set<AudienceMember>()
                    .Any(m => m.SubjectId == h.SubjectId && m.ColleagueId == how.To)
            )
            .Select(h => h.Row)
            .Take(atMost)
            .ToListAsync(cancel);
        if (rows.Count > 0)
        {
            await Give(db, rows, how, cancel);
        }
        return rows.Count;
    }

    /// <summary>All that this colleague holds of it.</summary>
    protected abstract IQueryable<HeldRow<T>> Of(Db db, Guid colleague);

    /// <summary>After it nothing of this is held by her any more.</summary>
    protected abstract Task Give(
        Db db,
        IReadOnlyList<T> rows,
        Passing how,
        CancellationToken cancel
    );
}
