using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rapport.Data;

/// <summary>
/// Open connections to one SQLite file, each lent to one <see cref="SqliteDb"/> at a time. The provider's own pool
/// takes EF's functions off a connection and puts them on again around every statement, which costs more than a small
/// statement does.
/// </summary>
/// <param name="connection">A connection string without pooling.</param>
/// <param name="prepare">Carried out once on each connection after it was opened.</param>
internal sealed class SqliteConnections(string connection, Action<SqliteConnection> prepare)
    : IDisposable
{
    /// <summary>Beyond these a connection that is given back is closed: each holds pages of its own in memory.</summary>
    private const int MostIdle = 16;

    /// <summary>
    /// Readers beside one writer (WAL), every commit on the disk before it is acknowledged (FULL), and waiting rather
    /// than failing while another process writes.
    /// </summary>
    private const string Pragmas =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456;";

    // The one given back last comes first: its pages are the warmest.
    private readonly ConcurrentStack<SqliteConnection> idle = [];
    private volatile bool closed;

    public SqliteConnection Take() => idle.TryPop(out var one) ? one : Open();

    /// <summary>One that still stands in a transaction is closed, which takes that back, and is not lent again.</summary>
    public void GiveBack(SqliteConnection one)
    {
        if (closed || idle.Count >= MostIdle || raw.sqlite3_get_autocommit(one.Handle) == 0)
        {
            one.Dispose();
            return;
        }
        idle.Push(one);
        if (closed)
        {
            CloseIdle();
        }
    }

    private SqliteConnection Open()
    {
        var one = new SqliteConnection(connection);
        try
        {
            one.Open();
            using var command = one.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
            prepare(one);
            return one;
        }
        catch
        {
            one.Dispose();
            throw;
        }
    }

    private void CloseIdle()
    {
        while (idle.TryPop(out var one))
        {
            one.Dispose();
        }
    }

    public void Dispose()
    {
        closed = true;
        CloseIdle();
    }
}
