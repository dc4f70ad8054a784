using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.Rules;
using Rapport.Tests.World;
using Rapport.Web.Access;

namespace Rapport.Tests.Web.Access;

/// <summary>Who may do what: as promised, as the table in the code says, and as the addresses answer.</summary>
public sealed class PermissionTests(Sqlite database) : IClassFixture<Sqlite>
{
    private static readonly Roles[] Each = [.. Enum.GetValues<Roles>().Where(r => r != Roles.None)];

    /// <summary>What was promised, each act by one address that needs it: a colleague who is only this may do only that.</summary>
    private static readonly (Act Act, string Method, string Path, Roles May)[] Promised =
    [
        (Act.Look, "GET", "/api/v1/clients", Everyone),
        (Act.Capture, "POST", "/api/v1/interactions", Everyone),
        (Act.Attach, "POST", "/api/v1/uploads", Everyone),
        (
            Act.AddClient,
            "POST",
            "/api/v1/clients",
            Roles.Administrator | Roles.Executive | Roles.AccountManager
        ),
        (
            Act.ChangeClient,
            "PATCH",
            $"/api/v1/clients/{Guid.Empty}",
            Roles.Administrator | Roles.Executive | Roles.AccountManager | Roles.ProjectManager
        ),
        (Act.ChangeContact, "POST", "/api/v1/contacts", Everyone),
        (
            Act.GiveSeats,
            "POST",
            $"/api/v1/clients/{Guid.Empty}/seats",
            Roles.Administrator | Roles.Executive | Roles.AccountManager
        ),
        (
            Act.ChangeOpportunity,
            "POST",
            "/api/v1/opportunities",
            Roles.Administrator | Roles.Executive | Roles.AccountManager
        ),
        (Act.Owe, "POST", "/api/v1/commitments", Everyone),
        (Act.Meet, "POST", "/api/v1/meetings", Everyone),
        (Act.Import, "GET", "/api/v1/imports", Roles.Administrator | Roles.Executive),
        (
            Act.Export,
            "GET",
            "/export/clients.csv",
            Roles.Administrator | Roles.Executive | Roles.AccountManager | Roles.Finance
        ),
        (
            Act.Merge,
            "GET",
            "/contacts/duplicates",
            Roles.Administrator | Roles.Executive | Roles.AccountManager
        ),
        (Act.Erase, "POST", $"/api/v1/contacts/{Guid.Empty}/erasures", Roles.Administrator),
        (Act.ManageColleagues, "POST", "/api/v1/colleagues", Roles.Administrator),
        (Act.ManageFields, "POST", "/api/v1/fields", Roles.Administrator),
        (Act.ManageCalendars, "POST", "/api/v1/calendars", Roles.Administrator),
        (Act.ManagePlaybook, "POST", "/api/v1/plays", Roles.Administrator | Roles.Executive),
        (Act.SeeAudit, "GET", "/settings/audit", Roles.Administrator | Roles.Executive),
        (Act.SeeMetrics, "GET", "/metrics", Roles.Administrator),
        (Act.ManageJobs, "GET", "/api/v1/jobs", Roles.Administrator),
    ];

    private const Roles Everyone =
        Roles.Administrator
        | Roles.Executive
        | Roles.AccountManager
        | Roles.ProjectManager
        | Roles.Consultant
        | Roles.Finance;

    [Fact]
    public async Task Every_role_may_do_what_was_promised_and_nothing_else()
    {
        var app = await database.App();
        var wrong = new List<string>();
        foreach (var role in Each)
        {
            using var browser = await app.SignedIn(role);
            using var script = await app.Script(browser.Colleague!);
            foreach (var (act, method, path, may) in Promised)
            {
                var answered = await Ask(
                    act is Act.SeeAudit or Act.Merge ? browser.Http : script,
                    method,
                    path
                );
                if (IsRefused(answered) == may.HasFlag(role))
                {
                    wrong.Add($"{role}: {act} by {method} {path} answered {(int)answered}");
                }
            }
        }
        Assert.Empty(wrong);
        Assert.Equal(Enum.GetValues<Act>().Order(), Promised.Select(p => p.Act).Order());
    }

    [Fact]
    public async Task Every_address_answers_every_role_as_the_table_says()
    {
        var app = await database.App();
        var routes = RouteRules
            .Routes(app)
            .Select(r => (Route: r, r.Metadata.GetMetadata<Expectation>()?.Act))
            .Where(r => r.Act is not null)
            .ToList();
        var wrong = new List<string>();
        foreach (var role in Each)
        {
            using var browser = await app.SignedIn(role);
            using var script = await app.Script(browser.Colleague!);
            foreach (var (route, act) in routes)
            {
                foreach (
                    var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                        ?? ["GET"]
                )
                {
                    // A form without its token goes no further than the question whether it may.
                    var path = RouteRules.Address(route);
                    var http = path.StartsWith("/api/", StringComparison.Ordinal)
                        ? script
                        : browser.Http;
                    var answered = await Ask(http, method, path, RouteRules.Something(route));
                    if (IsRefused(answered) == role.May(act!.Value))
                    {
                        wrong.Add($"{role}: {method} {path} answered {(int)answered}");
                    }
                }
            }
        }
        Assert.Empty(wrong);
        // The figures are also told to the machine itself, whom no act names: their route asks by itself.
        var named = Enum.GetValues<Act>().Where(a => a != Act.SeeMetrics);
        Assert.Equal(named, routes.Select(r => r.Act!.Value).Distinct().Order());
    }

    [Fact]
    public async Task Several_roles_may_together_what_each_of_them_may()
    {
        var app = await database.App();
        using var both = await app.Script(
            await app.Firm.Colleague(Roles.Consultant | Roles.Finance)
        );
        using var neither = await app.Script(await app.Firm.Colleague(Roles.None));

        Assert.Equal(HttpStatusCode.OK, await Ask(both, "GET", "/export/clients.csv"));
        Assert.True(IsRefused(await Ask(both, "POST", "/api/v1/colleagues")));
        Assert.True(IsRefused(await Ask(neither, "GET", "/api/v1/clients")));
    }

    private static bool IsRefused(HttpStatusCode answered) =>
        answered is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;

    private static async Task<HttpStatusCode> Ask(
        HttpClient http,
        string method,
        string path,
        HttpContent? content = null
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
        {
            request.Content = content ?? new StringContent("{}", Encoding.UTF8, "application/json");
        }
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
