using AngleSharp.Dom;
using NodaTime;
using Rapport.Commitments;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Web.Reports;

/// <summary>How words were kept, on screen with scripts off, and as JSON.</summary>
public abstract class ConsistencyPagesTests(TestDatabase database)
{
    [Fact]
    public async Task Each_figure_leads_to_the_words_behind_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Heat");
        var client = await Words(app, ana.Colleague!, "Heat Quay", kept: 3, late: 1);

        var page = await ana.Page("/consistency");
        var row = Row(page, "Heat Quay");
        var cell = row.QuerySelector("td > .heat-mostly")!;
        var list = await ana.Page(cell.GetAttribute("href")!);
        var rate = await ana.Page(row.QuerySelector(".heat-rate a")!.GetAttribute("href")!);

        Assert.StartsWith("75, ", cell.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "3 of 4 kept, 1 late",
            cell.GetAttribute("title")!,
            StringComparison.Ordinal
        );
        Assert.NotNull(row.QuerySelector($"th a[href='/clients/{client}']"));
        Assert.Equal(4, Listed(list));
        Assert.Equal(4, Listed(rate));
    }

    [Fact]
    public async Task It_is_taken_away_as_a_file_with_the_figures_of_the_page()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Files");
        await Words(app, ana.Colleague!, "=File Quay", kept: 3, late: 1);

        var page = await ana.Page("/consistency?per=month");
        var link = page.QuerySelector("a[download]")!.GetAttribute("href")!;
        using var file = await ana.Get(link);
        var lines = (
            await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        ).Split("\r\n");

        Assert.Equal("/consistency.csv?per=month", link);
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith(
            "Clients,\"Kept, %\",",
            lines[0].TrimStart('\uFEFF'),
            StringComparison.Ordinal
        );
        // Nothing that a spreadsheet would take for a formula.
        Assert.StartsWith(
            "\"'=File Quay\",75,3,1,0,0,",
            Assert.Single(lines, l => l.Contains("File Quay", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_is_counted_by_play_team_and_colleague_and_over_months_and_quarters_too()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Ways");
        await Words(app, ana.Colleague!, "Ways Quay", kept: 1, late: 1);

        foreach (
            var (query, name) in new[]
            {
                ("by=play", "Noted by hand"),
                ("by=colleague", "Ana Ways"),
                ("by=client&per=month", "Ways Quay"),
                ("by=client&per=quarter", "Ways Quay"),
            }
        )
        {
            var row = Row(await ana.Page("/consistency?" + query), name);
            var list = await ana.Page(row.QuerySelector("td > .heat-some")!.GetAttribute("href")!);
            Assert.Equal(2, Listed(list));
        }
        // A team of one is for its lead alone.
        var teams = await ana.Page("/consistency?by=team");
        Assert.Single(teams.QuerySelectorAll(".heat tbody tr"));
    }

    [Fact]
    public async Task An_executive_sees_no_row_of_a_colleague_whom_she_does_not_lead()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Private");
        using var boss = await app.SignedIn(Roles.Executive | Roles.Administrator, "Ruth Boss");
        await Words(app, ana.Colleague!, "Private Quay", kept: 0, late: 2);
        using var script = await app.Script(boss.Colleague!);

        var page = await boss.Page("/consistency?by=colleague");
        var told = await script.Read("/api/v1/consistency?by=colleague");
        var clients = await boss.Page("/consistency");

        Assert.DoesNotContain("Ana Private", page.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ana Private", told.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(Row(clients, "Private Quay"));
    }

    [Fact]
    public async Task A_script_reads_the_same_figures()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Figures");
        var client = await Words(app, ana.Colleague!, "Figures Quay", kept: 3, late: 1);
        using var script = await app.Script(ana.Colleague!);

        var told = await script.Read("/api/v1/consistency?by=client&per=week");

        var row = Assert.Single(told["rows"]!.AsArray());
        Assert.Equal(client.ToString(), (string)row!["id"]!);
        Assert.Equal(0.75, (double)row["all"]!["rate"]!);
        Assert.Equal(12, row["spans"]!.AsArray().Count);
        Assert.Equal("week", (string)told["per"]!);
    }

    [Fact]
    public async Task Early_and_late_stand_below_once_there_are_eight()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Slips");
        await Words(app, ana.Colleague!, "Slips Quay", kept: 5, late: 2);
        var few = await ana.Page("/consistency");
        await Words(app, ana.Colleague!, "Slips Yard", kept: 1, late: 0);

        var enough = await ana.Page("/consistency");

        Assert.Contains(
            "Too few to tell",
            few.QuerySelector("#early-late")!.TextContent,
            StringComparison.Ordinal
        );
        var figures = enough
            .QuerySelectorAll("#early-late tbody .figure")
            .Select(f => f.TextContent);
        Assert.Equal(
            8,
            figures.Sum(f => int.Parse(f, System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task Who_has_given_no_word_yet_is_told_what_will_stand_here()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant, "Ana Empty");

        var page = await ana.Page("/consistency");

        Assert.Contains("No word was due yet", page.Said(), StringComparison.Ordinal);
    }

    /// <summary>A client to whom so much was promised twenty days ago for the day after, and kept or done three days after that.</summary>
    private async Task<Guid> Words(TestApp app, Colleague who, string name, int kept, int late)
    {
        var client = await app.Firm.Client(name, who);
        var clock = new TestClock(SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(20));
        await using var firm = new TestFirm(database.Place, clock);
        await using var db = firm.As(who);
        var given = new List<Guid>();
        for (var n = 0; n < kept + late; n++)
        {
            var made = await new Acts(db).Make(
                new CommitmentDetails
                {
                    Text = $"{name} {n}",
                    ClientId = client.Id,
                    DueOn = db.Now.InUtc().Date.PlusDays(1),
                }
            );
            given.Add(made.Value.Id);
        }
        foreach (var id in given.Take(kept))
        {
            Assert.True((await new Closures(db).Close(id, new ClosureDetails())).Done);
        }
        clock.Advance(Duration.FromDays(4));
        foreach (var id in given.Skip(kept))
        {
            Assert.True((await new Closures(db).Close(id, new ClosureDetails())).Done);
        }
        return client.Id;
    }

    private static IElement Row(IDocument page, string name) =>
        page.QuerySelectorAll(".heat tbody tr")
            .Single(r => r.QuerySelector("th")!.TextContent.Trim() == name);

    private static int Listed(IDocument page) =>
        page.QuerySelectorAll("#found tr[data-row]").Length;

    public sealed class OnSqlite(Sqlite database)
        : ConsistencyPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ConsistencyPagesTests(database),
            IClassFixture<Postgres>;
}
