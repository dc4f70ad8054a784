using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Contacts;

/// <summary>The map of a client's people says only what somebody said.</summary>
public abstract class PeopleOnMapTests(TestDatabase database)
{
    [Fact]
    public async Task Of_whom_nothing_is_known_stands_below_the_map_with_a_way_to_say_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Mapped AS", ana.Colleague!);
        var form = $"/contacts/new?client={client.Id}";
        var unknown = await ana.Saved(form, new() { ["Name"] = "Uma Unknown" });
        foreach (var path in new[] { $"/clients/{client.Id}", $"/clients/{client.Id}/people" })
        {
            var map = (await ana.Page(path)).QuerySelector(".people-map")!;
            Assert.Null(map.QuerySelector("svg"));
            Assert.Equal(
                ["Uma Unknown", "not known", "not known", "not known"],
                map.QuerySelectorAll("td").Select(c => c.TextContent)
            );
        }
        await ana.Saved(
            form,
            new()
            {
                ["Name"] = "Jo Judged",
                ["Influence"] = "Decides",
                ["Stance"] = "Promoter",
            }
        );
        foreach (var path in new[] { $"/clients/{client.Id}", $"/clients/{client.Id}/people" })
        {
            var map = (await ana.Page(path)).QuerySelector(".people-map")!;
            Assert.Equal("Jo Judged", Assert.Single(map.QuerySelectorAll("svg .name")).TextContent);
            var below = map.QuerySelector(":scope > p")!;
            Assert.StartsWith("Not placed yet (1): Uma Unknown", below.TextContent.Trim());
            Assert.Equal($"{unknown}/edit", below.QuerySelector("a")!.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task Of_more_people_than_a_handbook_draws_each_place_says_how_many_and_leads_to_them()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Crowded AS", ana.Colleague!);
        for (var n = 0; n < 42; n++)
        {
            await ana.Saved(
                $"/contacts/new?client={client.Id}",
                new()
                {
                    ["Name"] = $"Person {n}",
                    ["Influence"] = n < 41 ? "Decides" : "Some",
                    ["Stance"] = "Neutral",
                }
            );
        }

        var map = (await ana.Page($"/clients/{client.Id}")).QuerySelector(".people-map")!;

        Assert.Single(map.QuerySelectorAll("circle"));
        var others = map.QuerySelectorAll(".more");
        Assert.Equal(["+1", "+40"], others.Select(o => o.TextContent).Order());
        var decide = others.Single(o => o.TextContent == "+40").ParentElement!;
        var list = await ana.Page(decide.GetAttribute("href")!);
        Assert.StartsWith("41 people", list.QuerySelector(".list-count")!.TextContent.Trim());
    }

    public sealed class OnSqlite(Sqlite database)
        : PeopleOnMapTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PeopleOnMapTests(database),
            IClassFixture<Postgres>;
}
