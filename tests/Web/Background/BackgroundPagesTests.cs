using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Reports;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web;
using Rapport.Web.Background;

namespace Rapport.Tests.Web.Background;

/// <summary>Administrators see what works in the background, run it again, let it go on and end it.</summary>
public abstract class BackgroundPagesTests(TestDatabase database)
{
    private const string Page = "/settings/jobs";

    [Fact]
    public async Task What_recurs_is_run_at_a_press_and_its_run_is_shown_with_who_asked()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator, "Asker Of Runs");

        using var asked = await visitor.Post(
            $"{Page}/recurring/SweepMails/runs",
            [],
            from: $"{Page}/recurring/SweepMails"
        );

        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        await Eventually.Holds(async () =>
            (await visitor.Page($"{Page}/recurring/SweepMails")).Said() is var said
            && said.Contains("Asker Of Runs", StringComparison.Ordinal)
            && said.Contains(Leases.Node, StringComparison.Ordinal)
        );
        // It is shown while it runs, too.
        await Eventually.Holds(async () =>
            (await visitor.Page(Page)).QuerySelectorAll("#recurring .run-marks .good").Length > 0
        );
    }

    [Fact]
    public async Task Each_recurring_work_and_each_loop_stands_there_in_words()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);

        await Eventually.Holds(async () =>
            (await visitor.Page(Page)).QuerySelectorAll("#loops .due.is-bad").Length == 0
        );
        var page = await visitor.Page(Page);

        Assert.Equal(
            Schedule.All.Select(w => BackgroundWord($"Work_{w.Name}")),
            page.QuerySelectorAll("#recurring .what b").Select(b => b.TextContent)
        );
        Assert.Equal(4, page.QuerySelectorAll("#loops .row").Length);
    }

    [Fact]
    public async Task A_failure_is_shown_in_its_own_words_and_a_notice_leads_there()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RecurringRuns.Run(
                app.Firm.Source,
                Guid.CreateVersion7(),
                "SweepNotices",
                null,
                (_, _) => throw new InvalidOperationException("The disk is <full>"),
                default
            )
        );

        var page = await visitor.Page($"{Page}/recurring/SweepNotices");
        Assert.Contains("The disk is <full>", page.Said(), StringComparison.Ordinal);
        var told = (await visitor.Page("/notices"))
            .QuerySelectorAll(".what a")
            .Single(a => a.TextContent == BackgroundWord("Work_SweepNotices"));
        using var opened = await visitor.Get(told.GetAttribute("href")!);
        using var led = await visitor.Get(opened.Headers.Location!.ToString());
        Assert.Equal($"{Page}/recurring/SweepNotices", led.Headers.Location!.ToString());
    }

    [Fact]
    public async Task What_stopped_goes_on_and_what_waits_is_ended_and_whoever_began_it_finds_its_page()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        using var other = await app.SignedIn(Roles.Administrator);
        var stopped = await Job(app, VerifyWork.Name, JobState.Failed, other.Colleague!.Id);
        // Of a kind that no runner takes up, so that it waits.
        var waiting = await Job(app, "made.up", JobState.Waiting, null);

        var failed = await visitor.Page($"{Page}/long?state=Failed");
        Assert.Contains("It broke", failed.Said(), StringComparison.Ordinal);
        using var gone = await visitor.Post(
            $"{Page}/long/{stopped}/continue",
            new() { ["Back"] = $"{Page}/long?state=Failed" },
            from: Page
        );
        using var ended = await visitor.Post($"{Page}/long/{waiting}/end", [], from: Page);

        Assert.Equal($"{Page}/long?state=Failed", gone.Headers.Location!.ToString());
        Assert.Equal(Page, ended.Headers.Location!.ToString());
        await Eventually.Holds(async () => await State(app, stopped) == JobState.Done);
        Assert.Equal(JobState.Cancelled, await State(app, waiting));
        using var found = await other.Get($"/jobs/{stopped}");
        Assert.Equal("/settings/audit", found.Headers.Location!.ToString());
        using var manager = await app.SignedIn(Roles.AccountManager);
        using var hidden = await manager.Get($"/jobs/{stopped}");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using var closed = await manager.Get(Page);
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
    }

    [Fact]
    public async Task Of_thousands_a_page_is_read_at_a_time_and_none_is_left_out()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);
        await using (var db = app.Firm.System())
        {
            db.AddRange(Enumerable.Range(0, 120).Select(_ => Made("made.up", JobState.Cancelled)));
            await db.SaveChangesAsync();
        }

        var (next, seen) = ($"{Page}/long?state=Cancelled", 0);
        while (next is not null)
        {
            var page = await visitor.Page(next);
            seen += page.QuerySelectorAll("#long .row").Length;
            next = page.QuerySelector("#long .pager a")?.GetAttribute("href");
        }

        await using var count = app.Firm.System();
        Assert.Equal(await count.Set<Job>().CountAsync(j => j.State == JobState.Cancelled), seen);
    }

    private static string BackgroundWord(string key) =>
        BackgroundWords.ResourceManager.GetString(key, CultureInfo.InvariantCulture)!;

    private static async Task<JobState> State(TestApp app, Guid id)
    {
        await using var db = app.Firm.System();
        return (await JobList.Find(db, id))!.State;
    }

    private static async Task<Guid> Job(TestApp app, string kind, JobState state, Guid? by)
    {
        await using var db = app.Firm.System();
        var job = Made(kind, state, by);
        db.Add(job);
        await db.SaveChangesAsync();
        return job.Id;
    }

    private static Job Made(string kind, JobState state, Guid? by = null) =>
        new()
        {
            Kind = kind,
            State = state,
            ByColleagueId = by,
            CreatedAt = SystemClock.Instance.GetCurrentInstant(),
            Failure = state == JobState.Failed ? "It broke" : null,
        };

    public sealed class OnSqlite(Sqlite database)
        : BackgroundPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : BackgroundPagesTests(database),
            IClassFixture<Postgres>;
}
