using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Notices;

/// <summary>With a colleague who leaves goes the address of her chat.</summary>
internal sealed class ChatLeaving : IJoinSave
{
    public int Order => 60;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var left = db
            .ChangeTracker.Entries<Colleague>()
            .Where(e =>
                e is { State: EntityState.Modified, Entity.Left: not null }
                && e.Property(c => c.Left).IsModified
            )
            .Select(e => e.Entity.Id)
            .ToList();
        if (left.Count > 0)
        {
            // Whoever lets her go does not see it.
            await db.Within(
                Viewer.System("leaving"),
                async all =>
                {
                    all.RemoveRange(
                        await all.Set<ChatAddress>()
                            .Where(a => left.Contains(a.ColleagueId))
                            .ToListAsync(cancel)
                    );
                    return await all.SaveChangesAsync(cancel);
                },
                cancel
            );
        }
    }
}
