using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Lists;

/// <summary>Views and changes of many rows by the API.</summary>
public sealed class ListsApiTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task A_script_changes_what_a_filter_lets_through_and_takes_it_back()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        await app.Firm.Client("Scripted Alpha");
        await app.Firm.Client("Scripted Beta");

        var asked = await Post(
            script,
            "changes",
            new
            {
                list = "clients",
                said = "filter=name%20sw%20%22scripted%22",
                field = "tier",
                value = "key",
            }
        );
        var address = "changes/" + asked.GetProperty("id").GetString();
        Assert.Equal(2, asked.GetProperty("counts").GetProperty("waiting").GetInt32());
        await Post(script, address + "/run", new { });
        await Eventually.Holds(async () => await State(script, address) == "done");
        var rows = await script.GetFromJsonAsync<JsonElement>(
            $"/api/v1/{address}/rows?fate=changed&limit=1",
            Cancel
        );
        Assert.Equal("standard", rows.GetProperty("items")[0].GetProperty("before").GetString());
        Assert.NotEqual(JsonValueKind.Null, rows.GetProperty("next").ValueKind);
        await Post(script, address + "/reversal", new { });
        await Eventually.Holds(async () => await State(script, address) == "takenBack");
    }

    [Fact]
    public async Task A_script_exports_a_list_and_fetches_its_file()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using var other = await app.Script(await app.Firm.Colleague(Roles.Executive));
        await app.Firm.Client("Fetched Alpha");
        await app.Firm.Client("Fetched Beta");

        var asked = await Post(
            script,
            "exports",
            new { list = "clients", said = "q=fetched&sort=-name&columns=tier,stage" }
        );
        var address = $"/api/v1/exports/{asked.GetProperty("id").GetString()}";
        await Eventually.Holds(async () =>
            (await script.GetFromJsonAsync<JsonElement>(address, Cancel))
                .GetProperty("file")
                .ValueKind == JsonValueKind.String
        );
        var file = await script.GetStringAsync(
            new Uri(address + "/file", UriKind.Relative),
            Cancel
        );
        using var hidden = await other.GetAsync(new Uri(address, UriKind.Relative), Cancel);

        Assert.Equal(
            ["name,tier,stage", "Fetched Beta,standard,reach", "Fetched Alpha,standard,reach"],
            file.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_change_the_noun_may_not_change_many_of_it()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Finance));
        var client = await app.Firm.Client("Forbidden Alpha");

        using var answer = await script.PostAsJsonAsync(
            "/api/v1/changes",
            new
            {
                list = "clients",
                ids = new[] { client.Id },
                field = "tier",
                value = "key",
            },
            Cancel
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_view_is_kept_listed_and_removed()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Consultant));

        var view = await Post(
            script,
            "views",
            new
            {
                list = "contacts",
                name = "Promoters",
                scope = "own",
                said = "stance=Promoter&sort=name",
            }
        );
        var there = await script.GetFromJsonAsync<JsonElement>(
            "/api/v1/views?list=contacts",
            Cancel
        );
        using var removed = await script.DeleteAsync(
            new Uri($"/api/v1/views/{view.GetProperty("id")}", UriKind.Relative),
            Cancel
        );
        var gone = await script.GetFromJsonAsync<JsonElement>(
            "/api/v1/views?list=contacts",
            Cancel
        );
        using var unknown = await script.GetAsync(
            new Uri("/api/v1/views?list=moods", UriKind.Relative),
            Cancel
        );

        Assert.Equal(
            "stance=Promoter&sort=name",
            Assert
                .Single(there.GetProperty("items").EnumerateArray())
                .GetProperty("said")
                .GetString()
        );
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty(gone.GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<JsonElement> Post(HttpClient script, string path, object body)
    {
        using var answer = await script.PostAsJsonAsync("/api/v1/" + path, body, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private static async Task<string?> State(HttpClient script, string address) =>
        (await script.GetFromJsonAsync<JsonElement>("/api/v1/" + address, Cancel))
            .GetProperty("state")
            .GetString();
}
