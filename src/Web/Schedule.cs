using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;
using Rapport.Data;
using Rapport.Files;
using Rapport.People;
using Rapport.Web.Hosting;

namespace Rapport.Web;

/// <summary>Every recurring job, one line each. Calendar times alone; what commits wake are loops.</summary>
internal static class Schedule
{
    public static void AddSchedule(this IServiceCollection services, Settings settings)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store => Keep(store, settings));

            quartz.At<SweepRequestKeys>("0 17 * * * ?");
            quartz.At<SweepFiles>("0 3/10 * * * ?");
            quartz.At<SweepImportFiles>("0 41 3 * * ?");
            quartz.At<SweepExportFiles>("0 47 3 * * ?");
            quartz.At<SweepSignIns>("0 23 * * * ?");
            quartz.At<SweepNotices>("0 53 3 * * ?");
            quartz.At<SweepMails>("0 59 3 * * ?");
            quartz.At<LookForDuplicates>("0 7 2 * * ?");
            quartz.At<StartHandovers>("0 2/15 * * * ?");
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

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

    private static void At<T>(this IQuartzBuilder quartz, string cron)
        where T : IJob =>
        quartz.ScheduleJob<T>(
            trigger => trigger.WithIdentity(typeof(T).Name).WithCronSchedule(cron),
            job => job.WithIdentity(typeof(T).Name)
        );

    private sealed class SweepRequestKeys(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("sweep"));
            await Sweeping.SweepRequestKeys(db, cancellationToken);
        }
    }

    private sealed class SweepFiles(DbSource source, IFileStore store) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("sweep"));
            await FileSweep.Run(db, store, cancellationToken);
        }
    }

    private sealed class SweepImportFiles(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("sweep"));
            await Rapport.Import.Imports.SweepFiles(db, cancellationToken);
        }
    }

    private sealed class SweepExportFiles(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("sweep"));
            Rapport.Import.ListExports.SweepFiles(db);
        }
    }

    private sealed class SweepNotices(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("sweep"));
            await Rapport.Notices.Readings.Sweep(db, cancellationToken);
        }
    }

    private sealed class SweepMails(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("sweep"));
            await Rapport.Mail.Mails.Sweep(db, cancellationToken);
        }
    }

    private sealed class LookForDuplicates(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("duplicates"));
            await new Rapport.Duplicates.Duplicates(db, new(db)).LookAtAll(cancellationToken);
        }
    }

    private sealed class StartHandovers(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("handovers"));
            await Rapport.Handovers.Handovers.StartDue(db, cancellationToken);
        }
    }

    private sealed class SweepSignIns(DbSource source) : IJob
    {
        public async ValueTask Execute(
            IJobExecutionContext context,
            CancellationToken cancellationToken = default
        )
        {
            await using var db = source.For(Viewer.System("sweep"));
            await SignInLog.Sweep(db, cancellationToken);
        }
    }
}
