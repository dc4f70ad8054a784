using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Rapport.Data;

/// <summary>What the engine says of itself; nothing is changed by asking.</summary>
/// <param name="Version">As the engine numbers it: 150018, 3.50.4.</param>
/// <param name="Clock">Null where the engine has the clock of the program.</param>
/// <param name="Promises">What decides whether a commit survives a failure of power, by the engine's own names.</param>
/// <param name="Damage">What a quick look at the file found; null when nothing, or when the engine looks after itself.</param>
public sealed record EngineState(
    EngineKind Kind,
    string Version,
    Instant? Clock,
    IReadOnlyDictionary<string, string> Promises,
    string? Damage
)
{
    private static readonly string[] PostgresPromises =
    [
        "fsync",
        "full_page_writes",
        "synchronous_commit",
    ];

    public static Task<EngineState> Ask(Db db, CancellationToken cancel) =>
        db.Engine == EngineKind.Postgres ? AskPostgres(db, cancel) : AskSqlite(db, cancel);

    private static async Task<EngineState> AskPostgres(Db db, CancellationToken cancel)
    {
        var settings = await db
            .Database.SqlQuery<Setting>(
                $"""
                SELECT name AS "Name", setting AS "Value" FROM pg_settings
                WHERE name = ANY({PostgresPromises}) OR name = 'server_version_num'
                """
            )
            .ToDictionaryAsync(s => s.Name, s => s.Value, cancel);
        var micros = await db
            .Database.SqlQuery<long>(
                $"""SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) AS "Value" """
            )
            .SingleAsync(cancel);
        settings.Remove("server_version_num", out var version);
        return new EngineState(
            EngineKind.Postgres,
            version ?? "",
            Instant.FromUnixTimeTicks(micros * 10),
            settings,
            null
        );
    }

    private static async Task<EngineState> AskSqlite(Db db, CancellationToken cancel)
    {
        // The program's own connection, since this one is told anew to each; the others are properties of the file, which
        // the program would set right by opening it.
        await db.Database.OpenConnectionAsync(cancel);
        var synchronous = await Ask(
            (SqliteConnection)db.Database.GetDbConnection(),
            "PRAGMA synchronous",
            cancel
        );
        await db.Database.CloseConnectionAsync();
        await using var plain = new SqliteConnection(
            new SqliteConnectionStringBuilder(db.Place)
            {
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString
        );
        await plain.OpenAsync(cancel);
        var looked = await Ask(plain, "PRAGMA quick_check(1)", cancel);
        return new EngineState(
            EngineKind.Sqlite,
            plain.ServerVersion,
            null,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["journal_mode"] = await Ask(plain, "PRAGMA journal_mode", cancel),
                ["synchronous"] = synchronous,
            },
            looked == "ok" ? null : looked
        );
    }

    private static async Task<string> Ask(
        SqliteConnection connection,
        string pragma,
        CancellationToken cancel
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        return Convert.ToString(
                await command.ExecuteScalarAsync(cancel),
                CultureInfo.InvariantCulture
            ) ?? "";
    }

    private sealed record Setting(string Name, string Value);
}
