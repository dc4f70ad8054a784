using System.Net;
using System.Net.Http.Json;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Hosting;

namespace Rapport.Tests.Web.Clients;

/// <summary>Planned changes of seats on the page of a client's team and by the API.</summary>
public abstract class SeatChangePagesTests(TestDatabase database)
{
    [Fact]
    public async Task A_change_is_planned_moved_and_done_early_on_the_page()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var (ana, max, client) = await Set(app);
        var page = $"/clients/{client.Id}/seats";
        var day = Today().PlusDays(20);
        var form = await boss.Page(page);
        var fields = new Dictionary<string, string>
        {
            ["Seat"] = form.Typed("Seat")!,
            ["Newcomer"] = max.Email!,
            ["Introducer"] = form.Typed("Introducer")!,
            ["On"] = Iso(day),
        };

        var refused = await boss.Refused(
            $"/clients/{client.Id}/seat-changes",
            new(fields) { ["On"] = Iso(Today()) },
            from: page
        );
        await boss.Saved($"/clients/{client.Id}/seat-changes", fields, from: page);
        var planned = await boss.Page(page);
        var row = planned.QuerySelector("#planned li")!;
        var at = row.QuerySelector("form")!.GetAttribute("action")!;
        await boss.Saved(
            at,
            new()
            {
                ["Introducer"] = fields["Introducer"],
                ["On"] = Iso(day.PlusDays(1)),
                ["Version"] = planned.Typed("Version")!,
            },
            from: page
        );
        var moved = await boss.Page(page);
        await boss.Saved(at + "/completion", [], from: page);
        var done = await boss.Page(page);

        Assert.NotNull(refused.QuerySelector("#plan-on-error"));
        Assert.Contains(
            $"{max.Name} takes over from {ana.Name}",
            row.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("not introduced yet", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            Iso(day.PlusDays(1)),
            moved.QuerySelector("#planned [name=On]")!.GetAttribute("value")
        );
        Assert.Null(done.QuerySelector("#planned"));
        Assert.Contains("Done on", done.Said(), StringComparison.Ordinal);
        await using var db = app.Firm.System();
        Assert.Equal(
            [max.Name],
            (await SeatRecords.Held(db, client.Id, default)).Select(s => s.Name)
        );
    }

    [Fact]
    public async Task Who_may_not_give_seats_reads_what_is_planned_and_changes_nothing()
    {
        var app = await database.App();
        var (ana, max, client) = await Set(app);
        await using (var db = app.Firm.As(ana))
        {
            var planned = await new SeatChanges(db).Plan(
                client.Id,
                new(max.Id, SeatRole.AccountManager, ana.Id, null, Today().PlusDays(9))
            );
            Assert.True(planned.Done);
        }
        var tom = await app.Firm.Colleague(Roles.Finance);
        await using (var db = app.Firm.As(ana))
        {
            Assert.True(
                (await new Seats(db).Take(client.Id, new(tom.Id, SeatRole.Finance, null))).Done
            );
        }
        using var finance = await app.SignedIn(tom);

        var page = await finance.Page($"/clients/{client.Id}/seats");

        Assert.Contains(
            max.Name,
            page.QuerySelector("#planned")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(page.QuerySelectorAll("#planned form, #plan"));
    }

    [Fact]
    public async Task The_api_plans_it_once_moves_it_by_its_tag_and_calls_it_off()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        var (ana, max, client) = await Set(app);
        var list = $"/api/v1/clients/{client.Id}/seat-changes";

        using var made = await script.PostAsJsonAsync(
            list,
            new
            {
                colleagueId = max.Id,
                role = "accountManager",
                fromColleagueId = ana.Id,
                on = Iso(Today().PlusDays(9)),
            },
            Json.Options
        );
        var place = made.Headers.Location!.OriginalString;
        var planned = await made.Json();
        using var move = new HttpRequestMessage(HttpMethod.Put, place)
        {
            Content = JsonContent.Create(new { on = Iso(Today().PlusDays(12)) }),
        };
        move.Headers.TryAddWithoutValidation("If-Match", "\"7\"");
        using var stale = await script.SendAsync(move);
        using var again = new HttpRequestMessage(HttpMethod.Put, place)
        {
            Content = JsonContent.Create(new { on = Iso(Today().PlusDays(12)) }),
        };
        again.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var moved = await script.SendAsync(again);
        using var off = await script.PutAsync(
            new Uri(place + "/cancellation", UriKind.Relative),
            null
        );
        using var late = await script.PutAsync(
            new Uri(place + "/completion", UriKind.Relative),
            null
        );
        using var all = await script.GetAsync(new Uri(list, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(
            ("planned", ana.Id.ToString()),
            ((string)planned["state"]!, (string)planned["introducerId"]!)
        );
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(Iso(Today().PlusDays(12)), (string)(await moved.Json())["on"]!);
        Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Equal("calledOff", (string)(await all.Json())["items"]![0]!["state"]!);
    }

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static LocalDate Today() => SystemClock.Instance.GetCurrentInstant().InUtc().Date;

    /// <summary>Ana keeps the account; Max is new.</summary>
    private static async Task<(Colleague Ana, Colleague Max, Client Client)> Set(TestApp app)
    {
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var max = await app.Firm.Colleague(Roles.Consultant);
        return (ana, max, await app.Firm.Client($"New faces of {ana.Name}", ana));
    }

    public sealed class OnSqlite(Sqlite database)
        : SeatChangePagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SeatChangePagesTests(database),
            IClassFixture<Postgres>;
}
