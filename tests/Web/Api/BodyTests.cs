using System.Net;
using System.Text;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Api;

/// <summary>What is sent is taken whole or refused by the name of what does not fit; nothing is made up or thrown away.</summary>
public sealed class BodyTests(Sqlite database) : IClassFixture<Sqlite>
{
    private const string Clients = "/api/v1/clients";
    private const string Contacts = "/api/v1/contacts";
    private const string Interactions = "/api/v1/interactions";

    [Fact]
    public async Task Null_where_something_is_needed_is_refused_by_its_place() =>
        await Refuses(
            (Clients, """{"name":"A","addresses":[null]}""", "addresses[0]"),
            (Clients, """{"name":"A","values":[null]}""", "values[0]"),
            (Clients, """{"name":"A","tags":["one",null]}""", "tags[1]"),
            (Clients, """{"name":"A","languages":[null]}""", "languages[0]"),
            (Clients, """{"name":"A","billingEntities":[null]}""", "billingEntities[0]"),
            (Clients, """{"name":"A","winningCriteria":[null]}""", "winningCriteria[0]"),
            (Clients, """{"name":"A","avoidedTopics":[null]}""", "avoidedTopics[0]"),
            (Clients, """{"name":"A","revenue":{"minor":1,"currency":null}}""", "revenue.currency"),
            (Contacts, """{"name":"A","points":[null]}""", "points[0]"),
            (Contacts, """{"name":"A","channels":[null]}""", "channels[0]"),
            (Interactions, """{"subject":"A","named":[null]}""", "named[0]"),
            (Interactions, """{"subject":"A","participants":[null]}""", "participants[0]")
        );

    [Fact]
    public async Task A_field_that_nobody_knows_is_refused_by_its_name() =>
        await Refuses(
            (Clients, """{"name":"A","email":"a@b.example"}""", "email"),
            (Clients, """{"name":"A","values":[{"text":"x","score":3}]}""", "values[0].score"),
            (Clients, """{"name":"A","odd.name":1}""", "odd.name"),
            (Contacts, """{"name":"A","phone":"+47 900"}""", "phone"),
            (Interactions, """{"subject":"A","contactId":null}""", "contactId"),
            ("/api/v1/opportunities", """{"name":"A","amount":5}""", "amount"),
            ("/api/v1/colleagues", """{"name":"A","role":"finance"}""", "role")
        );

    [Fact]
    public async Task A_patch_is_looked_at_as_the_whole_is()
    {
        var app = await database.App();
        using var script = await Script(app);
        var client = await app.Firm.Client("Patched");
        foreach (
            var (patch, field) in new[]
            {
                ("""{"addresses":[null]}""", "addresses[0]"),
                ("""{"languages":["en",null]}""", "languages[1]"),
                ("""{"revenue":{"minor":1}}""", "revenue.currency"),
                ("""{"revenue":{"currency":"EUR"}}""", "revenue"),
                ("""{"addresses":[{"kind":"post","town":"Oslo"}]}""", "addresses[0].town"),
            }
        )
        {
            await Refuses(script, HttpMethod.Patch, $"{Clients}/{client.Id}", patch, field);
        }
    }

    [Fact]
    public async Task What_makes_an_act_what_it_is_must_be_said()
    {
        var app = await database.App();
        using var script = await Script(app);
        var client = await app.Firm.Client("Acted on");
        using var made = await script.Send(Contacts, new { clientId = client.Id, name = "Ingrid" });
        var contact = made.Headers.Location!.ToString();

        foreach (
            var (path, body, fields) in new[]
            {
                ($"{Clients}/{client.Id}/stages", """{"reason":"Because"}""", "to"),
                ($"{Clients}/{client.Id}/stages", """{"stage":"retain"}""", "stage"),
                ($"{Clients}/{client.Id}/seats", "{}", "colleagueId,role"),
                (contact + "/consents", "{}", "given,purpose"),
                (contact + "/acquaintances", "{}", "closeness,colleagueId"),
            }
        )
        {
            await Refuses(script, HttpMethod.Post, path, body, fields);
        }
    }

    [Fact]
    public async Task A_way_to_reach_her_and_an_address_say_of_which_kind_they_are()
    {
        var app = await database.App();
        using var script = await Script(app);
        var client = await app.Firm.Client("Kinds");

        using var contact = await script.Send(
            Contacts,
            new
            {
                clientId = client.Id,
                name = "Ingrid",
                points = new[] { new { value = "+47 900 00 000" } },
            }
        );
        using var made = await script.Send(
            Clients,
            new { name = "No kind", addresses = new[] { new { city = "Oslo" } } }
        );

        Assert.Equal(["points[0].kind"], await contact.Faults());
        Assert.Equal(["addresses[0].kind"], await made.Faults());
    }

    [Fact]
    public async Task Roles_are_a_list_of_words_and_none_is_no_word()
    {
        var app = await database.App();
        using var script = await Script(app);
        const string Colleagues = "/api/v1/colleagues";

        using var two = await script.Send(
            Colleagues,
            new { name = "Ana", roles = new[] { "finance", "administrator" } }
        );
        using var none = await script.Send(
            Colleagues,
            new { name = "Tom", roles = new[] { "none" } }
        );
        using var text = await script.Send(
            Colleagues,
            new { name = "Eva", roles = "administrator, finance" }
        );

        Assert.Equal(
            ["administrator", "finance"],
            (await two.Json())["details"]!["roles"]!.AsArray().Select(r => (string?)r)
        );
        Assert.Equal(["roles"], await none.Faults());
        Assert.Equal(["roles"], await text.Faults());
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("utf-7")]
    public async Task Letters_that_we_do_not_know_are_a_kind_of_content_that_is_not_read(
        string charset
    )
    {
        var app = await database.App();
        using var script = await Script(app);
        using var request = Request(HttpMethod.Post, Clients, """{"name":"A"}""");
        request.Content!.Headers.ContentType!.CharSet = charset;

        using var answer = await script.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task Refuses(params (string Path, string Body, string Field)[] all)
    {
        var app = await database.App();
        using var script = await Script(app);
        foreach (var (path, body, field) in all)
        {
            await Refuses(script, HttpMethod.Post, path, body, field);
        }
    }

    private static async Task Refuses(
        HttpClient script,
        HttpMethod method,
        string path,
        string body,
        string fields
    )
    {
        using var request = Request(method, path, body);
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");

        using var answer = await script.SendAsync(request);

        Assert.True(
            answer.StatusCode == HttpStatusCode.UnprocessableEntity,
            $"{body} was answered {(int)answer.StatusCode}"
        );
        Assert.Equal(fields.Split(','), await answer.Faults());
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string body) =>
        new(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static async Task<HttpClient> Script(TestApp app) =>
        await app.Script(await app.Firm.Colleague(Roles.Administrator));
}
