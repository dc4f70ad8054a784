using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Rapport.Values;

namespace Rapport.Data;

/// <summary>Reads what an engine says when it refuses a write, and answers in our words.</summary>
internal static class Violation
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    /// <summary>Two waited for each other, and this one was taken back so that the other goes on.</summary>
    public static bool IsDeadlock(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected }
        || failure.InnerException
            is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected };

    public static Refusal? Refusal(Db db, DbUpdateException failure)
    {
        if (failure is DbUpdateConcurrencyException)
        {
            return Values.Refusal.Stale;
        }
        if (
            db.Request is not null
            && failure.Entries.Any(e => e.Entity is RequestKey)
            && IsUnique(failure)
        )
        {
            return Values.Refusal.Repeated;
        }
        if (failure.Entries.Any(e => e.Entity is ILineOf && IsKeyOf(e.Metadata, failure)))
        {
            return Values.Refusal.Stale;
        }
        return Index(db, failure)?.FindAnnotation(Mapping.Field)?.Value is string field
            ? Values.Refusal.Invalid(field, Fault.Taken)
            : null;
    }

    private static bool IsUnique(DbUpdateException failure) =>
        failure.InnerException
            is SqliteException
                {
                    SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey
                }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>
    /// Two added the next line of one row at once. The row's version would tell the second, but its line may come first.
    /// </summary>
    private static bool IsKeyOf(IEntityType line, DbUpdateException failure) =>
        failure.InnerException switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres =>
                postgres.ConstraintName == line.FindPrimaryKey()?.GetName(),
            SqliteException { SqliteExtendedErrorCode: SqliteConstraintPrimaryKey } => true,
            _ => false,
        };

    private static IIndex? Index(Db db, DbUpdateException failure)
    {
        var indexes = db
            .Model.GetEntityTypes()
            .SelectMany(t => t.GetIndexes())
            .Where(i => i.IsUnique);
        return failure.InnerException switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres =>
                indexes.FirstOrDefault(i => i.GetDatabaseName() == postgres.ConstraintName),
            // SQLite names the columns, not the index: "UNIQUE constraint failed: Seat.ClientId, Seat.Role".
            SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } sqlite =>
                indexes.FirstOrDefault(i =>
                    sqlite.Message.Contains(
                        string.Join(
                            ", ",
                            i.Properties.Select(p =>
                                $"{i.DeclaringEntityType.GetTableName()}.{p.GetColumnName()}"
                            )
                        ) + "'",
                        StringComparison.Ordinal
                    )
                ),
            _ => null,
        };
    }
}
