using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Interactions;

/// <summary>What a browser kept without a network and sends when it is back.</summary>
public abstract class OutboxTests(TestDatabase database)
{
    [Fact]
    public async Task An_entry_that_is_sent_again_with_its_key_is_there_once_and_answered_alike()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Kept Maritime", ana.Colleague!);
        var fields = Entry("Said by the quay", client.Id.ToString());

        using var first = await Send(ana, fields);
        using var again = await Send(ana, fields);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var answered = await first.Json();
        Assert.Equal((string?)answered["href"], (string?)(await again.Json())["href"]);
        Assert.StartsWith(
            $"/clients/{client.Id}/timeline#entry-",
            (string?)answered["href"],
            StringComparison.Ordinal
        );
        await using var db = app.Firm.System();
        Assert.Equal(1, await db.Set<Interaction>().CountAsync(i => i.ClientId == client.Id));
    }

    [Fact]
    public async Task What_is_wrong_with_an_entry_is_said_in_words_with_its_field()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var fields = Entry("", "");

        using var refused = await Send(ana, new(fields) { ["Client"] = "Nobody" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var words = (await refused.Json())["words"]!.AsArray().Select(w => (string)w!).ToList();
        Assert.Contains(words, w => w.StartsWith("Client: ", StringComparison.Ordinal));
        Assert.Contains(words, w => w.StartsWith("What happened: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_it_sends_a_browser_is_told_who_is_signed_in_and_nobody_else_is()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var stranger = app.Stranger();

        using var answer = await ana.Get("/capture/ready");
        using var none = await stranger.Get("/capture/ready");

        Assert.Equal(ana.Colleague!.Id.ToString(), (string?)(await answer.Json())["owner"]);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.Redirect, none.StatusCode);
    }

    private static Dictionary<string, string> Entry(string subject, string client) =>
        new()
        {
            ["_once"] = Guid.NewGuid().ToString(),
            ["ClientId"] = client,
            ["Subject"] = subject,
            ["Channel"] = "Call",
            ["Participant"] = "Ingrid Solberg",
        };

    private static async Task<HttpResponseMessage> Send(
        Visitor visitor,
        Dictionary<string, string> fields
    )
    {
        using var ready = await visitor.Get("/capture/ready");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/capture");
        request.Headers.Add("X-Form-Token", (string?)(await ready.Json())["token"]);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(fields);
        return await visitor.Http.SendAsync(request);
    }

    public sealed class OnSqlite(Sqlite database) : OutboxTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OutboxTests(database),
            IClassFixture<Postgres>;
}
