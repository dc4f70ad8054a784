using System.Net;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Commitments;

/// <summary>What is owed as scripts write and read it.</summary>
public abstract class CommitmentsApiTests(TestDatabase database)
{
    private const string Path = "/api/v1/commitments";

    [Fact]
    public async Task It_is_made_changed_in_part_moved_kept_and_opened_again()
    {
        await using var app = await TestApp.Start(database.Place);
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Api Quay", ana.Colleague!);
        using var made = await script.Send(
            Path,
            new
            {
                text = "Sign-off pack",
                clientId = client.Id,
                favour = "client",
                dueOn = "2035-11-28",
            }
        );
        var place = made.Headers.Location!.ToString();

        using var patched = await script.Patch(place, 1, new { targetOn = "2035-11-25" });
        using var moved = await script.Send(
            place + "/dates",
            new
            {
                dueOn = "2035-12-05",
                agreed = true,
                reason = "The yard is closed",
            }
        );
        using var kept = await script.Send(place + "/closures", new { outcome = "kept" });
        var record = await script.Read(place);
        using var opened = await script.Send(place + "/openings", new { });
        var steps = await script.Read(place + "/steps");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        Assert.Equal(HttpStatusCode.Created, moved.StatusCode);
        Assert.Equal("kept", (string?)record["state"]);
        Assert.Equal("2035-12-05", (string?)record["dueOn"]);
        Assert.Equal("2035-11-25", (string?)record["targetOn"]);
        Assert.Equal("open", (string?)(await opened.Json())["state"]);
        Assert.Equal(
            ["moved", "kept", "reopened"],
            steps.AsArray().Select(s => (string?)s!["kind"])
        );
    }

    [Fact]
    public async Task Repeated_with_its_key_it_happens_once()
    {
        await using var app = await TestApp.Start(database.Place);
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Once Quay", ana.Colleague!);
        script.DefaultRequestHeaders.Add("Idempotency-Key", "one-word");
        var body = new
        {
            text = "Only once",
            clientId = client.Id,
            dueOn = "2035-11-28",
        };

        using var first = await script.Send(Path, body);
        using var again = await script.Send(Path, body);
        var list = await script.Read($"{Path}?client={client.Id}");

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Single(list["items"]!.AsArray());
    }

    [Fact]
    public async Task What_follows_from_an_entry_is_of_its_client_and_waits_as_it_was_told()
    {
        await using var app = await TestApp.Start(database.Place);
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Follow Quay", ana.Colleague!);
        using var entry = await script.Send(
            "/api/v1/interactions",
            new { subject = "Talked", clientId = client.Id }
        );
        var talk = (string?)(await entry.Json())["id"];

        using var made = await script.Send(
            $"/api/v1/interactions/{talk}/commitments",
            new { text = "Send the drawings", due = "2035-11-28T10:00:00Z" }
        );
        var place = made.Headers.Location!.ToString();
        using var waits = await script.Send(
            place + "/waits",
            new { text = "Their measures", dueOn = "2035-11-20" }
        );
        var theirs = await script.Read($"{Path}?client={client.Id}&favour=us");
        using var done = await script.Send(
            $"{Path}/{(string?)theirs["items"]![0]!["id"]}/closures",
            new { outcome = "kept" }
        );
        var ours = await script.Read(place);

        Assert.Equal(talk, (string?)ours["originId"]);
        Assert.Equal("entry", (string?)ours["origin"]);
        Assert.NotNull((string?)(await waits.Json())["waitingSince"]);
        Assert.Null((string?)ours["waitingSince"]);
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_field_by_field()
    {
        await using var app = await TestApp.Start(database.Place);
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);

        using var made = await script.Send(Path, new { text = "" });
        using var closed = await script.Send(
            $"{Path}/{Guid.Empty}/closures",
            new { outcome = "waived" }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, made.StatusCode);
        Assert.Equal(["clientId", "due", "text"], (await made.Faults()).Order());
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
    }

    public sealed class OnSqlite(Sqlite database)
        : CommitmentsApiTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CommitmentsApiTests(database),
            IClassFixture<Postgres>;
}
