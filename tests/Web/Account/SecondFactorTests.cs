using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>Codes of an app and recovery codes, at sign-in and on one's own page.</summary>
public abstract class SecondFactorTests(TestDatabase database)
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task Who_has_an_app_gets_in_by_password_and_code_alone_together()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var (phone, codes) = await AuthenticatorApp.SetUp(ana, clock);
        clock.Advance(Duration.FromMinutes(1));
        using var visitor = app.Stranger();

        var led = await Password(visitor, ana.Colleague!, "/contacts");
        var between = await IsIn(visitor);
        var entered = await Code(visitor, phone.Code(clock.GetCurrentInstant()));

        Assert.Equal(10, codes.Length);
        Assert.Equal("/sign-in/code", led);
        Assert.False(between);
        Assert.Equal("/contacts", entered);
        Assert.True(await IsIn(visitor));
    }

    [Fact]
    public async Task A_code_is_good_once_also_within_its_time()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var (phone, _) = await AuthenticatorApp.SetUp(ana, clock);
        clock.Advance(Duration.FromMinutes(1));
        var code = phone.Code(clock.GetCurrentInstant());
        using var first = app.Stranger();
        using var second = app.Stranger();
        await Password(first, ana.Colleague!);
        await Password(second, ana.Colleague!);

        Assert.NotNull(await Code(first, code));
        Assert.Null(await Code(second, code));
        Assert.False(await IsIn(second));
    }

    [Fact]
    public async Task A_wrong_code_turns_nothing_on()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var page = await ana.Page("/settings/sign-in/authenticator");
        var shown = page.QuerySelector("p.secret code")!.TextContent;

        using var answer = await ana.PostBare(
            "/settings/sign-in/authenticator",
            new()
            {
                ["__RequestVerificationToken"] = page.Typed("__RequestVerificationToken")!,
                ["Secret"] = page.Typed("Secret")!,
                ["Code"] = "12345",
            }
        );
        var again = await Visitor.Read(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotNull(again.Wrong("Code"));
        Assert.Equal(shown, again.QuerySelector("p.secret code")!.TextContent);
        using var visitor = app.Stranger();
        Assert.Equal("/", await Password(visitor, ana.Colleague!));
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once_and_new_ones_end_the_old()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var (_, codes) = await AuthenticatorApp.SetUp(ana, clock);

        Assert.NotNull(await Enter(app, ana.Colleague!, codes[0].ToLowerInvariant()));
        Assert.Null(await Enter(app, ana.Colleague!, codes[0]));
        using var made = await ana.Post("/settings/sign-in/codes", [], from: "/settings/sign-in");
        var fresh = (await Visitor.Read(made))
            .QuerySelector("#recovery-codes")!
            .TextContent.Split('\n');
        Assert.Null(await Enter(app, ana.Colleague!, codes[1]));
        Assert.NotNull(await Enter(app, ana.Colleague!, fresh[1]));
    }

    [Fact]
    public async Task Recovery_codes_and_the_secret_are_nowhere_in_the_database_as_they_were_shown()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var (_, codes) = await AuthenticatorApp.SetUp(ana, clock);
        await using var db = app.Firm.System();

        var kept = await db.Set<Authenticator>().Select(a => a.Kept).ToListAsync(Cancel);
        var hashes = await db.Set<RecoveryCode>().Select(c => c.Hash).ToListAsync(Cancel);

        Assert.All(kept, k => Assert.StartsWith("CfDJ8", k, StringComparison.Ordinal));
        Assert.Contains(hashes, h => h.SequenceEqual(RecoveryCode.HashOf(codes[3])!));
        Assert.All(hashes, h => Assert.Equal(32, h.Length));
    }

    [Fact]
    public async Task Wrong_codes_lock_as_wrong_passwords_do_and_the_password_does_not_forgive_them()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var (phone, _) = await AuthenticatorApp.SetUp(ana, clock);
        clock.Advance(Duration.FromMinutes(1));
        using var guesser = app.Stranger();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("/sign-in/code", await Password(guesser, ana.Colleague!));
            Assert.Null(await Code(guesser, "000000"));
        }

        Assert.Null(await Code(guesser, phone.Code(clock.GetCurrentInstant())));
        using var visitor = app.Stranger();
        Assert.Null(await Password(visitor, ana.Colleague!));
        clock.Advance(Duration.FromMinutes(16));
        Assert.Equal("/sign-in/code", await Password(visitor, ana.Colleague!));
        Assert.NotNull(await Code(visitor, phone.Code(clock.GetCurrentInstant())));
    }

    [Fact]
    public async Task An_app_that_is_turned_off_is_asked_for_no_more_and_ends_the_other_sessions()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        var (_, codes) = await AuthenticatorApp.SetUp(ana, clock);
        using var other = app.Stranger();
        await Password(other, ana.Colleague!);
        await Code(other, codes[0]);
        Assert.True(await IsIn(other));

        await ana.Saved("/settings/sign-in/authenticator/removal", [], from: "/settings/sign-in");

        Assert.False(await IsIn(other));
        Assert.True(await IsIn(ana));
        Assert.Equal("/", await Password(other, ana.Colleague!));
    }

    [Fact]
    public async Task An_administrator_takes_the_factors_of_a_lost_phone_away_and_the_colleague_is_told()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator, "Bo Administrator");
        using var ana = await app.SignedIn(Roles.Consultant);
        await AuthenticatorApp.SetUp(ana, clock);
        var theirs = $"/settings/colleagues/{ana.Colleague!.Id}/sign-in";

        await boss.Saved($"{theirs}/factors/removal", [], from: theirs);

        Assert.False(await IsIn(ana));
        using var again = app.Stranger();
        Assert.Equal("/settings/sign-in", await Password(again, ana.Colleague!));
        var told = await again.Page("/settings/sign-in");
        Assert.Contains("Bo Administrator", told.Said(), StringComparison.Ordinal);
        await again.Saved("/settings/sign-in/told", [], from: "/settings/sign-in");
        Assert.Empty((await again.Page("/settings/sign-in")).QuerySelectorAll(".note"));
        var audit = await boss.Page("/settings/audit?kind=Authenticator");
        Assert.Contains("Bo Administrator", audit.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_a_new_password_does_not_stand_for_the_second_factor()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        await AuthenticatorApp.SetUp(ana, clock);
        var theirs = $"/settings/colleagues/{ana.Colleague!.Id}";
        using var made = await boss.Post($"{theirs}/invitation", [], from: theirs);
        var link = new Uri((await Visitor.Read(made)).Typed("Link")!).AbsolutePath;
        using var visitor = app.Stranger();

        var led = await visitor.Saved(link, new() { ["Password"] = "seven small stones" });

        Assert.Equal("/sign-in/code", led);
        Assert.False(await IsIn(visitor));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where the password leads; null where it is refused.</summary>
    private static async Task<string?> Password(Visitor visitor, Colleague who, string? to = null)
    {
        using var answer = await visitor.Post(
            "/sign-in",
            new()
            {
                ["Email"] = who.Email!,
                ["Password"] = TestApp.Password,
                ["To"] = to ?? "",
            }
        );
        return answer.Headers.Location?.ToString();
    }

    private static async Task<string?> Code(Visitor visitor, string code)
    {
        using var answer = await visitor.Post("/sign-in/code", new() { ["Code"] = code });
        return answer.Headers.Location?.ToString();
    }

    private static async Task<string?> Enter(TestApp app, Colleague who, string code)
    {
        using var visitor = app.Stranger();
        await Password(visitor, who);
        return await Code(visitor, code);
    }

    private static async Task<bool> IsIn(Visitor visitor)
    {
        using var answer = await visitor.Get("/clients");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public sealed class OnSqlite(Sqlite database)
        : SecondFactorTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SecondFactorTests(database),
            IClassFixture<Postgres>;
}
