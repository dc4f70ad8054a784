using System.Net;
using AngleSharp.Dom;
using NodaTime;
using Rapport.Clients;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Interactions;

/// <summary>Entries as a list on its page and through the API.</summary>
public abstract class InteractionListPagesTests(TestDatabase database)
{
    [Fact]
    public async Task The_list_shows_the_last_days_and_leads_to_each_entry_in_its_timeline()
    {
        var app = await database.App();
        var (ana, halden) = await Desk(app);
        await Write(app, ana, halden, ("Yesterday's call", 1), ("Call of another year", 400));
        using var visitor = await app.SignedIn(ana);

        var list = await visitor.Page("/interactions");
        var all = await visitor.Page("/interactions?days=all");
        var place = list.QuerySelector("td[data-label='When'] a")!.GetAttribute("href")!;
        var timeline = await visitor.Page(place);

        Assert.Equal(["Yesterday's call"], Subjects(list));
        Assert.Equal(["Yesterday's call", "Call of another year"], Subjects(all));
        Assert.Contains("of the last 90 days", list.Said(), StringComparison.Ordinal);
        Assert.NotNull(timeline.GetElementById(place[(place.IndexOf('#', 0) + 1)..]));
        // Entries are immutable: nothing is ticked and no cell is opened.
        Assert.Null(list.QuerySelector("td.tick, [data-field], #chosen"));
    }

    [Fact]
    public async Task It_is_narrowed_by_client_words_touchpoint_and_who_wrote_it_down()
    {
        var app = await database.App();
        var (ana, halden) = await Desk(app);
        var ribera = await app.Firm.Client("Banco Ribera", ana);
        await Write(app, ana, halden, ("Öl im Hafen", 1), ("Boiler", 400));
        await Write(app, ana, ribera, ("Kasse", 2));
        await Write(app, await app.Firm.Colleague(Roles.Administrator), ribera, ("Fremd", 3));
        using var visitor = await app.SignedIn(ana);

        async Task<IEnumerable<string>> Found(string query) =>
            Subjects(await visitor.Page("/interactions?" + query));

        Assert.Equal(["Öl im Hafen", "Boiler"], await Found($"client={halden.Id}"));
        Assert.Equal(["Öl im Hafen"], await Found("q=hafen%20OL"));
        Assert.Equal([], await Found("q=boiler"));
        Assert.Equal(["Boiler"], await Found("q=boiler&days=all"));
        Assert.Equal([], await Found("touchpoint=Finance"));
        Assert.Equal(["Öl im Hafen", "Kasse"], await Found("mine=true"));
        Assert.Equal(["Fremd"], await Found("filter=author%20ne%20%22me%22"));
    }

    [Fact]
    public async Task Where_there_is_nothing_it_says_how_to_begin()
    {
        var app = await database.App();
        var (ana, halden) = await Desk(app);
        using var visitor = await app.SignedIn(ana);

        var empty = await visitor.Page("/interactions");
        await Write(app, ana, halden, ("Long ago", 200));
        var quiet = await visitor.Page("/interactions");
        var wider = quiet
            .QuerySelectorAll(".empty a")
            .Single(a => a.TextContent.Contains("90", StringComparison.Ordinal));

        Assert.NotNull(empty.QuerySelector(".empty a[href='/capture']"));
        Assert.Equal(["Long ago"], Subjects(await visitor.Page(wider.GetAttribute("href")!)));
    }

