using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>Keeps a loop to one node. A holder that dies loses it when its time is up.</summary>
public static class Leases
{
    /// <summary>This process, among all nodes.</summary>
    public static readonly string Me =
        $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>True when the caller now holds it until the time is up, newly or again.</summary>
    public static async Task<bool> Take(
        this Db db,
        string name,
        Duration time,
        CancellationToken cancel,
        string? holder = null
    )
    {
        var (me, now) = (holder ?? Me, db.Now);
        return await db.Together(
            () => TakeNow(db, name, me, now, now + time, cancel),
            taken => taken,
            cancel
        );
    }

    private static async Task<bool> TakeNow(
        Db db,
        string name,
        string me,
        Instant now,
        Instant until,
        CancellationToken cancel
    )
    {
        var leases = db.Set<Lease>();
        var renewed = await leases
            .Where(l => l.Name == name && (l.Holder == me || l.Until < now))
            .ExecuteUpdateAsync(
                s => s.SetProperty(l => l.Holder, me).SetProperty(l => l.Until, until),
                cancel
            );
        if (renewed == 1)
        {
            return true;
        }
        // Nobody had it yet: whoever inserts first has it.
        return await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "Lease" ("Name", "Holder", "Until") VALUES ({name}, {me}, {db.Stored(until)}) ON CONFLICT DO NOTHING""",
                cancel
            ) == 1;
    }

    public static Task Free(
        this Db db,
        string name,
        CancellationToken cancel,
        string? holder = null
    )
    {
        var me = holder ?? Me;
        return db.Set<Lease>()
            .Where(l => l.Name == name && l.Holder == me)
            .ExecuteDeleteAsync(cancel);
    }
}
