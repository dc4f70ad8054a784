using System.Net;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Plays;

/// <summary>The playbook on its pages, without scripts.</summary>
public abstract class PlaybookPagesTests(TestDatabase database)
{
    private const string Path = "/settings/playbook";

    private static Dictionary<string, string> Typed(string name) =>
        new()
        {
            ["Name"] = name,
            ["Of"] = "clients",
            ["Trigger"] = "State",
            ["Condition"] = "name = \"Pages Quay\"",
            ["Owes"] = "Look after {client}",
            ["Who"] = "AccountManager",
            ["Within"] = "2 bd",
            ["Favour"] = "Internal",
            ["Discharge"] = "StateEnds",
            ["Ladder.0.Who"] = "Sponsor",
            ["Ladder.0.After"] = "3 bd",
            ["Variants[0].Tier"] = "Key",
            ["Variants[0].Within"] = "1 bd",
        };

    [Fact]
    public void Every_event_that_a_play_can_hear_is_told_in_words()
    {
        var words = new System.Resources.ResourceManager(
            "Rapport.Web.Plays.PlaybookWords",
            typeof(Rapport.Web.Hosting.Json).Assembly
        );
        Assert.Empty(
            Rapport
                .Plays.PlayKinds.Events.Select(e => "Event_" + e.Name.Replace('.', '_'))
                .Where(key => words.GetString(key) is null)
        );
    }

    [Fact]
    public async Task Whoever_keeps_it_writes_a_play_tries_it_switches_it_on_and_off()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Executive);
        await app.Firm.Client("Pages Quay", boss.Colleague!);

        var own = await boss.Saved($"{Path}/new", Typed("Pages play"));
        var page = (await boss.Page(own)).Said();
        var asked = (await boss.Page($"{own}/switch")).Said();
        await boss.Saved($"{own}/switch", new() { ["To"] = "on" });
        var on = (await boss.Page(Path)).Said();
        var form = await boss.Page($"{own}/edit");
        await boss.Saved($"{own}/switch", new() { ["To"] = "off", ["OpenOnes"] = "Drop" });
        var off = (await boss.Page(own)).Said();

        Assert.Contains("Pages Quay", page, StringComparison.Ordinal);
        Assert.Contains("then Sponsor after 3 business days", page, StringComparison.Ordinal);
        Assert.Contains("within 1 business day", page, StringComparison.Ordinal);
        Assert.Contains("this raises 1 now", asked, StringComparison.Ordinal);
        Assert.Contains("Look after Pages Quay", asked, StringComparison.Ordinal);
        Assert.Contains("Pages play", on, StringComparison.Ordinal);
        Assert.Equal("name = \"Pages Quay\"", form.Typed("Condition"));
        Assert.Equal("3 bd", form.Typed("Ladder.0.After"));
        Assert.Contains("Off", off, StringComparison.Ordinal);
        Assert.Contains("Pages play", (await boss.Page($"{own}/history")).Said());
    }

    [Fact]
    public async Task What_is_wrong_with_a_phrase_is_marked_in_it()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);

        var typed = Typed("Wrong play");
        typed["Condition"] = "stage = lapsed and moon = full";
        var page = await boss.Refused($"{Path}/new", typed);

        Assert.Equal("moon", page.QuerySelector(".phrase-wrong mark")!.TextContent);
        Assert.Equal("stage = lapsed and moon = full", page.Typed("Condition"));
    }

    [Fact]
    public async Task A_phrase_is_completed_at_the_caret()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Executive);

        var fields = await boss.Page($"{Path}/phrase?of=clients&text=sta&caret=3");
        var stages = await boss.Page($"{Path}/phrase?of=clients&text=stage%20%3D%20la&caret=10");

        Assert.Contains(
            "stage",
            fields.QuerySelectorAll("[role=option]").Select(o => o.GetAttribute("data-text"))
        );
        Assert.Equal(
            "lapsed",
            Assert.Single(stages.QuerySelectorAll("[role=option]")).GetAttribute("data-text")
        );
    }

    [Fact]
    public async Task What_the_program_brings_is_offered_and_everyone_may_look()
    {
        await using var app = await TestApp.Start(database.Place);
        await using (var db = app.Firm.System())
        {
            await Shipped.AddMissing(db, Cancel);
        }
        using var consultant = await app.SignedIn(Roles.Consultant);

        var page = await consultant.Page(Path);
        using var answer = await consultant.Http.GetAsync(
            new Uri($"{Path}/new", UriKind.Relative),
            Cancel
        );

        Assert.Contains("Part as friends", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Tier", (await consultant.Page(First(page, "Check in"))).Said());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static string First(AngleSharp.Dom.IDocument page, string name) =>
        page.QuerySelectorAll(".what a")
            .First(a => a.TextContent.Contains(name, StringComparison.Ordinal))
            .GetAttribute("href")!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database)
        : PlaybookPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PlaybookPagesTests(database),
            IClassFixture<Postgres>;
}
