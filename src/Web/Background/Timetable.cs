using NodaTime;
using Quartz;

namespace Rapport.Web.Background;

/// <summary>When recurring work comes next, and asking for it now: through the store that all nodes share, so that one runs it.</summary>
internal sealed class Timetable(ISchedulerFactory schedulers)
{
    /// <summary>Null where the scheduler does not know it, or gave it up.</summary>
    public async Task<Instant?> Next(string work, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        return
            (await scheduler.GetTrigger(new TriggerKey(work), cancel))?.NextFireTimeUtc is { } next
            ? Instant.FromDateTimeOffset(next)
            : null;
    }

    /// <summary>Asks for one run more, besides those by the calendar; answers its id, under which it is found once it began.</summary>
    public async Task<Guid> Ask(Recurring work, Guid? byColleagueId, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        var said = new JobDataMap { { RecurringJob.Run, id.ToString() } };
        if (byColleagueId is { } by)
        {
            said.Add(RecurringJob.By, by.ToString());
        }
        var scheduler = await schedulers.GetScheduler(cancel);
        await scheduler.TriggerJob(new JobKey(work.Name), said, cancel);
        return id;
    }
}
