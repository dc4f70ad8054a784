using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Search;

public abstract class RecentTests(TestDatabase database)
{
    [Fact]
    public async Task What_one_visited_is_named_in_its_order_as_long_as_one_may_see_it()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var one = await app.Firm.Client("Visited first", ana);
        var two = await app.Firm.Client("Visited last", ana);
        var walled = await app.Firm.Client("Behind a wall");
        using var visitor = await app.SignedIn(ana);

        var page = await visitor.Page(
            $"/search/recent?of={two.Id}&of={walled.Id}&of={Guid.CreateVersion7()}&of={one.Id}"
        );

        Assert.Equal(
            ["Visited last", "Visited first"],
            page.QuerySelectorAll("a[role=option] > span").Select(o => o.TextContent)
        );
    }

    public sealed class OnSqlite(Sqlite database) : RecentTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : RecentTests(database),
            IClassFixture<Postgres>;
}
