using System.Globalization;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;

namespace Rapport.Web.Doctor;

/// <summary>What the facts about the database and what is in it mean.</summary>
internal static class DatabaseJudgement
{
    private const int OldestPostgres = 150_000;
    private static readonly Duration SmallDrift = Duration.FromSeconds(2);
    private static readonly Duration Drift = Duration.FromMinutes(1);

    /// <summary>Longer than any loop or job leaves what it could do, and than a lease of the dead lasts.</summary>
    private static readonly Duration Late = Duration.FromMinutes(2);

    public static IEnumerable<Finding> Of(Facts facts)
    {
        var database = facts.Database;
        if (database.Away is { } why)
        {
            return
            [
                Finding.Wrong(
                    "database",
                    $"{database.Place} cannot be reached: {why}",
                    "Start it, or correct RAPPORT_DATABASE or RAPPORT_DATA."
                ),
            ];
        }
        return
        [
            .. database.Engine is { } engine ? Engine(database.Place, engine, facts.Now) : [],
            .. database.Hears
                ? []
                : new[]
                {
                    Finding.Known(
                        "live",
                        "What is said by NOTIFY does not come to who listens: nodes hear of each other's changes seconds later.",
                        "Connect to PostgreSQL itself, or let the pooler between keep its sessions."
                    ),
                },
            .. Migrations(database),
            .. database.Contents is { } contents ? Contents(contents, facts) : [],
        ];
    }

    private static IEnumerable<Finding> Engine(string place, EngineState engine, Instant now)
    {
        yield return engine.Kind == EngineKind.Postgres
        && int.Parse(engine.Version, CultureInfo.InvariantCulture) < OldestPostgres
            ? Finding.Wrong(
                "database",
                $"{place} is PostgreSQL {engine.Version}.",
                "Rapport needs PostgreSQL 15 or newer."
            )
            : Finding.Fine("database", $"{place} is {engine.Kind} {engine.Version}.");
        foreach (var (name, value) in engine.Promises)
        {
            if (Wanted(name, value) is { } wanted)
            {
                yield return Finding.Wrong(
                    "database",
                    $"{name} is {value}: what was acknowledged may be lost when power fails.",
                    $"Set {name} to {wanted}."
                );
            }
        }
        if (engine.Damage is { } damage)
        {
            yield return Finding.Wrong(
                "database",
                $"The file is damaged: {damage}",
                "Stop Rapport, keep a copy of the file, and restore the newest backup."
            );
        }
        if (
            engine.Clock is { } clock
            && Duration.Max(clock - now, now - clock) is var drift
            && drift > SmallDrift
        )
        {
            var says = $"This machine and the database are {Span(drift)} apart.";
            const string then = "Let both take their time from the same source (NTP).";
            yield return drift > Drift
                ? Finding.Wrong("clock", says, then)
                : Finding.Known("clock", says, then);
        }
    }

    /// <summary>What a setting should be; null when it is.</summary>
    private static string? Wanted(string name, string value) =>
        (name, value) switch
        {
            ("journal_mode", not "wal") => "WAL",
            ("synchronous", not ("2" or "3")) => "FULL",
            ("fsync" or "full_page_writes", not "on") => "on",
            ("synchronous_commit", "off" or "local") => "on",
            _ => null,
        };

    private static IEnumerable<Finding> Migrations(DatabaseFacts database)
    {
        if (database.Ahead is { Count: > 0 } ahead)
        {
            yield return Finding.Wrong(
                "migrations",
                $"The database is newer than this program: {string.Join(", ", ahead)}.",
                "Run the program that made it so, or a newer one."
            );
        }
        yield return database.Pending is { Count: > 0 } pending
            ? Finding.Wrong(
                "migrations",
                $"{pending.Count} wait: {string.Join(", ", pending)}.",
                "rapport migrate, or start rapport serve."
            )
            : Finding.Fine("migrations", "None waits.");
    }

