using System.Net;
using NodaTime;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>The log of sign-ins: every try, for oneself and for administrators, for a time.</summary>
public abstract class SignInLogTests(TestDatabase database)
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task Every_try_is_told_of_with_what_came_of_it()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        using var visitor = app.Stranger();
        for (var i = 0; i < 6; i++)
        {
            clock.Advance(Duration.FromSeconds(1));
            await Try(visitor, ana.Colleague!.Email!, "not the password");
        }

        Assert.Equal(
            [
                Outcome.Locked,
                Outcome.WrongPassword,
                Outcome.WrongPassword,
                Outcome.WrongPassword,
                Outcome.WrongPassword,
                Outcome.WrongPassword,
                Outcome.In,
            ],
            (await Log(app, ana.Colleague!.Id)).Select(a => a.Outcome)
        );
        var page = await ana.Page("/settings/sign-in/log");
        Assert.Contains("locked after too many tries", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_as_a_name_that_nobody_has_is_kept_nowhere()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var visitor = app.Stranger();
        await Try(visitor, "my secret password", "");

        var page = await boss.Page("/settings/sign-ins");

        Assert.Contains("a name that nobody has", page.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("my secret", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_s_log_is_for_administrators_and_goes_on_where_a_page_ends()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ben = await app.SignedIn(Roles.Executive);
        await using (var db = app.Firm.System())
        {
            for (var i = 0; i < 120; i++)
            {
                db.Note(ben.Colleague!.Id, Way.Password, Outcome.WrongPassword, new("x", null));
            }
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var refused = await ben.Get("/settings/sign-ins");
        var seen = new List<string>();
        var path = "/settings/sign-ins";
        while (path is not null)
        {
            var page = await boss.Page(path);
            seen.AddRange(page.QuerySelectorAll("tbody tr:not(.pager)").Select(r => r.TextContent));
            path = page.QuerySelector(".pager a")?.GetAttribute("href");
        }

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(
            120,
            seen.Count(row =>
                row.Contains("wrong password", StringComparison.Ordinal)
                && row.Contains(ben.Colleague!.Name, StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task What_is_older_than_half_a_year_is_forgotten()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        clock.Advance(SignInAttempt.Life - Duration.FromDays(1));
        using var again = app.Stranger();
        await Try(again, ana.Colleague!.Email!, TestApp.Password);
        clock.Advance(Duration.FromDays(2));

        await using (var firm = new TestFirm(database.Place, clock))
        {
            await using var db = firm.System();
            await SignInLog.Sweep(db, TestContext.Current.CancellationToken);
        }

        Assert.Single(await Log(app, ana.Colleague!.Id));
    }

    private static async Task<List<SignInRecord>> Log(TestApp app, Guid of)
    {
        await using var db = app.Firm.System();
        return await SignInLog.Page(db, of, null, 50, TestContext.Current.CancellationToken);
    }

    private static async Task Try(Visitor visitor, string email, string password)
    {
        using var answer = await visitor.Post(
            "/sign-in",
            new() { ["Email"] = email, ["Password"] = password }
        );
    }

    public sealed class OnSqlite(Sqlite database) : SignInLogTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SignInLogTests(database),
            IClassFixture<Postgres>;
}
