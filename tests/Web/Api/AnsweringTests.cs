using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Api;

/// <summary>What a script is told when its request cannot be taken, and how often it may ask.</summary>
public sealed class AnsweringTests(Sqlite database) : IClassFixture<Sqlite>
{
    private const string Clients = "/api/v1/clients";

    public static TheoryData<string> Lists { get; } =
    [
        Clients,
        "/api/v1/contacts",
        "/api/v1/opportunities",
        "/api/v1/interactions",
        "/api/v1/colleagues",
        "/api/v1/imports",
        "/api/v1/search",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_says_what_of_its_cursor_and_limit_it_cannot_take(string list)
    {
        var app = await database.App();
        using var script = await Script(app);
        foreach (
            var (query, field) in new[]
            {
                ("cursor=garbage", "cursor"),
                ("cursor=e30", "cursor"), // {}
                ("limit=0", "limit"),
                ("limit=101", "limit"),
            }
        )
        {
            using var answer = await Get(script, $"{list}?{query}");

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal([field], await answer.Faults());
        }
        using var whole = await Get(script, list + "?limit=100&cursor=");
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Fact]
    public async Task A_page_with_a_place_of_nowhere_begins_at_its_beginning()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        using var answer = await ana.Http.GetAsync(
            new Uri("/clients?after=garbage", UriKind.Relative)
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"subject":"Rang","touchpoint":"sales","channel":"pigeon"}""", "channel")]
    [InlineData("""{"subject":"Rang","touchpoint":"sales","minutes":"ten"}""", "minutes")]
    [InlineData("""{"subject":"Rang","occurred":"yesterday"}""", "occurred")]
    [InlineData(
        """{"subject":"Rang","participants":[{"contactId":"her"}]}""",
        "participants[0].contactId"
    )]
    public async Task A_body_with_a_field_that_cannot_be_read_is_refused_by_its_name(
        string body,
        string field
    )
    {
        var app = await database.App();
        using var script = await Script(app);
        using var said = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await script.PostAsync(
            new Uri("/api/v1/interactions", UriKind.Relative),
            said
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal([field], await answer.Faults());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"name":"Rang" "industry":"twice"}""")]
    [InlineData("[1, 2]")]
    public async Task A_body_that_is_no_record_is_told_so(string body)
    {
        var app = await database.App();
        using var script = await Script(app);
        using var said = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await script.PostAsync(new Uri(Clients, UriKind.Relative), said);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_method_and_a_kind_of_content_that_are_not_taken_are_told_apart()
    {
        var app = await database.App();
        using var script = await Script(app);
        using var text = new StringContent("name=Halden", Encoding.UTF8, "text/plain");

        using var method = await script.DeleteAsync(new Uri(Clients, UriKind.Relative));
        using var kind = await script.PostAsync(new Uri(Clients, UriKind.Relative), text);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
        Assert.Equal(
            "This cannot be done at this address",
            (string?)(await method.Json())["title"]
        );
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, kind.StatusCode);
        Assert.Equal(
            "This kind of content is not read here",
            (string?)(await kind.Json())["title"]
        );
    }

    [Fact]
    public async Task A_key_that_comes_again_with_something_else_is_told_of_under_the_headers_name()
    {
        var app = await database.App();
        using var script = await Script(app);
        script.DefaultRequestHeaders.Add("Idempotency-Key", "again");
        using var first = await script.Send(Clients, new { name = "One" });

        using var second = await script.Send(Clients, new { name = "Two" });

        var fault = Assert.Single((await second.Json())["errors"]!.AsObject());
        Assert.Equal("Idempotency-Key", fault.Key);
        Assert.Contains("something else", (string?)fault.Value![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_says_how_much_may_be_asked()
    {
        var app = await database.App();
        using var script = await Script(app);

        using var answer = await Get(script, Clients);

        Assert.Equal("60000;w=60", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")));
    }

    [Fact]
    public async Task A_version_that_is_missing_is_a_problem_with_a_type()
    {
        var app = await database.App();
        using var script = await Script(app);
        using var made = await script.Send(Clients, new { name = "Typed" });

        using var without = await script.Patch(
            made.Headers.Location!.ToString(),
            null,
            new { name = "After" }
        );

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.NotNull((string?)(await without.Json())["type"]);
    }

    [Fact]
    public async Task Of_colleagues_nothing_is_told_that_only_sorts_them_and_their_pages_follow()
    {
        var app = await database.App();
        using var script = await Script(app);
        foreach (var name in new[] { "Ärne Same", "arne Same", "Arne Same" })
        {
            await app.Firm.Colleague(Roles.AccountManager, name);
        }
        var seen = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await script.Read($"/api/v1/colleagues?limit=2&cursor={cursor}");
            seen.AddRange(page["items"]!.AsArray().Select(i => i!));
            cursor = (string?)page["next"];
        } while (cursor is not null);

        Assert.Equal(seen.Count, seen.DistinctBy(c => (string?)c["id"]).Count());
        Assert.Equal(
            3,
            seen.Count(c => ((string)c["name"]!).EndsWith("Same", StringComparison.Ordinal))
        );
        Assert.All(seen, c => Assert.False(c.AsObject().ContainsKey("nameKey")));
    }

    private static async Task<HttpClient> Script(TestApp app) =>
        await app.Script(await app.Firm.Colleague(Roles.Administrator));

    private static Task<HttpResponseMessage> Get(HttpClient script, string path) =>
        script.GetAsync(new Uri(path, UriKind.Relative));
}
