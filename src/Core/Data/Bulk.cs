using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

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
    public async Task<long> Write<T>(IEnumerable<T> rows, CancellationToken cancel = default)
        where T : class
    {
        var columns = Columns(Entity(typeof(T)));
        var table = Entity(typeof(T)).GetTableName()!;
        return db.Engine == EngineKind.Postgres
            ? await Copy(table, columns, rows, cancel)
            : await Insert(table, columns, rows, cancel);
    }

    private async Task<long> Copy<T>(
        string table,
        Column[] columns,
        IEnumerable<T> rows,
        CancellationToken cancel
    )
        where T : class
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)",
            cancel
        );
        writer.Timeout = TimeSpan.FromHours(1);
        foreach (var row in rows)
        {
            // Not awaited one by one: most writes only fill a buffer.
            writer.StartRow();
            foreach (var column in columns)
            {
                switch (column.Value(row))
                {
                    case null:
                        writer.WriteNull();
                        break;
                    // The driver knows this kind only awaited.
                    case NpgsqlTsVector words:
                        await writer.WriteAsync(words, column.Type, cancel);
                        break;
                    case var value:
                        writer.Write(value, column.Type);
                        break;
                }
            }
        }
        return (long)await writer.CompleteAsync(cancel);
    }

    private async Task<long> Insert<T>(
        string table,
        Column[] columns,
        IEnumerable<T> rows,
        CancellationToken cancel
    )
        where T : class
    {
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        var places = string.Join(", ", columns.Select((_, i) => $"$p{i}"));
        command.CommandText = $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({places})";
        var parameters = columns
            .Select(
                (_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })
            )
            .ToArray();
        await command.PrepareAsync(cancel);
        var written = 0L;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
            }
            written += await command.ExecuteNonQueryAsync(cancel);
        }
        return written;
    }

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

    private static string Names(Column[] columns) =>
        string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private static Column[] Columns(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        return
        [
            .. entity
                .GetProperties()
                .Select(p => new Column(
                    p.GetColumnName(table)!,
                    p.GetColumnType().Split('(')[0],
                    p.PropertyInfo!.GetValue,
                    p.GetTypeMapping().Converter?.ConvertToProvider
                )),
        ];
    }

    private sealed record Column(
        string Name,
        string Type,
        Func<object, object?> Read,
        Func<object?, object?>? Convert
    )
    {
        public object? Value(object row) =>
            Read(row) is { } value ? (Convert is null ? value : Convert(value)) : null;
    }
}
