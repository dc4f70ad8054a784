using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;
using Rapport.Data;
using Rapport.Files;
using Rapport.Import;
using Rapport.Jobs;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Web.Background;
using Rapport.Web.Hosting;

namespace Rapport.Web;

/// <summary>
/// Every recurring work, one line each: its name, when, and the act of Core that it is. Calendar times alone; what commits
/// wake are loops. Its words are in <c>BackgroundWords</c>, under its name.
/// </summary>
public static class Schedule
{
    // A name is the key under which Quartz keeps the trigger: whoever changes one leaves the old trigger in the store.
    public static readonly IReadOnlyList<Recurring> All =
    [
        new("SweepRequestKeys", "0 17 * * * ?", Sweeping.SweepRequestKeys),
        new("SweepSignIns", "0 23 * * * ?", SignInLog.Sweep),
        new(
            "SweepFiles",
            "0 3/10 * * * ?",
            (db, services, cancel) =>
                FileSweep.Run(db, services.GetRequiredService<IFileStore>(), cancel)
        ),
        new("StartHandovers", "0 2/15 * * * ?", Rapport.Handovers.Handovers.StartDue),
        new("ChangeSeats", "0 4/15 * * * ?", Rapport.Clients.SeatChanges.DoDue),
        new("LookForDuplicates", "0 7 2 * * ?", LookForDuplicates),
        new("SweepImportFiles", "0 41 3 * * ?", Imports.SweepFiles),
        new(
            "SweepExportFiles",
            "0 47 3 * * ?",
            (db, _) => Task.FromResult(ListExports.SweepFiles(db))
        ),
        new("SweepNotices", "0 53 3 * * ?", Readings.Sweep),
        new("SweepMails", "0 59 3 * * ?", SweepMails),
        new("SweepRuns", "0 5 4 * * ?", RecurringRuns.Sweep),
    ];

    /// <summary>Null when nothing is called so.</summary>
    public static Recurring? Find(string name) => All.FirstOrDefault(w => w.Name == name);

    public static void AddSchedule(this IServiceCollection services, Settings settings)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store => Keep(store, settings));
            foreach (var work in All)
            {
                quartz.ScheduleJob<RecurringJob>(
                    trigger => trigger.WithIdentity(work.Name).WithCronSchedule(work.Cron),
                    job => job.WithIdentity(work.Name).RequestRecovery()
                );
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddSingleton<Timetable>();
    }

    /// <summary>What was written goes by the same rule wherever it went.</summary>
    private static async Task SweepMails(Db db, CancellationToken cancel)
    {
        await Mails.Sweep(db, cancel);
        await Rapport.Notices.Chats.Sweep(db, cancel);
    }

    private static Task LookForDuplicates(Db db, CancellationToken cancel) =>
        new Rapport.Duplicates.Duplicates(db, new(db)).LookAtAll(cancel);

    /// <summary>Beside the firm's database on PostgreSQL, where nodes share it; a file of its own on SQLite, so that it takes no turn from writers.</summary>
    private static void Keep(IPersistentStoreBuilder store, Settings settings)
    {
        if (settings.Postgres is { } postgres)
        {
            store.UsePostgres(NpgsqlFactory.Instance, postgres);
            store.UseClustering(_ => { });
        }
        else
        {
            settings.Place.MakeFolder();
            store.UseSqlite(
                SqliteFactory.Instance,
                $"Data Source={ScheduleStore.FileIn(settings.Folder)}"
            );
        }
        store.ProvisionSchema();
    }
}
