using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Lists;

/// <summary>What can be done from a list on its page: keeping it as a view, changing many rows or one cell, exporting it.</summary>
public sealed class ListActsTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task A_list_is_kept_as_a_view_and_opens_with_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Viewed Alpha", Tier.Key);
        await Add(app, "Viewed Beta", Tier.Standard);

        var list = await ana.Page("/clients?q=viewed&tier=Key&columns=tier");
        var form = Link(list, "Save as a view");
        var opened = await ana.Saved(
            "/clients/views/new",
            new()
            {
                ["Name"] = "Key ones",
                ["Scope"] = "Own",
                ["Usual"] = "true",
                ["Said"] = Said(await ana.Page(form)),
            },
            form
        );
        var view = await ana.Page(opened);
        using var bare = await ana.Get("/clients");
        var all = await ana.Page(view.QuerySelector(".list-views a")!.GetAttribute("href")!);
        using var unclear = await ana.Get("/clients?stage=foo");

        Assert.Equal(["Viewed Alpha"], Names(view));
        // What could not be read is told of where it was asked for.
        Assert.Equal(HttpStatusCode.OK, unclear.StatusCode);
        Assert.Equal(
            "Key ones",
            view.QuerySelector(".list-views [aria-current]")!.TextContent.Trim()
        );
        Assert.Equal(
            (HttpStatusCode.Redirect, opened),
            (bare.StatusCode, bare.Headers.Location!.ToString())
        );
        Assert.Contains("Viewed Beta", Names(all));
    }

    [Fact]
    public async Task A_view_that_was_changed_says_so_and_takes_the_change()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Starred Alpha", Tier.Key);
        var opened = await ana.Saved(
            "/clients/views/new",
            new()
            {
                ["Name"] = "Starred",
                ["Scope"] = "Firm",
                ["Said"] = "q=starred",
            },
            "/clients/views/new?q=starred"
        );

        var changed = await ana.Page(opened + "&tier=Core");
        Assert.Equal(
            "Starred*",
            changed.QuerySelector(".list-views [aria-current]")!.TextContent.Trim()
        );
        var form = Link(changed, "Save the change");
        var page = await ana.Page(form);
        var saved = await ana.Saved(
            page.QuerySelector("#content form")!.GetAttribute("action")!,
            new()
            {
                ["Name"] = "Starred",
                ["Scope"] = "Firm",
                ["Said"] = Said(page),
                ["Version"] = "1",
            },
            form
        );

        Assert.Contains("tier=Core", saved, StringComparison.Ordinal);
        Assert.Equal(
            "Starred",
            (await ana.Page(saved)).QuerySelector(".list-views [aria-current]")!.TextContent.Trim()
        );
    }

    [Fact]
    public async Task Ticked_rows_are_changed_after_a_look_at_what_changes_and_taken_back()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var one = await Add(app, "Ticked Alpha", Tier.Key);
        var two = await Add(app, "Ticked Beta", Tier.Core);
        var chosen = new Dictionary<string, string>
        {
            ["Said"] = "q=ticked",
            ["All"] = "true",
            ["Field"] = "tier",
        };

        using var asked = await ana.Post("/clients/changes/new", chosen, "/clients?q=ticked");
        var form = await Visitor.Read(asked);
        Assert.Contains("In 2 rows", form.Body!.TextContent, StringComparison.Ordinal);
        var change = await ana.Saved(
            "/clients/changes",
            new(chosen) { ["Value"] = "core" },
            "/clients?q=ticked"
        );
        var look = await ana.Page(change);
        Assert.Contains("Change one row", look.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal([Tier.Key, Tier.Core], await Tiers(app, one, two));

        await ana.Saved(change + "/start", [], change);
        await Eventually.Holds(async () => (await Tiers(app, one, two)) is [Tier.Core, Tier.Core]);
        await Eventually.Holds(async () =>
            (await ana.Page(change)).QuerySelector($"form[action$='/undo']") is not null
        );
        await ana.Saved(change + "/undo", [], change);
        await Eventually.Holds(async () => (await Tiers(app, one, two)) is [Tier.Key, Tier.Core]);
    }

    [Fact]
    public async Task A_value_that_the_field_cannot_hold_is_asked_for_again_with_the_rows_kept()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var one = await Add(app, "Again Alpha", Tier.Key);

        var page = await ana.Refused(
            "/clients/changes",
            new()
            {
                ["Said"] = "q=again",
                ["Id"] = one.ToString(),
                ["Field"] = "employees",
                ["Value"] = "many",
            },
            "/clients?q=again"
        );

        Assert.NotNull(page.QuerySelector("#change-value[aria-invalid=true]"));
        Assert.Equal(one.ToString(), page.QuerySelector("input[name=Id]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_cell_is_changed_in_its_place_unless_somebody_changed_it_meanwhile()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var one = await Add(app, "Celled Alpha", Tier.Key);
        var address = $"/clients/rows/{one}/tier";

        var open = await Row(ana, HttpMethod.Get, address + "?columns=tier", []);
        Assert.Equal("key", open.QuerySelector("input[name=Was]")!.GetAttribute("value"));
        var done = await Row(
            ana,
            HttpMethod.Post,
            address + "?columns=tier",
            new() { ["Was"] = "key", ["Value"] = "core" }
        );
        Assert.Equal([Tier.Core], await Tiers(app, one));
        Assert.Null(done.QuerySelector("form"));
        Assert.Equal("Core client", done.QuerySelector("td[data-field=tier]")!.TextContent.Trim());

        // Somebody who had it open since before.
        var late = await Row(
            ana,
            HttpMethod.Post,
            address + "?columns=tier",
            new() { ["Was"] = "key", ["Value"] = "standard" }
        );
        Assert.Equal([Tier.Core], await Tiers(app, one));
        Assert.Contains(
            "Core",
            late.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("core", late.QuerySelector("input[name=Was]")!.GetAttribute("value"));
        await Row(
            ana,
            HttpMethod.Post,
            address,
            new() { ["Was"] = "core", ["Value"] = "standard" }
        );
        Assert.Equal([Tier.Standard], await Tiers(app, one));
    }

    [Fact]
    public async Task A_cell_that_holds_a_colleague_comes_open_with_her_chosen()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var mia = await app.Firm.Colleague(Roles.AccountManager, "Mia Chosen");
        var client = await app.Firm.Client("Seated Alpha", mia);

        var open = await Row(
            ana,
            HttpMethod.Get,
            $"/clients/rows/{client.Id}/accountManager?columns=accountManager",
            []
        );

        Assert.Equal("Mia Chosen", open.QuerySelector("select option[selected]")!.TextContent);
    }

    [Fact]
    public async Task Who_may_not_change_clients_neither_ticks_nor_opens_and_the_acts_are_refused()
    {
        var app = await database.App();
        using var cora = await app.SignedIn(Roles.Finance);
        var one = await Add(app, "Untouched Alpha", Tier.Key);

        var list = await cora.Page("/clients?q=untouched");
        using var open = await cora.Get($"/clients/rows/{one}/tier");
        using var changed = await cora.Post(
            "/clients/changes",
            new()
            {
                ["Id"] = one.ToString(),
                ["Field"] = "tier",
                ["Value"] = "core",
            },
            "/clients/views/new"
        );

        Assert.Equal(["Untouched Alpha"], Names(list));
        Assert.Empty(list.QuerySelectorAll("[form=chosen], [data-field], #chosen"));
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (open.StatusCode, changed.StatusCode)
        );
    }

    [Fact]
    public async Task A_list_is_exported_as_it_is_seen()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Exported Alpha", Tier.Key);
        await Add(app, "Exported Beta", Tier.Standard);

        var export = await ana.Saved(
            "/clients/exports",
            new() { ["Said"] = "q=exported&sort=-name&columns=tier", ["Format"] = "csv" },
            "/clients?q=exported"
        );
        await Eventually.Holds(async () =>
            (await ana.Page(export)).QuerySelector("a[download]") is not null
        );
        using var file = await ana.Get(export + "/file");

        Assert.Equal(
            ["Client,Tier", "Exported Beta,Standard", "Exported Alpha,Key client", ""],
            (await file.Content.ReadAsStringAsync(Cancel)).Split("\r\n")
        );
        Assert.EndsWith(
            ".csv",
            file.Content.Headers.ContentDisposition!.FileName!.Trim('"'),
            StringComparison.Ordinal
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Guid> Add(TestApp app, string name, Tier tier)
    {
        await using var db = app.Firm.System();
        return (
            await new Rapport.Clients.Clients(db).Add(
                new ClientDetails { Name = name, Tier = tier },
                Cancel
            )
        )
            .Value
            .Id;
    }

    private static async Task<Tier[]> Tiers(TestApp app, params Guid[] ids)
    {
        await using var db = app.Firm.System();
        var tiers = await db.Set<Client>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Tier, Cancel);
        return [.. ids.Select(id => tiers[id])];
    }

    /// <summary>As htmx asks: the answer is the row alone.</summary>
    private static async Task<IElement> Row(
        Visitor visitor,
        HttpMethod method,
        string address,
        Dictionary<string, string> fields
    )
    {
        var page = await visitor.Page("/clients/views/new");
        fields["__RequestVerificationToken"] = page.QuerySelector(
                    "input[name=__RequestVerificationToken]"
                )!
            .GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(fields);
        using var asked = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        asked.Headers.Add("HX-Request", "true");
        asked.Content = method == HttpMethod.Post ? form : null;
        using var answer = await visitor.Http.SendAsync(asked, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = $"<table>{await answer.Content.ReadAsStringAsync(Cancel)}</table>";
        return Assert.Single(
            new AngleSharp.Html.Parser.HtmlParser()
                .ParseDocument(html)
                .QuerySelectorAll("tr[data-row]")
        );
    }

    private static string Said(IDocument form) =>
        form.QuerySelector("input[name=Said]")!.GetAttribute("value")!;

    private static string Link(IDocument page, string words) =>
        page.QuerySelectorAll("a").Single(a => a.TextContent.Trim() == words).GetAttribute("href")!;

    private static IEnumerable<string> Names(IDocument page) =>
        page.QuerySelectorAll("table.list tbody b").Select(b => b.TextContent);
}
