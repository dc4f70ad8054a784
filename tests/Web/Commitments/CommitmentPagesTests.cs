using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Commitments;

/// <summary>What is owed on screen, with scripts off: noted, kept, moved, waited for, handed over, dropped.</summary>
public abstract class CommitmentPagesTests(TestDatabase database)
{
    private const string New = "/commitments/new";

    /// <summary>Far enough that no test of this year comes near it.</summary>
    private const string Day = "2035-11-28";

    [Fact]
    public async Task What_was_noted_is_on_its_page_in_the_list_and_on_the_clients_page()
    {
        await using var app = await TestApp.Start(database.Place);
        var (ana, client) = await Desk(app);

        var place = await Noted(ana, client, "Sign-off pack for phase 2");
        var handbook = await ana.Page($"/clients/{client.Id}");
        var page = await ana.Page(place);

        foreach (var list in new[] { "/commitments?q=sign-off", "/commitments?mine=true" })
        {
            Assert.NotNull((await ana.Page(list)).QuerySelector($"a[href='{place}']"));
        }
        Assert.NotNull(handbook.QuerySelector($"#owed a[href='{place}']"));
        Assert.Contains("28 Nov 2035", page.Said(), StringComparison.Ordinal);
        Assert.Contains(ana.Colleague!.Name, page.Said(), StringComparison.Ordinal);
        ana.Dispose();
    }

    [Fact]
    public async Task Done_leads_back_and_it_is_owed_no_more_until_it_is_opened_again()
    {
        await using var app = await TestApp.Start(database.Place);
        var (ana, client) = await Desk(app);
        var place = await Noted(ana, client, "Call them back");

        var back = await ana.Saved(
            place + "/closure",
            new() { ["Outcome"] = "Kept", ["Back"] = $"/clients/{client.Id}" }
        );
        var handbook = await ana.Page($"/clients/{client.Id}");
        var done = await ana.Page(place);
        var left = await ana.Page("/commitments?mine=true");
        var all = await ana.Page("/commitments?mine=true&stands=All");
        await ana.Saved(place + "/opening", [], place);
        var open = await ana.Page(place);

        Assert.StartsWith($"/clients/{client.Id}", back, StringComparison.Ordinal);
        Assert.Null(handbook.QuerySelector($"#owed a[href='{place}']"));
        Assert.Null(left.QuerySelector($"a[href='{place}']"));
        Assert.NotNull(all.QuerySelector($"a[href='{place}']"));
        Assert.Equal("Kept", done.QuerySelector("header .tag")!.TextContent);
        Assert.Equal("Open", open.QuerySelector("header .tag")!.TextContent);
        ana.Dispose();
    }

    [Fact]
    public async Task Another_date_a_wait_a_handover_and_a_waiver_are_told_on_its_page()
    {
        await using var app = await TestApp.Start(database.Place);
        var (ana, client) = await Desk(app);
        var ben = await app.Firm.Colleague(Roles.Executive, "Ben Over");
        var place = await Noted(ana, client, "Move the vessels over");

        await ana.Saved(
            place + "/date",
            new()
            {
                ["Day"] = "2035-12-05",
                ["Agreed"] = "true",
                ["Reason"] = "The yard is closed",
            }
        );
        await ana.Saved(
            place + "/wait",
            new() { ["Text"] = "Test data for 40 vessels", ["Day"] = "2035-11-30" }
        );
        var waits = await ana.Page(place);
        await ana.Saved(place + "/resumption", [], place);
        await ana.Saved(place + "/owner", new() { ["Owner"] = ben.Email! });
        await ana.Saved(
            place + "/closure",
            new() { ["Outcome"] = "Waived", ["Reason"] = "They sold the fleet" },
            place + "/closure?undone=true"
        );
        var page = await ana.Page(place);
        var steps = page.QuerySelectorAll("#steps .what").Select(w => w.TextContent).ToList();

        Assert.Equal("Waiting", waits.QuerySelector("header .tag")!.TextContent);
        Assert.Contains("Test data for 40 vessels", waits.Said(), StringComparison.Ordinal);
        Assert.Equal(5, steps.Count);
        Assert.Contains("agreed with them", steps[0], StringComparison.Ordinal);
        Assert.Contains("The yard is closed", steps[0], StringComparison.Ordinal);
        Assert.Contains("to Ben Over", steps[3], StringComparison.Ordinal);
        Assert.Contains("They sold the fleet", steps[4], StringComparison.Ordinal);
        Assert.Equal("Waived", page.QuerySelector("header .tag")!.TextContent);
        ana.Dispose();
    }

