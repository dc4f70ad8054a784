using System.Net;
using System.Net.Http.Json;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Plays;

/// <summary>Plays as scripts write and read them.</summary>
public abstract class PlaysApiTests(TestDatabase database)
{
    private const string Path = "/api/v1/plays";

    private static object Farewell(string name) =>
        new
        {
            name,
            why = "How we say goodbye is what they tell others.",
            of = "clients",
            trigger = "event",
            @event = "client.moved",
            condition = "stage eq \"lapsed\"",
            owes = "Part well with {client}",
            who = "accountManager",
            within = "2 bd",
        };

    [Fact]
    public async Task It_is_written_switched_on_raises_and_is_switched_off_with_what_it_raised()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Executive);
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(boss.Colleague!);
        using var hers = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Farewell Quay", ana.Colleague!);

        using var added = await script.Send(Path, Farewell("Api farewell"));
        var place = added.Headers.Location!.ToString();
        var off = await script.Read(place);
        using var put = await script.PutAsync(place + "/switch", null, Cancel);
        using var moved = await hers.Send(
            $"/api/v1/clients/{client.Id}/stages",
            new { to = "lapsed", reason = "They closed" }
        );
        var open = await script.Read(place);
        var owed = await hers.Read($"/api/v1/commitments?client={client.Id}");
        using var taken = await script.DeleteAsync(
            new Uri(place + "/switch?openOnes=drop", UriKind.Relative),
            Cancel
        );
        var after = await taken.Json();

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.False((bool)off["isOn"]!);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(1, (int)open["open"]!);
        Assert.Equal("Part well with Farewell Quay", (string?)owed["items"]![0]!["text"]);
        Assert.Equal("play", (string?)owed["items"]![0]!["origin"]);
        Assert.Equal((false, 0), ((bool)after["isOn"]!, (int)after["open"]!));
    }

    [Fact]
    public async Task It_is_changed_in_part_on_the_version_that_was_read_as_another_edition()
    {
        await using var app = await TestApp.Start(database.Place);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using var added = await script.Send(Path, Farewell("Api edition"));
        var place = added.Headers.Location!.ToString();

        using var changed = await script.Patch(place, 1, new { within = "4 bh" });
        using var stale = await script.Patch(place, 1, new { within = "5 bh" });
        using var wrong = await script.Patch(
            place,
            2,
            new { within = "soon", @event = "moon.rose" }
        );
        var record = await script.Read(place);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(
            ["event", "within"],
            (await wrong.Json())["errors"]!.AsObject().Select(e => e.Key).Order()
        );
        Assert.Equal(
            ("4 bh", 2, "client.moved"),
            (
                (string?)record["details"]!["within"],
                (int)record["edition"]!,
                (string?)record["details"]!["event"]
            )
        );
    }

    [Fact]
    public async Task A_preview_says_what_it_would_raise_and_raises_nothing()
    {
        await using var app = await TestApp.Start(database.Place);
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Executive));
        await app.Firm.Client("Preview Quay", ana.Colleague!);
        var said = new
        {
            name = "Api preview",
            of = "clients",
            trigger = "state",
            condition = "name eq \"Preview Quay\"",
            owes = "Look at {client}",
            within = "2 bd",
        };

        using var tried = await script.PostAsJsonAsync(Path + "/previews", said, Cancel);
        var preview = await tried.Json();
        using var added = await script.Send(Path, said);
        var place = added.Headers.Location!.ToString();
        var kept = await script.Read(place + "/preview");
        using var wrong = await script.PostAsJsonAsync(Path + "/previews", new { }, Cancel);

        Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        Assert.Equal(1, (int)preview["now"]!);
        Assert.Equal("Look at Preview Quay", (string?)preview["some"]![0]!["text"]);
        Assert.Equal(1, (int)kept["now"]!);
        Assert.Equal(0, (int)(await script.Read(place))["open"]!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task Everyone_reads_them_and_only_who_keeps_the_playbook_writes()
    {
        await using var app = await TestApp.Start(database.Place);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Consultant));

        using var added = await script.Send(Path, Farewell("Not mine"));
        var all = await script.Read(Path);

        Assert.Equal(HttpStatusCode.Forbidden, added.StatusCode);
        Assert.DoesNotContain(
            "Not mine",
            all["items"]!.AsArray().Select(p => (string?)p!["details"]!["name"])
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database) : PlaysApiTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PlaysApiTests(database),
            IClassFixture<Postgres>;
}
