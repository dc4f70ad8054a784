using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rapport.Data;

/// <summary>
/// The database is away for a moment: it starts again, its connection broke, or others hold it longer than one waits.
/// Nothing is wrong with what was asked, and whoever asks again is served. Whether a write that met it was still
/// committed is not known; its key tells when it is repeated.
/// </summary>
public static class Outage
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>When to ask again, in seconds.</summary>
    public const int Pause = 2;

    public static bool Is(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (IsAway(cause))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsAway(Exception cause) =>
        cause switch
        {
            // The driver does not count a server that was told to stop, or that crashed, among what passes.
            PostgresException
            {
                SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            } => true,
            NpgsqlException postgres => postgres.IsTransient,
            SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
            _ => false,
        };
}
