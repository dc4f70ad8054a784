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

    public sealed class OnSqlite(Sqlite database)
        : PeopleOnMapTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PeopleOnMapTests(database),
            IClassFixture<Postgres>;
}
