using AngleSharp.Dom;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Today;

/// <summary>The page on which a day begins, with scripts off.</summary>
public abstract class TodayPagesTests(TestDatabase database)
{
    [Fact]
    public async Task It_is_calm_while_nothing_is_owed_and_says_what_will_be_there()
    {
        await using var app = await TestApp.Start(database.Place);
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Calm");

        var page = await ana.Page("/today");

        Assert.Contains("Ana", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing is due today.", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Nothing is owed today", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_owed_stands_there_with_its_client_and_why_and_leaves_when_it_is_done()
    {
        await using var app = await TestApp.Start(database.Place);
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Busy");
        var client = await app.Firm.Client("Today Quay", ana.Colleague!);
        var place = (
            await ana.Saved(
                "/commitments/new",
                new()
                {
                    ["Text"] = "Sign-off pack",
                    ["ClientId"] = client.Id.ToString(),
                    ["Day"] = "2035-11-28",
                    // Meant to be done by now, though the promise is far: so it is due today.
                    ["Target"] = "2020-01-01",
                }
            )
        ).Split('#')[0];

        var page = await ana.Page("/today");
        var row = page.QuerySelector($"#queue a[href='{place}']")!.Closest("li")!;
        await ana.Saved(place + "/closure", new() { ["Outcome"] = "Kept", ["Back"] = "/today" });
        var after = await ana.Page("/today");
        var ahead = await ana.Page("/today?of=ahead");

        Assert.Contains("Today Quay", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("promised", row.GetAttribute("title")!, StringComparison.Ordinal);
        Assert.Contains("One thing today.", page.Said(), StringComparison.Ordinal);
        Assert.Equal("1", page.QuerySelector(".tabs a[aria-current] b")!.TextContent);
        Assert.StartsWith(
            "Coming up",
            ahead.QuerySelector(".tabs a[aria-current]")!.TextContent.Trim(),
            StringComparison.Ordinal
        );
        Assert.Null(after.QuerySelector($"#queue a[href='{place}']"));
    }

    public sealed class OnSqlite(Sqlite database)
        : TodayPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TodayPagesTests(database),
            IClassFixture<Postgres>;
}
