using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>
/// Moves a moment that is worked out from other rows on, never back, in the transaction under way. It is no change of
/// the record itself: its version stays, so that whoever edits it is not told of a conflict, and two writers at once
/// do not refuse each other.
/// </summary>
public static class Advance
{
    public static async Task To<T>(
        Db db,
        IEnumerable<Guid> ids,
        string property,
        Instant moment,
        CancellationToken cancel
    )
        where T : Row
    {
        var stored = new List<Guid>();
        foreach (var id in ids)
        {
            if (db.Set<T>().Local.FindEntry(id) is { State: EntityState.Added } added)
            {
                var value = added.Property<Instant?>(property);
                value.CurrentValue =
                    value.CurrentValue is { } before && before > moment ? before : moment;
            }
            else
            {
                stored.Add(id);
            }
        }
        if (stored.Count > 0)
        {
            Instant? to = moment;
            await db.Set<T>()
                .IgnoreQueryFilters()
                .Where(x =>
                    stored.Contains(x.Id)
                    && (
                        EF.Property<Instant?>(x, property) == null
                        || EF.Property<Instant?>(x, property) < to
                    )
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(x => EF.Property<Instant?>(x, property), to),
                    cancel
                );
        }
    }
}
