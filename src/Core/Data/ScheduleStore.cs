using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Rapport.Data;

/// <summary>What the scheduler keeps, read past it, so that looking starts nothing.</summary>
/// <param name="Triggers">How many calendar times there are.</param>
/// <param name="Broken">Names of those that the scheduler gave up.</param>
public sealed record ScheduleStore(int Triggers, IReadOnlyList<string> Broken)
{
    /// <summary>Beside the database on SQLite.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "schedule.db");

    /// <summary>Null where nothing was ever scheduled.</summary>
    public static async Task<ScheduleStore?> Read(Db db, CancellationToken cancel) =>
        db.Engine == EngineKind.Postgres
            ? await ReadPostgres(db, cancel)
            : await ReadSqlite(FileIn(db.Folder), cancel);

    private static async Task<ScheduleStore?> ReadPostgres(Db db, CancellationToken cancel)
    {
        var exists = await db
            .Database.SqlQuery<bool>(
                $"""SELECT to_regclass('qrtz_triggers') IS NOT NULL AS "Value" """
            )
            .SingleAsync(cancel);
        return exists
            ? Of(
                await db
                    .Database.SqlQuery<Trigger>(
                        $"""SELECT trigger_name AS "Name", trigger_state AS "State" FROM qrtz_triggers"""
                    )
                    .ToListAsync(cancel)
            )
            : null;
    }

    private static async Task<ScheduleStore?> ReadSqlite(string file, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            return null;
        }
        await using var connection = new SqliteConnection(
            $"Data Source={file};Mode=ReadOnly;Pooling=false"
        );
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT TRIGGER_NAME, TRIGGER_STATE FROM QRTZ_TRIGGERS";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var triggers = new List<Trigger>();
        while (await reader.ReadAsync(cancel))
        {
            triggers.Add(new Trigger(reader.GetString(0), reader.GetString(1)));
        }
        return Of(triggers);
    }

    private static ScheduleStore Of(List<Trigger> triggers) =>
        new(triggers.Count, [.. triggers.Where(t => t.State == "ERROR").Select(t => t.Name)]);

    private sealed record Trigger(string Name, string State);
}
