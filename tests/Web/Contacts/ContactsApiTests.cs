using System.Net;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Contacts;

/// <summary>Contacts as scripts write and read them.</summary>
public abstract class ContactsApiTests(TestDatabase database)
{
    private const string Path = "/api/v1/contacts";

    [Fact]
    public async Task She_is_made_read_and_changed_in_part()
    {
        using var desk = await Desk.Set(database);
        using var made = await desk.Script.Send(
            Path,
            new
            {
                clientId = desk.Client.Id,
                givenName = "Ingrid",
                familyName = "Solberg",
                jobTitle = "CFO",
                points = new[]
                {
                    new { kind = "email", value = "ingrid@halden.example" },
                    new { kind = "mobile", value = "+47 900 00 000" },
                },
                channels = new[] { "phone", "email" },
                stance = "supporter",
            }
        );
        var place = made.Headers.Location!.ToString();
        var points = (await made.Json())["details"]!["points"]!.AsArray();

        using var changed = await desk.Script.Patch(
            place,
            1,
            new
            {
                jobTitle = "CEO",
                stance = (string?)null,
                points = new[]
                {
                    new
                    {
                        id = (string?)points[1]!["id"],
                        kind = "mobile",
                        value = "+47 911 11 111",
                    },
                },
            }
        );
        var said = (await desk.Script.Read(place))["details"]!;

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(1, made.Version());
        Assert.Equal(2, changed.Version());
        Assert.Equal("Ingrid Solberg", (string?)said["name"]);
        Assert.Equal("CEO", (string?)said["jobTitle"]);
        Assert.Null((string?)said["stance"]);
        Assert.Equal(["phone", "email"], said["channels"]!.AsArray().Select(c => (string)c!));
        var kept = Assert.Single(said["points"]!.AsArray())!;
        Assert.Equal((string?)points[1]!["id"], (string?)kept["id"]);
        Assert.Equal("+47 911 11 111", (string?)kept["value"]);
    }

