using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Files;
using Rapport.Jobs;
using Rapport.Live;
using Rapport.Web.Access;

namespace Rapport.Web.Metrics;

/// <summary>The program's own figures, for a monitoring that comes and reads them.</summary>
internal static class MetricsPages
{
    /// <summary>Open to nobody by the gate's table, since who sits at the machine has no session: <see cref="MetricsAccess"/> decides.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", Show).Open().ExcludeFromDescription();

    private static async Task<IResult> Show(
        HttpContext http,
        MetricsAccess access,
        Listening listening,
        DbSource source,
        LiveStreams streams,
        CancellationToken cancel
    )
    {
        if (!access.May(http, http.Features.Get<Me>()))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }
        var exposition = new Exposition();
        foreach (var family in listening.Now())
        {
            exposition.Family(family);
        }
        exposition.Gauge(
            "rapport_live_streams",
            "Browsers that listen for what happens.",
            ("", streams.Open)
        );
        exposition.Gauge(
            "rapport_database_up",
            "1 while the database answers.",
            ("", await Backlogs(exposition, source, cancel) ? 1 : 0)
        );
        return TypedResults.Text(exposition.ToString(), Exposition.ContentType);
    }

    /// <summary>What waits, asked of the database; false when it is away, and then nothing is told of it.</summary>
    private static async Task<bool> Backlogs(
        Exposition exposition,
        DbSource source,
        CancellationToken cancel
    )
    {
        try
        {
            await using var db = source.For(Viewer.System("metrics"));
            var outbox = await db.Set<OutboxRow>()
                .GroupBy(_ => 1)
                .Select(g => new { Count = g.Count(), Oldest = (Instant?)g.Min(o => o.Recorded) })
                .FirstOrDefaultAsync(cancel);
            var unsealed = db.Set<AuditEntry>().Where(e => e.Seq == null);
            var waiting = await unsealed.CountAsync(cancel);
            var oldest = await unsealed
                .OrderBy(e => e.Id)
                .Select(e => (Instant?)e.At)
                .FirstOrDefaultAsync(cancel);
            var jobs = await db.Set<Job>()
                .Where(j => j.State == JobState.Waiting || j.State == JobState.Running)
                .GroupBy(j => j.State)
                .Select(g => new { State = g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.State, g => g.Count, cancel);
            Write(
                exposition,
                "outbox",
                "Events that wait to be handed on",
                outbox?.Count ?? 0,
                Age(db, outbox?.Oldest)
            );
            Write(
                exposition,
                "audit_unsealed",
                "Audit entries that wait to be sealed",
                waiting,
                Age(db, oldest)
            );
            exposition.Gauge(
                "rapport_files_stored_bytes",
                "Bytes of files that are kept, each once.",
                ("", await db.Set<Content>().SumAsync(c => c.Size, cancel))
            );
            exposition.Gauge(
                "rapport_jobs_open",
                "Jobs that are not over.",
                (Exposition.Label("state", "waiting"), jobs.GetValueOrDefault(JobState.Waiting)),
                (Exposition.Label("state", "running"), jobs.GetValueOrDefault(JobState.Running))
            );
            exposition.Gauge(
                "rapport_recurring_failed",
                "Recurring work that failed when it ran last.",
                ("", (await RecurringRuns.Failing(db, cancel)).Count)
            );
            return true;
        }
        catch (Exception away) when (Outage.Is(away))
        {
            return false;
        }
    }

    private static void Write(
        Exposition exposition,
        string name,
        string help,
        int count,
        double age
    )
    {
        exposition.Gauge($"rapport_{name}_entries", $"{help}.", ("", count));
        exposition.Gauge(
            $"rapport_{name}_oldest_seconds",
            $"{help}: since when the oldest does.",
            ("", age)
        );
    }

    private static double Age(Db db, Instant? oldest) =>
        oldest is { } since ? Math.Max(0, (db.Now - since).TotalSeconds) : 0;
}
