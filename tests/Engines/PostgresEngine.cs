using Npgsql;

namespace Rapport.Tests.Engines;

/// <summary>
/// Databases on the private server that bin/test starts. Without a server its tests fail; they are never skipped.
/// </summary>
public sealed class PostgresEngine : ITestEngine
{
    private readonly Templates templates = new(Make);

    private PostgresEngine() { }

    public static PostgresEngine Instance { get; } = new();

    public string Name => "PostgreSQL";

    private static string Server =>
        Environment.GetEnvironmentVariable("RAPPORT_TEST_POSTGRES") is { Length: > 0 } server
            ? server
            : throw new InvalidOperationException(
                "This test needs PostgreSQL. Run bin/test, which starts one, or put into RAPPORT_TEST_POSTGRES the "
                    + "connection string of a server where databases may be created and dropped."
            );

    public async Task<TestPlace> NewDatabase(Template template)
    {
        var source = await templates.Get(template);
        return await Create("rapport", Database(source));
    }

    public async Task Drop(TestPlace place)
    {
        await using (var connection = new NpgsqlConnection(place.Postgres))
        {
            NpgsqlConnection.ClearPool(connection);
        }
        await Run($"DROP DATABASE \"{Database(place)}\" WITH (FORCE)");
        Directory.Delete(place.Folder, recursive: true);
    }

    private static async Task<TestPlace> Make(Template template)
    {
        var place = await Create($"template_{template.Name}", "template0");
        await template.Fill(place with { Postgres = $"{place.Postgres};Pooling=false" });
        return place;
    }

    private static async Task<TestPlace> Create(string prefix, string source)
    {
        var name = $"{prefix}_{Guid.NewGuid():N}";
        await Run($"CREATE DATABASE \"{name}\" TEMPLATE \"{source}\"");
        return new TestPlace(
            new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString(),
            TestFolder.New()
        );
    }

    private static string Database(TestPlace place) =>
        new NpgsqlConnectionStringBuilder(place.Postgres).Database!;

    private static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
