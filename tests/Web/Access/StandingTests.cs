using System.Globalization;
using System.Net;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Access;

/// <summary>What one may is looked up with each request: what was taken away is gone at the next one.</summary>
public abstract class StandingTests(TestDatabase database)
{
    private const string Chosen = "seven small stones";

    [Fact]
    public async Task Who_left_is_out_at_the_next_request_in_the_browser_and_by_token()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Finance);
        using var script = await app.Script(ana.Colleague!);
        Assert.Equal(HttpStatusCode.OK, await Status(ana.Http, "/clients"));
        Assert.Equal(HttpStatusCode.OK, await Status(script, "/api/v1/clients"));
        var page = $"/settings/colleagues/{ana.Colleague!.Id}";

        await boss.Saved($"{page}/departure", [], from: page);

        Assert.Equal(HttpStatusCode.Redirect, await Status(ana.Http, "/clients"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(script, "/api/v1/clients"));
    }

    [Fact]
    public async Task A_change_of_roles_counts_at_the_next_request_in_the_browser_and_by_token()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        using var script = await app.Script(ana.Colleague!);
        var hidden = $"/api/v1/clients/{(await app.Firm.Client("Nobody sits here")).Id}";

        var before = await May(ana, script, hidden);
        await SetRole(boss, ana.Colleague!, nameof(Roles.Administrator));
        var between = await May(ana, script, hidden);
        await SetRole(boss, ana.Colleague!, nameof(Roles.Consultant));
        var after = await May(ana, script, hidden);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), before);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), between);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), after);
    }

    [Fact]
    public async Task Whose_seat_ended_does_not_find_the_client_at_the_next_request()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);
        using var script = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Seat for a while", ana.Colleague!);
        Assert.Equal(HttpStatusCode.OK, await Status(ana.Http, $"/clients/{client.Id}"));
        Assert.Equal(HttpStatusCode.OK, await Status(script, $"/api/v1/clients/{client.Id}"));

        await using (var db = app.Firm.System())
        {
            var seat = db.Set<Seat>().Single(s => s.ClientId == client.Id);
            var ended = await new Seats(db).GiveUp(client.Id, seat.Id, null, knowing: true);
            Assert.True(ended.Done, $"{ended.Refusal}");
        }

        Assert.Equal(HttpStatusCode.NotFound, await Status(ana.Http, $"/clients/{client.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(script, $"/api/v1/clients/{client.Id}"));
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_not_this_one()
    {
        var app = await database.App();
        using var here = await app.SignedIn(Roles.Consultant);
        using var there = await Again(app, here.Colleague!, TestApp.Password);
        Assert.Equal(HttpStatusCode.OK, await Status(there.Http, "/clients"));

        var wrong = await here.Refused(
            "/me/password",
            new() { ["Before"] = "not the one before", ["After"] = Chosen },
            from: "/me"
        );
        var weak = await here.Refused(
            "/me/password",
            new() { ["Before"] = TestApp.Password, ["After"] = "short" },
            from: "/me"
        );
        Assert.Equal(HttpStatusCode.OK, await Status(there.Http, "/clients"));
        await here.Saved(
            "/me/password",
            new() { ["Before"] = TestApp.Password, ["After"] = Chosen },
            from: "/me"
        );

        Assert.NotNull(wrong.Wrong("Before"));
        Assert.NotNull(weak.Wrong("After"));
        Assert.Equal(HttpStatusCode.OK, await Status(here.Http, "/clients"));
        Assert.Equal(HttpStatusCode.Redirect, await Status(there.Http, "/clients"));
    }

    [Fact]
    public async Task Ending_ones_sessions_ends_them_on_every_machine()
    {
        var app = await database.App();
        using var here = await app.SignedIn(Roles.Consultant);
        using var there = await Again(app, here.Colleague!, TestApp.Password);

        await here.Saved("/me/sessions/end", [], from: "/me");

        Assert.Equal(HttpStatusCode.Redirect, await Status(here.Http, "/clients"));
        Assert.Equal(HttpStatusCode.Redirect, await Status(there.Http, "/clients"));
    }

    [Fact]
    public async Task A_token_does_what_its_scopes_say_until_it_is_revoked()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        using var reads = await Script(app, ana, write: false);
        using var writes = await Script(app, ana, write: true);

        using var refused = await reads.Send("/api/v1/clients", new { name = "No" });
        using var made = await writes.Send("/api/v1/clients", new { name = "Made by a script" });
        Assert.Equal(HttpStatusCode.OK, await Status(reads, "/api/v1/clients"));
        foreach (
            var form in (await ana.Page("/me")).QuerySelectorAll("form[action*='/revoke']").ToList()
        )
        {
            await ana.Saved(form.GetAttribute("action")!, [], from: "/me");
        }

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(reads, "/api/v1/clients"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(writes, "/api/v1/clients"));
    }

    [Fact]
    public async Task Nobody_revokes_the_token_of_another()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var script = await Script(app, ana, write: false);
        var revoke = (await ana.Page("/me"))
            .QuerySelector("form[action*='/revoke']")!
            .GetAttribute("action")!;

        using var answer = await boss.Post(revoke, [], from: "/me");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status(script, "/api/v1/clients"));
    }

    private static async Task<HttpStatusCode> Status(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>What only an administrator may open, and what only those see before whom no wall stands.</summary>
    private static async Task<(HttpStatusCode, HttpStatusCode)> May(
        Visitor visitor,
        HttpClient script,
        string hidden
    ) => (await Status(visitor.Http, "/settings/colleagues"), await Status(script, hidden));

    private static async Task SetRole(Visitor boss, Colleague colleague, string role)
    {
        var page = $"/settings/colleagues/{colleague.Id}";
        var form = await boss.Page(page);
        await boss.Saved(
            page,
            new()
            {
                ["Version"] = form.Typed("Version")!,
                ["Name"] = form.Typed("Name")!,
                ["Email"] = form.Typed("Email")!,
                ["Role"] = role,
            }
        );
    }

    private static async Task<Visitor> Again(TestApp app, Colleague colleague, string password)
    {
        var visitor = new Visitor(app.Address) { Colleague = colleague };
        await visitor.Saved(
            "/sign-in",
            new() { ["Email"] = colleague.Email!, ["Password"] = password }
        );
        return visitor;
    }

    /// <summary>A token made on one's own page, where it is shown this once.</summary>
    private static async Task<HttpClient> Script(TestApp app, Visitor who, bool write)
    {
        var fields = new Dictionary<string, string>
        {
            ["Name"] = string.Create(CultureInfo.InvariantCulture, $"Writes: {write}"),
        };
        if (write)
        {
            fields["Write"] = "true";
        }
        using var answer = await who.Post("/me/tokens", fields, from: "/me");
        var token = (await Visitor.Read(answer)).QuerySelector("code")!.TextContent;
        Assert.DoesNotContain(token, (await who.Page("/me")).Said(), StringComparison.Ordinal);
        return app.Script(token);
    }

    [Fact]
    public async Task A_token_opens_what_is_for_scripts_and_no_page()
    {
        var app = await database.App();
        var admin = await app.Firm.Colleague(Roles.Administrator);
        using var script = await app.Script(admin);

        Assert.Equal(HttpStatusCode.OK, await Status("/api/v1/clients"));
        Assert.Equal(HttpStatusCode.OK, await Status("/export/clients.csv"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("/clients"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("/me"));

        async Task<HttpStatusCode> Status(string path)
        {
            using var answer = await script.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode;
        }
    }

    public sealed class OnSqlite(Sqlite database) : StandingTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : StandingTests(database),
            IClassFixture<Postgres>;
}
