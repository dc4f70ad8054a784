using NodaTime;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Web.Background;

/// <summary>Recurring work, and how it went lately.</summary>
/// <param name="Cron">When, as Quartz reads it: seconds first, in the zone of the machine.</param>
/// <param name="NextAt">Null where the scheduler gave it up.</param>
/// <param name="Runs">Its last, the newest first.</param>
public sealed record RecurringRecord(
    string Name,
    string Cron,
    Instant? NextAt,
    IReadOnlyList<RunRecord> Runs
)
{
    /// <summary>How many of its last runs are told with it.</summary>
    private const int MostRuns = 10;

    internal static async Task<IReadOnlyList<RecurringRecord>> All(
        Db db,
        Timetable times,
        CancellationToken cancel
    )
    {
        var records = new List<RecurringRecord>();
        foreach (var work in Schedule.All)
        {
            records.Add(await Of(db, times, work, cancel));
        }
        return records;
    }

    internal static async Task<RecurringRecord> Of(
        Db db,
        Timetable times,
        Recurring work,
        CancellationToken cancel
    ) =>
        new(
            work.Name,
            work.Cron,
            await times.Next(work.Name, cancel),
            await RecurringRuns.Page(db, work.Name, null, MostRuns, cancel)
        );
}
