using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Api;

/// <summary>The conventions that every noun of the API follows, shown on clients.</summary>
public abstract class ConventionTests(TestDatabase database)
{
    private const string Clients = "/api/v1/clients";

    [Fact]
    public async Task A_new_record_is_answered_with_its_place_its_tag_and_itself()
    {
        var app = await database.App();
        using var script = await Administrator(app);

        using var answer = await script.PostAsJsonAsync(Clients, new { name = "Halden" });
        var record = await Json(answer);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"{Clients}/{record["id"]}", answer.Headers.Location!.ToString());
        Assert.Equal(1, answer.Version());
        Assert.Equal("Halden", (string?)record["details"]!["name"]);
    }

    [Fact]
    public async Task The_same_request_with_the_same_key_is_carried_out_once()
    {
        var app = await database.App();
        using var script = await Administrator(app);

        // All at once, so that they meet in the database and not one after the other.
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Post(script, "same", new { name = "Once" }))
        );
        var ids = new HashSet<string>();
        foreach (var answer in answers)
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            ids.Add((string)(await Json(answer))["id"]!);
            answer.Dispose();
        }

        Assert.Single(ids);
        Assert.Single(
            (await Json(await script.GetAsync(new Uri($"{Clients}?q=Once", UriKind.Relative))))[
                "items"
            ]!.AsArray()
        );
    }

    [Theory]
    [InlineData("?stage=acquire", HttpStatusCode.OK)]
    [InlineData("?stage=Acquire&tier=key&order=name", HttpStatusCode.OK)]
    [InlineData("?stage=acquired", HttpStatusCode.UnprocessableEntity)]
    public async Task Words_of_a_closed_list_are_taken_as_the_document_spells_them(
        string query,
        HttpStatusCode status
    )
    {
        var app = await database.App();
        using var script = await Administrator(app);

        using var answer = await script.GetAsync(new Uri(Clients + query, UriKind.Relative));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_key_with_something_else_said_is_refused()
    {
        var app = await database.App();
        using var script = await Administrator(app);
        using var first = await Post(script, "key", new { name = "One" });

        using var second = await Post(script, "key", new { name = "Two" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
    }

    [Fact]
    public async Task Keys_of_two_askers_never_meet()
    {
        var app = await database.App();
        using var one = await Administrator(app);
        using var other = await Administrator(app);

        using var first = await Post(one, "shared", new { name = "Ours" });
        using var second = await Post(other, "shared", new { name = "Theirs" });

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task A_change_says_on_which_version_it_was_made()
    {
        var app = await database.App();
        using var script = await Administrator(app);
        using var made = await script.PostAsJsonAsync(
            Clients,
            new { name = "Before", industry = "Shipping" }
        );
        var place = made.Headers.Location!.ToString();

        using var without = await Patch(script, place, null, """{"name":"After"}""");
        using var right = await Patch(script, place, "\"1\"", """{"name":"After"}""");
        using var stale = await Patch(script, place, "\"1\"", """{"name":"Later"}""");
        var record = await Json(right);

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(2, right.Version());
        Assert.Equal("After", (string?)record["details"]!["name"]);
        Assert.Equal("Shipping", (string?)record["details"]!["industry"]);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Fact]
    public async Task A_patch_that_names_null_clears_the_field()
    {
        var app = await database.App();
        using var script = await Administrator(app);
        using var made = await script.PostAsJsonAsync(
            Clients,
            new { name = "Cleared", industry = "Shipping" }
        );

        using var changed = await Patch(
            script,
            made.Headers.Location!.ToString(),
            "\"1\"",
            """{"industry":null}"""
        );

        Assert.Null((string?)(await Json(changed))["details"]!["industry"]);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_field_by_field()
    {
        var app = await database.App();
        using var script = await Administrator(app);

        using var answer = await script.PostAsJsonAsync(
            Clients,
            new
            {
                name = " ",
                timeZone = "Mars/Base",
                languages = new[] { "xx" },
            }
        );
        var problem = await Json(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ["languages", "name", "timeZone"],
            problem["errors"]!.AsObject().Select(e => e.Key).Order()
        );
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var app = await database.App();
        using var script = await Administrator(app);
        foreach (var i in Enumerable.Range(0, 7))
        {
            using var made = await script.PostAsJsonAsync(
                Clients,
                new { name = "Same name", tags = new[] { "paged" } }
            );
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Json(
                await script.GetAsync(
                    new Uri($"{Clients}?tag=paged&limit=3&cursor={cursor}", UriKind.Relative)
                )
            );
            Assert.True(page["items"]!.AsArray().Count <= 3);
            seen.AddRange(page["items"]!.AsArray().Select(i => (string)i!["id"]!));
            cursor = (string?)page["next"];
        } while (cursor is not null);

        Assert.Equal(7, seen.Count);
        Assert.Equal(7, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"name\":5}")]
    [InlineData("{\"name\":\"a\\u0000b\"}")]
    [InlineData("{\"tier\":\"golden\"}")]
    public async Task A_body_that_makes_no_sense_is_a_clear_error_and_never_ours(string body)
    {
        var app = await database.App();
        using var script = await Administrator(app);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await script.PostAsync(new Uri(Clients, UriKind.Relative), content);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_token_that_may_only_read_cannot_write()
    {
        var app = await database.App();
        using var script = await app.Script(
            await app.Firm.Colleague(Roles.Administrator),
            Scopes.Read
        );

        using var read = await script.GetAsync(new Uri(Clients, UriKind.Relative));
        using var write = await script.PostAsJsonAsync(Clients, new { name = "No" });

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, write.StatusCode);
    }

    private static async Task<HttpClient> Administrator(TestApp app) =>
        await app.Script(await app.Firm.Colleague(Roles.Administrator));

    private static async Task<JsonNode> Json(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private static Task<HttpResponseMessage> Post(HttpClient script, string key, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Clients)
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Add("Idempotency-Key", key);
        return script.SendAsync(request);
    }

    private static Task<HttpResponseMessage> Patch(
        HttpClient script,
        string path,
        string? version,
        string patch
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path)
        {
            Content = new StringContent(patch, Encoding.UTF8, "application/merge-patch+json"),
        };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }
        return script.SendAsync(request);
    }

    public sealed class OnSqlite(Sqlite database)
        : ConventionTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ConventionTests(database),
            IClassFixture<Postgres>;
}
