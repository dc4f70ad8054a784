using System.Net;
using AngleSharp.Dom;
using NodaTime;
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

    [Fact]
    public async Task Whoever_signs_in_comes_to_today_unless_she_wanted_to_go_elsewhere()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Comes");

        using var front = await ana.Get("/");

        Assert.Equal(HttpStatusCode.Redirect, front.StatusCode);
        Assert.Equal("/today", front.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_meetings_of_the_day_stand_there_in_order_of_time_and_no_others()
    {
        var clock = new TestClock(Instant.FromUtc(2026, 11, 23, 9, 0));
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Meets");
        var other = await app.Firm.Colleague(Roles.AccountManager, "Ben Else");
        var client = await app.Firm.Client("Meeting Quay", ana.Colleague!, other);
        using var script = await app.Script(ana.Colleague!);
        using var elsewhere = await app.Script(other);
        await Arrange(script, client.Id, "Later today", 14);
        var first = await Arrange(script, client.Id, "First today", 10);
        await Arrange(script, client.Id, "Tomorrow", 24 + 10);
        await Arrange(elsewhere, client.Id, "Of another", 11);

        var page = await ana.Page("/today");
        clock.Advance(Duration.FromHours(3));
        var after = await ana.Page("/today");

        Assert.Equal(
            ["First today", "Later today"],
            page.QuerySelectorAll("#your-day dt > a:first-child").Select(a => a.TextContent)
        );
        Assert.Equal(
            ["10:00", "14:00"],
            page.QuerySelectorAll("#your-day dd").Select(d => d.TextContent)
        );
        Assert.NotNull(page.QuerySelector($"#your-day a[href='/meetings/{first}#agenda']"));
        // Over and not closed: what it wants now are its minutes.
        Assert.NotNull(after.QuerySelector($"#your-day a[href='/meetings/{first}/minutes']"));
    }

    private static async Task<string> Arrange(
        HttpClient script,
        Guid client,
        string title,
        int hour
    )
    {
        using var answer = await script.Send(
            "/api/v1/meetings",
            new
            {
                title,
                clientId = client,
                start = Instant.FromUtc(2026, 11, 23, 0, 0) + Duration.FromHours(hour),
                minutes = 60,
            }
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString().Split('/')[^1];
    }

    public sealed class OnSqlite(Sqlite database)
        : TodayPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TodayPagesTests(database),
            IClassFixture<Postgres>;
}
