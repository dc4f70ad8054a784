using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Access;

namespace Rapport.Tests.Rules;

/// <summary>
/// Asks every route as every role for what is behind a wall. A route whose ids the test does not know how to fill fails
/// it, so that a new one has to say what it shows.
/// </summary>
public abstract class WallRules(TestDatabase database)
{
    /// <summary>Stands in everything of the walled client, and nowhere else.</summary>
    private const string Secret = "zzyzx";

    private static readonly Roles[] Walled =
    [
        Roles.AccountManager,
        Roles.ProjectManager,
        Roles.Consultant,
    ];

    private static readonly Roles[] Unwalled =
    [
        Roles.Administrator,
        Roles.Executive,
        Roles.Finance,
    ];

    [Fact]
    public async Task No_route_shows_a_walled_client_to_who_has_no_seat_there()
    {
        var app = await database.App();
        var walled = await WalledClient.Make(app, Secret);
        var leaks = new List<string>();
        foreach (var roles in Walled)
        {
            var colleague = await app.Firm.Colleague(roles);
            await app.Firm.Client("Her own", colleague);
            using var browser = await app.SignedIn(colleague);
            using var script = await app.Script(colleague);
            foreach (var (method, path) in Requests(app, walled))
            {
                foreach (var http in new[] { browser.Http, script })
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), path);
                    if (method != "GET")
                    {
                        request.Content = new StringContent(
                            "{}",
                            Encoding.UTF8,
                            "application/json"
                        );
                    }
                    using var answer = await http.SendAsync(request);
                    var text = await answer.Content.ReadAsStringAsync();
                    if (Leaks(method, path, walled, answer.StatusCode, text))
                    {
                        leaks.Add($"{roles}: {method} {path} answered {(int)answer.StatusCode}");
                    }
                }
            }
        }
        Assert.Empty(leaks);
    }

    [Fact]
    public async Task No_stream_tells_of_a_walled_client_to_who_has_no_seat_there()
    {
        var app = await database.App();
        var listening = new List<(Listener Listener, Visitor Browser, Guid Own)>();
        foreach (var roles in Walled)
        {
            var browser = await app.SignedIn(roles);
            var own = await app.Firm.Client("Her own to hear of", browser.Colleague!);
            listening.Add((await Listener.Open(browser), browser, own.Id));
        }

        var walled = await WalledClient.Make(app, Secret);
        using var administrator = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        foreach (var (listener, browser, own) in listening)
        {
            using var added = await administrator.PostAsJsonAsync(
                new Uri("/api/v1/contacts", UriKind.Relative),
                new { clientId = own, name = "Heard of" },
                Rapport.Web.Hosting.Json.Options
            );
            Assert.True(added.IsSuccessStatusCode);
            var told = await listener.Until(t =>
                t.Lines.Any(l => (string?)l!["client"] == own.ToString())
            );
            // What is of no client may be told to all; nothing of the walled one is named in it.
            Assert.All(
                told.SelectMany(t => t.Lines),
                l =>
                {
                    Assert.False(walled.IsNamedIn(l!.ToJsonString()), $"Told of {l}");
                    Assert.Contains((string?)l["client"], new[] { own.ToString(), null });
                }
            );
            await listener.DisposeAsync();
            browser.Dispose();
        }
        Assert.NotEqual(Guid.Empty, walled.ClientId);
    }

    [Fact]
    public async Task Those_before_whom_no_wall_stands_see_it_where_it_belongs()
    {
        var app = await database.App();
        var walled = await WalledClient.Make(app, Secret);
        foreach (var roles in Unwalled)
        {
            using var browser = await app.SignedIn(roles);
            var page = await browser.Page($"/clients/{walled.ClientId}");
            Assert.Contains(Secret, page.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task What_is_for_named_people_is_shown_to_them_alone()
    {
        var app = await database.App();
        var walled = await WalledClient.Make(app, Secret);
        foreach (var roles in Unwalled)
        {
            using var browser = await app.SignedIn(roles);
            foreach (
                var path in new[]
                {
                    $"/interactions/{walled.NamedId}",
                    $"/clients/{walled.ClientId}/timeline",
                    $"/search?q={WalledClient.Whispered}",
                }
            )
            {
                using var answer = await browser.Get(path);
                var found =
                    (await answer.Content.ReadAsStringAsync()).Split(WalledClient.Whispered).Length
                    - 1;
                // The search page repeats the question; it must hold it no more often than for a word that nothing has.
                Assert.True(
                    found
                        <= (
                            path.StartsWith("/search", StringComparison.Ordinal)
                                ? await Echoes(browser)
                                : 0
                        ),
                    $"{roles}: {path}"
                );
            }
        }
    }

    private static async Task<int> Echoes(Visitor browser)
    {
        using var answer = await browser.Get("/search?q=nothingatall");
        return (await answer.Content.ReadAsStringAsync()).Split("nothingatall").Length - 1;
    }

    private static bool Leaks(
        string method,
        string path,
        WalledClient walled,
        HttpStatusCode status,
        string text
    )
    {
        // What was asked for may be repeated; ids of ours say nothing to who has them already.
        var asked = Uri.UnescapeDataString(path)
            .Contains(Secret, StringComparison.OrdinalIgnoreCase);
        var shown = !asked && text.Contains(Secret, StringComparison.OrdinalIgnoreCase);
        var carriedOut =
            method != "GET" && (int)status is >= 200 and < 300 && walled.IsNamedIn(path);
        var existed =
            method == "GET" && status == HttpStatusCode.OK && walled.IsNamedIn(path.Split('?')[0]);
        return shown || carriedOut || existed || (int)status >= 500;
    }

    private static List<(string Method, string Path)> Requests(TestApp app, WalledClient walled)
    {
        var requests = new List<(string, string)>();
        foreach (
            var route in RouteRules
                .Routes(app)
                .Where(r => r.Metadata.GetMetadata<Expectation>()?.Act is not null)
        )
        {
            var path = walled.Fill(route.RoutePattern.RawText!);
            foreach (
                var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                    ?? ["GET"]
            )
            {
                requests.Add((method, path));
            }
        }
        // Where a client is named by a filter, a search or a completion.
        foreach (
            var query in new[]
            {
                "/clients?q=zz",
                "/contacts?q=zz",
                "/opportunities?q=zz",
                "/interactions?q=zz&days=all",
                "/api/v1/interactions?from=2000-01-01&filter=subject%20co%20%22zz%22",
                "/api/v1/clients?q=zz",
                "/api/v1/duplicates?of=contacts",
                "/api/v1/duplicates?of=clients",
                "/api/v1/contacts?q=zz",
            }
        )
        {
            requests.Add(("GET", query));
        }
        requests.Add(("GET", $"/api/v1/contacts?client={walled.ClientId}"));
        requests.Add(("GET", $"/api/v1/interactions?client={walled.ClientId}"));
        requests.Add(("GET", $"/api/v1/opportunities?client={walled.ClientId}"));
        requests.Add(("GET", $"/people/complete?client={walled.ClientId}&q=zz"));
        return requests;
    }

    public sealed class OnSqlite(Sqlite database) : WallRules(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : WallRules(database),
            IClassFixture<Postgres>;
}
