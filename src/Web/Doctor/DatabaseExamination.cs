using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Search;
using Rapport.Values;
using Rapport.Web.Hosting;

namespace Rapport.Web.Doctor;

/// <summary>Gathers the facts about the database, as far as it can be reached and read. Brings nothing up to date.</summary>
internal static class DatabaseExamination
{
    private static readonly Duration Lately = Duration.FromDays(7);
    private const int MostNamed = 10;

    public static async Task<DatabaseFacts> Of(Settings settings, CancellationToken cancel)
    {
        var place = PlaceOf(settings);
        if (settings.Postgres is { } postgres)
        {
            if (Examination.Malformed(postgres) is { } why)
            {
                return new DatabaseFacts(place, why);
            }
        }
        else if (!File.Exists(settings.Place.SqliteFile))
        {
            // Opening it would make it.
            return new DatabaseFacts(place, "there is no such file; rapport serve makes it");
        }
        try
        {
            await using var source = new DbSource(settings.Place, new MicrosecondClock());
            await using var db = source.For(Viewer.System("doctor"));
            return await Reached(db, place, cancel) with
            {
                Hears = await Wire.Passes(source, cancel),
            };
        }
        catch (Exception failure)
            when (failure is System.Data.Common.DbException || Outage.Is(failure))
        {
            return new DatabaseFacts(place, failure.GetBaseException().Message);
        }
    }

    /// <summary>Which it is, without the password.</summary>
    private static string PlaceOf(Settings settings)
    {
        if (settings.Postgres is not { } postgres || Examination.Malformed(postgres) is not null)
        {
            return settings.Postgres is null ? settings.Place.SqliteFile : "RAPPORT_DATABASE";
        }
        var at = new NpgsqlConnectionStringBuilder(postgres);
        return $"{at.Database} on {at.Host}:{at.Port}";
    }

    private static async Task<DatabaseFacts> Reached(Db db, string place, CancellationToken cancel)
    {
        var engine = await EngineState.Ask(db, cancel);
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet(
            StringComparer.Ordinal
        );
        List<string> pending = [.. known.Except(applied).Order(StringComparer.Ordinal)];
        return new DatabaseFacts(
            place,
            null,
            engine,
            [.. applied.Except(known).Order(StringComparer.Ordinal)],
            pending,
            pending.Count == 0 ? await Contents(db, cancel) : null
        );
    }

    private static async Task<ContentFacts> Contents(Db db, CancellationToken cancel)
    {
        var (key, fault) = Key(db.Folder);
        using var _ = key;
        return new ContentFacts(
            await db.Set<AuditEntry>()
                .OrderByDescending(e => e.Id)
                .Select(e => (Instant?)e.At)
                .FirstOrDefaultAsync(cancel),
            await ChainState.Look(db, key, cancel),
            key is not null,
            fault,
            await IndexState.Count(db, cancel),
            await Left(db, cancel),
            await Failed(db, cancel),
            await Outbox(db, cancel),
            await ScheduleStore.Read(db, cancel)
        )
        {
            FailedRuns =
            [
                .. (await RecurringRuns.Failing(db, cancel)).Select(r => $"{r.Work} ({r.Failure})"),
            ],
        };
    }

    private static (AuditKey? Key, string? Fault) Key(string folder)
    {
        try
        {
            return (AuditKey.Find(folder), null);
        }
        catch (Exception wrong)
            when (wrong
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or CryptographicException
            )
        {
            return (null, wrong.Message);
        }
    }

    private static async Task<int> Left(Db db, CancellationToken cancel)
    {
        var open = await db.Set<Job>()
            .Where(j => j.State == JobState.Waiting || j.State == JobState.Running)
            .Select(j => j.Id)
            .ToListAsync(cancel);
        var names = open.ConvertAll(JobRunner.LeaseOf);
        var now = db.Now;
        return open.Count
            - await db.Set<Lease>()
                .CountAsync(l => names.Contains(l.Name) && l.Until > now, cancel);
    }

    private static async Task<List<string>> Failed(Db db, CancellationToken cancel)
    {
        var since = db.Now - Lately;
        var failed = await db.Set<Job>()
            .Where(j => j.State == JobState.Failed && j.FinishedAt > since)
            .OrderByDescending(j => j.Id)
            .Take(MostNamed)
            .Select(j => new { j.Kind, j.Failure })
            .ToListAsync(cancel);
        return failed.ConvertAll(j => $"{j.Kind} ({j.Failure})");
    }

    private static async Task<OutboxFacts> Outbox(Db db, CancellationToken cancel)
    {
        var rows = db.Set<OutboxRow>();
        return new OutboxFacts(
            await rows.CountAsync(cancel),
            await rows.OrderBy(o => o.Id)
                .Select(o => (Instant?)o.Recorded)
                .FirstOrDefaultAsync(cancel),
            await rows.CountAsync(o => o.Attempts > 0, cancel)
        );
    }
}
