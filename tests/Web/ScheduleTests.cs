using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Quartz;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web;

public abstract class ScheduleTests(TestDatabase database)
{
    [Fact]
    public async Task The_hourly_sweep_forgets_old_requests_and_keeps_new_ones()
    {
        var app = await database.App();
        await using var db = app.Firm.System();
        db.Add(Key("old", db.Now - Duration.FromHours(25)));
        db.Add(Key("new", db.Now - Duration.FromHours(23)));
        await db.SaveChangesAsync();
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

        await scheduler.TriggerJob(new JobKey("SweepRequestKeys"));

        await Eventually.Holds(async () =>
            (await db.Set<RequestKey>().Select(r => r.Key).ToListAsync()) is ["new"]
        );
        Assert.Equal("new", (await db.Set<RequestKey>().SingleAsync()).Key);
    }

    private static RequestKey Key(string key, Instant at) =>
        new()
        {
            Key = key,
            At = at,
            Fingerprint = [1],
        };

    public sealed class OnSqlite(Sqlite database) : ScheduleTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ScheduleTests(database),
            IClassFixture<Postgres>;
}
