using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Notices;

/// <summary>
/// Leaves out what a save would tell a second time. Asked within the transaction and under a lock of its own, so that two
/// acts at once that tell the same both succeed, and one of them tells it.
/// </summary>
internal sealed class ToldOnce : IJoinSave
{
    /// <summary>After all that may tell something; the audit alone comes later.</summary>
    public int Order => 95;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var repeatable = db
            .ChangeTracker.Entries<Notice>()
            .Where(e => e.State == EntityState.Added && e.Entity.IsToldOnce)
            .OrderBy(e => Key(e.Entity), StringComparer.Ordinal)
            .ToList();
        var here = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in repeatable)
        {
            var told = entry.Entity;
            if (!here.Add(Key(told)))
            {
                entry.State = EntityState.Detached;
                continue;
            }
            await db.KeepTurn($"notice {Key(told)}", cancel);
            if (
                await EveryRow
                    .Of<Notice>(db)
                    .AnyAsync(
                        n =>
                            n.ColleagueId == told.ColleagueId
                            && n.Kind == told.Kind
                            && n.SubjectId == told.SubjectId
                            && n.Once == told.Once,
                        cancel
                    )
            )
            {
                entry.State = EntityState.Detached;
            }
        }
    }

    private static string Key(Notice told) =>
        $"{told.ColleagueId:N} {told.Kind} {told.SubjectId:N} {told.Once}";
}
