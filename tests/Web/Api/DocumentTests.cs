using System.Text.Json.Nodes;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Api;

/// <summary>Whoever writes with nothing but the document at hand gets it right.</summary>
public sealed class DocumentTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task What_the_document_says_is_needed_is_what_is_asked_for()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        var document = await script.Read("/openapi/v1.json");
        var asked = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            if (
                path.Contains('{', StringComparison.Ordinal)
                || Said(operations!["post"]) is not { } said
            )
            {
                continue;
            }
            var needed = (Schema(document, said)["required"]?.AsArray() ?? []).Select(r =>
                (string)r!
            );
            using var answer = await script.Send(path, new { });
            asked.Add(path);

            // Where nothing is needed, nothing is missing.
            var refused = answer.IsSuccessStatusCode ? [] : await answer.Faults();

            Assert.Subset(
                refused.ToHashSet(StringComparer.Ordinal),
                needed.ToHashSet(StringComparer.Ordinal)
            );
        }
        Assert.Contains("/api/v1/interactions", asked);
        Assert.True(asked.Count >= 5, string.Join(' ', asked));
    }

    [Fact]
    public async Task A_patch_says_what_it_takes_and_on_which_version()
    {
        var document = await Document();
        var patches = document["paths"]!
            .AsObject()
            .Select(p => p.Value!["patch"])
            .OfType<JsonNode>()
            // A piece of a file is no patch of a record.
            .Where(p => p["requestBody"]!["content"]!["application/merge-patch+json"] is not null)
            .ToList();

        Assert.NotEmpty(patches);
        Assert.All(
            patches,
            patch =>
            {
                var said = Schema(document, Said(patch)!);
                Assert.NotEmpty(said["properties"]!.AsObject());
                Assert.Null(said["required"]);
                Assert.Contains("#/components/parameters/If-Match", Parameters(patch));
                Assert.Equal(
                    ["200", "400", "401", "403", "404", "412", "415", "422", "428", "429"],
                    patch["responses"]!.AsObject().Select(r => r.Key).Order()
                );
                Assert.NotNull(patch["responses"]!["200"]!["headers"]!["ETag"]);
            }
        );
    }

    [Fact]
    public async Task What_is_made_once_takes_a_key_and_answers_with_its_place_and_its_tag()
    {
        var document = await Document();

        var made = document["paths"]!["/api/v1/clients"]!["post"]!;

        Assert.Contains("#/components/parameters/Idempotency-Key", Parameters(made));
        Assert.Equal(
            ["ETag", "Location"],
            made["responses"]!["201"]!["headers"]!.AsObject().Select(h => h.Key).Order()
        );
    }

    [Fact]
    public async Task Every_schema_says_of_which_type_it_is_and_roles_are_a_list_of_words()
    {
        var schemas = (await Document())["components"]!["schemas"]!.AsObject();

        Assert.Empty(schemas.Where(s => s.Value!["type"] is null).Select(s => s.Key));
        var words = schemas["Roles"]!["items"]!["enum"]!.AsArray().Select(w => (string?)w);
        Assert.Contains("accountManager", words);
        Assert.DoesNotContain("none", words);
        Assert.Equal("date-time", (string?)schemas["Instant"]!["format"]);
        Assert.Equal("date", (string?)schemas["LocalDate"]!["format"]);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await Document();
        var lost = new List<string>();
        Walk(document);
        Assert.Empty(lost);

        void Walk(JsonNode? node)
        {
            switch (node)
            {
                case JsonArray list:
                    list.ToList().ForEach(Walk);
                    break;
                case JsonObject one:
                    if (
                        one["$ref"] is { } reference
                        && ((string)reference!)
                            .Split('/')
                            .Skip(1)
                            .Aggregate((JsonNode?)document, (at, name) => at?[name])
                            is null
                    )
                    {
                        lost.Add((string)reference!);
                    }
                    one.Select(f => f.Value).ToList().ForEach(Walk);
                    break;
            }
        }
    }

    private async Task<JsonNode> Document()
    {
        var app = await database.App();
        using var stranger = app.Stranger();
        return await stranger.Http.Read("/openapi/v1.json");
    }

    private static string? Said(JsonNode? operation) =>
        (string?)operation?["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"];

    private static JsonNode Schema(JsonNode document, string reference) =>
        document["components"]!["schemas"]![reference.Split('/')[^1]]!;

    private static IEnumerable<string?> Parameters(JsonNode operation) =>
        operation["parameters"]!.AsArray().Select(p => (string?)p!["$ref"]);
}
