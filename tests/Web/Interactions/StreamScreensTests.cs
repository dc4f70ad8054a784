using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Interactions;

/// <summary>What the screens around a stream say beside its entries.</summary>
public sealed class StreamScreensTests(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task A_narrowed_timeline_says_by_what()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);

        var page = await ana.Page(
            $"/clients/{halden.Id}/timeline?q=quay+wall&channel=Call&from=2026-01-31"
        );

        Assert.Equal(
            "“quay wall” · Call · From 31 Jan 2026",
            page.QuerySelector(".narrowing summary small")!.TextContent
        );
    }

    [Fact]
    public async Task Who_corrects_nothing_after_all_gets_back_to_the_entry()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        await InteractionsApiTests.Fill(script, halden.Id, 1);
        var entry = (await script.Read($"/api/v1/interactions?client={halden.Id}"))["items"]![0]![
            "id"
        ];

        var page = await ana.Page($"/interactions/{entry}/correct");

        Assert.NotNull(page.QuerySelector($".form-actions a[href='/interactions/{entry}']"));
    }

    [Fact]
    public async Task A_zone_is_named_by_its_place_as_the_forms_name_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var halden = await app.Firm.Client("Halden Maritime", ana.Colleague!);
        await using (var db = app.Firm.System())
        {
            await new Rapport.Clients.Clients(db).Change(
                halden.Id,
                new() { Name = "Halden Maritime", TimeZone = "America/Argentina/Buenos_Aires" },
                null,
                TestContext.Current.CancellationToken
            );
        }

        var details = (await ana.Page($"/clients/{halden.Id}/details")).Said();
        var capture = await ana.Page($"/capture?client={halden.Id}");

        Assert.Contains("Buenos Aires, Argentina", details, StringComparison.Ordinal);
        Assert.DoesNotContain("Time in Etc/", capture.Said(), StringComparison.Ordinal);
    }
}
