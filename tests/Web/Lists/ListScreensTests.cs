using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Lists;

/// <summary>A list on its page: narrowed, sorted and shown as its address says, with scripts off.</summary>
public sealed class ListScreensTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task Conditions_of_the_form_become_the_address_of_the_list_and_its_rows()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Filter Alpha", "Shipping", 10);
        await Add(app, "Filter Beta", "Banking", 500);
        await Add(app, "Filter Gamma", null, 90);

        using var answer = await ana.Http.GetAsync(
            Asked(
                "/clients/filter?q=filter&join=all&field=industry&is=pr&value=&field=employees&is=ge&value=100&add=tier"
            )
        );
        var address = answer.Headers.Location!.ToString();
        var list = await ana.Page(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(["Filter Beta"], Names(list));
        // The conditions stand there to be changed, and the one that is being added after them.
        Assert.Equal(
            ["industry", "employees", "tier"],
            list.QuerySelectorAll("[name=field]").Select(f => f.GetAttribute("value"))
        );
        Assert.NotNull(list.QuerySelector(".list-filter[open]"));

        using var fewer = await ana.Http.GetAsync(
            Asked(
                "/clients/filter?q=filter&field=industry&is=pr&value=&field=employees&is=ge&value=100&remove=1"
            )
        );
        Assert.Equal(
            ["Filter Alpha", "Filter Beta"],
            Names(await ana.Page(fewer.Headers.Location!.ToString()))
        );
    }

    [Fact]
    public async Task A_head_sorts_by_its_column_and_pressed_again_the_other_way_round()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Sorted Small", null, 5);
        await Add(app, "Sorted Large", null, 5000);
        await Add(app, "Sorted Unknown", null, null);

        var list = await ana.Page("/clients?q=sorted&columns=employees,stage");
        var down = await ana.Page(Head(list, "Employees").GetAttribute("href")!);
        var up = await ana.Page(Head(down, "Employees").GetAttribute("href")!);

        Assert.Equal(["Client", "Employees", "Stage"], Heads(list));
        Assert.Equal(["Sorted Large", "Sorted Small", "Sorted Unknown"], Names(down));
        Assert.Equal(
            "descending",
            Head(down, "Employees").Closest("th")!.GetAttribute("aria-sort")
        );
        Assert.Equal(["Sorted Small", "Sorted Large", "Sorted Unknown"], Names(up));
        Assert.Equal(["Client", "Employees", "Stage"], Heads(up));
    }

    [Fact]
    public async Task Columns_that_were_chosen_are_shown_and_kept_as_the_list_is_narrowed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Columned", "Shipping", 7);

        using var answer = await ana.Http.GetAsync(
            Asked("/clients/columns?q=columned&column=industry&column=tags")
        );
        var list = await ana.Page(answer.Headers.Location!.ToString());
        var chip = list.QuerySelectorAll(".chips a").Single(a => a.TextContent.Trim() == "Reach");
        var narrowed = await ana.Page(chip.GetAttribute("href")!);

        Assert.Equal(["Client", "Industry", "Tags"], Heads(list));
        Assert.Equal(["Client", "Industry", "Tags"], Heads(narrowed));
        Assert.Equal(["Columned"], Names(narrowed));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_stays_as_typed_and_says_where()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Anybody", null, null);

        using var answer = await ana.Http.GetAsync(
            Asked("/clients?filter=stage%20is%20%22retain%22")
        );
        var page = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("stage is \"retain\"", page.QuerySelector("#filter-text")!.TextContent.Trim());
        Assert.Contains(
            "is \"retain\"",
            page.QuerySelector(".error")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(Names(page));
        // Nothing was looked for, so nothing is said of what was found.
        Assert.Null(page.QuerySelector(".empty"));
        Assert.DoesNotContain("0 clients", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_address_says_and_the_list_does_not_know_is_left_out_and_told_of()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Unclear Alpha", null, null);
        var strange = $"stage=foo&mine=perhaps&sort=colour&columns=colour,tier&view={Guid.Empty}";

        var list = await ana.Page("/clients?q=unclear&" + strange);
        var known = await ana.Page("/clients?q=unclear&stage=reach&sort=-name&view=none");

        Assert.Equal(["Unclear Alpha"], Names(list));
        Assert.Equal(["Client", "Tier"], Heads(list));
        Assert.Equal(
            "Not understood in the address, and left out: "
                + $"stage=foo, mine=perhaps, sort=colour, columns=colour, view={Guid.Empty}",
            list.QuerySelector("main > .note")!.TextContent.Trim()
        );
        Assert.Null(known.QuerySelector("main > .note"));
    }

    [Theory]
    [InlineData("/clients?q=worded&stage=reach", "Reach")]
    [InlineData("/clients?q=worded&tier=KEY", "Key client")]
    [InlineData("/commitments?stands=all", "However they stand")]
    [InlineData("/meetings?when=all", "All")]
    public async Task Words_of_an_address_are_read_whatever_their_letters(string path, string chip)
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await Add(app, "Worded", null, null);

        var list = await ana.Page(path);

        Assert.Contains(
            chip,
            list.QuerySelectorAll(".chip[aria-current]").Select(c => c.TextContent.Trim())
        );
    }

    [Fact]
    public async Task The_form_leads_to_its_own_list_and_nowhere_else()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        using var answer = await ana.Http.GetAsync(
            Asked(
                "/clients/filter?filter=x&q=%2F%2Fevil.example&after=zzz&field=stage&is=eq&value=retain"
            )
        );

        Assert.Equal(
            "/clients?q=%2F%2Fevil.example&filter=stage%20eq%20%22retain%22",
            answer.Headers.Location!.ToString()
        );
    }

    [Fact]
    public async Task A_client_is_named_by_name_or_number_and_shown_so_again()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var group = await app.Firm.Client("Meant Group");
        await Add(app, "Meant Works", null, 3);
        await using (var db = app.Firm.System())
        {
            var works = await db.Set<Client>().SingleAsync(c => c.Name == "Meant Works");
            works.ParentId = group.Id;
            await db.SaveChangesAsync();
        }

        using var named = await ana.Http.GetAsync(
            Asked("/clients/filter?field=parent&is=eq&value=meant%20group")
        );
        var list = await ana.Page(named.Headers.Location!.ToString());
        using var nobody = await ana.Http.GetAsync(
            Asked("/clients/filter?field=parent&is=eq&value=no%20such")
        );
        using var refused = await ana.Http.GetAsync(nobody.Headers.Location!);

        Assert.Equal(["Meant Works"], Names(list));
        Assert.StartsWith(
            "Meant Group (C-",
            list.QuerySelector("[name=value]")!.GetAttribute("value"),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(
            "no such",
            (await Visitor.Read(refused)).QuerySelector(".error")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_API_filters_and_sorts_alike_and_names_what_it_cannot_take()
    {
        var app = await database.App();
        using var script = await app.Script(
            await app.Firm.Colleague(Roles.Administrator),
            Scopes.Read
        );
        await Add(app, "Api Alpha", "Shipping", 10);
        await Add(app, "Api Beta", "Shipping", 500);
        await Add(app, "Api Gamma", "Banking", 90);

        async Task<HttpResponseMessage> List(string query) =>
            await script.GetAsync(Asked("/api/v1/clients?q=api&" + query));

        using var first = await List("filter=industry eq \"shipping\"&sort=-employees&limit=1");
        var page = await first.Json();
        using var rest = await List(
            $"filter=industry eq \"shipping\"&sort=-employees&limit=1&cursor={page["next"]}"
        );
        using var wrong = await List("filter=colour eq \"red\"&limit=0");
        using var order = await List("sort=tags");
        using var astray = await List($"sort=name&cursor={page["next"]}");

        Assert.Equal("Api Beta", (string?)page["items"]![0]!["name"]);
        Assert.Equal("Api Alpha", (string?)(await rest.Json())["items"]![0]!["name"]);
        Assert.Equal(["filter", "limit"], await wrong.Faults());
        Assert.Equal(["sort"], await order.Faults());
        Assert.Equal(HttpStatusCode.OK, astray.StatusCode);
    }

    private static Uri Asked(string path) => new(path, UriKind.Relative);

    private static IEnumerable<string> Names(IDocument list) =>
        list.QuerySelectorAll("tbody b").Select(b => b.TextContent);

    private static IEnumerable<string> Heads(IDocument list) =>
        list.QuerySelectorAll("thead th:not(.tick)").Select(h => h.TextContent.Trim());

    private static IElement Head(IDocument list, string words) =>
        list.QuerySelectorAll("thead th a").Single(h => h.TextContent.Trim() == words);

    private static async Task Add(TestApp app, string name, string? industry, int? employees)
    {
        await using var db = app.Firm.System();
        var added = await new Rapport.Clients.Clients(db).Add(
            new ClientDetails
            {
                Name = name,
                Industry = industry,
                Employees = employees,
            }
        );
        Assert.True(added.Done);
    }
}
