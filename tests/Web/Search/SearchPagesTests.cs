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

    [Fact]
    public async Task For_a_slip_in_a_word_of_an_entry_the_page_shows_what_was_meant_and_says_so()
    {
        var app = await database.App();
        var colleague = await app.Firm.Colleague(Roles.AccountManager);
        using var visitor = await app.SignedIn(colleague);
        var client = await app.Firm.Client("Home of slips", colleague);
        await using (var db = app.Firm.As(colleague))
        {
            await new Rapport.Interactions.Interactions(db).Record(
                new()
                {
                    ClientId = client.Id,
                    Subject = "Told",
                    Body = "The chrysoberyl comes on Friday.",
                }
            );
        }

        var page = await visitor.Page("/search?q=chrysobreyl");
        var right = await visitor.Page("/search?q=chrysoberyl");
        var nothing = await visitor.Page("/search?q=qqqqzzzz");

        Assert.Equal("chrysoberyl", page.QuerySelector("#content .found mark")!.TextContent);
        Assert.Equal(
            "/search?q=chrysoberyl",
            page.QuerySelector("#content .corrected a")!.GetAttribute("href")
        );
        Assert.Null(right.QuerySelector(".corrected"));
        Assert.Null(nothing.QuerySelector(".corrected"));
    }

    [Fact]
    public async Task What_is_owed_and_meetings_are_found_on_the_page_in_suggestions_and_in_the_API()
    {
        var app = await database.App();
        var colleague = await app.Firm.Colleague(Roles.AccountManager);
        using var visitor = await app.SignedIn(colleague);
        using var script = await app.Script(colleague);
        var client = await app.Firm.Client("Home of owing", colleague);
        await using var db = app.Firm.As(colleague);
        var owed = await new Rapport.Commitments.Commitments(db).Make(
            new()
            {
                Text = "Kyanite sample",
                ClientId = client.Id,
                Due = db.Now + NodaTime.Duration.FromDays(30),
            }
        );
        var met = await new Rapport.Meetings.Meetings(db).Plan(
            new()
            {
                Title = "Kyanite weekly",
                Kind = Rapport.Meetings.MeetingKind.Internal,
                ClientId = client.Id,
                Start = db.Now,
            }
        );
        string[] paths = [$"/commitments/{owed.Value.Id}", $"/meetings/{met.Value.Id}"];

        var page = await visitor.Page("/search?q=kyan");
        var one = await visitor.Page("/search?q=kyan&kind=commitment");
        var part = await visitor.Page("/search/suggest?q=kyan");
        var answer = await script.GetFromJsonAsync<JsonObject>(
            "/api/v1/search?q=kyan&kind=meeting,commitment"
        );

        Assert.Equal(
            paths,
            page.QuerySelectorAll("#content .found .what a").Select(a => a.GetAttribute("href"))
        );
        Assert.Equal(
            paths[..1],
            one.QuerySelectorAll("#content .found .what a").Select(a => a.GetAttribute("href"))
        );
        Assert.Equal(
            paths,
            part.QuerySelectorAll("[role=option]").Select(o => o.GetAttribute("href"))
        );
        Assert.Equal(
            ["commitment", "meeting"],
            answer!["items"]!.AsArray().Select(i => (string?)i!["kind"])
        );
        foreach (var path in paths)
        {
            await visitor.Page(path);
        }
    }

    [Theory]
    [InlineData("/search")]
    [InlineData("/search?q=")]
    [InlineData("/search?q=%00%22*")]
    [InlineData("/search?q=nobodyhasthis")]
    [InlineData("/search?q=nobodyhasthis&kind=contact")]
    [InlineData("/search?q=qzxv&kind=nonsense&after=%21")]
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
    public async Task A_play_is_found_by_the_words_of_its_name_in_the_language_of_the_reader()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        await using var db = app.Firm.System();
        await Rapport.Plays.Shipped.AddMissing(db);

        await Finds("each new fac", "Introduce each new face");
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        await Finds("neue gesi", "Jedes neue Gesicht vorstellen");

        async Task Finds(string text, string name)
        {
            var page = await visitor.Page($"/search?q={text}");
            var found = page.QuerySelectorAll("#content .found a[href^='/settings/playbook/']");
            Assert.Equal(name, Assert.Single(found).TextContent);
            var part = await visitor.Page($"/search/suggest?q={text}");
            Assert.Equal(name, part.QuerySelector("[role=option]")!.TextContent.Trim());
        }
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
