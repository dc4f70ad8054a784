using System.Net;
using AngleSharp.Dom;
using NodaTime;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Web.History;

/// <summary>The history of a record as its people read it.</summary>
public abstract class HistoryPagesTests(TestDatabase database)
{
    private static readonly Duration Tick = Duration.FromTicks(10);

    [Fact]
    public async Task A_record_tells_who_changed_what_and_what_it_was_before_that()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.AccountManager, "Ana Teller");
        var client = await app.Firm.Client("Told Client", visitor.Colleague!);
        await using (var db = app.Firm.As(visitor.Colleague!))
        {
            await new Rapport.Clients.Clients(db).Change(
                client.Id,
                new ClientDetails
                {
                    Name = "Told Again",
                    Tier = Tier.Key,
                    Languages = ["de"],
                    Revenue = new MoneyDetails(1234567, "EUR"),
                    Tags = ["one"],
                    AvoidedTopics =
                    [
                        new(
                            null,
                            "Politics",
                            "They had a long and bitter strike there in the spring of 2019, and lost."
                        ),
                    ],
                },
                null
            );
            var topic = (await ClientRecords.Find(db, client.Id, default))!.Details.AvoidedTopics![
                0
            ];
            await new Rapport.Clients.Clients(db).Change(
                client.Id,
                new ClientDetails
                {
                    Name = "Told Again",
                    Tier = Tier.Key,
                    AvoidedTopics =
                    [
                        topic with
                        {
                            Why = topic.Why!.Replace("spring", "autumn", StringComparison.Ordinal),
                        },
                    ],
                },
                null
            );
        }

        var handbook = await visitor.Page($"/clients/{client.Id}");
        var page = await visitor.Page(
            handbook.QuerySelector("a[href$='/history']")!.GetAttribute("href")!
        );

        var said = page.Said();
        Assert.Contains("Told Client → Told Again", said, StringComparison.Ordinal);
        Assert.Contains("German", said, StringComparison.Ordinal);
        Assert.Contains("12,345.67", said, StringComparison.Ordinal);
        Assert.Contains("Ana Teller", said, StringComparison.Ordinal);
        Assert.Equal("spring", page.QuerySelector("main del")!.TextContent);
        Assert.Equal("autumn", page.QuerySelector("main ins")!.TextContent);
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}-", said);
        var befores = page.QuerySelectorAll("a[href*='past?before=']");
        Assert.Equal(3, befores.Length);
        var past = await visitor.Page(befores[^2].GetAttribute("href")!);
        Assert.Contains("Told Client", past.Said(), StringComparison.Ordinal);
        Assert.Contains(
            "Told Again",
            past.QuerySelector("main mark")!.TextContent,
            StringComparison.Ordinal
        );
        var today = await visitor.Page(
            $"/clients/{client.Id}/past?on={SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(1):uuuu-MM-dd}"
        );
        Assert.Empty(today.QuerySelectorAll("main mark"));
        var early = await visitor.Page($"/clients/{client.Id}/past?on=2020-01-01");
        Assert.NotNull(early.QuerySelector(".empty"));
        Assert.NotNull(
            (await visitor.Page($"/clients/{client.Id}/past?on=yesterday")).QuerySelector(
                "#f-on[aria-invalid]"
            )
        );
    }

    [Fact]
    public async Task The_API_tells_the_same_and_what_it_was_at_a_moment()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager, "Ana Scripted");
        var client = await app.Firm.Client("Scripted Client", ana);
        using var script = await app.Script(ana);
        await script.Patch($"/api/v1/clients/{client.Id}", 1, new { name = "Scripted Again" });

        var history = await script.Read($"/api/v1/clients/{client.Id}/history?limit=1");
        var change = history["items"]![0]!;
        Assert.Equal(
            ("client", "changed", "Ana Scripted"),
            ((string)change["kind"]!, (string)change["deed"]!, (string)change["by"]!)
        );
        Assert.Equal("name", (string)change["changes"]![0]!["field"]!);
        Assert.NotNull(history["next"]);

        var at = NodaTime.Text.InstantPattern.ExtendedIso.Parse((string)change["at"]!).Value;
        var past = await script.Read(
            $"/api/v1/clients/{client.Id}/past?asOf={Uri.EscapeDataString(NodaTime.Text.InstantPattern.ExtendedIso.Format(at - Tick))}"
        );
        Assert.Equal("whole", (string)past["known"]!);
        var row = past["rows"]![0]!;
        Assert.Equal("Scripted Client", (string)row["fields"]!["name"]!);
        Assert.Contains("name", row["changed"]!.AsArray().Select(f => (string)f!));
        var day = await script.Read($"/api/v1/clients/{client.Id}/past?asOf=2020-01-01");
        Assert.Equal(("notThere", 0), ((string)day["known"]!, day["rows"]!.AsArray().Count));
        using var wrong = await script.GetAsync(
            new Uri($"/api/v1/clients/{client.Id}/past?asOf=never", UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task A_colleague_has_a_history_for_who_manages_colleagues()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        var path = $"/settings/colleagues/{visitor.Colleague!.Id}";
        var history = await visitor.Page(
            (await visitor.Page(path)).QuerySelector("a[href$='/history']")!.GetAttribute("href")!
        );
        Assert.Contains(visitor.Colleague.Name, history.Said(), StringComparison.Ordinal);
    }

    public sealed class OnSqlite(Sqlite database)
        : HistoryPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : HistoryPagesTests(database),
            IClassFixture<Postgres>;
}
