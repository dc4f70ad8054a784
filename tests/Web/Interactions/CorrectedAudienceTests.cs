using System.Net;
using System.Text.Json.Nodes;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Interactions;

/// <summary>Whom a correction is for, as scripts and forms say it.</summary>
public abstract class CorrectedAudienceTests(TestDatabase database)
{
    private const string Path = "/api/v1/interactions";

    [Fact]
    public async Task A_script_narrows_an_entry_and_who_is_not_named_finds_neither()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var tom = await app.Firm.Colleague(Roles.Consultant);
        var eve = await app.Firm.Colleague(Roles.Consultant);
        var halden = await app.Firm.Client("Halden Maritime", ana, tom, eve);
        using var hers = await app.Script(ana);
        using var toms = await app.Script(tom);
        using var eves = await app.Script(eve);
        await InteractionsApiTests.Fill(hers, halden.Id, 1);
        var old = (await hers.Read($"{Path}?client={halden.Id}"))["items"]![0]!["id"];

        using var answer = await hers.Send(
            $"{Path}/{old}/corrections",
            new
            {
                subject = "Quietly",
                audience = "named",
                named = new[] { tom.Id },
            }
        );

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var record = await answer.Json();
        Assert.Equal("named", (string?)record["details"]!["audience"]);
        Assert.Equal(2, await Count(toms));
        Assert.Equal(0, await Count(eves));
        foreach (var id in new[] { old, record["id"] })
        {
            using var seen = await toms.GetAsync(new Uri($"{Path}/{id}", UriKind.Relative));
            using var hidden = await eves.GetAsync(new Uri($"{Path}/{id}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        async Task<int> Count(HttpClient script) =>
            ((JsonArray)(await script.Read($"{Path}?client={halden.Id}"))["items"]!).Count;
    }

    [Fact]
    public async Task The_form_shows_for_whom_the_entry_is_and_one_that_says_nothing_leaves_it_so()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var tom = await app.SignedIn(Roles.Consultant, "Tom Berg");
        using var eve = await app.SignedIn(Roles.Consultant);
        var halden = await app.Firm.Client(
            "Halden Maritime",
            ana.Colleague!,
            tom.Colleague!,
            eve.Colleague!
        );
        var toms = $"colleague:{tom.Colleague!.Id}";
        var timeline = $"/clients/{halden.Id}/timeline";
        await ana.Saved(
            "/capture",
            new()
            {
                ["ClientId"] = halden.Id.ToString(),
                ["Subject"] = "Told in confidence",
                ["Audience"] = "Named",
                ["Named"] = toms,
            },
            $"/capture?client={halden.Id}"
        );
        var entry = (await ana.Page(timeline))
            .QuerySelector(".event .headline a")!
            .GetAttribute("href")!;

        var form = await ana.Page($"{entry}/correct");
        Assert.NotNull(form.QuerySelector("[name=Audience][value=Named][checked]"));
        Assert.NotNull(form.QuerySelector($"[name=Named][value='{toms}']"));
        var silent = await ana.Saved($"{entry}/correct", new() { ["Subject"] = "Better said" });
        Assert.Single((await tom.Page(timeline)).QuerySelectorAll(".event"));
        Assert.Empty((await eve.Page(timeline)).QuerySelectorAll(".event"));

        var corrected = silent.Split('#', '?')[0];
        var told = await ana.Saved(
            $"{corrected}/correct",
            new() { ["Subject"] = "For all of us", ["Audience"] = "Inside" }
        );
        var seen = Assert.Single((await eve.Page(timeline)).QuerySelectorAll(".event"));
        Assert.Contains("For all of us", seen.TextContent);
        Assert.Contains("Told in confidence", (await eve.Page(told.Split('#', '?')[0])).Said());
    }

    public sealed class OnSqlite(Sqlite database)
        : CorrectedAudienceTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CorrectedAudienceTests(database),
            IClassFixture<Postgres>;
}
