using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Interactions;

/// <summary>What happened, as scripts write and read it.</summary>
public abstract class InteractionsApiTests(TestDatabase database)
{
    private const string Path = "/api/v1/interactions";

    [Fact]
    public async Task A_repeated_request_is_written_once_and_the_same_key_says_nothing_else()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana);
        using var script = await app.Script(ana);
        script.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var said = new
        {
            clientId = halden.Id,
            subject = "Called",
            channel = "call",
        };

        using var first = await script.PostAsJsonAsync(Path, said);
        using var second = await script.PostAsJsonAsync(Path, said);
        using var other = await script.PostAsJsonAsync(
            Path,
            new { clientId = halden.Id, subject = "Else" }
        );

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Single(await Items(script, $"{Path}?client={halden.Id}"));
    }

    [Fact]
    public async Task Pages_by_cursor_give_every_entry_once_within_the_filters()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana);
        using var script = await app.Script(ana);
        await Fill(script, halden.Id, 25);
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await script.GetFromJsonAsync<JsonElement>(
                $"{Path}?client={halden.Id}&touchpoint=sales&touchpoint=delivery&limit=7&cursor={cursor}"
            );
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null);

        Assert.Equal(25, read.Count);
        Assert.Equal(25, read.Distinct().Count());
        Assert.Empty(await Items(script, $"{Path}?client={halden.Id}&touchpoint=finance"));
        Assert.Empty(await Items(script, $"{Path}?client={halden.Id}&from=2026-01-06"));
        Assert.Single(await Items(script, $"{Path}?client={halden.Id}&q=24"));
    }

    [Fact]
    public async Task An_entry_is_corrected_by_a_new_one_and_changed_by_none()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana);
        using var script = await app.Script(ana);
        await Fill(script, halden.Id, 1);
        var old = Assert.Single(await Items(script, $"{Path}?client={halden.Id}"));
        var entry = $"{Path}/{old}";

        using var corrected = await script.PostAsJsonAsync(
            $"{entry}/corrections",
            new { subject = "Right" }
        );
        using var again = await script.PostAsJsonAsync(
            $"{entry}/corrections",
            new { subject = "Late" }
        );
        using var patched = await script.PatchAsJsonAsync(entry, new { subject = "Never" });

        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
        var record = await corrected.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(old, record.GetProperty("correctsId").GetString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, again.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, patched.StatusCode);
        var stands = await script.GetFromJsonAsync<JsonElement>(entry);
        Assert.Equal(Id(record), stands.GetProperty("correctedById").GetString());
        Assert.Equal("Entry 0", stands.GetProperty("details").GetProperty("subject").GetString());
    }

    [Fact]
    public async Task What_is_behind_a_wall_does_not_exist()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var pavel = await app.Firm.Colleague(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana);
        using var hers = await app.Script(ana);
        using var his = await app.Script(pavel);
        using var browser = await app.SignedIn(pavel);
        await Fill(hers, halden.Id, 1);
        var entry = Assert.Single(await Items(hers, $"{Path}?client={halden.Id}"));

        Assert.Empty(await Items(his, $"{Path}?client={halden.Id}"));
        Assert.Empty(await Items(his, Path));
        foreach (
            var address in new[]
            {
                $"{Path}/{entry}",
                $"/interactions/{entry}",
                $"/interactions/{entry}/correct",
                $"/clients/{halden.Id}/timeline",
            }
        )
        {
            var asks = address.StartsWith("/api/", StringComparison.Ordinal) ? his : browser.Http;
            using var answer = await asks.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var correction = await his.PostAsJsonAsync(
            $"{Path}/{entry}/corrections",
            new { subject = "x" }
        );
        Assert.Equal(HttpStatusCode.NotFound, correction.StatusCode);
    }

    [Theory]
    [InlineData("touchpoint=nonsense", "touchpoint")]
    [InlineData("from=yesterday", "from")]
    [InlineData("q=everywhere", "client")]
    public async Task A_filter_that_is_none_is_named(string query, string field)
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.AccountManager));
        using var answer = await script.GetAsync(new Uri($"{Path}?{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    internal static async Task Fill(HttpClient script, Guid clientId, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var answer = await script.PostAsJsonAsync(
                Path,
                new
                {
                    clientId,
                    subject = $"Entry {i}",
                    channel = "call",
                    touchpoint = i % 2 == 0 ? "sales" : "delivery",
                    occurred = "2026-01-05T09:00:00Z",
                }
            );
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    private static async Task<List<string>> Items(HttpClient script, string path)
    {
        var page = await script.GetFromJsonAsync<JsonElement>(path);
        return [.. page.GetProperty("items").EnumerateArray().Select(Id)];
    }

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;

    public sealed class OnSqlite(Sqlite database)
        : InteractionsApiTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : InteractionsApiTests(database),
            IClassFixture<Postgres>;
}
