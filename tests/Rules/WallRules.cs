using System.Net;
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
        await using var app = await TestApp.Start(database.Place);
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
    public async Task Those_before_whom_no_wall_stands_see_it_where_it_belongs()
    {
        await using var app = await TestApp.Start(database.Place);
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
        await using var app = await TestApp.Start(database.Place);
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
                "/api/v1/clients?q=zz",
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