    private static IEnumerable<Finding> Contents(ContentFacts contents, Facts facts)
    {
        if (contents.Newest is { } newest && newest - facts.Now > SmallDrift)
        {
            yield return Finding.Wrong(
                "clock",
                $"The newest entry of the audit was written {Span(newest - facts.Now)} from now.",
                "The clock of this machine went back; set it right before anything else is written."
            );
        }
        foreach (var finding in Chain(contents, facts))
        {
            yield return finding;
        }
        yield return contents.Index.IsBehind
            ? Finding.Wrong(
                "search",
                $"{contents.Index.Records:N0} records and {contents.Index.Entries:N0} entries of the index.",
                "rapport search rebuild"
            )
            : Finding.Fine("search", $"The index knows all {contents.Index.Records:N0} records.");
        yield return Work.Left(contents.Left, facts.IsServed);
        foreach (var failed in contents.Failed)
        {
            yield return Finding.Wrong(
                "jobs",
                $"One gave up: {failed}",
                "Let it go on where it was begun: its page, or the same command again."
            );
        }
        yield return Work.Outbox(contents.Outbox, facts);
        yield return Work.Schedule(contents.Schedule, facts.IsServed);
        foreach (var failed in contents.FailedRuns)
        {
            yield return Finding.Wrong(
                "schedule",
                $"Failed when it ran last: {failed}",
                "Look at the settings, background work; it runs again by itself, or at once when asked there."
            );
        }
    }

    private static IEnumerable<Finding> Chain(ContentFacts contents, Facts facts)
    {
        var chain = contents.Chain;
        if (contents.KeyFault is { } fault)
        {
            yield return Finding.Wrong(
                "audit",
                $"The key that signs the chain cannot be read: {fault}",
                "Restore keys/audit.pem from a backup."
            );
        }
        else if (!contents.HasKey && chain.Sealed > 0)
        {
            yield return Finding.Wrong(
                "audit",
                "The key that signs the chain is gone.",
                "Restore keys/audit.pem from a backup; without it nobody can tell this chain from a forged one."
            );
        }
        else if (chain.HeadFlaw is { } flaw)
        {
            yield return Finding.Wrong(
                "audit",
                $"The chain does not end as it was signed: {flaw}.",
                "rapport audit verify, which says where."
            );
        }
        else
        {
            yield return Finding.Fine(
                "audit",
                chain.Sealed == 0
                    ? "Nothing is sealed yet."
                    : $"{chain.Sealed:N0} entries are sealed, and the last head is signed by our key."
            );
        }
        if (chain.Oldest is { } oldest && facts.Now - oldest is var age && age > Late)
        {
            var says = $"{chain.Waiting:N0} entries wait to be sealed, the oldest for {Span(age)}.";
            yield return facts.IsServed
                ? Finding.Wrong("audit", says, "Look into the log of the server for audit.seal.")
                : Finding.Known(
                    "audit",
                    says,
                    "rapport serve seals them, and so does rapport audit verify."
                );
        }
    }

    internal static string Span(Duration span) =>
        span.TotalDays >= 2 ? $"{span.TotalDays:0} days"
        : span.TotalHours >= 2 ? $"{span.TotalHours:0} hours"
        : span.TotalMinutes >= 2 ? $"{span.TotalMinutes:0} minutes"
        : $"{span.TotalSeconds:0} seconds";

    /// <summary>Work that goes on behind the pages.</summary>
    private static class Work
    {
        public static Finding Left(int left, bool served) =>
            (left, served) switch
            {
                (0, _) => Finding.Fine("jobs", "None is left lying."),
                (_, true) => Finding.Wrong(
                    "jobs",
                    $"{left} are open and nobody works at them.",
                    "Look into the log of the server for the loop of jobs."
                ),
                _ => Finding.Known("jobs", $"{left} are open.", "rapport serve goes on with them."),
            };

        public static Finding Outbox(OutboxFacts outbox, Facts facts) =>
            outbox.Oldest is { } oldest && facts.Now - oldest is var age && age > Late
                ? new Finding(
                    facts.IsServed ? Badness.Wrong : Badness.WorthKnowing,
                    "outbox",
                    $"{outbox.Waiting:N0} events wait to be handed on, the oldest for {Span(age)}; {outbox.Tried:N0} of them failed before.",
                    facts.IsServed
                        ? "Look into the log of the server for the outbox."
                        : "rapport serve hands them on."
                )
                : Finding.Fine("outbox", $"{outbox.Waiting:N0} events wait.");

        public static Finding Schedule(ScheduleStore? schedule, bool served) =>
            schedule switch
            {
                null when served => Finding.Wrong(
                    "schedule",
                    "Nothing is scheduled although a server runs.",
                    "Start the server again and look into its log for Quartz."
                ),
                null => Finding.Fine("schedule", "None yet; the first start makes it."),
                { Broken.Count: > 0 } => Finding.Wrong(
                    "schedule",
                    $"The scheduler gave up {string.Join(", ", schedule.Broken)}.",
                    "Start the server again and look into its log for Quartz."
                ),
                _ => Finding.Fine("schedule", $"{schedule.Triggers} calendar times."),
            };
    }
}
