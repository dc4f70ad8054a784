using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Told = Rapport.Notices.Notices;

namespace Rapport.Tests.Web.Notices;

/// <summary>The bell and the page behind it, with scripts off, and the same through the API.</summary>
public abstract class NoticesPagesTests(TestDatabase database)
{
    private static readonly NoticeKind Made = new("client.made", NoticePriority.Urgent, "client");

    [Fact]
    public async Task What_another_gives_one_to_do_waits_at_the_bell_and_leads_to_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var ben = await app.SignedIn(Roles.Consultant);
        var client = await app.Firm.Client("Halden", ana.Colleague!, ben.Colleague!);
        Assert.Null(Count(await ben.Page("/today")));

        var place = await ana.Saved(
            "/commitments/new",
            new()
            {
                ["Text"] = "Send the pack",
                ["ClientId"] = client.Id.ToString(),
                ["Owner"] = ben.Colleague!.Email!,
                ["Day"] = "2035-11-28",
            }
        );
        var waiting = await ben.Page("/notices");
        var link = waiting.QuerySelector("#notices .row a")!;
        using var opened = await ben.Get(link.GetAttribute("href")!);

        Assert.Equal("1", Count(waiting));
        Assert.Contains("Send the pack", link.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Halden",
            waiting.QuerySelector("#notices")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(place.Split('#')[0], opened.Headers.Location!.ToString());
        Assert.Null(Count(await ben.Page("/notices")));
        Assert.Empty((await ben.Page("/notices?unread=true")).QuerySelectorAll("#notices .row"));
        Assert.Empty((await ana.Page("/notices")).QuerySelectorAll("#notices .row"));
    }

