using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Web.Hosting;

/// <summary>Runs long work that commits of this process begin, and finds at the next look what others began or left.</summary>
internal sealed class JobLoop(DbSource source, JobRunner runner, ILogger<JobLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var db = source.For(Viewer.System("jobs"));
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the look, so that what is committed while we look wakes us.
            var beat = Pulse.Of<Job>(db).Next;
            try
            {
                await runner.RunWaiting(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The loop of jobs failed and goes on");
            }
            try
            {
                await Task.WhenAny(beat, Task.Delay(Look, stoppingToken));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
