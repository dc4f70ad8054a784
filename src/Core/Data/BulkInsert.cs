using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Rapport.Data;

/// <summary>
/// Writes the tracked new rows of a save, table by table, principals before dependents: by one prepared statement for
/// each table on SQLite, by COPY on PostgreSQL. Stands between what prepares every save and the save itself, which then
/// finds these rows written.
/// </summary>
internal static class BulkInsert
{
    public static async Task Write(Db db, CancellationToken cancel)
    {
        var tables = db
            .ChangeTracker.Entries()
            .Where(e => e.State == EntityState.Added && IsPlain(e.Metadata))
            .GroupBy(e => e.Metadata)
            .ToDictionary(g => g.Key, g => g.ToList());
        foreach (var type in Ordered([.. tables.Keys]))
        {
            var columns = Columns(type);
            if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
            {
                await Copy(postgres, type, columns, tables[type], cancel);
            }
            else
            {
                await Insert(db, type, columns, tables[type], cancel);
            }
            foreach (var entry in tables[type])
            {
                entry.State = EntityState.Unchanged;
            }
        }
    }

    /// <summary>Every value is ours: the engine makes none on insert.</summary>
    private static bool IsPlain(IEntityType type) =>
        type.GetTableName() is not null
        && !type.IsOwned()
        && !type.GetProperties().Any(p => p.ValueGenerated != ValueGenerated.Never);

    private static List<IEntityType> Ordered(List<IEntityType> types)
    {
        var ordered = new List<IEntityType>();
        void Visit(IEntityType type, HashSet<IEntityType> path)
        {
            if (ordered.Contains(type) || !types.Contains(type) || !path.Add(type))
            {
                return;
            }
            foreach (var key in type.GetForeignKeys())
            {
                Visit(key.PrincipalEntityType, path);
            }
            ordered.Add(type);
        }
        foreach (var type in types)
        {
            Visit(type, []);
        }
        return ordered;
    }

    private sealed record Column(IProperty Property, string Name, RelationalTypeMapping Mapping)
    {
        public object? Read(EntityEntry entry)
        {
            var value = entry.CurrentValues[Property];
            return value is null ? null : Mapping.Converter?.ConvertToProvider(value) ?? value;
        }
    }

    private static Column[] Columns(IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        return
        [
            .. type.GetProperties()
                .Select(p => new Column(p, p.GetColumnName(table)!, p.GetRelationalTypeMapping())),
        ];
    }

    private static string Names(IEnumerable<Column> columns) =>
        string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private static async Task Insert(
        Db db,
        IEntityType type,
        Column[] columns,
        List<EntityEntry> entries,
        CancellationToken cancel
    )
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var parameters = columns
            .Select(
                (c, i) => c.Mapping.CreateParameter(command, $"@p{i}", null, c.Property.IsNullable)
            )
            .ToArray();
        command.Parameters.AddRange(parameters);
        // Names are the model's own; every value travels as a parameter.
#pragma warning disable CA2100
        command.CommandText =
            $"INSERT INTO \"{type.GetTableName()}\" ({Names(columns)}) VALUES ({string.Join(", ", parameters.Select(p => p.ParameterName))})";
#pragma warning restore CA2100
        await command.PrepareAsync(cancel);
        foreach (var entry in entries)
        {
            Fill(parameters, columns, entry);
            try
            {
                await command.ExecuteNonQueryAsync(cancel);
            }
            catch (SqliteException failure)
            {
                throw new DbUpdateException(failure.Message, failure, [entry]);
            }
        }
    }

    private static void Fill(DbParameter[] parameters, Column[] columns, EntityEntry entry)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            parameters[i].Value = columns[i].Read(entry) ?? DBNull.Value;
        }
    }

    private static async Task Copy(
        NpgsqlConnection connection,
        IEntityType type,
        Column[] columns,
        List<EntityEntry> entries,
        CancellationToken cancel
    )
    {
        await using var probe = connection.CreateCommand();
        var types = columns
            .Select(c =>
                (
                    (NpgsqlParameter)
                        c.Mapping.CreateParameter(probe, "p", null, c.Property.IsNullable)
                ).NpgsqlDbType
            )
            .ToArray();
        try
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                $"COPY \"{type.GetTableName()}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)",
                cancel
            );
            foreach (var entry in entries)
            {
                await copy.StartRowAsync(cancel);
                for (var i = 0; i < columns.Length; i++)
                {
                    var value = columns[i].Read(entry);
                    await (
                        value is null
                            ? copy.WriteNullAsync(cancel)
                            : copy.WriteAsync(value, types[i], cancel)
                    );
                }
            }
            await copy.CompleteAsync(cancel);
        }
        catch (PostgresException failure)
        {
            throw new DbUpdateException(failure.Message, failure, entries);
        }
    }
}
