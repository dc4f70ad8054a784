using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Handovers;

/// <summary>A handover on its page and by the API: proposed, looked at in words, done once, and for whom.</summary>
public abstract class HandoverPagesTests(TestDatabase database)
{
    [Fact]
    public async Task It_is_proposed_looked_at_in_words_and_done()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var (ana, tom, client) = await Set(app);
        var page = $"/settings/colleagues/{ana.Id}/handover";

        var form = await boss.Page(page);
        var proposed = form.Typed("Successor");
        var fields = new Dictionary<string, string>
        {
            ["Client"] = client.Id.ToString(),
            ["Successor"] = proposed!,
            ["Reason"] = form.Typed("Reason")!,
            ["Leaves"] = "true",
            ["Step"] = "look",
        };
        using var looked = await boss.Post(page, fields);
        var preview = await Visitor.Read(looked);
        var max = await app.Firm.Colleague(Roles.Consultant);
        using var asked = await boss.Post(page, new(fields) { ["Successor"] = max.Email! });
        var other = await Visitor.Read(asked);
        var go = new Dictionary<string, string>(fields)
        {
            ["Step"] = "go",
            ["_once"] = preview.Typed("_once")!,
        };
        var done = await boss.Saved(page, go);
        var again = await boss.Saved(page, go, from: "/me");

        Assert.Contains(tom.Name, proposed, StringComparison.Ordinal);
        Assert.Equal($"{ana.Name} leaves", form.Typed("Reason"));
        Assert.Contains(tom.Name, preview.Said(), StringComparison.Ordinal);
        Assert.Contains(
            "1 seat, 1 commitment · gets the seat of Account manager",
            preview.Said(),
            StringComparison.Ordinal
        );
        // The backup saw it before.
        Assert.DoesNotContain("sees this client", preview.Said(), StringComparison.Ordinal);
        Assert.Contains("sees this client from then on", other.Said(), StringComparison.Ordinal);
        Assert.Equal(done, again);
        var shown = (await boss.Page(done)).Said();
        Assert.Contains($"{ana.Name} has left the firm", shown, StringComparison.Ordinal);
        Assert.Contains("1 seat, 1 commitment", shown, StringComparison.Ordinal);
        await using var db = app.Firm.System();
        Assert.Equal(
            [tom.Id],
            await db.Set<Commitment>()
                .Where(c => c.ClientId == client.Id)
                .Select(c => c.OwnerId!.Value)
                .ToListAsync()
        );
        // Its successor finds what came to her, by the notice.
        using var successor = await app.SignedIn(tom);
        Assert.Contains(client.Name, (await successor.Page(done)).Said(), StringComparison.Ordinal);
        Assert.Contains(
            "Handed over to you, with all there is",
            (await successor.Page("/notices")).Said(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Leaving_with_something_held_is_refused_with_the_number_and_the_way()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        using var script = await app.Script(boss.Colleague!);
        var (ana, _, _) = await Set(app);
        var page = $"/settings/colleagues/{ana.Id}";

        var refused = await boss.Refused($"{page}/departure", [], from: page);
        using var answered = await Put(script, ana, new { });

        Assert.Contains("Not handed over yet: 2", refused.Said(), StringComparison.Ordinal);
        Assert.NotNull(refused.QuerySelector($"a[href='{page}/handover']"));
        Assert.Equal(["reason"], await answered.Faults());
        using var left = await Put(script, ana, new { reason = "Nobody yet" });
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
    }

    [Fact]
    public async Task By_the_API_it_is_looked_at_done_once_and_read()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        var (ana, tom, client) = await Set(app);

        var plan = await script.Read($"/api/v1/colleagues/{ana.Id}/holdings");
        using var refused = await script.Send(
            $"/api/v1/colleagues/{ana.Id}/handovers",
            new { leaves = true }
        );
        using var done = await script.Send(
            $"/api/v1/colleagues/{ana.Id}/handovers",
            new { clients = new[] { new { clientId = client.Id, successorId = tom.Id } } }
        );
        var read = await script.Read(done.Headers.Location!.ToString());

        Assert.Equal(client.Name, (string?)plan["clients"]![0]!["client"]);
        Assert.Equal(tom.Id.ToString(), (string?)plan["clients"]![0]!["proposed"]!["colleagueId"]);
        Assert.Equal(["knowing"], await refused.Faults());
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal("done", (string?)read["state"]);
        Assert.Equal(2, read["shares"]![0]!["went"]!.AsArray().Count);
    }

    [Fact]
    public async Task Who_leads_the_unit_may_and_others_find_nothing()
    {
        var app = await database.App();
        var (ana, tom, client) = await Set(app);
        using var lead = await app.SignedIn(tom);
        using var other = await app.SignedIn(Roles.AccountManager);
        var page = $"/settings/colleagues/{ana.Id}/handover";
        using (var before = await lead.Get(page))
        {
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        }
        await using (var db = app.Firm.System())
        {
            var unit = await new Units(db).Add(
                new UnitDetails($"Boards {Guid.NewGuid():N}", tom.Id, null)
            );
            (await db.FindAsync<Colleague>(ana.Id))!.UnitId = unit.Value.Id;
            await db.SaveChangesAsync();
        }

        var form = await lead.Page(page);
        using var strange = await other.Get(page);
        var done = await lead.Saved(
            page,
            new()
            {
                ["Client"] = client.Id.ToString(),
                ["Successor"] = form.Typed("Successor")!,
                ["Step"] = "go",
            }
        );
        using var peeked = await other.Get(done);

        Assert.NotNull((await lead.Page("/settings")).QuerySelector($"a[href='{page}']"));
        Assert.Null(form.QuerySelector("input[name=Leaves]"));
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, peeked.StatusCode);
    }

    private static Task<HttpResponseMessage> Put(HttpClient script, Colleague who, object said) =>
        script.PutAsJsonAsync(
            new Uri($"/api/v1/colleagues/{who.Id}/departure", UriKind.Relative),
            said,
            Rapport.Web.Hosting.Json.Options
        );

    /// <summary>Ana keeps the account of a client and owes it something; Tom is the backup there.</summary>
    private static async Task<(Colleague Ana, Colleague Tom, Client Client)> Set(TestApp app)
    {
        var ana = await app.Firm.Colleague(Roles.AccountManager, $"Ana {Guid.NewGuid():N}");
        var tom = await app.Firm.Colleague(Roles.Consultant, $"Tom {Guid.NewGuid():N}");
        var client = await app.Firm.Client($"Halden {Guid.NewGuid():N}", ana);
        await using (var db = app.Firm.System())
        {
            await new Rapport.Clients.Seats(db).Take(
                client.Id,
                new SeatDetails(tom.Id, SeatRole.Backup, null)
            );
        }
        await using (var db = app.Firm.As(ana))
        {
            await new Rapport.Commitments.Commitments(db).Make(
                new CommitmentDetails
                {
                    ClientId = client.Id,
                    Text = "Send the plan",
                    DueOn = new NodaTime.LocalDate(2035, 12, 4),
                }
            );
        }
        return (ana, tom, client);
    }

    public sealed class OnSqlite(Sqlite database)
        : HandoverPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : HandoverPagesTests(database),
            IClassFixture<Postgres>;
}
