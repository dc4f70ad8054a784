using System.Globalization;
using System.Net;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Access;

/// <summary>A token opens what it was made for, and guessing at one leads nowhere.</summary>
public abstract class TokenTests(TestDatabase database)
{
    private const string Clients = "/api/v1/clients";

    /// <summary>Wrong tokens that one address may bring in a minute.</summary>
    private const int PerMinute = 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_takes_no_form_without_its_token_for_the_sake_of_a_header(bool good)
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        using var stranger = app.Stranger();
        using var script = await app.Script(ana.Colleague!);
        await stranger.Page("/sign-in");
        stranger.Http.DefaultRequestHeaders.Authorization = good
            ? script.DefaultRequestHeaders.Authorization
            : new("Bearer", "x");

        using var answer = await stranger.PostBare(
            "/sign-in",
            new() { ["Email"] = ana.Colleague!.Email!, ["Password"] = TestApp.Password }
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Who_guesses_is_told_to_wait_and_slows_down_nobody_who_is_known()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.Administrator);
        var office = OwnAddress.New();
        using var known = await app.Script(ana, from: office);
        using var later = await app.Script(ana, from: office);
        Assert.Equal(HttpStatusCode.OK, await Status(known));

        var told = new List<HttpStatusCode>();
        for (var i = 0; i <= PerMinute; i++)
        {
            var guess = string.Create(CultureInfo.InvariantCulture, $"rp_no{i}");
            told.Add(await Guess(app, guess, office));
        }

        Assert.All(told[..^1], status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, told[^1]);
        Assert.Equal(HttpStatusCode.OK, await Status(known));
        // Not even a good one is looked for now, or guessing would go on.
        using var refused = await later.GetAsync(new Uri(Clients, UriKind.Relative));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task Good_tokens_are_not_counted()
    {
        var app = await database.App();
        var office = OwnAddress.New();
        var ana = await app.Firm.Colleague(Roles.Administrator);
        using var script = await app.Script(ana, from: office);

        for (var i = 0; i < PerMinute * 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await Status(script));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Guess(app, "rp_wrong", office));
    }

    private static async Task<HttpStatusCode> Guess(TestApp app, string token, IPAddress from)
    {
        using var guesser = app.Script(token, from);
        return await Status(guesser);
    }

    private static async Task<HttpStatusCode> Status(HttpClient script)
    {
        using var answer = await script.GetAsync(new Uri(Clients + "?limit=1", UriKind.Relative));
        return answer.StatusCode;
    }

    public sealed class OnSqlite(Sqlite database) : TokenTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TokenTests(database),
            IClassFixture<Postgres>;
}
