using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>A change of many rows as its page and the API show it.</summary>
/// <param name="Counts">How many rows have which fate; those that none has are left out.</param>
/// <param name="Job">The work under way, or the last there was; null before the first.</param>
public sealed record ListChangeRecord(
    Guid Id,
    int Version,
    string List,
    string Field,
    ChangeWay Way,
    string? Value,
    string? Why,
    ChangeState State,
    Instant CreatedAt,
    IReadOnlyDictionary<ChangeFate, int> Counts,
    JobRecord? Job
)
{
    public int Count(ChangeFate fate) => Counts.GetValueOrDefault(fate);
}

/// <param name="Name">What the row is called; null where the reader does not see it any more.</param>
public sealed record ListChangeRowRecord(
    int Position,
    Guid RowId,
    string? Name,
    ChangeFate Fate,
    string? Before,
    string? After,
    FieldFault? Fault
);

public static class ListChangeRecords
{
    /// <summary>The change with its counts, when it is the viewer's: three statements.</summary>
    public static async Task<ListChangeRecord?> Find(Db db, Guid id, CancellationToken cancel)
    {
        var change = await db.Set<ListChange>()
            .AsNoTracking()
            .FirstOrDefaultAsync(c => c.Id == id && c.OwnerId == db.Viewer.ColleagueId, cancel);
        if (change is null)
        {
            return null;
        }
        var counts = await db.Set<ListChangeRow>()
            .Where(r => r.ChangeId == id)
            .GroupBy(r => r.Fate)
            .Select(g => new { Fate = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Fate, g => g.Count, cancel);
        var job = await new Jobs.Jobs(db).Latest(id, cancel);
        return new ListChangeRecord(
            change.Id,
            change.Version,
            change.List,
            change.Field,
            change.Way,
            change.Value,
            change.Why,
            change.State,
            change.CreatedAt,
            counts,
            JobRecord.Of(job)
        );
    }

    /// <summary>Rows in their order; what the reader does not see any more is told of without what it held.</summary>
    /// <param name="after">The position after which the page begins.</param>
    public static async Task<IReadOnlyList<ListChangeRowRecord>> Rows(
        Db db,
        ListChangeRecord change,
        ChangeFate? fate,
        int? after,
        int limit,
        CancellationToken cancel
    )
    {
        var rows = await db.Set<ListChangeRow>()
            .AsNoTracking()
            .Where(r => r.ChangeId == change.Id)
            .Where(r => fate == null || r.Fate == fate)
            .Where(r => after == null || r.Position > after)
            .OrderBy(r => r.Position)
            .Take(limit)
            .ToListAsync(cancel);
        var list = (await ListOf.Find(db, change.List, cancel))!;
        var names = await list.Names(db, [.. rows.Select(r => r.RowId)], cancel);
        return
        [
            .. rows.Select(r =>
            {
                var name = names.GetValueOrDefault(r.RowId);
                return new ListChangeRowRecord(
                    r.Position,
                    r.RowId,
                    name,
                    r.Fate,
                    name is null ? null : r.Before,
                    name is null ? null : r.After,
                    r.Fault is { } fault ? new FieldFault("", fault, r.Detail) : null
                );
            }),
        ];
    }
}
