using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rapport.Tests.Engines;

/// <summary>The harness itself, on the plain drivers.</summary>
public abstract class TestDatabaseTests(TestDatabase database)
{
    [Fact]
    public async Task The_database_is_on_the_engine_that_the_class_names() =>
        Assert.StartsWith(
            database.Engine.Name,
            database.Engine == SqliteEngine.Instance
                ? await Ask<string>(database.Place, "SELECT 'SQLite ' || sqlite_version()")
                : await Ask<string>(database.Place, "SELECT version()"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Each_copy_of_a_template_has_its_rows_and_keeps_its_own_changes()
    {
        var filled = 0;
        var template = new Template(
            "notes",
            async place =>
            {
                Interlocked.Increment(ref filled);
                await Do(place, "CREATE TABLE note (words text NOT NULL)");
                await Do(place, "INSERT INTO note VALUES ('from the template')");
            }
        );

        var copies = await Task.WhenAll(
            database.Engine.NewDatabase(template),
            database.Engine.NewDatabase(template)
        );
        await Do(copies[0], "INSERT INTO note VALUES ('my own')");

        Assert.Equal(2, await Ask<long>(copies[0], "SELECT count(*) FROM note"));
        Assert.Equal(1, await Ask<long>(copies[1], "SELECT count(*) FROM note"));
        Assert.Equal(1, filled);
        await Task.WhenAll(copies.Select(database.Engine.Drop));
    }

    [Fact]
    public async Task A_dropped_database_is_gone_although_a_connection_was_left_open()
    {
        var place = await database.Engine.NewDatabase(Template.Migrated);
        await using var forgotten = await Open(place);

        await database.Engine.Drop(place);

        Assert.False(Directory.Exists(place.Folder));
        await Assert.ThrowsAnyAsync<DbException>(() => Open(place));
    }

    private static async Task<DbConnection> Open(TestPlace place)
    {
        DbConnection connection = place.Postgres is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={place.SqliteFile}");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Do(TestPlace place, string sql)
    {
        await using var connection = await Open(place);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> Ask<T>(TestPlace place, string sql)
    {
        await using var connection = await Open(place);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public sealed class OnSqlite(Sqlite database)
        : TestDatabaseTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TestDatabaseTests(database),
            IClassFixture<Postgres>;
}
