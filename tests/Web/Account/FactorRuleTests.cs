using System.Net;
using NodaTime;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>The firm may ask a second factor of a role: who has none is led to set one up.</summary>
public abstract class FactorRuleTests(TestDatabase database)
{
    private const string Path = "/settings/second-factor";
    private readonly TestClock clock = new();

    [Fact]
    public async Task Who_has_none_goes_on_within_the_days_of_grace_and_no_further_after_them()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        using var other = await app.SignedIn(Roles.Finance);
        using var script = await app.Script(ana.Colleague!);

        await Ask(boss, "Consultant", 7);
        var within = await Leads(ana, "/clients");
        using var entered = app.Stranger();
        var led = await entered.Saved(
            "/sign-in",
            new() { ["Email"] = ana.Colleague!.Email!, ["Password"] = TestApp.Password }
        );
        clock.Advance(Duration.FromDays(7));
        var after = await Leads(ana, "/clients");
        using var api = await ana.Get("/api/v1/clients");
        using var byToken = await script.GetAsync(new Uri("/api/v1/clients", UriKind.Relative));

        Assert.Null(within);
        Assert.Equal("/settings/sign-in", led);
        Assert.Equal("/settings/sign-in", after);
        Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byToken.StatusCode);
        Assert.Null(await Leads(other, "/clients"));
    }

    [Fact]
    public async Task Setting_one_up_opens_everything_again_and_letting_it_go_begins_no_new_grace()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        await Ask(boss, "Consultant", 0);
        Assert.Equal("/settings/sign-in", await Leads(ana, "/clients"));

        await AuthenticatorApp.SetUp(ana, clock);
        Assert.Null(await Leads(ana, "/clients"));
        await ana.Saved("/settings/sign-in/authenticator/removal", [], from: "/settings/sign-in");

        Assert.Equal("/settings/sign-in", await Leads(ana, "/clients"));
    }

    [Fact]
    public async Task A_role_that_is_given_brings_its_rule_and_one_that_is_asked_no_more_lets_go()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        await Ask(boss, "Finance", 0);
        Assert.Null(await Leads(ana, "/clients"));
        var form = $"/settings/colleagues/{ana.Colleague!.Id}";
        var page = await boss.Page(form);

        await boss.Saved(
            form,
            new()
            {
                ["Name"] = ana.Colleague.Name,
                ["Email"] = ana.Colleague.Email!,
                ["Version"] = page.Typed("Version")!,
                ["Role"] = "Finance",
            }
        );
        Assert.Equal("/settings/sign-in", await Leads(ana, "/clients"));
        await boss.Saved(Path, []);

        Assert.Null(await Leads(ana, "/clients"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("91")]
    public async Task Days_that_are_none_are_refused_beside_their_field(string days)
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);

        var page = await boss.Refused(
            Path,
            new() { ["Role"] = "Consultant", ["Days[Consultant]"] = days }
        );

        Assert.NotNull(page.Wrong("Days-Consultant-"));
        Assert.Equal(days, page.Typed("Days[Consultant]"));
    }

    private static async Task Ask(Visitor boss, string role, int days) =>
        await boss.Saved(Path, new() { ["Role"] = role, [$"Days[{role}]"] = $"{days}" });

    /// <summary>Where one is led instead; null where the page is shown.</summary>
    private static async Task<string?> Leads(Visitor visitor, string path)
    {
        using var answer = await visitor.Get(path);
        return answer.Headers.Location?.ToString();
    }

    public sealed class OnSqlite(Sqlite database)
        : FactorRuleTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FactorRuleTests(database),
            IClassFixture<Postgres>;
}
