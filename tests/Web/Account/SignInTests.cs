using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Account;

/// <summary>Signing in by name and password: guessing leads nowhere, and tells nothing.</summary>
public abstract class SignInTests(TestDatabase database)
{
    private const string Wrong = "not the password at all";

    [Fact]
    public async Task Five_wrong_passwords_lock_the_login_for_the_right_one_too_until_the_time_has_passed()
    {
        var clock = new TestClock();
        await using var app = await TestApp.Start(database.Place, clock);
        var colleague = await Known(app);
        using var guesser = app.Stranger();
        for (var i = 0; i < 5; i++)
        {
            Assert.False(await GetsIn(guesser, colleague, Wrong));
        }

        Assert.False(await GetsIn(guesser, colleague, TestApp.Password));
        clock.Advance(Duration.FromMinutes(14));
        Assert.False(await GetsIn(guesser, colleague, TestApp.Password));
        clock.Advance(Duration.FromMinutes(2));
        Assert.True(await GetsIn(guesser, colleague, TestApp.Password));
    }

    [Fact]
    public async Task The_right_password_forgets_the_wrong_ones_before_it()
    {
        var app = await database.App();
        var colleague = await Known(app);
        using var visitor = app.Stranger();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.False(await GetsIn(visitor, colleague, Wrong));
            }
            Assert.True(await GetsIn(visitor, colleague, TestApp.Password));
            await visitor.Saved("/sign-out", [], from: "/me");
        }
    }

    [Fact]
    public async Task Wrong_passwords_at_the_same_moment_all_count()
    {
        var app = await database.App();
        var colleague = await Known(app);
        using var guesser = app.Stranger();

        var form = await guesser.Page("/sign-in");
        var fields = Fields(form, colleague.Email!);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => guesser.PostBare("/sign-in", fields))
        );

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
        Assert.False(await GetsIn(guesser, colleague, TestApp.Password));
    }

    [Fact]
    public async Task Unknown_wrong_locked_invited_and_gone_are_answered_alike()
    {
        var app = await database.App();
        var known = await Known(app);
        var locked = await Known(app);
        var gone = await Known(app);
        var invited = await app.Firm.Colleague(Roles.Consultant);
        await using (var db = app.Firm.System())
        {
            await new Colleagues(db).Leave(gone.Id, cancel: Cancel);
        }
        using var visitor = app.Stranger();
        for (var i = 0; i < 5; i++)
        {
            Assert.False(await GetsIn(visitor, locked, Wrong));
        }

        var answers = new List<string>
        {
            await Answer(visitor, "nobody@firm.example", TestApp.Password),
            await Answer(visitor, "", ""),
            await Answer(visitor, known.Email!, Wrong),
            await Answer(visitor, known.Email!, ""),
            await Answer(visitor, locked.Email!, TestApp.Password),
            await Answer(visitor, invited.Email!, TestApp.Password),
            await Answer(visitor, gone.Email!, TestApp.Password),
        };

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task After_twenty_tries_in_a_minute_one_is_told_to_wait()
    {
        const int Allowed = 20;
        var app = await database.App();
        // Before anybody is there, the program asks for its first colleague instead.
        await Known(app);
        using var guesser = app.Stranger();
        var form = await guesser.Page("/sign-in");
        var fields = Fields(form, "nobody@firm.example");
        var since = Stopwatch.StartNew();
        var tries = 0;
        var answer = await guesser.PostBare("/sign-in", fields);
        // Where a disk is so slow that a minute passes meanwhile, the next minute allows as many again.
        while (answer.StatusCode != HttpStatusCode.TooManyRequests && tries < 10 * Allowed)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            tries++;
            answer.Dispose();
            answer = await guesser.PostBare("/sign-in", fields);
        }

        using var over = answer;
        var minutes = 1 + (int)since.Elapsed.TotalMinutes;
        Assert.InRange(tries, Allowed, Allowed * minutes);
        Assert.Equal(HttpStatusCode.TooManyRequests, over.StatusCode);
        Assert.InRange(
            over.Headers.RetryAfter!.Delta!.Value,
            TimeSpan.Zero,
            TimeSpan.FromMinutes(1)
        );
        Assert.NotEqual("", (await Visitor.Read(over)).Said().Trim());
    }

    [Theory]
    [InlineData("/contacts?q=ana", "/contacts?q=ana")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task Signing_in_leads_only_to_our_own_addresses(string to, string leads)
    {
        var app = await database.App();
        var colleague = await Known(app);
        using var visitor = app.Stranger();

        var led = await visitor.Saved(
            "/sign-in",
            new()
            {
                ["Email"] = colleague.Email!,
                ["Password"] = TestApp.Password,
                ["To"] = to,
            }
        );

        Assert.Equal(leads, led);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A wrong password, ready to be sent as often as one likes.</summary>
    private static Dictionary<string, string> Fields(IDocument form, string email) =>
        new()
        {
            ["__RequestVerificationToken"] = form.Typed("__RequestVerificationToken")!,
            ["Email"] = email,
            ["Password"] = Wrong,
        };

    private static async Task<Colleague> Known(TestApp app)
    {
        using var visitor = await app.SignedIn(Roles.Consultant);
        return visitor.Colleague!;
    }

    private static async Task<bool> GetsIn(Visitor visitor, Colleague colleague, string password)
    {
        using var answer = await visitor.Post(
            "/sign-in",
            new() { ["Email"] = colleague.Email!, ["Password"] = password }
        );
        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    /// <summary>The whole answer, but for what was typed and the form's own token.</summary>
    private static async Task<string> Answer(Visitor visitor, string email, string password)
    {
        using var answer = await visitor.Post(
            "/sign-in",
            new() { ["Email"] = email, ["Password"] = password }
        );
        var page = await Visitor.Read(answer);
        foreach (var name in new[] { "__RequestVerificationToken", "Email", "State" })
        {
            foreach (var field in page.QuerySelectorAll($"[name={name}]"))
            {
                field.RemoveAttribute("value");
            }
        }
        // A challenge of its own with each page.
        page.QuerySelector("passkey-field")!.RemoveAttribute("data-options");
        return $"{answer.StatusCode} {page.DocumentElement.OuterHtml}";
    }

    public sealed class OnSqlite(Sqlite database) : SignInTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SignInTests(database),
            IClassFixture<Postgres>;
}
