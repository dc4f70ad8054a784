using System.Net;
using NodaTime;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Background;

/// <summary>What works in the background, by the API.</summary>
public abstract class JobsApiTests(TestDatabase database)
{
    private const string Kind = "made.by.api";

    [Fact]
    public async Task A_run_is_asked_for_and_found_once_it_is_done()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));

        using var asked = await script.Send("/api/v1/recurring/SweepRuns/runs", new { });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var run = asked.Headers.Location!.ToString();
        await Eventually.Holds(async () =>
        {
            using var found = await script.GetAsync(new Uri(run, UriKind.Relative));
            return found.StatusCode == HttpStatusCode.OK
                && (string)(await found.Json())["outcome"]! == "done";
        });

        var work = await script.Read("/api/v1/recurring/SweepRuns");
        Assert.Equal("SweepRuns", (string)work["name"]!);
        Assert.NotNull(work["nextAt"]);
        Assert.NotEmpty(
            (await script.Read("/api/v1/recurring/SweepRuns/runs"))["items"]!.AsArray()
        );
        using var unknown = await script.Send("/api/v1/recurring/Nothing/runs", new { });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Long_work_is_listed_page_by_page_ended_once_and_goes_on()
    {
        var app = await database.App();
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        var made = new List<string>();
        await using (var db = app.Firm.System())
        {
            for (var n = 0; n < 5; n++)
            {
                var job = new Job
                {
                    Kind = Kind,
                    State = JobState.Waiting,
                    CreatedAt = SystemClock.Instance.GetCurrentInstant(),
                };
                db.Add(job);
                made.Add(job.Id.ToString());
            }
            await db.SaveChangesAsync();
        }

        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = await script.Read($"/api/v1/jobs?state=waiting&limit=2&cursor={cursor}");
            listed.AddRange(page["items"]!.AsArray().Select(j => (string)j!["id"]!));
            cursor = (string?)page["next"];
        } while (cursor is not null);
        Assert.Equal(made.Order(), listed.Intersect(made).Order());

        for (var twice = 0; twice < 2; twice++)
        {
            using var ended = await script.Send($"/api/v1/jobs/{made[0]}/end", new { });
            Assert.Equal("cancelled", (string)(await ended.Json())["state"]!);
        }
        // Nobody could take it up again.
        using var on = await script.Send($"/api/v1/jobs/{made[0]}/continuation", new { });
        Assert.Equal("cancelled", (string)(await on.Json())["state"]!);
        using var wrong = await script.GetAsync(
            new Uri("/api/v1/jobs?state=asleep", UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var none = await script.Send($"/api/v1/jobs/{Guid.Empty}/end", new { });
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    public sealed class OnSqlite(Sqlite database) : JobsApiTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : JobsApiTests(database),
            IClassFixture<Postgres>;
}
