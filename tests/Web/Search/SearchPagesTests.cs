using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Search;

public abstract class SearchPagesTests(TestDatabase database)
{
    [Fact]
    public async Task The_page_shows_what_was_found_by_kind_with_the_hit_marked()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Page Malachite <b>");

        var page = await visitor.Page("/search?q=malach");

        var link = Assert.Single(page.QuerySelectorAll($"#content a[href='/clients/{client.Id}']"));
        Assert.Equal("Page Malachite <b>", link.TextContent);
        Assert.Equal("Malachite", link.QuerySelector("mark")!.TextContent);
        Assert.Equal("malach", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/search")]
    [InlineData("/search?q=")]
    [InlineData("/search?q=%00%22*")]
    [InlineData("/search?q=nobodyhasthis")]
    [InlineData("/search?q=nobodyhasthis&kind=contact")]
    [InlineData("/search?q=a&kind=nonsense&after=%21")]
    public async Task Nothing_asked_or_found_says_what_to_do(string path)
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Finance);

        var page = await visitor.Page(path);

        Assert.NotEmpty(page.QuerySelectorAll("#content .empty"));
    }

    [Fact]
    public async Task Suggestions_are_options_that_lead_to_their_pages()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Suggested Jasper");

        var part = await visitor.Page("/search/suggest?q=jasp");

        var option = Assert.Single(part.QuerySelectorAll("[role=option]"));
        Assert.Equal($"/clients/{client.Id}", option.GetAttribute("href"));
        Assert.Empty(part.QuerySelectorAll("nav"));
    }

    [Fact]
    public async Task Behind_a_wall_nothing_is_found_suggested_or_answered()
    {
        var app = await database.App();
        var stranger = await app.Firm.Colleague(Roles.Consultant);
        using var visitor = await app.SignedIn(stranger);
        using var script = await app.Script(stranger);
        await app.Firm.Client("Walled Onyx");

        var page = await visitor.Page("/search?q=onyx");
        var part = await visitor.Page("/search/suggest?q=onyx");
        var answer = await script.GetFromJsonAsync<JsonObject>("/api/v1/search?q=onyx");

        Assert.DoesNotContain("Walled", page.QuerySelector("#content")!.TextContent);
        Assert.Empty(part.QuerySelectorAll("[role=option]"));
        Assert.Empty(answer!["items"]!.AsArray());
    }

    [Fact]
    public async Task The_API_answers_pages_of_records_of_the_kinds_asked_for()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        for (var i = 0; i < 3; i++)
        {
            await app.Firm.Client($"Zircon {i}");
        }

        var first = await script.GetFromJsonAsync<JsonObject>(
            "/api/v1/search?q=zircon&kind=client&limit=2"
        );
        var second = await script.GetFromJsonAsync<JsonObject>(
            $"/api/v1/search?q=zircon&kind=client&limit=2&cursor={first!["next"]}"
        );

        Assert.Equal(
            ["Zircon 2", "Zircon 1", "Zircon 0"],
            first["items"]!
                .AsArray()
                .Concat(second!["items"]!.AsArray())
                .Select(i => (string?)i!["title"])
                .OrderDescending(StringComparer.Ordinal)
        );
        Assert.Null(second["next"]);
        using var wrong = await script.GetAsync(
            new Uri("/api/v1/search?q=zircon&kind=nonsense", UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("client", (string?)first["items"]![0]!["kind"]);
    }

    public sealed class OnSqlite(Sqlite database)
        : SearchPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SearchPagesTests(database),
            IClassFixture<Postgres>;
}
