using System.Collections.Concurrent;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Web.Access;

/// <summary>
/// Notes which sessions are in use and writes it down once a minute, so that a request of a signed-in browser costs no
/// statement of its own for it.
/// </summary>
public sealed class Seen(DbSource source, IClock clock, ILogger<Seen> log) : BackgroundService
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, Instant> noted = [];

    public void Note(MySession session)
    {
        var now = clock.GetCurrentInstant();
        if (now - session.Seen >= Minute)
        {
            noted[session.Id] = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 60 * 60);
        }
    }

    /// <summary>Writes down what was noted so far.</summary>
    public async Task Keep(CancellationToken cancel)
    {
        var seen = new Dictionary<Guid, Instant>();
        foreach (var id in noted.Keys)
        {
            if (noted.TryRemove(id, out var at))
            {
                seen[id] = at;
            }
        }
        if (seen.Count > 0)
        {
            await using var db = source.For(Viewer.System("sessions"));
            await Sessions.KeepSeen(db, seen, cancel);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute.ToTimeSpan());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Keep(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is only said a minute too early when they were last here.
                log.LogWarning(failure, "When sessions were last used was not written down");
            }
        }
    }
}
