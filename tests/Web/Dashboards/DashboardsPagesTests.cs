using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Dashboards;

/// <summary>Dashboards on their pages and in the API, with scripts off.</summary>
public sealed class DashboardsPagesTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task Whoever_has_none_begins_with_one_that_is_proposed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);
        foreach (var proposal in new[] { "pipeline", "silence", "reach" })
        {
            var address = await ana.Saved(
                "/dashboards/new",
                new() { ["Name"] = $"My {proposal}", ["Proposal"] = proposal }
            );

            var bare = await ana.Page(address);
            var whole = await ana.Page(address + "?whole=true");

            var tiles = bare.QuerySelectorAll(".tile").Length;
            Assert.InRange(tiles, 4, 6);
            Assert.Equal(tiles, bare.QuerySelectorAll(".tile [hx-get]").Length);
            Assert.Equal(tiles, whole.QuerySelectorAll(".tile h2 a").Length);
            Assert.Empty(whole.QuerySelectorAll(".tile-trouble"));
        }
        var all = await ana.Page("/dashboards");
        Assert.Contains("My pipeline", all.Said());
        Assert.Null(all.QuerySelector("#proposals"));
    }

    [Fact]
    public async Task A_list_is_put_on_a_dashboard_and_each_bar_leads_to_its_rows()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        for (var i = 0; i < 5; i++)
        {
            await Add(app, $"Barred {i}", i % 2 == 0 ? "Shipping" : "Banking");
        }
        var list = await ana.Page("/clients?filter=name+sw+%22barred%22");
        var form = list.QuerySelectorAll("a.tool")
            .Select(a => a.GetAttribute("href")!)
            .Single(h => h.StartsWith("/dashboards/tiles/new", StringComparison.Ordinal));

        var asked = await ana.Page(form);
        var made = await ana.Saved(
            "/dashboards/tiles/new",
            new()
            {
                ["List"] = asked.Typed("List")!,
                ["Said"] = asked.Typed("Said")!,
                ["Filter"] = asked.Typed("Filter")!,
                ["Shape"] = "Chart",
                ["GroupBy"] = "industry",
                ["Measured"] = "count",
            },
            form
        );
        var page = await ana.Page(made + "?whole=true");

        var bars = page.QuerySelectorAll("table.chart tbody tr");
        Assert.Equal(
            ["Shipping 3", "Banking 2"],
            bars.Select(b =>
                $"{b.QuerySelector("th")!.TextContent.Trim()} {b.QuerySelector(".figure")!.TextContent.Trim()}"
            )
        );
        foreach (var bar in bars)
        {
            var rows = await ana.Page(bar.QuerySelector("a")!.GetAttribute("href")!);
            Assert.Equal(
                bar.QuerySelector(".figure")!.TextContent.Trim(),
                $"{rows.QuerySelectorAll("tr[data-row]").Length}"
            );
        }
        Assert.Equal(
            "name sw \"barred\"",
            (await ana.Page(page.QuerySelector(".tile-acts a")!.GetAttribute("href")!)).Typed(
                "Filter"
            )
        );
    }

    [Fact]
    public async Task What_cannot_be_shown_is_said_beside_its_field_and_what_was_chosen_stays()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);

        var again = await ana.Refused(
            "/dashboards/tiles/new",
            new()
            {
                ["List"] = "clients",
                ["Shape"] = "Chart",
                ["Title"] = "Kept",
                ["Filter"] = "nothing pr",
            },
            "/dashboards/tiles/new?list=clients"
        );

        Assert.NotNull(again.Wrong("GroupBy"));
        Assert.NotNull(again.Wrong("Filter"));
        Assert.Equal("Kept", again.Typed("Title"));
    }

    [Fact]
    public async Task A_dashboard_that_is_not_for_the_reader_is_not_there()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);
        using var ben = await app.SignedIn(Roles.Consultant);
        var address = await ana.Saved(
            "/dashboards/new",
            new()
            {
                ["Name"] = "Hers",
                ["Scope"] = "Own",
                ["Proposal"] = "reach",
            }
        );
        var tile = (await ana.Page(address))
            .QuerySelector(".tile [hx-get]")!
            .GetAttribute("hx-get")!;

        foreach (
            var path in new[]
            {
                address,
                address + "/edit",
                address + "/tiles/new",
                tile,
                tile + "/edit",
            }
        )
        {
            using var own = await ana.Http.GetAsync(new Uri(path, UriKind.Relative));
            using var other = await ben.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }
    }

    [Fact]
    public async Task A_script_makes_a_dashboard_and_reads_what_its_tiles_show()
    {
        var app = await database.App();
        await Add(app, "Scripted one", "Rail", 100_00);
        await Add(app, "Scripted two", "Rail", 50_50);
        await Add(app, "Scripted three", "Road", 25_00);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        object Tile(string shape, string? by = null) =>
            new
            {
                list = "clients",
                said = "filter=name%20sw%20%22scripted%22&sort=name&columns=industry",
                shape,
                measure = shape == "rows" ? "count" : "sum",
                field = shape == "rows" ? null : "revenue",
                groupBy = by,
            };

        using var made = await script.Send(
            "/api/v1/dashboards",
            new
            {
                name = "Scripted",
                scope = "own",
                tiles = new[] { Tile("number"), Tile("chart", "industry"), Tile("rows") },
            }
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var answer = await script.Read(made.Headers.Location!.ToString());
        var shown = new List<JsonNode>();
        foreach (var tile in answer["tiles"]!.AsArray())
        {
            var address = $"{made.Headers.Location}/tiles/{tile!["id"]}";
            shown.Add(await script.Read(address));
            Assert.InRange(await Statements.Count(() => script.Read(address)), 0, 8);
        }

        Assert.Equal(175.5m, (decimal)shown[0]["totals"]![0]!["value"]!);
        Assert.Equal(
            [("Rail", 150.5m), ("Road", 25m)],
            shown[1]["groups"]!.AsArray().Select(g => ((string)g!["name"]!, (decimal)g["value"]!))
        );
        Assert.Equal(3, (int)shown[2]["count"]!);
        Assert.Equal(
            ["Rail", "Road", "Rail"],
            shown[2]["rows"]!.AsArray().Select(r => (string)r!["values"]!["industry"]!)
        );
        using var wrong = await script.Send(
            "/api/v1/dashboards",
            new { name = "Scripted", tiles = new[] { Tile("chart", "name") } }
        );
        Assert.Equal(["name", "tiles[0].groupBy"], await wrong.Faults());
        using var gone = await script.DeleteAsync(made.Headers.Location);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    private static async Task Add(TestApp app, string name, string industry, long? revenue = null)
    {
        await using var db = app.Firm.System();
        var added = await new Rapport.Clients.Clients(db).Add(
            new()
            {
                Name = name,
                Industry = industry,
                Revenue = revenue is { } minor ? new(minor, "EUR") : null,
            }
        );
        Assert.True(added.Done);
    }
}
