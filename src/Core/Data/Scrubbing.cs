using Microsoft.EntityFrameworkCore;

namespace Rapport.Data;

/// <summary>
/// Lets the engine give up what it still holds of rows that were changed or removed. A row that is gone is out of the
/// tables at once, but its bytes stay in free space until something is written over them.
/// </summary>
public static class Scrubbing
{
    /// <summary>
    /// SQLite writes its file anew and empties its log, which takes as long as copying the file. PostgreSQL takes dead
    /// rows out of tables and indexes; where its free space is written over is left to it.
    /// </summary>
    public static async Task Scrub(Db db, CancellationToken cancel)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromHours(2));
        if (db.Engine == EngineKind.Postgres)
        {
            await db.Database.ExecuteSqlAsync($"VACUUM", cancel);
            return;
        }
        using var turn = await db.WaitForTurn(cancel);
        await db.Database.ExecuteSqlAsync($"VACUUM", cancel);
        var busy = await db
            .Database.SqlQueryRaw<long>("PRAGMA wal_checkpoint(TRUNCATE)")
            .ToListAsync(cancel);
        if (busy is not [0])
        {
            throw new InvalidOperationException(
                "Somebody reads the log just now; it is emptied later."
            );
        }
    }
}
