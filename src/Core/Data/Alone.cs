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

    /// <summary>
    /// Keeps others from changing these records until the transaction ends, and waits for those who do; always in one order,
    /// so that two never wait for each other over them. SQLite has one writer anyhow.
    /// </summary>
    internal static Task KeepRecords(
        this Db db,
        Type type,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        if (db.Engine == EngineKind.Sqlite)
        {
            return Task.CompletedTask;
        }
        var table = db.Model.FindEntityType(type)!.GetTableName();
        // The name is the model's own; the ids travel as a parameter.
#pragma warning disable EF1002
        return db.Database.ExecuteSqlRawAsync(
            $"""SELECT "Id" FROM "{table}" WHERE "Id" = ANY(@ids) ORDER BY "Id" FOR NO KEY UPDATE""",
            [new Npgsql.NpgsqlParameter("ids", ids.Order().ToArray())],
            cancel
        );
#pragma warning restore EF1002
    }
}
