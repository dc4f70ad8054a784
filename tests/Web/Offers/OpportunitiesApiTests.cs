using System.Net;
using System.Text.Json.Nodes;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Offers;

/// <summary>Opportunities as scripts write and read them.</summary>
public abstract class OpportunitiesApiTests(TestDatabase database)
{
    private const string Path = "/api/v1/opportunities";

    [Fact]
    public async Task It_is_made_read_and_changed_in_part()
    {
        var app = await database.App();
        var (script, client) = await Desk(app);
        using var made = await script.Send(
            Path,
            new
            {
                name = "Fleet renewal",
                clientId = client.Id,
                stage = "engaging",
                value = new { minor = 1_250_000, currency = "NOK" },
                opened = "2026-02-01",
            }
        );
        var place = made.Headers.Location!.ToString();

        using var moved = await script.Patch(place, 1, new { stage = "proposed" });
        using var cleared = await script.Patch(place, 2, new { value = (object?)null });
        var record = await script.Read(place);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(1, made.Version());
        Assert.Equal(1_250_000, (int)(await moved.Json())["value"]!["minor"]!);
        Assert.Equal(HttpStatusCode.OK, cleared.StatusCode);
        Assert.Equal("proposed", (string?)record["stage"]);
        Assert.Equal("2026-02-01", (string?)record["opened"]);
        Assert.Null((JsonNode?)record["value"]);
        script.Dispose();
    }

    [Fact]
    public async Task A_change_says_on_which_version_it_was_made()
    {
        var app = await database.App();
        var (script, client) = await Desk(app);
        using var made = await script.Send(Path, new { name = "Boiler", clientId = client.Id });
        var place = made.Headers.Location!.ToString();

        using var without = await script.Patch(place, null, new { name = "Later" });
        using var first = await script.Patch(place, 1, new { name = "First" });
        using var stale = await script.Patch(place, 1, new { name = "Second" });

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("First", (string?)(await script.Read(place))["name"]);
        script.Dispose();
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_field_by_field()
    {
        var app = await database.App();
        var (script, client) = await Desk(app);
        using var made = await script.Send(Path, new { name = "Right", clientId = client.Id });
        var wrong = new
        {
            name = "",
            clientId = Guid.CreateVersion7(),
            value = new { minor = 1, currency = "eur" },
            opened = "2026-02-02",
            closed = "2026-02-01",
        };

        using var added = await script.Send(Path, wrong);
        using var changed = await script.Patch(made.Headers.Location!.ToString(), 1, wrong);
        using var noStage = await script.Send(Path, new { name = "x", stage = "dreaming" });
        using var unknown = await script.Patch(
            made.Headers.Location!.ToString(),
            1,
            new { version = 7 }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, added.StatusCode);
        Assert.Equal(["clientId", "closed", "name", "value"], await added.Faults());
        Assert.Equal(await added.Faults(), await changed.Faults());
        Assert.Equal(["stage"], await noStage.Faults());
        Assert.Equal(["version"], await unknown.Faults());
        script.Dispose();
    }

    [Fact]
    public async Task Pages_of_what_was_asked_for_follow_each_other()
    {
        var app = await database.App();
        var (script, client) = await Desk(app);
        foreach (var i in Enumerable.Range(0, 5))
        {
            foreach (var stage in new[] { "engaging", "lost" })
            {
                using var made = await script.Send(
                    Path,
                    new
                    {
                        name = $"{stage} {i}",
                        clientId = client.Id,
                        stage,
                    }
                );
            }
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await script.Read(
                $"{Path}?client={client.Id}&open=true&limit=2&cursor={cursor}"
            );
            seen.AddRange(page["items"]!.AsArray().Select(o => (string)o!["name"]!));
            cursor = (string?)page["next"];
        } while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 5).Reverse().Select(i => $"engaging {i}"), seen);
        script.Dispose();
    }

    [Fact]
    public async Task Behind_the_wall_it_does_not_exist()
    {
        var app = await database.App();
        var (script, client) = await Desk(app);
        using var made = await script.Send(Path, new { name = "Walled", clientId = client.Id });
        var place = made.Headers.Location!.ToString();
        using var other = await app.Script(await app.Firm.Colleague(Roles.AccountManager));

        using var read = await other.GetAsync(new Uri(place, UriKind.Relative));
        using var changed = await other.Patch(place, 1, new { name = "Mine" });
        using var added = await other.Send(Path, new { name = "In", clientId = client.Id });

        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        Assert.Equal(["clientId"], await added.Faults());
        Assert.Empty((await other.Read($"{Path}?client={client.Id}"))["items"]!.AsArray());
        script.Dispose();
    }

    private static async Task<(HttpClient Script, Client Client)> Desk(TestApp app)
    {
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        return (await app.Script(ana), await app.Firm.Client("Halden Maritime", ana));
    }

    public sealed class OnSqlite(Sqlite database)
        : OpportunitiesApiTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OpportunitiesApiTests(database),
            IClassFixture<Postgres>;
}