    [Theory]
    [InlineData("Text", " ", "Text")]
    [InlineData("Day", "soon", "Day")]
    [InlineData("Day", "2020-01-01", "Day")]
    [InlineData("Hour", "25:00", "Day")]
    [InlineData("Client", "Nobody AG", "Client")]
    [InlineData("Owner", "Nobody", "Owner")]
    [InlineData("Target", "2035-12-24", "Target")]
    public async Task What_was_typed_stays_and_what_is_wrong_is_said_beside_its_field(
        string field,
        string typed,
        string told
    )
    {
        await using var app = await TestApp.Start(database.Place);
        var (ana, client) = await Desk(app);
        var fields = new Dictionary<string, string>
        {
            ["Text"] = "Sign-off pack",
            ["Client"] = client.Name,
            ["Day"] = Day,
            [field] = typed,
        };

        var page = await ana.Refused(New, fields);

        Assert.Equal(typed, page.Typed(field));
        Assert.NotNull(page.Wrong(told));
        ana.Dispose();
    }

    [Fact]
    public async Task Who_edits_second_is_shown_both_and_loses_nothing()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var place = await Noted(ana, client, "First words");
        var form = await ana.Page(place + "/edit");
        Dictionary<string, string> Typed(string text) =>
            new()
            {
                ["Text"] = text,
                ["Version"] = form.Typed("Version")!,
                ["_opened"] = form.Typed("_opened")!,
            };

        await ana.Saved(place + "/edit", Typed("Second words"));
        using var late = await ana.Post(place + "/edit", Typed("Third words"));
        var page = (await Visitor.Read(late)).Said();

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Second words", page, StringComparison.Ordinal);
        Assert.Contains("Third words", page, StringComparison.Ordinal);
        ana.Dispose();
    }

    [Fact]
    public async Task What_is_captured_keeps_what_was_owed_and_promises_what_is_next()
    {
        await using var app = await TestApp.Start(database.Place);
        var (ana, client) = await Desk(app);
        var place = await Noted(ana, client, "Call about the quay");
        var id = place.Split('/')[^1];
        var form = $"/capture?client={client.Id}";
        var offered = await ana.Page(form);

        await ana.Saved(
            "/capture",
            new()
            {
                ["ClientId"] = client.Id.ToString(),
                ["Subject"] = "Called about the quay",
                ["Channel"] = "Call",
                ["Keeps"] = id,
                ["NextText"] = "Send the drawings",
                ["NextDay"] = Day,
            },
            form
        );
        var handbook = await ana.Page($"/clients/{client.Id}");
        var kept = await ana.Page(place);

        Assert.NotNull(offered.QuerySelector($"input[name=Keeps][value='{id}']"));
        Assert.Equal(
            ["Send the drawings"],
            handbook.QuerySelectorAll("#owed .what b").Select(b => b.TextContent)
        );
        Assert.Contains("Called about the quay", kept.Said(), StringComparison.Ordinal);
        Assert.Equal("Kept", kept.QuerySelector("header .tag")!.TextContent);
        ana.Dispose();
    }

    [Fact]
    public async Task Where_what_is_next_cannot_be_taken_nothing_of_the_capture_is()
    {
        await using var app = await TestApp.Start(database.Place);
        var (ana, client) = await Desk(app);
        var place = await Noted(ana, client, "Call about the crane");
        var form = $"/capture?client={client.Id}";

        var page = await ana.Refused(
            "/capture",
            new()
            {
                ["ClientId"] = client.Id.ToString(),
                ["Subject"] = "Called about the crane",
                ["Keeps"] = place.Split('/')[^1],
                ["NextText"] = "Send the drawings",
                ["NextDay"] = "2020-01-01",
            },
            form
        );
        await using var db = app.Firm.System();

        Assert.NotNull(page.Wrong("NextDay"));
        Assert.Equal("Called about the crane", page.Typed("Subject"));
        Assert.False(
            await db.Set<Rapport.Interactions.Interaction>().AnyAsync(i => i.ClientId == client.Id)
        );
        Assert.Equal(
            CommitmentState.Open,
            (await db.Set<Commitment>().SingleAsync(c => c.ClientId == client.Id)).State
        );
        ana.Dispose();
    }

    [Fact]
    public async Task Behind_the_wall_there_is_no_such_page()
    {
        await using var app = await TestApp.Start(database.Place);
        var (ana, client) = await Desk(app);
        using var ben = await app.SignedIn(Roles.AccountManager);
        var place = await Noted(ana, client, "Only ours");

        foreach (
            var path in new[] { "", "/edit", "/closure", "/date", "/wait", "/owner", "/history" }
        )
        {
            using var answer = await ben.Get(place + path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        Assert.Null((await ben.Page("/commitments?q=only")).QuerySelector($"a[href='{place}']"));
        ana.Dispose();
    }

    private static async Task<(Visitor Ana, Client Client)> Desk(TestApp app)
    {
        var ana = await app.SignedIn(Roles.AccountManager);
        var name = $"Quay {Guid.NewGuid().ToString()[..8]}";
        return (ana, await app.Firm.Client(name, ana.Colleague!));
    }

    private static async Task<string> Noted(Visitor ana, Client client, string text) =>
        (
            await ana.Saved(
                New,
                new()
                {
                    ["Text"] = text,
                    ["ClientId"] = client.Id.ToString(),
                    ["Day"] = Day,
                }
            )
        ).Split('#')[0];

    public sealed class OnSqlite(Sqlite database)
        : CommitmentPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CommitmentPagesTests(database),
            IClassFixture<Postgres>;
}
