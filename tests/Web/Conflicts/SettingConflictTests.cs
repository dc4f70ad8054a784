using System.Net;
using AngleSharp.Dom;
using Rapport.Clients;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using static Rapport.Tests.Web.Conflicts.EditForm;

namespace Rapport.Tests.Web.Conflicts;

/// <summary>Two at once where not a record's whole form is filled: settings, views, stages, names of files, cells.</summary>
public abstract class SettingConflictTests(TestDatabase database)
{
    [Fact]
    public async Task Settings_of_the_firm_and_its_units_are_not_overwritten_unseen()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator, "Ana First");
        using var tom = await app.SignedIn(Roles.Administrator, "Tom Second");
        await ana.Saved("/settings/units", new() { ["Name"] = "Contested unit" });
        var unit = (await ana.Page("/settings/units"))
            .QuerySelectorAll(".row a")
            .First(a => a.TextContent.Contains("Contested unit", StringComparison.Ordinal))
            .GetAttribute("href")!;
        await ana.Saved("/settings/firm", Filled(await ana.Page("/settings/firm")));

        await Told("/settings/firm", "Name", "Nordwind", "FileMegabytes", "55");
        await Told(unit, "Name", "Delivery", "Lead", $"Tom Second ({tom.Colleague!.Email})");

        async Task Told(string path, string both, string hers, string other, string alone)
        {
            var (one, two) = (Filled(await ana.Page(path)), Filled(await tom.Page(path)));
            await ana.Saved(path, new(one) { [both] = hers, [other] = alone });
            using var second = await tom.Post(path, new(two) { [both] = hers + " of Tom" });
            var page = await Visitor.Read(second);
            Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
            Assert.Equal([both], Asked(page));
            var chosen = new Dictionary<string, string>(Filled(page))
            {
                ["_take." + both] = "mine",
            };
            await tom.Saved(path, chosen, from: path);
            var now = Filled(await tom.Page(path));
            Assert.Equal((hers + " of Tom", alone), (now[both], now[other]));
        }
    }

    [Fact]
    public async Task Who_saves_a_shared_view_second_is_asked_also_about_the_list_itself()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator, "Ana First");
        using var tom = await app.SignedIn(Roles.Administrator, "Tom Second");
        var opened = await ana.Saved(
            "/clients/views/new",
            new()
            {
                ["Name"] = "Shared by two",
                ["Scope"] = "Firm",
                ["Said"] = "q=shared",
            }
        );
        var path = "/clients/views/" + opened.Split("view=")[1];
        var (one, two) = (
            Filled(await ana.Page(path + "?q=hers")),
            Filled(await tom.Page(path + "?q=his"))
        );
        await ana.Saved(path, new(one) { ["Said"] = "q=hers" });

        using var second = await tom.Post(
            path,
            new(two) { ["Said"] = "q=his", ["Name"] = "Named by Tom" }
        );
        var page = await Visitor.Read(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(["Said"], Asked(page));
        var sides = page.QuerySelectorAll(".claim .text").Select(s => s.TextContent.Trim());
        Assert.Equal(["As it is kept now", "As it stands before you"], sides);
        var chosen = new Dictionary<string, string>(Filled(page)) { ["_take.Said"] = "theirs" };
        var kept = await tom.Saved(path, chosen, from: path);
        Assert.Contains("q=hers", kept, StringComparison.Ordinal);
        Assert.Equal("Named by Tom", Filled(await tom.Page(path))["Name"]);
    }

    [Fact]
    public async Task Who_moves_a_stage_second_is_told_who_moved_it_where_before()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana First");
        using var tom = await app.SignedIn(Roles.AccountManager, "Tom Second");
        var client = await app.Firm.Client("Moved twice", ana.Colleague!, tom.Colleague!);
        var path = $"/clients/{client.Id}/stage";
        var his = Filled(await tom.Page(path));
        await ana.Saved(path, new(Filled(await ana.Page(path))) { ["To"] = "Retain" });

        using var second = await tom.Post(
            path,
            new(his) { ["To"] = "Lapsed", ["Reason"] = "They left" }
        );
        var page = await Visitor.Read(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(["To"], Asked(page));
        Assert.Contains("Ana First, ", page.Said(), StringComparison.Ordinal);
        var chosen = new Dictionary<string, string>(Filled(page)) { ["_take.To"] = "mine" };
        await tom.Saved(path, chosen, from: path);
        await using var db = app.Firm.System();
        var stages = await ClientRecords.Stages(db, client.Id, default);
        Assert.Equal((Stage.Lapsed, "They left"), (stages[^1].To, stages[^1].Reason));
    }

    [Fact]
    public async Task A_cell_says_who_put_there_what_stands_in_it_since()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana First");
        using var tom = await app.SignedIn(Roles.AccountManager, "Tom Second");
        var client = await app.Firm.Client("Cells", ana.Colleague!, tom.Colleague!);
        Guid id;
        await using (var db = app.Firm.System())
        {
            id = (
                await new Opportunities(db).Add(
                    new OpportunityDetails { Name = "Big thing", ClientId = client.Id }
                )
            )
                .Value
                .Id;
        }
        var path = $"/opportunities/rows/{id}/stage";
        var was = (await tom.Page(path)).Typed("Was")!;
        await ana.Saved(path, new() { ["Was"] = was, ["Value"] = "engaging" });

        using var second = await tom.Post(path, new() { ["Was"] = was, ["Value"] = "won" });
        var page = await Visitor.Read(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var told = page.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("Engaging", told, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Ana First, ", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_two_rename_keeps_the_name_that_is_chosen()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana First");
        using var tom = await app.SignedIn(Roles.AccountManager, "Tom Second");
        var client = await app.Firm.Client("With a file", ana.Colleague!, tom.Colleague!);
        using var script = await app.Script(ana.Colleague!);
        using var body = new StringContent("text");
        using var attached = await script.PostAsync(
            new Uri($"/api/v1/clients/{client.Id}/attachments?name=a.txt", UriKind.Relative),
            body
        );
        var page = $"/attachments/{(string)(await attached.Json())["id"]!}";
        var his = Filled(await tom.Page(page));
        await ana.Saved(
            page + "/name",
            new(Filled(await ana.Page(page))) { ["Name"] = "hers.txt" },
            page
        );

        using var second = await tom.Post(page + "/name", new(his) { ["Name"] = "his.txt" }, page);
        var asked = await Visitor.Read(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(["Name"], Asked(asked));
        Assert.Contains("Ana First, ", asked.Said(), StringComparison.Ordinal);
        var chosen = new Dictionary<string, string>(Filled(asked)) { ["_take.Name"] = "theirs" };
        await tom.Saved(page + "/name", chosen, page);
        Assert.Equal("hers.txt", Filled(await tom.Page(page))["Name"]);
    }

    [Fact]
    public async Task Rules_of_the_second_factor_that_two_change_are_asked()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator, "Ana First");
        using var tom = await app.SignedIn(Roles.Administrator, "Tom Second");
        const string path = "/settings/second-factor";
        var (one, two) = (Filled(await ana.Page(path)), Filled(await tom.Page(path)));
        await ana.Saved(path, new(one) { ["Days[Finance]"] = "9", ["Role"] = "Finance" });

        using var second = await tom.Post(
            path,
            new(two) { ["Days[Finance]"] = "3", ["Role"] = "Finance" }
        );
        var page = await Visitor.Read(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(["Days[Finance]"], Asked(page));
    }

    public sealed class OnSqlite(Sqlite database)
        : SettingConflictTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SettingConflictTests(database),
            IClassFixture<Postgres>;
}
