using Quartz;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Web.Background;

/// <summary>
/// All recurring work, as Quartz calls it: finds the line of the schedule by its name and keeps that it ran. One run of a
/// work at a time, among all nodes; those that were asked for meanwhile follow.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class RecurringJob(
    DbSource source,
    IServiceProvider services,
    ILogger<RecurringJob> log
) : IJob
{
    /// <summary>In what Quartz keeps of a run that was asked for: the id of the run, and who asked.</summary>
    public const string Run = "run";
    public const string By = "by";

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    )
    {
        var name = context.JobDetail.Key.Name;
        if (Schedule.Find(name) is not { } work)
        {
            // The store is shared with a newer node, or remembers what an older program did.
            log.LogWarning("Nothing in the schedule is called {Name}", name);
            return;
        }
        // What a dead node left is done again as a run of its own; its own says that it was left.
        var id = context.Recovering ? null : Said(context, Run);
        await RecurringRuns.Run(
            source,
            id ?? Guid.CreateVersion7(),
            name,
            Said(context, By),
            (db, cancel) => work.Does(db, services, cancel),
            cancellationToken
        );
    }

    private static Guid? Said(IJobExecutionContext context, string key) =>
        context.MergedJobDataMap.TryGetValue(key, out var said)
        && Guid.TryParse(said as string, out var id)
            ? id
            : null;
}
