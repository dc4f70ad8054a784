using Microsoft.Data.Sqlite;

namespace Rapport.Tests.Engines;

/// <summary>Each database is a file in a data folder of its own.</summary>
public sealed class SqliteEngine : ITestEngine
{
    private readonly Templates templates = new(Make);

    private SqliteEngine() { }

    public static SqliteEngine Instance { get; } = new();

    public string Name => "SQLite";

    public async Task<TestPlace> NewDatabase(Template template)
    {
        var source = await templates.Get(template);
        var copy = new TestPlace(null, TestFolder.New());
        File.Copy(source.SqliteFile, copy.SqliteFile);
        return copy;
    }

    public Task Drop(TestPlace place)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(place.Folder, recursive: true);
        return Task.CompletedTask;
    }

    private static async Task<TestPlace> Make(Template template)
    {
        var place = new TestPlace(null, TestFolder.New());
        await template.Fill(place);
        SqliteConnection.ClearAllPools();

        // What still stands in the write-ahead log would be missing from a copy of the file.
        await using var connection = new SqliteConnection(
            $"Data Source={place.SqliteFile};Pooling=false"
        );
        await connection.OpenAsync();
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        var busy = (long)(await checkpoint.ExecuteScalarAsync())!;
        return busy == 0
            ? place
            : throw new InvalidOperationException($"The template {template.Name} is still open.");
    }
}
