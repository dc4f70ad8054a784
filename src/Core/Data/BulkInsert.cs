using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>
/// Writes the new rows of a save, table by table, principals before dependents. Stands between what prepares every
/// save and the save itself, which then finds these rows written.
/// </summary>
internal static class BulkInsert
{
    /// <param name="appended">New rows that are not tracked.</param>
    public static async Task Write(
        Db db,
        IReadOnlyCollection<object> appended,
        CancellationToken cancel
    )
    {
        var tracked = db
            .ChangeTracker.Entries()
            .Where(e => e.State == EntityState.Added)
            .GroupBy(e => e.Metadata)
            .Where(g => TableWriter.Takes(g.Key))
            .ToDictionary(g => g.Key, g => g.ToList());
        var others = appended
            .GroupBy(r => r.GetType())
            .ToDictionary(g => db.Model.FindEntityType(g.Key)!, g => g.ToList());
        foreach (var type in Ordered([.. tracked.Keys.Union(others.Keys)]))
        {
            var entries = tracked.GetValueOrDefault(type) ?? [];
            await new TableWriter(db, type).Write(
                entries.Select(e => e.Entity).Concat(others.GetValueOrDefault(type) ?? []),
                cancel
            );
            foreach (var entry in entries)
            {
                entry.State = EntityState.Unchanged;
            }
        }
    }

    private static List<IEntityType> Ordered(List<IEntityType> types)
    {
        var ordered = new List<IEntityType>();
        void Visit(IEntityType type, HashSet<IEntityType> path)
        {
            if (ordered.Contains(type) || !types.Contains(type) || !path.Add(type))
            {
                return;
            }
            foreach (var key in type.GetForeignKeys())
            {
                Visit(key.PrincipalEntityType, path);
            }
            ordered.Add(type);
        }
        foreach (var type in types)
        {
            Visit(type, []);
        }
        return ordered;
    }
}
