using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Rapport.Data;

/// <summary>
/// One statement run many times, its values bound by their place. The provider looks each parameter up by its name and
/// opens a reader for every run, which costs more than the row itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] text = new byte[1024];

    public SqliteStatement(DbConnection connection, string sql)
    {
        database = ((SqliteConnection)connection).Handle!;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(database, sql, out statement),
            database
        );
    }

    /// <param name="place">From 1.</param>
    /// <param name="value">Stored as the provider stores it, so that both read each other's rows.</param>
    public void Bind(int place, object? value)
    {
        var result = value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            string text => Text(place, text),
            Guid id => Text(place, id),
            bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            double number => raw.sqlite3_bind_double(statement, place, number),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            DateOnly date => Text(place, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"No column holds a {value.GetType().Name} yet"),
        };
        SqliteException.ThrowExceptionForRC(result, database);
    }

    /// <exception cref="DbUpdateException">The row was refused.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(statement);
        try
        {
            if (result != raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(result, database);
            }
        }
        catch (SqliteException failure)
        {
            throw new DbUpdateException(failure.Message, failure);
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    private int Text(int place, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (text.Length < most)
        {
            text = new byte[most];
        }
        var length = Encoding.UTF8.GetBytes(value, text);
        return raw.sqlite3_bind_text(statement, place, text.AsSpan(0, length));
    }

    private int Text(int place, Guid id)
    {
        id.TryFormat(text, out var length);
        var digits = text.AsSpan(0, length);
        Ascii.ToUpperInPlace(digits, out _);
        return raw.sqlite3_bind_text(statement, place, digits);
    }

    public void Dispose() => statement.Dispose();
}
