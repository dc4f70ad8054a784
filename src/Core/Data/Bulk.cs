using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Rapport.Data;

/// <summary>
/// Fills whole tables with made-up rows, for benchmark firms alone: past versions, events and audit, by COPY on
/// PostgreSQL and one prepared insert on SQLite. On PostgreSQL the indexes and foreign keys of the tables are taken
/// away before and put back after, which is what makes millions of rows a matter of minutes.
/// </summary>
public sealed class Bulk(Db db)
{
    /// <summary>Carries out the writing with the tables' indexes and foreign keys taken away, and puts them back.</summary>
    public async Task Unindexed(
        IEnumerable<Type> kinds,
        Func<Task> write,
        CancellationToken cancel = default
    )
    {
        await db.Database.OpenConnectionAsync(cancel);
        if (db.Engine == EngineKind.Sqlite)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await write();
            await transaction.CommitAsync(cancel);
            await Run("ANALYZE", cancel);
            return;
        }
        var tables = kinds.Select(k => Entity(k).GetTableName()!).ToArray();
        var restore = new List<string>();
        foreach (var (take, give) in await Dependents(tables, cancel))
        {
            await Run(take, cancel);
            restore.Add(give);
        }
        await write();
        await Run("SET maintenance_work_mem = '512MB'", cancel);
        foreach (var give in Enumerable.Reverse(restore))
        {
            await Run(give, cancel);
        }
        foreach (var table in tables)
        {
            await Run($"VACUUM (ANALYZE) \"{table}\"", cancel);
        }
    }

    /// <summary>Writes rows of one kind; answers how many.</summary>
    public Task<long> Write<T>(IEnumerable<T> rows, CancellationToken cancel = default)
        where T : class => new TableWriter(db, Entity(typeof(T))).Write(rows, cancel);

    /// <summary>How each index and foreign key of the tables is taken away and put back; foreign keys come last and go first.</summary>
    private async Task<List<(string Take, string Give)>> Dependents(
        string[] tables,
        CancellationToken cancel
    )
    {
        var found = new List<(string, string)>();
        await using var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """
            SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname),
                   'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY($1)
            UNION ALL
            SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
            FROM pg_index AS i WHERE i.indrelid::regclass::text = ANY($1) AND NOT i.indisprimary
            """;
        command.Parameters.Add(
            new NpgsqlParameter { Value = tables.Select(t => $"\"{t}\"").ToArray() }
        );
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }
        return found;
    }

    private async Task Run(string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }

    private IEntityType Entity(Type kind) =>
        db.Model.FindEntityType(kind)
        ?? throw new ArgumentException($"{kind} is not kept", nameof(kind));
}
