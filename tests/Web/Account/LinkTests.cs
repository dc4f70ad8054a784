using System.Net;
using NodaTime;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>One-time links, which an administrator hands over: to come in for the first time, or with a new password.</summary>
public abstract class LinkTests(TestDatabase database)
{
    private const string Chosen = "seven small stones";

    [Fact]
    public async Task An_invitation_lets_one_in_with_a_password_of_ones_own_and_only_once()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var ana = await app.Firm.Colleague(Roles.Consultant);
        var link = await Link(boss, ana);
        using var first = app.Stranger();
        using var second = app.Stranger();

        var form = await first.Page(link);
        await first.Saved(link, new() { ["Password"] = Chosen });
        await Gone(second, link);

        Assert.Equal(ana.Email, form.Typed("Email"));
        Assert.True(await IsIn(first));
        Assert.False(await IsIn(second));
        Assert.True(await Enters(second, ana, Chosen));
    }

    [Fact]
    public async Task A_newer_link_ends_the_older()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var ana = await app.Firm.Colleague(Roles.Consultant);
        var older = await Link(boss, ana);
        var newer = await Link(boss, ana);
        using var visitor = app.Stranger();

        await Gone(visitor, older);
        await visitor.Saved(newer, new() { ["Password"] = Chosen });

        Assert.True(await IsIn(visitor));
    }

    [Fact]
    public async Task A_link_is_good_for_three_days()
    {
        var clock = new TestClock();
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        var late = await Link(boss, await app.Firm.Colleague(Roles.Consultant));
        var intime = await Link(boss, await app.Firm.Colleague(Roles.Consultant));
        using var visitor = app.Stranger();

        clock.Advance(Duration.FromDays(3) - Duration.FromMinutes(1));
        await visitor.Saved(intime, new() { ["Password"] = Chosen });
        clock.Advance(Duration.FromMinutes(1));

        await Gone(app.Stranger(), late);
        Assert.True(await IsIn(visitor));
    }

    [Fact]
    public async Task Who_has_left_does_not_come_back_by_a_link()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var ana = await app.Firm.Colleague(Roles.Consultant);
        var link = await Link(boss, ana);
        await boss.Saved(
            $"/settings/colleagues/{ana.Id}/departure",
            [],
            from: $"/settings/colleagues/{ana.Id}"
        );
        using var visitor = app.Stranger();

        await Gone(visitor, link);
        using var another = await boss.Post(
            $"/settings/colleagues/{ana.Id}/invitation",
            [],
            from: "/settings/firm"
        );

        Assert.False(await IsIn(visitor));
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elevenchars")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcdabcdabcdabcd")]
    public async Task A_weak_password_is_refused_and_leaves_the_link_good(string? weak)
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var link = await Link(boss, await app.Firm.Colleague(Roles.Consultant));
        using var visitor = app.Stranger();

        var refused = await visitor.Refused(
            link,
            weak is null ? [] : new() { ["Password"] = weak }
        );

        Assert.NotNull(refused.Wrong("Password"));
        Assert.False(await IsIn(visitor));
        await visitor.Saved(link, new() { ["Password"] = Chosen });
        Assert.True(await IsIn(visitor));
    }

    [Fact]
    public async Task A_reset_ends_every_other_session_and_the_old_password()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        using var before = await app.SignedIn(Roles.Consultant);
        var ana = before.Colleague!;
        Assert.True(await IsIn(before));
        using var after = app.Stranger();

        var link = await Link(boss, ana);
        Assert.True(await IsIn(before));
        await after.Saved(link, new() { ["Password"] = Chosen });

        Assert.False(await IsIn(before));
        Assert.True(await IsIn(after));
        using var stranger = app.Stranger();
        Assert.False(await Enters(stranger, ana, TestApp.Password));
        Assert.True(await Enters(stranger, ana, Chosen));
    }

    [Fact]
    public async Task A_link_that_never_was_looks_like_one_that_is_gone()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);

        await Gone(app.Stranger(), "/link/bm90IGEgc2VjcmV0");
    }

    /// <summary>Makes a link as the administrator does; its path alone.</summary>
    private static async Task<string> Link(Visitor boss, Colleague of)
    {
        using var answer = await boss.Post(
            $"/settings/colleagues/{of.Id}/invitation",
            [],
            from: $"/settings/colleagues/{of.Id}"
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = (await Visitor.Read(answer)).Typed("Link")!;
        Assert.StartsWith(boss.Http.BaseAddress!.ToString(), shown, StringComparison.Ordinal);
        return new Uri(shown).AbsolutePath;
    }

    /// <summary>Says that it is gone, shows no form, and takes no password.</summary>
    private static async Task Gone(Visitor visitor, string link)
    {
        var page = await visitor.Page(link);
        Assert.Empty(page.QuerySelectorAll("form"));
        var sent = await visitor.Refused(link, new() { ["Password"] = Chosen }, from: "/sign-in");
        Assert.Empty(sent.QuerySelectorAll("form"));
    }

    private static async Task<bool> IsIn(Visitor visitor)
    {
        using var answer = await visitor.Get("/clients");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<bool> Enters(Visitor visitor, Colleague who, string password)
    {
        using var answer = await visitor.Post(
            "/sign-in",
            new() { ["Email"] = who.Email!, ["Password"] = password }
        );
        return answer.StatusCode == HttpStatusCode.Redirect && await IsIn(visitor);
    }

    public sealed class OnSqlite(Sqlite database) : LinkTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : LinkTests(database),
            IClassFixture<Postgres>;
}
