using System.Net;
using NodaTime;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>Where somebody is signed in: listed, ended, and refused from then on.</summary>
public abstract class SessionTests(TestDatabase database)
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task Sessions_are_listed_with_this_one_marked_and_end_one_by_one()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var here = await app.SignedIn(Roles.Consultant);
        using var there = await Again(
            app,
            here.Colleague!,
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
        );

        var page = await here.Page("/settings/sign-in");
        var rows = page.QuerySelectorAll("form[action*='/sessions/'][action$='/end']")
            .Where(f => f.GetAttribute("action") != "/settings/sign-in/sessions/end")
            .Select(f => f.GetAttribute("action")!)
            .ToList();

        Assert.Contains("Firefox on Windows", page.Said(), StringComparison.Ordinal);
        Assert.Contains($"{there.Address}", page.Said(), StringComparison.Ordinal);
        var end = Assert.Single(rows);
        await here.Saved(end, [], from: "/settings/sign-in");
        Assert.False(await IsIn(there));
        Assert.True(await IsIn(here));
    }

    [Fact]
    public async Task All_others_end_at_once_and_this_one_stays()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var here = await app.SignedIn(Roles.Consultant);
        using var second = await Again(app, here.Colleague!);
        using var third = await Again(app, here.Colleague!);

        await here.Saved("/settings/sign-in/sessions/end", [], from: "/settings/sign-in");

        Assert.False(await IsIn(second));
        Assert.False(await IsIn(third));
        Assert.True(await IsIn(here));
    }

    [Fact]
    public async Task Who_signs_out_ends_the_session_and_an_old_copy_of_its_cookie_is_worth_nothing()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var here = await app.SignedIn(Roles.Consultant);
        using var signedOut = await here.Post("/sign-out", [], from: "/me");
        await using var db = app.Firm.System();

        Assert.False(await IsIn(here));
        Assert.Empty(await new Sessions(db).Of(here.Colleague!.Id, Cancel));
    }

    [Fact]
    public async Task Nobody_ends_the_sessions_of_another_but_an_administrator()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        using var ben = await app.SignedIn(Roles.Executive);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var script = await app.Script(ben.Colleague!);
        var session = (await Of(app, ana.Colleague!)).Single().Id;
        var theirs = $"/settings/colleagues/{ana.Colleague!.Id}/sign-in";

        using var page = await ben.Get(theirs);
        using var own = await ben.Post(
            $"/settings/sign-in/sessions/{session}/end",
            [],
            from: "/me"
        );
        using var other = await ben.Post($"{theirs}/sessions/end", [], from: "/me");
        using var byScript = await script.DeleteAsync(
            new Uri($"/api/v1/me/sessions/{session}", UriKind.Relative)
        );

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, byScript.StatusCode);
        Assert.True(await IsIn(ana));
        await boss.Saved($"{theirs}/sessions/{session}/end", [], from: theirs);
        Assert.False(await IsIn(ana));
    }

    [Fact]
    public async Task A_script_lists_and_ends_its_colleagues_sessions()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        using var script = await app.Script(ana.Colleague!);

        var listed = (await script.Read("/api/v1/me/sessions"))["items"]!.AsArray();
        var id = (string)listed.Single()!["id"]!;
        using var ended = await script.DeleteAsync(
            new Uri($"/api/v1/me/sessions/{id}", UriKind.Relative)
        );
        var factors = await script.Read("/api/v1/me/factors");

        Assert.Equal("password", (string)listed[0]!["proof"]!);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.False(await IsIn(ana));
        Assert.True((bool)factors["hasPassword"]!);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_for_two_weeks_is_over_and_swept()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        clock.Advance(Duration.FromDays(13));
        Assert.True(await IsIn(ana));
        clock.Advance(Duration.FromDays(1));

        Assert.False(await IsIn(ana));
        await using var db = new TestFirm(database.Place, clock).System();
        await SignInLog.Sweep(db, Cancel);
        Assert.Empty(await new Sessions(db).Of(ana.Colleague!.Id, Cancel));
    }

    [Fact]
    public async Task When_a_session_was_last_used_is_kept_to_the_minute_without_a_statement_of_the_request()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var before = (await Of(app, ana.Colleague!)).Single().Seen;
        clock.Advance(Duration.FromMinutes(90));
        Assert.True(await IsIn(ana));
        Assert.Equal(before, (await Of(app, ana.Colleague!)).Single().Seen);

        await app.KeepSeen();

        var seen = (await Of(app, ana.Colleague!)).Single().Seen;
        Assert.Equal(0, seen.ToUnixTimeSeconds() % 60);
        Assert.InRange(clock.GetCurrentInstant() - seen, Duration.Zero, Duration.FromMinutes(1));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<List<SessionRecord>> Of(TestApp app, Colleague who)
    {
        await using var db = app.Firm.System();
        return await new Sessions(db).Of(who.Id, Cancel);
    }

    private static async Task<Visitor> Again(TestApp app, Colleague who, string? agent = null)
    {
        var visitor = new Visitor(app.Address) { Colleague = who };
        if (agent is not null)
        {
            visitor.Http.DefaultRequestHeaders.Add("User-Agent", agent);
        }
        await visitor.Saved(
            "/sign-in",
            new() { ["Email"] = who.Email!, ["Password"] = TestApp.Password }
        );
        return visitor;
    }

    private static async Task<bool> IsIn(Visitor visitor)
    {
        using var answer = await visitor.Get("/clients");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public sealed class OnSqlite(Sqlite database) : SessionTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SessionTests(database),
            IClassFixture<Postgres>;
}
