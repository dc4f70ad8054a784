using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rapport.Clients;
using Rapport.Fields;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Fields;

/// <summary>The firm's own fields by the API: themselves, in records, in filters.</summary>
public sealed class FieldsApiTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task The_document_names_the_fields_of_the_firm_to_its_own_and_to_nobody_else()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Finance));
        await app.Firm.Field(nameof(Client), "Named risk", FieldKind.Choice, "Low", "High");
        await app.Firm.Field(nameof(Client), "Named seats", FieldKind.Number);
        using var stranger = app.Stranger();

        var document = await script.Read("/api/v1/openapi.json");
        var open = await (await stranger.Get("/openapi/v1.json")).Content.ReadAsStringAsync(Cancel);
        using var refused = await stranger.Get("/api/v1/openapi.json");

        var schemas = document["components"]!["schemas"]!;
        var fields = schemas["ClientFields"]!["properties"]!;
        Assert.Equal(
            ["low", "high"],
            fields["named-risk"]!["enum"]!.AsArray().Select(c => (string?)c)
        );
        Assert.Equal("Named seats", (string?)fields["named-seats"]!["title"]);
        Assert.Equal(
            ["null", "number"],
            fields["named-seats"]!["type"]!.AsArray().Select(t => (string?)t).Order()
        );
        foreach (var name in new[] { "ClientDetails", "ClientPatch", "ClientRow" })
        {
            Assert.Equal(
                "#/components/schemas/ClientFields",
                (string?)schemas[name]!["properties"]!["fields"]!["oneOf"]![1]!["$ref"]
            );
        }
        Assert.DoesNotContain("named-risk", open, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_script_adds_a_field_fills_it_reads_it_and_filters_by_it()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));

        using var added = await script.PostAsJsonAsync(
            "/api/v1/fields",
            new
            {
                recordKind = "Client",
                kind = "money",
                name = "Framework volume",
            },
            Cancel
        );
        var field = await added.Json();
        using var client = await script.PostAsJsonAsync(
            "/api/v1/clients",
            new
            {
                name = "Scripted Fields",
                fields = new Dictionary<string, object>
                {
                    ["framework-volume"] = new { minor = 1_200_000, currency = "EUR" },
                },
            },
            Cancel
        );
        var record = await client.Json();
        var found = await script.Read(
            "/api/v1/clients?filter="
                + Uri.EscapeDataString("fields.framework-volume ge \"10000 EUR\"")
        );

        Assert.Equal(1_200_000, (int)found["items"]![0]!["fields"]!["framework-volume"]!["minor"]!);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("framework-volume", (string?)field["key"]);
        Assert.Equal(
            (1_200_000, "EUR"),
            (
                (int)record["details"]!["fields"]!["framework-volume"]!["minor"]!,
                (string?)record["details"]!["fields"]!["framework-volume"]!["currency"]
            )
        );
        Assert.Equal(
            ["Scripted Fields"],
            found["items"]!.AsArray().Select(i => (string?)i!["name"])
        );
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_empties_what_it_nulls_and_leaves_the_rest()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        await app.Firm.Field(nameof(Client), "Patched one", FieldKind.Text);
        await app.Firm.Field(nameof(Client), "Patched two", FieldKind.Number);
        await app.Firm.Field(nameof(Client), "Patched three", FieldKind.Choices, "A", "B");
        using var made = await script.PostAsJsonAsync(
            "/api/v1/clients",
            new
            {
                name = "Patched Fields",
                fields = new Dictionary<string, object>
                {
                    ["patched-one"] = "stays",
                    ["patched-two"] = 2.5,
                    ["patched-three"] = new[] { "b" },
                },
            },
            Cancel
        );
        var id = (string)(await made.Json())["id"]!;

        using var patched = await script.Patch(
            $"/api/v1/clients/{id}",
            1,
            JsonNode.Parse(
                """{ "fields": { "patched-two": null, "patched-three": ["a", "b"] } }"""
            )!
        );
        var fields = (await patched.Json())["details"]!["fields"]!;

        Assert.Equal("stays", (string?)fields["patched-one"]);
        Assert.Null(fields["patched-two"]);
        Assert.Equal(["a", "b"], fields["patched-three"]!.AsArray().Select(c => (string?)c));
    }

    [Theory]
    [InlineData("""{ "name": "X", "fields": { "typed-number": "many" } }""", "fields.typed-number")]
    [InlineData(
        """{ "name": "X", "fields": { "typed-number": { "a": 1 } } }""",
        "fields.typed-number"
    )]
    [InlineData(
        """{ "name": "X", "fields": { "typed-number": [1] , "nobody": 1 } }""",
        "fields.nobody"
    )]
    public async Task What_a_field_cannot_hold_is_told_by_its_key(string body, string field)
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        var name = $"n{Guid.NewGuid():N}";
        await app.Firm.Field(nameof(Client), name, FieldKind.Number);
        body = body.Replace("typed-number", name, StringComparison.Ordinal);

        using var answer = await script.PostAsync(
            "/api/v1/clients",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            Cancel
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            field.Replace("typed-number", name, StringComparison.Ordinal),
            await answer.Faults()
        );
    }

    [Fact]
    public async Task Fields_that_are_no_object_are_refused_as_a_whole()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));

        using var answer = await script.PostAsync(
            "/api/v1/clients",
            new StringContent(
                """{ "name": "X", "fields": ["a"] }""",
                System.Text.Encoding.UTF8,
                "application/json"
            ),
            Cancel
        );

        Assert.Equal(["fields"], await answer.Faults());
    }

    [Fact]
    public async Task A_field_is_renamed_archived_and_asked_for_again()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using var reader = await app.Script(await app.Firm.Colleague(Roles.Consultant));
        var field = await app.Firm.Field("Contact", "Nickname", FieldKind.Text);
        var address = $"/api/v1/fields/{field.Id}";

        using var renamed = await script.Patch(address, 1, new { name = "Called" });
        using var archived = await script.PostAsync(address + "/archival", null, Cancel);
        var gone = await reader.Read(address);
        using var restored = await script.DeleteAsync(address + "/archival", Cancel);
        using var refused = await reader.PostAsync(address + "/archival", null, Cancel);

        Assert.Equal("Called", (string?)(await renamed.Json())["details"]!["name"]);
        Assert.Equal(HttpStatusCode.Created, archived.StatusCode);
        Assert.True((bool)gone["archived"]!);
        Assert.False((bool)(await restored.Json())["archived"]!);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
