using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>Passkeys on one's own page, and what stands in their place. That they let in is shown in the browser's tests.</summary>
public abstract class PasskeyTests(TestDatabase database)
{
    private const string Own = "/settings/sign-in";
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"id":"AA","rawId":"AA","type":"public-key","response":{}}""")]
    public async Task An_answer_that_is_none_lets_nobody_in_and_is_no_fault_of_ours(string answer)
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        using var visitor = app.Stranger();
        var form = await visitor.Page("/sign-in");

        using var entered = await visitor.PostBare(
            "/sign-in/passkey",
            new()
            {
                ["__RequestVerificationToken"] = form.Typed("__RequestVerificationToken")!,
                ["State"] = form.Typed("State")!,
                ["Passkey"] = answer,
            }
        );
        var offer = await ana.Page($"{Own}/passkeys/new");
        using var made = await ana.PostBare(
            $"{Own}/passkeys/new",
            new()
            {
                ["__RequestVerificationToken"] = offer.Typed("__RequestVerificationToken")!,
                ["State"] = offer.Typed("State")!,
                ["Passkey"] = answer,
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, entered.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, made.StatusCode);
    }

    [Fact]
    public async Task One_is_renamed_and_let_go_by_its_owner_alone()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        using var ben = await app.SignedIn(Roles.Executive);
        var id = await Give(app, ana.Colleague!);

        using var byOther = await ben.Post($"{Own}/passkeys/{id}/removal", [], from: "/me");
        await ana.Saved($"{Own}/passkeys/{id}", new() { ["Name"] = "Blue key" }, from: Own);
        var renamed = await ana.Page(Own);
        await ana.Saved($"{Own}/passkeys/{id}/removal", [], from: Own);
        var gone = await ana.Page(Own);

        Assert.Equal(HttpStatusCode.NotFound, byOther.StatusCode);
        Assert.Contains("Blue key", renamed.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Blue key", gone.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_may_go_where_a_passkey_is_and_the_last_way_in_never()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.Consultant);
        await ana.Refused($"{Own}/password/removal", [], from: "/me");
        var id = await Give(app, ana.Colleague!);

        await ana.Saved($"{Own}/password/removal", [], from: Own);
        await ana.Refused($"{Own}/passkeys/{id}/removal", [], from: "/me");
        using var visitor = app.Stranger();
        using var byPassword = await visitor.Post(
            "/sign-in",
            new() { ["Email"] = ana.Colleague!.Email!, ["Password"] = TestApp.Password }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, byPassword.StatusCode);
        var second = await Give(app, ana.Colleague!);
        await ana.Saved($"{Own}/passkeys/{second}/removal", [], from: Own);
    }

    [Fact]
    public async Task Where_the_firm_asks_a_second_factor_the_password_is_followed_by_the_passkey()
    {
        await using var app = await TestApp.Start(database.Place, clock);
        using var boss = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        await Give(app, ana.Colleague!);
        using var visitor = app.Stranger();
        var fields = new Dictionary<string, string>
        {
            ["Email"] = ana.Colleague!.Email!,
            ["Password"] = TestApp.Password,
        };

        var before = await visitor.Saved("/sign-in", fields);
        await boss.Saved(
            "/settings/second-factor",
            new() { ["Role"] = "Consultant", ["Days[Consultant]"] = "0" }
        );
        using var again = app.Stranger();
        var after = await again.Saved("/sign-in", fields);
        var step = await again.Page("/sign-in/code");

        Assert.Equal("/", before);
        Assert.Equal("/sign-in/code", after);
        Assert.NotNull(step.QuerySelector("passkey-field"));
        using var open = await ana.Get("/clients");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        await boss.Saved("/settings/second-factor", []);
    }

    /// <summary>Keeps one as the framework would once a device has made it; answers its id.</summary>
    private async Task<string> Give(TestApp app, Colleague colleague)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Login>>();
        var login = await users.FindByNameAsync(colleague.Email!);
        var id = RandomNumberGenerator.GetBytes(16);
        var kept = await users.AddOrUpdatePasskeyAsync(
            login!,
            new UserPasskeyInfo(
                id,
                Encoding.ASCII.GetBytes("public key"),
                clock.GetCurrentInstant().ToDateTimeOffset(),
                0,
                ["internal"],
                true,
                true,
                true,
                [1],
                [1]
            )
            {
                Name = "First key",
            }
        );
        Assert.True(kept.Succeeded);
        return System.Buffers.Text.Base64Url.EncodeToString(id);
    }

    public sealed class OnSqlite(Sqlite database) : PasskeyTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PasskeyTests(database),
            IClassFixture<Postgres>;
}
