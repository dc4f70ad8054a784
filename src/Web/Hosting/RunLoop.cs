using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Web.Hosting;

/// <summary>Finds runs of recurring work whose node is gone. Beside the loop of jobs, which may be at one for hours.</summary>
internal sealed class RunLoop(DbSource source, ILogger<RunLoop> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var db = source.For(Viewer.System("runs"));
                await RecurringRuns.Settle(db, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The loop of runs failed and goes on");
            }
            await Task.Delay(Look, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
