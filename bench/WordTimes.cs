using System.Diagnostics;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Reports;
using Rapport.Today;
using Rapport.Values;

namespace Rapport.Bench;

/// <summary>
/// Ten thousand open commitments of one colleague, and as many whose word was judged in the last quarter: what her queue,
/// the heat map and the warning beside a date ask of the database.
/// </summary>
internal static class WordTimes
{
    private const int Open = 10_000;
    private const int Judged = 10_000;
    private const int Clients = 500;
    private const int Times = 30;
    private const int Seed = 20261123;

    public static async Task Measure(bool postgres, Table table)
    {
        await using var place = await Firm.Bare(postgres);
        await using var source = new DbSource(
            new DbPlace(place.Postgres, place.Folder),
            new MicrosecondClock()
        );
        await source.Migrate();
        var (boss, client) = await Fill(source);
        var me = boss.ColleagueId!.Value;
        var where = $"10,000 open and 10,000 judged commitments, {place.Engine}";
        var shelf = new CalendarShelf();
        await Add(
            "Today: queue",
            db => new Queue(db, me, DateTimeZone.Utc).Read(QueueOf.Mine, default)
        );
        await Add("Today: counts", db => new Queue(db, me, DateTimeZone.Utc).Count(default));
        await Add("Today: word kept", db => WordKept.Of(db, me, DateTimeZone.Utc, default));
        foreach (var by in Enum.GetValues<ConsistencyBy>())
        {
            await Add(
                $"heat map by {by}",
                db => new ConsistencyReport(db, DateTimeZone.Utc).Of(by, TimeStep.Week, "en")
            );
        }
        await Add(
            "warning beside a date",
            async db =>
            {
                var check = await new PromiseChecks(db, new BusinessTimes(db, shelf)).Look(
                    new PromiseAsked(client, null, db.Now + Duration.FromDays(7), null)
                );
                if (!check.Done || check.Value.Among is null)
                {
                    throw new InvalidOperationException($"Nothing was told: {check.Refusal}");
                }
            }
        );

        async Task Add(string what, Func<Db, Task> piece)
        {
            var taken = new List<double>();
            for (var n = 0; n <= Times; n++)
            {
                await using var db = source.For(boss);
                var watch = Stopwatch.StartNew();
                await piece(db);
                taken.Add(watch.Elapsed.TotalMilliseconds);
            }
            taken.RemoveAt(0); // translated the first time
            table.Add(where, what + ", median", taken.Order().ElementAt(Times / 2), "ms", null);
        }
    }

    private static async Task<(Viewer Boss, Guid Client)> Fill(DbSource source)
    {
        await using var db = source.For(Viewer.System("bench", Origin.Import));
        var boss = (
            await new Colleagues(db).Add(
                new ColleagueDetails
                {
                    Name = "Bench",
                    Email = "boss@bench.example",
                    Roles = Roles.Executive,
                }
            )
        ).Value;
        var luck = new Random(Seed);
        db.InBulk = true;
        var clients = Enumerable
            .Range(0, Clients)
            .Select(n => new Client
            {
                Name = $"Client {n}",
                NameKey = Folded.Key($"Client {n}"),
                CreatedAt = db.Now,
            })
            .ToList();
        db.AddRange(clients);
        for (var n = 0; n < Open + Judged; n++)
        {
            var open = n < Open;
            var due = MicrosecondClock.Whole(
                db.Now + Duration.FromHours(open ? luck.Next(1, 2000) : -luck.Next(1, 2000))
            );
            var late = luck.Next(10) == 0;
            db.Add(
                new Commitment
                {
                    ClientId = clients[luck.Next(Clients)].Id,
                    Text = $"Send pack {n}",
                    OwnerId = boss.Id,
                    Due = due,
                    JudgedBy = due,
                    CreatedAt = due - Duration.FromDays(7),
                    State =
                        open ? CommitmentState.Open
                        : late ? CommitmentState.KeptLate
                        : CommitmentState.Kept,
                    ClosedAt = open ? null : due + Duration.FromHours(late ? 1 : -1),
                }
            );
        }
        await db.SaveChangesAsync();
        return (
            new(ActorKind.Colleague, boss.Id, boss.Id, true, Origin.Page, boss.Name),
            clients[0].Id
        );
    }
}
