using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.MadeUp;

/// <summary>
/// What a noun gets from its description alone. Nothing in the program knows of boats: whatever works here works for the
/// next noun too.
/// </summary>
public abstract class BoatTests(TestDatabase database)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_list_is_filtered_sorted_and_shown_as_its_address_says()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator, "Ana Sailor");
        await Fleet(app, "Listed", ana.Colleague!);

        var all = await ana.Page("/boats?q=listed");
        var ready = await ana.Page(
            List("q=listed", "(length ge 12 or rig eq \"ketch\") and insured eq true", "-length")
        );
        var chosen = await ana.Page("/boats?q=listed&columns=worth,skipper&sort=launchedOn");
        using var wrong = await ana.Get(List("", "sails gt 3"));

        Assert.Equal(["Listed Ada", "Listed Bea", "Listed Cleo", "Listed Dora"], Names(all));
        Assert.Equal(["Name", "Rig", "Length", "Launched"], Heads(all));
        Assert.Equal(["Sloop rig", "9", "1 May 2024"], Cells(all, "Listed Ada"));
        Assert.Equal(["Listed Dora", "Listed Bea"], Names(ready));
        Assert.Equal(["Listed Ada", "Listed Bea", "Listed Dora", "Listed Cleo"], Names(chosen));
        Assert.Equal(["€ 1,000", "ASAna Sailor"], Cells(chosen, "Listed Bea"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task Its_pages_follow_each_other_without_a_gap()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await using (var db = app.Firm.System())
        {
            foreach (var number in Enumerable.Range(0, 120))
            {
                await new Boats(db).Launch(
                    new Boat
                    {
                        Name = $"Paged {number:000}",
                        Length = number % 3 == 0 ? null : number,
                    }
                );
            }
        }

        var found = new List<string>();
        for (var next = "/boats?q=paged&sort=-length"; next is not null; )
        {
            var page = await ana.Page(next);
            found.AddRange(Names(page));
            next = page.QuerySelector("a[href*='after=']")?.GetAttribute("href");
        }

        var numbers = Enumerable.Range(0, 120).Select(n => $"Paged {n:000}").ToList();
        Assert.Equal(numbers.Where((_, n) => n % 3 != 0).Reverse(), found.Take(80));
        Assert.Equal(numbers.Where((_, n) => n % 3 == 0), found.Skip(80).Order());
    }

    [Fact]
    public async Task Its_list_is_kept_as_a_view_changed_in_a_cell_and_in_many_rows_and_back()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        using var script = await app.Script(ana.Colleague!);
        var fleet = await Fleet(app, "Changed", ana.Colleague!);

        var view = await ana.Saved(
            "/boats/views/new",
            new()
            {
                ["Name"] = "Sloops",
                ["Scope"] = "Own",
                ["Said"] = "q=changed&filter=" + Uri.EscapeDataString("rig eq \"sloop\""),
            },
            "/boats/views/new"
        );
        var sloops = Names(await ana.Page(view));
        var asked = await Post(
            script,
            "changes",
            new
            {
                list = "boats",
                said = "q=changed",
                field = "rig",
                value = "yawl",
            }
        );
        var change = $"changes/{asked.GetProperty("id").GetString()}";
        await Post(script, change + "/run", new { });
        await Eventually.Holds(async () => (await Rigs(ana)).All(r => r == "Yawl rig"));
        await Post(script, change + "/reversal", new { });
        await Eventually.Holds(async () => (await Rigs(ana)).Contains("Ketch rig"));
        var cell = $"/boats/rows/{fleet[0].Id}/name";
        await ana.Saved(cell, new() { ["Was"] = "Changed Ada", ["Value"] = "Changed Zoe" });

        Assert.Equal(["Changed Ada", "Changed Dora"], sloops);
        Assert.Equal(
            ["Changed Bea", "Changed Cleo", "Changed Dora", "Changed Zoe"],
            Names(await ana.Page("/boats?q=changed"))
        );
    }

    [Fact]
    public async Task Its_history_tells_in_words_who_changed_what_and_what_it_was()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator, "Ana Keeper");
        var boat = (await Fleet(app, "Kept", ana.Colleague!))[0];
        await using (var db = app.Firm.As(ana.Colleague!))
        {
            var refused = await BoatList
                .Instance.Find("rig")!
                .Set!(db, boat.Id, new("ketch"), Cancel);
            Assert.Null(refused);
        }

        var record = await ana.Page($"/boats/{boat.Id}");
        var history = await ana.Page(
            record.QuerySelector("a[href$='/history']")!.GetAttribute("href")!
        );
        var told = history.QuerySelector("#content")!.TextContent;
        using var script = await app.Script(ana.Colleague!);
        var entries = await Get(script, $"boats/{boat.Id}/history");

        Assert.Equal("Kept Ada", record.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains(
            "Ketch rig",
            record.QuerySelector("dl")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Boat", told, StringComparison.Ordinal);
        Assert.Contains("Sloop rig", told, StringComparison.Ordinal);
        Assert.Contains("Ketch rig", told, StringComparison.Ordinal);
        Assert.Contains("Ana Keeper", told, StringComparison.Ordinal);
        Assert.Equal("changed", entries.GetProperty("items")[0].GetProperty("deed").GetString());
    }

    [Fact]
    public async Task A_key_leads_to_it_and_the_menu_knows_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        var empty = await ana.Page("/boats?q=");
        var keys = await ana.Page("/settings/keys");

        Assert.Contains(
            "/boats",
            empty.QuerySelectorAll("nav.rail a").Select(a => a.GetAttribute("href"))
        );
        Assert.Contains("g b", keys.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("go-boats", empty.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_exported_as_it_is_seen()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        using var script = await app.Script(ana.Colleague!);
        await Fleet(app, "Exported", ana.Colleague!);

        var asked = await Post(
            script,
            "exports",
            new { list = "boats", said = "q=exported&sort=-name&columns=rig,length,worth" }
        );
        var address = $"exports/{asked.GetProperty("id").GetString()}";
        await Eventually.Holds(async () =>
            (await Get(script, address)).GetProperty("file").ValueKind == JsonValueKind.String
        );
        var file = await script.GetStringAsync(
            new Uri($"/api/v1/{address}/file", UriKind.Relative),
            Cancel
        );

        Assert.Equal(
            [
                "name,rig,length,worth,worth: currency",
                "Exported Dora,sloop,14,,",
                "Exported Cleo,yawl,,,",
                "Exported Bea,ketch,11,1000,EUR",
                "Exported Ada,sloop,9,,",
            ],
            file.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Fact]
    public async Task The_API_filters_sorts_and_pages_it_and_tags_each_record()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator, "Ana Reader");
        using var script = await app.Script(ana.Colleague!);
        var fleet = await Fleet(app, "Read", ana.Colleague!);

        var first = await Get(
            script,
            "boats?q=read&limit=1&sort=-length&filter=" + Uri.EscapeDataString("insured eq true")
        );
        var second = await Get(
            script,
            "boats?q=read&limit=1&sort=-length&filter="
                + Uri.EscapeDataString("insured eq true")
                + "&cursor="
                + Uri.EscapeDataString(first.GetProperty("next").GetString()!)
        );
        using var one = await script.GetAsync(
            new Uri($"/api/v1/boats/{fleet[1].Id}", UriKind.Relative),
            Cancel
        );
        using var wrong = await script.GetAsync(
            new Uri("/api/v1/boats?filter=sails%20pr", UriKind.Relative),
            Cancel
        );

        Assert.Equal("Read Dora", Item(first, "name").GetString());
        Assert.Equal("Read Bea", Item(second, "name").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal("ketch", Item(second, "rig").GetString());
        Assert.Equal(100000, Item(second, "worth").GetProperty("minor").GetInt64());
        Assert.Equal("Ana Reader", Item(second, "skipper").GetProperty("name").GetString());
        Assert.StartsWith("\"1-", one.Headers.ETag?.Tag, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task The_fields_of_a_firm_stand_in_its_list_its_pages_and_its_API()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        using var script = await app.Script(ana.Colleague!);
        var fleet = await Fleet(app, "Own", ana.Colleague!);
        var field = await app.Firm.Field(nameof(Boat), "Home port", FieldKind.Text);

        var led = await ana.Saved(
            $"/boats/{fleet[2].Id}/fields",
            new() { ["fields." + field.Key] = "Cádiz" },
            $"/boats/{fleet[2].Id}/fields"
        );
        var record = await ana.Page(led.Split('#')[0]);
        var filtered = await ana.Page(List("", $"fields.{field.Key} eq \"cadiz\"", "name"));
        var read = await Get(
            script,
            "boats?filter=" + Uri.EscapeDataString($"fields.{field.Key} pr")
        );

        Assert.Contains(
            "Cádiz",
            record.QuerySelector("#own-fields")!.Parent!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(["Own Cleo"], Names(filtered));
        Assert.Equal("Cádiz", Item(read, "fields").GetProperty(field.Key).GetString());
    }

    [Fact]
    public async Task It_is_behind_the_wall_of_its_client_everywhere()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var ben = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Walled Yard", ana.Colleague!);
        Boat boat;
        await using (var db = app.Firm.System())
        {
            boat = await new Boats(db).Launch(
                new Boat { Name = "Walled Eve", ClientId = client.Id }
            );
        }
        using var script = await app.Script(ben.Colleague!);

        var seen = Names(await ana.Page("/boats?q=walled"));
        var unseen = Names(await ben.Page("/boats?q=walled"));
        string[] hidden = ["", "/history", "/past", "/fields"];
        foreach (var path in hidden)
        {
            using var answer = await ben.Get($"/boats/{boat.Id}{path}");
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        var read = await Get(script, "boats?q=walled");
        using var one = await script.GetAsync(
            new Uri($"/api/v1/boats/{boat.Id}", UriKind.Relative),
            Cancel
        );

        Assert.Equal(["Walled Eve"], seen);
        Assert.Empty(unseen);
        Assert.Equal(0, read.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
    }

    /// <summary>Four boats, whose names begin with a word of the test's own.</summary>
    private static async Task<Boat[]> Fleet(TestApp app, string tag, Colleague skipper)
    {
        await using var db = app.Firm.System();
        var boats = new Boats(db);
        return
        [
            await boats.Launch(
                new Boat
                {
                    Name = tag + " Ada",
                    Length = 9,
                    LaunchedOn = new LocalDate(2024, 5, 1),
                }
            ),
            await boats.Launch(
                new Boat
                {
                    Name = tag + " Bea",
                    Rig = Rig.Ketch,
                    Length = 11,
                    WorthMinor = 100000,
                    WorthCurrency = "EUR",
                    LaunchedOn = new LocalDate(2025, 1, 31),
                    Insured = true,
                    SkipperId = skipper.Id,
                }
            ),
            await boats.Launch(new Boat { Name = tag + " Cleo", Rig = Rig.Yawl }),
            await boats.Launch(
                new Boat
                {
                    Name = tag + " Dora",
                    Length = 14,
                    Insured = true,
                    LaunchedOn = new LocalDate(2026, 2, 1),
                }
            ),
        ];
    }

    private static string List(string said, string filter, string sort = "name") =>
        $"/boats?{said}&sort={sort}&filter={Uri.EscapeDataString(filter)}";

    private static List<string> Names(IParentNode page) =>
        [
            .. page.QuerySelectorAll("tr[data-row] td:not(.tick) b")
                .Select(b => b.TextContent.Trim()),
        ];

    private static List<string> Heads(IParentNode page) =>
        [.. page.QuerySelectorAll("thead th:not(.tick)").Select(h => h.TextContent.Trim())];

    private static List<string> Cells(IParentNode page, string name) =>
        [
            .. page.QuerySelectorAll("tr[data-row]")
                .Single(r => r.TextContent.Contains(name, StringComparison.Ordinal))
                .QuerySelectorAll("td[data-label]")
                .Select(c => c.TextContent.Trim()),
        ];

    private static async Task<List<string>> Rigs(Visitor visitor) =>
        [
            .. (await visitor.Page("/boats?q=changed"))
                .QuerySelectorAll("td[data-label=Rig]")
                .Select(c => c.TextContent.Trim()),
        ];

    private static JsonElement Item(JsonElement list, string field) =>
        list.GetProperty("items")[0].GetProperty(field);

    private static Task<JsonElement> Get(HttpClient script, string path) =>
        script.GetFromJsonAsync<JsonElement>("/api/v1/" + path, Cancel);

    private static async Task<JsonElement> Post<T>(HttpClient script, string path, T body)
    {
        using var answer = await script.PostAsJsonAsync("/api/v1/" + path, body, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    public sealed class OnSqlite(BoatsOnSqlite database)
        : BoatTests(database),
            IClassFixture<BoatsOnSqlite>;

    public sealed class OnPostgres(BoatsOnPostgres database)
        : BoatTests(database),
            IClassFixture<BoatsOnPostgres>;
}
