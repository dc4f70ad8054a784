using System.Net;
using Rapport.Clients;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Web.Offers;

/// <summary>Opportunities on screen, with scripts off.</summary>
public abstract class OpportunityPagesTests(TestDatabase database)
{
    private const string New = "/opportunities/new";

    [Fact]
    public async Task The_list_narrows_to_what_is_mine_and_keeps_it_when_a_stage_is_chosen()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var ben = await app.Firm.Colleague(Roles.AccountManager, "Ben Narrows");
        foreach (var (name, owner) in new[] { ("Mine to win", ana.Colleague!), ("Of Ben", ben) })
        {
            await ana.Saved(
                New,
                new()
                {
                    ["Name"] = name,
                    ["Client"] = client.Name,
                    ["Owner"] = owner.Email ?? owner.Name,
                    ["Stage"] = nameof(OpportunityStage.Proposed),
                }
            );
        }

        var mine = await ana.Page("/opportunities?mine=true");

        Assert.Equal(["Mine to win"], mine.QuerySelectorAll("tbody b").Select(b => b.TextContent));
        Assert.Contains(
            "/opportunities?stage=Proposed&mine=true",
            mine.QuerySelectorAll(".chip").Select(c => c.GetAttribute("href"))
        );
        Assert.Equal("true", mine.Typed("mine"));
    }

    [Fact]
    public async Task What_was_typed_is_on_its_page_in_the_list_and_at_its_client()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);

        var place = await ana.Saved(
            New,
            new()
            {
                ["Name"] = "Fleet renewal",
                ["Client"] = client.Name,
                ["Stage"] = "Proposed",
                ["Amount"] = "12,500",
                ["Currency"] = "nok",
                ["Opened"] = "2026-02-01",
                ["Product"] = "Charter",
            }
        );
        var page = (await ana.Page(place)).Said();

        foreach (
            var said in new[]
            {
                client.Name,
                "12,500",
                "Charter",
                "1 Feb 2026",
                ana.Colleague!.Name,
            }
        )
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }
        foreach (
            var list in new[] { "/opportunities?q=fleet", $"/clients/{client.Id}/opportunities" }
        )
        {
            Assert.NotNull((await ana.Page(list)).QuerySelector($"a[href='{place}']"));
        }
        ana.Dispose();
    }

    [Theory]
    [InlineData("Name", " ", "Name")]
    [InlineData("Client", "Nobody we know", "Client")]
    [InlineData("Owner", "Nobody we know", "Owner")]
    [InlineData("Amount", "much", "Amount")]
    [InlineData("Amount", "9999999999999999", "Amount")]
    [InlineData("Amount", "12,50", "Amount")]
    [InlineData("Currency", "€", "Amount")]
    [InlineData("Opened", "2026-02-30", "Opened")]
    [InlineData("Closed", "2026-01-31", "Closed")]
    [InlineData("Stage", "Dreaming", "Stage")]
    [InlineData("Stage", "99", "Stage")]
    public async Task What_is_wrong_is_said_beside_its_field_and_all_that_was_typed_stays(
        string field,
        string typed,
        string beside
    )
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var fields = new Dictionary<string, string>
        {
            ["Name"] = "Fleet renewal",
            ["Client"] = client.Name,
            ["Stage"] = "Proposed",
            ["Amount"] = "12500",
            ["Currency"] = "EUR",
            ["Opened"] = "2026-02-01",
            ["Product"] = "Charter",
            [field] = typed,
        };

        var page = await ana.Refused(New, fields);

        Assert.NotNull(page.Wrong(beside));
        foreach (var (name, value) in fields.Where(f => f.Key != "Stage"))
        {
            Assert.Equal(value, page.Typed(name));
        }
        if (field != "Stage")
        {
            Assert.Equal("Proposed", page.Typed("Stage"));
        }
        ana.Dispose();
    }

    [Fact]
    public async Task A_form_sent_twice_makes_it_once()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var form = await ana.Page(New);
        var fields = new Dictionary<string, string>
        {
            ["_once"] = form.Typed("_once")!,
            ["Name"] = "Only once",
            ["Client"] = client.Name,
        };

        Assert.Equal(await ana.Saved(New, fields), await ana.Saved(New, fields));
        ana.Dispose();
    }

    [Fact]
    public async Task A_form_that_changes_nothing_keeps_everything_as_it_was()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        // A dinar has a thousand minor units, and the language writes them in its own way.
        await ana.Saved("/me", new() { ["Language"] = "de" });
        var before = new OpportunityDetails
        {
            Name = "Exactly",
            ClientId = client.Id,
            OwnerId = ana.Colleague!.Id,
            Stage = OpportunityStage.Lost,
            Value = new MoneyDetails(1_234_567, "TND"),
            Opened = new NodaTime.LocalDate(2026, 1, 2),
            Closed = new NodaTime.LocalDate(2026, 3, 4),
            Product = "Charter",
        };
        var id = await Noted(app, ana, before);
        var path = $"/opportunities/{id}/edit";

        await ana.Saved(path, await Fields(ana, path));

        Assert.Equal(before, (await Record(app, id)).Details with { Fields = null });
        ana.Dispose();
    }

    [Fact]
    public async Task Who_saves_second_is_told_keeps_what_she_typed_and_overwrites_only_knowingly()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var id = await Noted(app, ana, new() { Name = "Contested", ClientId = client.Id });
        var path = $"/opportunities/{id}/edit";
        var fields = await Fields(ana, path);
        await ana.Saved(path, new(fields) { ["Name"] = "First" });

        using var second = await ana.Post(path, new(fields) { ["Name"] = "Second" });
        var page = await Visitor.Read(second);
        var kept = (await Record(app, id)).Name;
        await ana.Saved(
            path,
            new(fields) { ["_opened"] = page.Typed("_opened")!, ["Name"] = page.Typed("Name")! }
        );

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Second", page.Typed("Name"));
        Assert.NotNull(page.QuerySelector($"a[href='/opportunities/{id}'][target]"));
        Assert.Equal("First", kept);
        Assert.Equal("Second", (await Record(app, id)).Name);
        ana.Dispose();
    }

    [Fact]
    public async Task The_list_is_narrowed_by_its_form_and_chips_and_goes_on_where_it_ended()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        for (var i = 0; i < 52; i++)
        {
            await Noted(
                app,
                ana,
                new()
                {
                    Name = $"Scroll {i:00}",
                    ClientId = client.Id,
                    Stage = i < 51 ? OpportunityStage.Engaging : OpportunityStage.Won,
                }
            );
        }

        var all = await ana.Page("/opportunities?q=scroll");
        var open = await ana.Page(
            all.QuerySelectorAll("a.chip")
                .Select(c => c.GetAttribute("href")!)
                .First(h => h.Contains("open=true", StringComparison.Ordinal))
        );
        var next = open.QuerySelector("tr.pager a")!.GetAttribute("href")!;
        var rest = await ana.Page(next);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(next, UriKind.Relative));
        request.Headers.Add("HX-Request-Type", "partial");
        using var partial = await ana.Http.SendAsync(request);
        var rows = await partial.Content.ReadAsStringAsync();

        Assert.Equal(50, open.QuerySelectorAll("tbody tr:not(.pager)").Length);
        Assert.Contains(
            "52",
            all.QuerySelector(".list-count")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("Scroll 00", Assert.Single(rest.QuerySelectorAll("tbody b")).TextContent);
        Assert.DoesNotContain("<html", rows, StringComparison.Ordinal);
        Assert.Contains("Scroll 00", rows, StringComparison.Ordinal);
        ana.Dispose();
    }

    [Fact]
    public async Task Behind_the_wall_there_is_no_page_and_no_client_to_complete()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var id = await Noted(app, ana, new() { Name = "Walled deal", ClientId = client.Id });
        using var other = await app.SignedIn(Roles.AccountManager);

        foreach (
            var path in new[]
            {
                $"/opportunities/{id}",
                $"/opportunities/{id}/edit",
                $"/clients/{client.Id}/opportunities",
            }
        )
        {
            using var answer = await other.Get(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        using var changed = await other.Post(
            $"/opportunities/{id}/edit",
            new() { ["Name"] = "Mine" },
            from: New
        );
        var typed = await other.Refused(New, new() { ["Name"] = "In", ["Client"] = client.Name });
        var list = await other.Page("/opportunities?q=walled");

        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        Assert.NotNull(typed.Wrong("Client"));
        Assert.DoesNotContain("Walled deal", list.Said(), StringComparison.Ordinal);
        ana.Dispose();
    }

    private static int made;

    private static async Task<(Visitor Ana, Client Client)> Desk(TestApp app)
    {
        var ana = await app.SignedIn(Roles.AccountManager);
        var name = $"Halden Maritime {Interlocked.Increment(ref made)}";
        return (ana, await app.Firm.Client(name, ana.Colleague!));
    }

    private static async Task<Guid> Noted(TestApp app, Visitor who, OpportunityDetails said)
    {
        await using var db = app.Firm.As(who.Colleague!);
        return (await new Opportunities(db).Add(said)).Value.Id;
    }

    private static async Task<OpportunityRecord> Record(TestApp app, Guid id)
    {
        await using var db = app.Firm.System();
        return (await OpportunityRecords.Find(db, id, default))!;
    }

    /// <summary>All that the form holds, as a browser would send it.</summary>
    private static async Task<Dictionary<string, string>> Fields(Visitor who, string path)
    {
        var page = await who.Page(path);
        return page.QuerySelectorAll("form[method=post] [name]")
            .Select(f => f.GetAttribute("name")!)
            .Distinct()
            .ToDictionary(n => n, n => page.Typed(n)!);
    }

    public sealed class OnSqlite(Sqlite database)
        : OpportunityPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OpportunityPagesTests(database),
            IClassFixture<Postgres>;
}
