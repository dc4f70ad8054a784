using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rapport.Data;

/// <summary>
/// Keeps the questions of a connection prepared. EF makes a new command for each, and for a small one SQLite spends
/// longer on understanding the statement, with the walls around it, than on answering.
/// </summary>
internal sealed class SqliteStatements : DbCommandInterceptor
{
    /// <summary>Statements kept for one connection; those composed freely must not pile up.</summary>
    private const int Most = 64;

    public static readonly SqliteStatements Instance = new();

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, Statement>> kept = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) =>
        Free(command) is { } statement
            ? InterceptionResult<DbDataReader>.SuppressWithResult(statement.Ask(command))
            : result;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) =>
        // SQLite answers at once or not at all; the provider's asynchronous methods are these.
        new(ReaderExecuting(command, eventData, result));

    /// <summary>The statement of a question; null for one that is being read already, and for all that writes.</summary>
    private Statement? Free(DbCommand command)
    {
        var sql = command.CommandText;
        if (
            command is not SqliteCommand { Connection: { } connection }
            || !sql.StartsWith("SELECT", StringComparison.Ordinal)
        )
        {
            return null;
        }
        var statements = kept.GetOrCreateValue(connection);
        if (statements.TryGetValue(sql, out var statement))
        {
            return statement.IsRead ? null : statement;
        }
        if (statements.Count >= Most)
        {
            foreach (var (text, old) in statements.Where(s => !s.Value.IsRead).ToList())
            {
                old.Dispose();
                statements.Remove(text);
            }
        }
        return statements[sql] = new Statement(connection, sql);
    }

    private sealed class Statement : IDisposable
    {
        private readonly SqliteCommand command;
        private SqliteDataReader? reader;

        public Statement(SqliteConnection connection, string sql)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
        }

        public bool IsRead => reader is { IsClosed: false };

        public SqliteDataReader Ask(DbCommand asked)
        {
            command.Transaction = (SqliteTransaction?)asked.Transaction;
            command.CommandTimeout = asked.CommandTimeout;
            command.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
            {
                command.Parameters.Add(parameter);
            }
            return reader = command.ExecuteReader();
        }

        public void Dispose() => command.Dispose();
    }
}