    [Fact]
    public async Task The_API_takes_the_same_filters_and_orders_page_by_page()
    {
        var app = await database.App();
        var (ana, halden) = await Desk(app);
        await Write(app, ana, halden, [.. Enumerable.Range(1, 5).Select(n => ($"Talk {n}", n))]);
        await Write(app, ana, halden, ("Talk of long ago", 400), ("Something else", 2));
        using var script = await app.Script(ana, Scopes.Read);

        async Task<HttpResponseMessage> List(string query) =>
            await script.GetAsync(new Uri("/api/v1/interactions?" + query, UriKind.Relative));
        async Task<List<string>> Read(string query)
        {
            var (read, next) = (new List<string>(), "");
            do
            {
                using var answer = await List($"{query}&limit=2{next}");
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                var page = await answer.Json();
                read.AddRange(page["items"]!.AsArray().Select(i => (string)i!["subject"]!));
                next = (string?)page["next"] is { } cursor ? "&cursor=" + cursor : null;
            } while (next is not null);
            return read;
        }
        const string talks = "filter=subject sw \"talk\"";
        using var wrong = await List("filter=colour eq \"red\"");
        using var order = await List("sort=contacts");

        Assert.Equal(["Talk 1", "Talk 2", "Talk 3", "Talk 4", "Talk 5"], await Read(talks));
        Assert.Equal(
            ["Talk 5", "Talk 4", "Talk 3", "Talk 2", "Talk 1"],
            await Read(talks + "&sort=-subject")
        );
        Assert.Contains("Talk of long ago", await Read(talks + $"&client={halden.Id}"));
        Assert.Contains("Talk of long ago", await Read(talks + "&from=2000-01-01"));
        Assert.Equal([], await Read(talks + "&channel=visit"));
        Assert.Equal(["filter"], await wrong.Faults());
        Assert.Equal(["sort"], await order.Faults());
    }

    [Fact]
    public async Task A_list_of_entries_is_kept_as_a_view_and_exported_as_a_whole()
    {
        var app = await database.App();
        var (ana, halden) = await Desk(app);
        await Write(app, ana, halden, ("Exported", 3), ("Not asked for", 4));
        using var visitor = await app.SignedIn(ana);

        var opened = await visitor.Saved(
            "/interactions/views/new",
            new()
            {
                ["Name"] = "Exports",
                ["Scope"] = "Own",
                ["Said"] = "q=exported&columns=channel",
            },
            "/interactions/views/new?q=exported"
        );
        using var script = await app.Script(ana);
        using var asked = await script.Send(
            "/api/v1/exports",
            new
            {
                list = "interactions",
                said = "q=exported&columns=client,channel,occurred",
                format = "csv",
            }
        );
        var export = asked.Headers.Location!.ToString();
        await Eventually.Holds(async () =>
            (string?)(await script.Read(export))["file"] is not null
        );
        var file = await script.GetStringAsync(new Uri(export + "/file", UriKind.Relative));

        Assert.Equal(["Exported"], Subjects(await visitor.Page(opened)));
        Assert.Equal("subject,client,channel,occurred", file.TrimStart('\ufeff').Split("\r\n")[0]);
        Assert.Contains("Exported,Halden Maritime,call,", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Not asked for", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_it_can_be_changed_from_the_list()
    {
        var app = await database.App();
        var (ana, halden) = await Desk(app);
        var id = (await Write(app, ana, halden, ("Stays", 1)))[0];
        using var visitor = await app.SignedIn(ana);
        using var script = await app.Script(ana);

        using var cell = await visitor.Get($"/interactions/rows/{id}/channel");
        using var many = await script.Send(
            "/api/v1/changes",
            new
            {
                list = "interactions",
                ids = new[] { id },
                field = "channel",
                value = "visit",
            }
        );

        Assert.Equal(HttpStatusCode.NotFound, cell.StatusCode);
        Assert.Equal(["field"], await many.Faults());
    }

    private static async Task<(Colleague Ana, Client Halden)> Desk(TestApp app)
    {
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        return (ana, await app.Firm.Client("Halden Maritime", ana));
    }

    private static async Task<List<Guid>> Write(
        TestApp app,
        Colleague who,
        Client client,
        params (string Subject, int DaysAgo)[] entries
    )
    {
        await using var db = app.Firm.As(who);
        var ids = new List<Guid>();
        foreach (var (subject, days) in entries)
        {
            var written = await new Rapport.Interactions.Interactions(db).Record(
                new()
                {
                    ClientId = client.Id,
                    Subject = subject,
                    Channel = Channel.Call,
                    Occurred = db.Now - Duration.FromDays(days),
                }
            );
            ids.Add(written.Value.Id);
        }
        return ids;
    }

    private static IEnumerable<string> Subjects(IDocument list) =>
        list.QuerySelectorAll("tbody b").Select(b => b.TextContent);

    public sealed class OnSqlite(Sqlite database)
        : InteractionListPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : InteractionListPagesTests(database),
            IClassFixture<Postgres>;
}
