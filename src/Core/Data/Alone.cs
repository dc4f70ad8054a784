using Microsoft.EntityFrameworkCore;

namespace Rapport.Data;

/// <summary>Lets one save at a time do what depends on rows that others may be writing just now.</summary>
internal static class Alone
{
    /// <summary>Waits for its turn and keeps it until the transaction ends. SQLite has one writer anyhow.</summary>
    public static Task KeepTurn(this Db db, string what, CancellationToken cancel) =>
        db.Engine == EngineKind.Sqlite
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock(hashtext({what}))",
                cancel
            );
}
