using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Keys;

namespace Rapport.Tests.Web.Keys;

/// <summary>The keys of a page, and each colleague's own choice of them.</summary>
public abstract class KeysPagesTests(TestDatabase database)
{
    private const string Path = "/settings/keys";

    [Fact]
    public async Task A_page_tells_which_keys_there_are_in_the_words_of_its_reader()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var carl = await app.SignedIn(Roles.Consultant);
        await ana.Saved("/me", new() { ["Language"] = "de", ["TimeZone"] = "" });

        var acts = Acts(await ana.Page("/clients"));

        Assert.Equal("c", (string?)acts["capture"]["keys"]);
        Assert.Equal("Kunden", (string?)acts["go-clients"]["label"]);
        Assert.Equal("g c", (string?)acts["go-clients"]["keys"]);
        Assert.True(acts.ContainsKey("addClient"));
        Assert.False(acts.ContainsKey("go-imports"));
        Assert.False(Acts(await carl.Page("/clients")).ContainsKey("addClient"));
    }

    [Fact]
    public async Task No_two_acts_come_with_keys_that_cannot_be_told_apart()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);

        var form = await boss.Page(Path);
        await boss.Saved(Path, Fields(form));

        Assert.True(Fields(form).Count > 20);
    }

    [Fact]
    public async Task A_key_that_was_changed_holds_for_its_colleague_alone_and_is_in_the_record()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var ben = await app.SignedIn(Roles.AccountManager);
        var fields = Fields(await ana.Page(Path));

        await ana.Saved(
            Path,
            new(fields)
            {
                ["key-capture"] = "Strg+J",
                ["key-search"] = "",
                ["key-add"] = "y y",
            }
        );

        var acts = Acts(await ana.Page("/clients"));
        Assert.Equal("Mod+j", (string?)acts["capture"]["keys"]);
        Assert.Equal("", (string?)acts["search"]["keys"]);
        Assert.Equal("y y", (string?)acts["add"]["keys"]);
        Assert.Equal("Ctrl+j", (await ana.Page(Path)).Typed("key-capture"));
        Assert.Equal("c", (string?)Acts(await ben.Page("/clients"))["capture"]["keys"]);
        await using var db = app.Firm.System();
        Assert.True(
            await db.Set<AuditEntry>()
                .AnyAsync(e => e.RowId == ana.Colleague!.Id && e.Payload!.Contains("y y"))
        );
    }

    [Theory]
    [InlineData("key-capture", "k", "capture", "previousRow")]
    [InlineData("key-capture", "g", "capture", "go-clients")]
    [InlineData("key-capture", "nonsense", "capture", null)]
    [InlineData("key-send", "q", "send", null)]
    public async Task A_key_that_is_taken_or_none_is_refused_beside_its_field(
        string field,
        string typed,
        string wrong,
        string? other
    )
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var fields = Fields(await ana.Page(Path));

        var refused = await ana.Refused(Path, new(fields) { [field] = typed });

        Assert.NotNull(refused.Wrong("key-" + wrong));
        Assert.Equal(typed, refused.Typed(field));
        Assert.True(other is null || refused.Wrong("key-" + other) is not null);
        Assert.Equal(fields[field], (await ana.Page(Path)).Typed(field));
    }

    [Fact]
    public async Task One_key_or_all_go_back_to_how_they_came_and_plain_ones_can_be_switched_off()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var fields = Fields(await ana.Page(Path));

        await ana.Saved(
            Path,
            new(fields)
            {
                ["key-capture"] = "w",
                ["key-help"] = "z",
                ["off"] = "true",
            }
        );
        var off = Acts(await ana.Page("/clients"));
        var changed = await ana.Page(Path);
        await ana.Saved(Path, new(Fields(changed)) { ["reset"] = "capture" });
        var one = Acts(await ana.Page("/clients"));
        await ana.Saved(Path, new(Fields(changed)) { ["reset"] = "all" });
        var all = Acts(await ana.Page("/clients"));

        Assert.Equal("", (string?)off["capture"]["keys"]);
        Assert.Equal("Mod+k", (string?)off["palette"]["keys"]);
        Assert.Equal("w", changed.Typed("key-capture"));
        Assert.NotNull(changed.QuerySelector("button[name=reset][value=capture]"));
        Assert.Equal("c", (string?)one["capture"]["keys"]);
        Assert.Equal("z", (string?)one["help"]["keys"]);
        Assert.Equal("?", (string?)all["help"]["keys"]);
    }

    private static Dictionary<string, string> Fields(IDocument form) =>
        form.QuerySelectorAll<IHtmlInputElement>("main input[type=text]")
            .ToDictionary(i => i.Name!, i => i.Value);

    private static Dictionary<string, JsonNode> Acts(IDocument page)
    {
        var said = page.QuerySelector<IHtmlTemplateElement>("page-keys template")!;
        return JsonNode.Parse(said.Content.TextContent)!["acts"]!
            .AsArray()
            .ToDictionary(a => (string)a!["name"]!, a => a!);
    }

    public sealed class OnSqlite(Sqlite database) : KeysPagesTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : KeysPagesTests(database),
            IClassFixture<Postgres>;
}