    [Fact]
    public async Task A_change_says_on_which_version_it_was_made()
    {
        using var desk = await Desk.Set(database);
        var place = await desk.Add("Ingrid Solberg");

        using var without = await desk.Script.Patch(place, null, new { name = "Later" });
        using var first = await desk.Script.Patch(place, 1, new { name = "First" });
        using var stale = await desk.Script.Patch(place, 1, new { name = "Second" });

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("First", (string?)(await desk.Script.Read(place))["details"]!["name"]);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_field_by_field()
    {
        using var desk = await Desk.Set(database);

        using var answer = await desk.Script.Send(
            Path,
            new
            {
                name = " ",
                language = "xx",
                timeZone = "Mars/Base",
                reachHours = "whenever",
                channels = new[] { "pigeon" },
                wants = "A quiet year",
                points = new[]
                {
                    new { kind = "email", value = "nobody" },
                    new { kind = "phone", value = "call me" },
                },
                reportsToId = Guid.CreateVersion7(),
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(
            [
                "channels",
                "clientId",
                "language",
                "name",
                "notesPurpose",
                "notesUntil",
                "points[0].value",
                "points[1].value",
                "reachHours",
                "reportsToId",
                "timeZone",
            ],
            await answer.Faults()
        );
    }

    [Fact]
    public async Task Lines_of_reporting_never_close_to_a_circle()
    {
        using var desk = await Desk.Set(database);
        var top = await desk.Add("Top");
        var middle = await desk.Add("Middle", Id(top));
        var low = await desk.Add("Low", Id(middle));

        using var circle = await desk.Script.Patch(top, 1, new { reportsToId = Id(low) });
        using var herself = await desk.Script.Patch(top, 1, new { reportsToId = Id(top) });
        using var higher = await desk.Script.Patch(low, 1, new { reportsToId = Id(top) });

        Assert.Equal(["reportsToId"], await circle.Faults());
        Assert.Equal(["reportsToId"], await herself.Faults());
        Assert.Equal(HttpStatusCode.OK, higher.StatusCode);
        Assert.Equal(2, (await desk.Script.Read(top))["reports"]!.AsArray().Count);
    }

    [Fact]
    public async Task She_leaves_once_and_is_found_where_she_went()
    {
        using var desk = await Desk.Set(database);
        var next = await desk.App.Firm.Client("Vela", desk.Ana);
        var place = await desk.Add("Ingrid Solberg");

        using var future = await desk.Script.Send(
            $"{place}/departures",
            new { date = "2999-01-01" }
        );
        using var left = await desk.Script.Send(
            $"{place}/departures",
            new { wentTo = "Vela", toClientId = next.Id }
        );
        using var again = await desk.Script.Send($"{place}/departures", new { wentTo = "Else" });
        var record = await left.Json();
        var there = await desk.Script.Read($"{Path}?client={next.Id}");

        Assert.Equal(["date"], await future.Faults());
        Assert.Equal(HttpStatusCode.Created, left.StatusCode);
        Assert.NotNull((string?)record["left"]);
        Assert.Equal("Vela", (string?)(await again.Json())["wentTo"]);
        Assert.Equal(
            (string?)record["nowAt"]!["id"],
            (string?)Assert.Single(there["items"]!.AsArray())!["id"]
        );
        Assert.Empty(
            (await desk.Script.Read($"{Path}?client={desk.Client.Id}&left=false"))[
                "items"
            ]!.AsArray()
        );
    }

    [Fact]
    public async Task Consent_counts_with_what_shows_it_and_its_withdrawal_without()
    {
        using var desk = await Desk.Set(database);
        var place = await desk.Add("Ingrid Solberg");

        using var bare = await desk.Script.Send(
            $"{place}/consents",
            new { purpose = "marketing", given = true }
        );
        using var given = await desk.Script.Send(
            $"{place}/consents",
            new
            {
                purpose = "marketing",
                given = true,
                source = "Signed form",
            }
        );
        using var withdrawn = await desk.Script.Send(
            $"{place}/consents",
            new { purpose = "marketing", given = false }
        );

        Assert.Equal(["source"], await bare.Faults());
        Assert.Equal(HttpStatusCode.Created, given.StatusCode);
        Assert.Equal(
            [false, true],
            (await withdrawn.Json())["consents"]!.AsArray().Select(c => (bool)c!["given"]!)
        );
    }

    [Fact]
    public async Task The_list_is_narrowed_and_its_pages_follow_each_other()
    {
        using var desk = await Desk.Set(database);
        foreach (var name in new[] { "Åse Berg", "Bo Aas", "Bo Aas", "Cy Berg", "Di Berg" })
        {
            await desk.Add(name);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await desk.Script.Read(
                $"{Path}?client={desk.Client.Id}&limit=2&cursor={cursor}"
            );
            seen.AddRange(page["items"]!.AsArray().Select(c => (string)c!["name"]!));
            cursor = (string?)page["next"];
        } while (cursor is not null);
        var found = await desk.Script.Read($"{Path}?client={desk.Client.Id}&q=ase");

        Assert.Equal(["Åse Berg", "Bo Aas", "Bo Aas", "Cy Berg", "Di Berg"], seen);
        Assert.Equal("Åse Berg", (string?)Assert.Single(found["items"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task Behind_the_wall_she_does_not_exist()
    {
        using var desk = await Desk.Set(database);
        var place = await desk.Add("Ingrid Solberg");
        using var other = await desk.App.Script(
            await desk.App.Firm.Colleague(Roles.AccountManager)
        );

        using var read = await other.GetAsync(new Uri(place, UriKind.Relative));
        using var changed = await other.Patch(place, 1, new { name = "Mine" });
        using var left = await other.Send($"{place}/departures", new { });
        using var consent = await other.Send($"{place}/consents", new { purpose = "recording" });
        using var added = await other.Send(Path, new { name = "In", clientId = desk.Client.Id });

        Assert.All(
            [read, changed, left, consent],
            a => Assert.Equal(HttpStatusCode.NotFound, a.StatusCode)
        );
        Assert.Equal(["clientId"], await added.Faults());
    }

    private static string Id(string place) => place.Split('/')[^1];

    /// <summary>An account manager's script at a client of hers.</summary>
    private sealed record Desk(TestApp App, Colleague Ana, Client Client, HttpClient Script)
        : IDisposable
    {
        public static async Task<Desk> Set(TestDatabase database)
        {
            var app = await database.App();
            var ana = await app.Firm.Colleague(Roles.AccountManager);
            return new(app, ana, await app.Firm.Client("Halden", ana), await app.Script(ana));
        }

        /// <summary>Her place.</summary>
        public async Task<string> Add(string name, string? reportsToId = null)
        {
            using var made = await Script.Send(
                Path,
                new
                {
                    clientId = Client.Id,
                    name,
                    reportsToId,
                }
            );
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            return made.Headers.Location!.ToString();
        }

        public void Dispose() => Script.Dispose();
    }

    public sealed class OnSqlite(Sqlite database)
        : ContactsApiTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ContactsApiTests(database),
            IClassFixture<Postgres>;
}
