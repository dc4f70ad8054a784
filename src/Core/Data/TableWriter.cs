using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Rapport.Data;

/// <summary>
/// Writes many new rows of one table at once: by one prepared statement on SQLite, by COPY on PostgreSQL. Knows
/// nothing of versions, events or audit; whoever calls it has seen to them.
/// </summary>
internal sealed class TableWriter(Db db, IEntityType type)
{
    private readonly Column[] columns = Columns(type);

    /// <summary>True where every value is ours: nothing that the engine makes on insert, nothing that is not a property.</summary>
    public static bool Takes(IEntityType type) =>
        type.GetTableName() is not null
        && !type.IsOwned()
        && !type.GetComplexProperties().Any()
        && type.GetProperties()
            .All(p => p.ValueGenerated == ValueGenerated.Never && !p.IsShadowProperty());

    private string Table => $"\"{type.GetTableName()}\"";

    private string Names => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    /// <summary>Answers how many it wrote.</summary>
    /// <exception cref="DbUpdateException">The engine refused a row.</exception>
    public Task<long> Write(IEnumerable<object> rows, CancellationToken cancel) =>
        db.Engine == EngineKind.Postgres ? Copy(rows, cancel) : Insert(rows, cancel);

    private async Task<long> Insert(IEnumerable<object> rows, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var places = string.Join(", ", columns.Select((_, i) => $"?{i + 1}"));
            using var insert = new SqliteStatement(
                db.Database.GetDbConnection(),
                $"INSERT INTO {Table} ({Names}) VALUES ({places})"
            );
            var written = 0L;
            foreach (var row in rows)
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    insert.Bind(i + 1, columns[i].Value(row));
                }
                insert.Run();
                written++;
            }
            return written;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<long> Copy(IEnumerable<object> rows, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await using var probe = connection.CreateCommand();
            var types = Array.ConvertAll(columns, c => c.PostgresType(probe));
            await using var copy = await connection.BeginBinaryImportAsync(
                $"COPY {Table} ({Names}) FROM STDIN (FORMAT BINARY)",
                cancel
            );
            copy.Timeout = TimeSpan.FromHours(1);
            foreach (var row in rows)
            {
                // Not awaited one by one: most writes only fill a buffer.
                copy.StartRow();
                for (var i = 0; i < columns.Length; i++)
                {
                    switch (columns[i].Value(row))
                    {
                        case null:
                            copy.WriteNull();
                            break;
                        // The driver knows this kind only awaited.
                        case NpgsqlTsVector words:
                            await copy.WriteAsync(words, types[i], cancel);
                            break;
                        case var value:
                            copy.Write(value, types[i]);
                            break;
                    }
                }
            }
            return (long)await copy.CompleteAsync(cancel);
        }
        catch (PostgresException failure)
        {
            throw new DbUpdateException(failure.Message, failure);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static Column[] Columns(IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        return
        [
            .. type.GetProperties()
                .Select(p => new Column(
                    p.GetColumnName(table)!,
                    p.GetGetter(),
                    p.GetRelationalTypeMapping(),
                    p.IsNullable
                )),
        ];
    }

    private sealed record Column(
        string Name,
        IClrPropertyGetter Getter,
        RelationalTypeMapping Mapping,
        bool Nullable
    )
    {
        private readonly Func<object?, object?>? convert = Mapping.Converter?.ConvertToProvider;

        /// <summary>As the driver takes it.</summary>
        public object? Value(object row) =>
            Getter.GetClrValueUsingContainingEntity(row) is { } value
                ? convert is null
                    ? value
                    : convert(value)
                : null;

        public NpgsqlDbType PostgresType(NpgsqlCommand probe) =>
            ((NpgsqlParameter)Mapping.CreateParameter(probe, "p", null, Nullable)).NpgsqlDbType;
    }
}
