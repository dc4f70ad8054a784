using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Bench;

/// <summary>A benchmark firm in a database of its own, gone when it is disposed of.</summary>
internal sealed partial class Firm : IAsyncDisposable
{
    private const string Email = "bench@bench.example";
    private const string Password = "bench-all-day-long-7";

    private const int Tokens = 8;
    private readonly List<string> tokens = [];

    private Firm(string size, string? postgres, string folder) =>
        (Size, Postgres, Folder) = (size, postgres, folder);

    public string Size { get; }
    public string? Postgres { get; }
    public string Folder { get; }
    public string Engine => Postgres is null ? "SQLite" : "PostgreSQL";

    /// <summary>The header by which the API knows us; several in turn, since each is limited in calls a minute.</summary>
    public string Token(int n) => tokens[n % Tokens];

    public Guid[] Clients { get; private set; } = [];

    /// <summary>The client with most entries.</summary>
    public Guid Fattest => Clients[0];

    /// <summary>A database with nothing in it.</summary>
    public static async Task<Firm> Bare(bool postgres, string size = "") =>
        new(
            size,
            postgres ? await NewDatabase() : null,
            Directory.CreateTempSubdirectory("rapport-bench-").FullName
        );

    public static async Task<Firm> Make(string size, bool postgres)
    {
        var firm = await Bare(postgres, size);
        await Server.Command(firm, null, "demo", "--size", size);
        await Server.Command(
            firm,
            Password,
            "user",
            "add",
            "--email",
            Email,
            "--name",
            "Bench",
            "--role",
            "administrator"
        );
        for (var n = 0; n < Tokens; n++)
        {
            var token = await Server.Command(
                firm,
                null,
                "token",
                "create",
                "--user",
                Email,
                "--scopes",
                "read,write"
            );
            firm.tokens.Add($"Authorization: Bearer {token}");
        }
        await using var source = new DbSource(
            new DbPlace(firm.Postgres, firm.Folder),
            new MicrosecondClock()
        );
        await using var db = source.For(Viewer.System("bench"));
        firm.Clients = await db.Set<Client>()
            .OrderBy(c => c.Number)
            .Select(c => c.Id)
            .ToArrayAsync();
        return firm;
    }

    /// <summary>Signs in by the form as a browser does; answers the header that a page asks for.</summary>
    public static async Task<string> SignIn(Server server)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler)
        {
            BaseAddress = new Uri($"http://127.0.0.1:{server.Port}"),
        };
        var page = await http.GetStringAsync("/sign-in");
        var form = FormToken().Match(page).Groups["token"].Value;
        using var answer = await http.PostAsync(
            "/sign-in",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["Email"] = Email,
                    ["Password"] = Password,
                    ["__RequestVerificationToken"] = form,
                }
            )
        );
        return "Accept: text/html\r\nAccept-Encoding: gzip, br\r\nCookie: "
            + handler.CookieContainer.GetCookieHeader(http.BaseAddress);
    }

    private static async Task<string> NewDatabase()
    {
        var server = Place("postgres");
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        var name = $"bench_{Guid.NewGuid():N}";
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return Place(name);

        static string Place(string database) =>
            new NpgsqlConnectionStringBuilder(
                Environment.GetEnvironmentVariable("RAPPORT_TEST_POSTGRES")
            )
            {
                Database = database,
            }.ToString();
    }

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex FormToken();

    /// <summary>The database server's folder goes with the script that started it.</summary>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