    [Fact]
    public async Task A_role_at_a_client_is_told_and_gone_with_it_so_is_what_was_told()
    {
        var app = await database.App();
        var boss = await app.Firm.Colleague(Roles.Administrator);
        using var ben = await app.SignedIn(Roles.Consultant);
        var client = await app.Firm.Client("Given a role");
        await using var db = app.Firm.As(boss);
        var seat = (
            await new Seats(db).Take(
                client.Id,
                new SeatDetails(ben.Colleague!.Id, SeatRole.Consultant, null)
            )
        ).Value;

        var told = await ben.Page("/notices");
        await new Seats(db).GiveUp(client.Id, seat.Id, null, true);
        var after = await ben.Page("/notices");

        Assert.Equal("1", Count(told));
        Assert.Contains(client.Name, told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(Count(after));
        Assert.DoesNotContain(client.Name, after.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_are_read_at_once_but_for_what_came_in_since_the_page_was_shown()
    {
        var app = await database.App();
        using var ben = await app.SignedIn(Roles.Consultant);
        await Tell(app, ben, "First");
        await Tell(app, ben, "Second");
        var page = await ben.Page("/notices");
        var until = page.QuerySelector("input[name=Until]")!.GetAttribute("value")!;
        await Tell(app, ben, "Since");

        await ben.Saved("/notices/readings", new() { ["Until"] = until }, "/notices");

        var left = (await ben.Page("/notices?unread=true")).QuerySelectorAll("#notices .row b");
        Assert.Equal(["Since"], left.Select(b => b.TextContent));
        await ben.Saved(Form(await ben.Page("/notices?unread=true")), [], "/notices?unread=true");
        Assert.Null(Count(await ben.Page("/notices")));
    }

    [Fact]
    public async Task The_list_goes_on_where_a_page_of_it_ends()
    {
        var app = await database.App();
        using var ben = await app.SignedIn(Roles.Consultant);
        foreach (var number in Enumerable.Range(0, 60))
        {
            await Tell(app, ben, $"Notice {number:00}");
        }

        var first = await ben.Page("/notices");
        var next = first.QuerySelector(".pager a")!.GetAttribute("href")!;
        var second = await ben.Page(next);

        var texts = first
            .QuerySelectorAll("#notices .row b")
            .Concat(second.QuerySelectorAll("#notices .row b"))
            .Select(b => b.TextContent);
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(n => $"Notice {n:00}"), texts);
        Assert.Equal("60", Count(first));
        Assert.Null(second.QuerySelector(".pager a"));
    }

    [Fact]
    public async Task Whoever_listens_is_told_of_her_own_notices_and_of_nobody_elses()
    {
        var app = await database.App();
        using var ben = await app.SignedIn(Roles.Consultant);
        using var boss = await app.SignedIn(Roles.Administrator);
        await using var his = await Listener.Open(ben);
        await using var bosss = await Listener.Open(boss);

        var forBen = await Tell(app, ben, "For Ben");
        var forBoss = await Tell(app, boss, "For the boss");

        Assert.True((await his.Until(s => s.Names(forBen)))[^1].Names(forBen));
        var heard = await bosss.Until(s => s.Names(forBoss));
        Assert.DoesNotContain(heard, s => s.Names(forBen));
        Assert.Equal("1", Count(await ben.Page("/notices/bell")));
    }

    [Fact]
    public async Task A_script_reads_them_page_by_page_and_says_that_they_were_read()
    {
        var app = await database.App();
        var ben = await app.Firm.Colleague(Roles.Consultant);
        var ana = await app.Firm.Colleague(Roles.Consultant);
        using var his = await app.Script(ben);
        using var hers = await app.Script(ana);
        var (first, second) = (await Tell(app, ben, "First"), await Tell(app, ben, "Second"));

        var page = await (await his.GetAsync("/api/v1/notices?limit=1")).Json();
        var rest = await (
            await his.GetAsync($"/api/v1/notices?limit=1&cursor={page["next"]}")
        ).Json();
        using var others = await hers.PutAsync($"/api/v1/notices/{first}/reading", null);
        using var read = await his.PutAsync($"/api/v1/notices/{first}/reading", null);
        using var again = await his.PutAsync($"/api/v1/notices/{first}/reading", null);
        var unread = await (await his.GetAsync("/api/v1/notices?unread=true")).Json();
        using var without = await his.PutAsJsonAsync("/api/v1/notices/readings", new { });
        using var all = await his.PutAsJsonAsync(
            "/api/v1/notices/readings",
            new { until = second }
        );
        var none = await (await his.GetAsync("/api/v1/notices?unread=true")).Json();

        Assert.Equal("Second", (string?)page["items"]![0]!["text"]);
        Assert.Equal("urgent", (string?)page["items"]![0]!["priority"]);
        Assert.Equal("First", (string?)rest["items"]![0]!["text"]);
        Assert.Null(rest["next"]);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(
            (string?)(await read.Json())["readAt"],
            (string?)(await again.Json())["readAt"]
        );
        Assert.Equal("Second", (string?)Assert.Single(unread["items"]!.AsArray())!["text"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, all.StatusCode);
        Assert.Empty(none["items"]!.AsArray());
    }

    private static string? Count(IDocument page) =>
        page.QuerySelector("#bell .bell-count")?.TextContent;

    private static string Form(IDocument page) =>
        page.QuerySelector("#notices .row form")!.GetAttribute("action")!;

    private static Task<Guid> Tell(TestApp app, Visitor visitor, string text) =>
        Tell(app, visitor.Colleague!, text);

    /// <summary>By the program's own source, so that its loops hear of the commit.</summary>
    private static async Task<Guid> Tell(TestApp app, Colleague colleague, string text)
    {
        await using var db = app.Services.GetRequiredService<DbSource>().For(Viewer.System("test"));
        await Told.Tell(db, new Telling(colleague.Id, Made, text, null, null), default);
        var told = db.ChangeTracker.Entries<Notice>().Single().Entity;
        await db.SaveChangesAsync();
        return told.Id;
    }

    public sealed class OnSqlite(Sqlite database)
        : NoticesPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : NoticesPagesTests(database),
            IClassFixture<Postgres>;
}
