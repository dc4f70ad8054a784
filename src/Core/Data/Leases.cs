using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>
/// Keeps a loop to one node. A holder that dies loses it when its time is up, and on this machine at once.
/// </summary>
public static class Leases
{
    private static readonly string Process = Guid.NewGuid().ToString("N");
    private static readonly string Here = $"{Environment.MachineName}:";

    /// <summary>Machine and process, as people name it.</summary>
    public static readonly string Node = $"{Here}{Environment.ProcessId}";

    /// <summary>This process, among all nodes.</summary>
    public static readonly string Me = $"{Node}:{Process}";

    /// <summary>The node of whoever holds a lease.</summary>
    public static string NodeOf(string holder) => string.Join(':', holder.Split(':').Take(2));

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
        Living.Enter(db.Folder, Process, now);
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
            ) == 1
            || await Inherit(db, name, me, until, cancel);
    }

    /// <summary>Takes it from a process of this machine that was killed; of several heirs one gets it.</summary>
    private static async Task<bool> Inherit(
        Db db,
        string name,
        string me,
        Instant until,
        CancellationToken cancel
    )
    {
        var holder = await db.Set<Lease>()
            .Where(l => l.Name == name)
            .Select(l => l.Holder)
            .FirstOrDefaultAsync(cancel);
        return holder is not null
            && holder.StartsWith(Here, StringComparison.Ordinal)
            && holder.Split(':')[2] is var process
            && process != Process
            && Living.IsDead(db.Folder, process)
            && await db.Set<Lease>()
                .Where(l => l.Name == name && l.Holder == holder)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(l => l.Holder, me).SetProperty(l => l.Until, until),
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
