using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Plays.Plays;

namespace Rapport.Tests.Core.Plays;

/// <summary>
/// A year of a firm through real acts, its clock ours: what two plays raised, and what became of it, is what can be worked
/// out from the plan of the year alone.
/// </summary>
public abstract class YearTests(TestDatabase database)
{
    private const int Days = 365;
    private const int Seed = 20261123;
    private static readonly Instant Begin = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>A handful in bin/test; firm S and, on SQLite, firm M in bin/prove.</summary>
    private static int Clients =>
        int.TryParse(Environment.GetEnvironmentVariable("RAPPORT_YEAR_CLIENTS"), out var said)
            ? said
            : 12;

    [Fact]
    public async Task A_year_raises_keeps_and_misses_what_was_worked_out_beforehand()
    {
        var luck = new Random(Seed);
        var plan = Enumerable
            .Range(0, Clients)
            .Select(_ => LivedYear.Of(luck, Begin, Days))
            .ToList();
        var clock = new TestClock(Begin);
        await using var firm = new TestFirm(database.Place, clock);
        var year = await Lived.Begin(firm, clock, plan);
        var watch = Stopwatch.StartNew();

        await year.Through(Begin + Duration.FromDays(Days));

        await using var db = firm.System();
        var raised = Tally.Of(
            await db.Set<Commitment>().Where(c => c.PlayId != null).ToListAsync()
        );
        Console.WriteLine(
            $"{database.Engine.Name}, a year of {Clients} clients, {year.Deeds} acts in {watch.Elapsed.TotalSeconds:N0} s: {raised}"
        );
        var reckoned = plan.Select(new Reckoning(clock.GetCurrentInstant()).Of)
            .Aggregate(Tally.None, (a, b) => a.With(b));
        Assert.Equal(reckoned, raised);
        Assert.All(
            new[] { raised.Kept, raised.Late, raised.Missed, raised.Escalated },
            count => Assert.NotEqual(0, count)
        );
    }

    public sealed class OnSqlite(Sqlite database) : YearTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : YearTests(database),
            IClassFixture<Postgres>;

    /// <summary>The firm that lives the year.</summary>
    private sealed class Lived(TestFirm firm, TestClock clock)
    {
        private readonly PriorityQueue<Func<Task>, Instant> ahead = new();
        private readonly List<LivedYear> plan = [];
        private Play checkIn = null!;

        public int Deeds { get; private set; }

        public static async Task<Lived> Begin(TestFirm firm, TestClock clock, List<LivedYear> plan)
        {
            var lived = new Lived(firm, clock);
            lived.plan.AddRange(plan);
            var (ana, boss) = (
                await firm.Colleague(Roles.AccountManager, "Ana"),
                await firm.Colleague(Roles.Executive, "Boss")
            );
            await using var db = firm.As(boss);
            await new Firms(db).Change(new FirmDetails("Firm", "EUR", "UTC", null));
            await new Rapport.Calendars.Calendars(db).Change(
                Calendar.OfFirm,
                new CalendarDetails { Hours = "Mon-Fri 09:00-17:00" },
                null
            );
            lived.checkIn = await On(db, "check-in");
            await On(db, "next-step");
            for (var i = 0; i < plan.Count; i++)
            {
                await lived.Plan(plan[i], $"Client {i}", ana, boss);
            }
            return lived;
        }

        private static async Task<Play> On(Rapport.Data.Db db, string key)
        {
            // Its ladder goes three days up in both, to whoever leads.
            var said = Shipped.Of(key, "en")! with
            {
                Ladder = [new("3 bd", Who.Sponsor)],
            };
            var acts = new Acts(db);
            return (await acts.SwitchOn((await acts.Add(said)).Value.Id)).Value;
        }

        private async Task Plan(LivedYear year, string name, Colleague ana, Colleague boss)
        {
            var client = await firm.Client(name, ana);
            await using var db = firm.System();
            var person = new Contact
            {
                ClientId = client.Id,
                Name = $"Person of {name}",
                NameKey = Folded.Key($"Person of {name}"),
            };
            db.Add(person);
            db.Add(
                new Seat
                {
                    ClientId = client.Id,
                    ColleagueId = boss.Id,
                    Role = SeatRole.Sponsor,
                    Since = new LocalDate(2026, 1, 1),
                }
            );
            await db.SaveChangesAsync();
            foreach (var talk in year.Talks)
            {
                At(talk, () => Talk(ana, client, person));
            }
            foreach (var chance in year.Chances)
            {
                At(chance.Added, () => Add(ana, client, chance));
            }
            if (year.GivesUp)
            {
                // Looked for each day: whatever of it was asked for and not done by then is given up.
                for (var day = 0; day < Days; day++)
                {
                    At(
                        YearTests.Begin + Duration.FromDays(day) + Duration.FromHours(8),
                        () => GiveUp(ana, client)
                    );
                }
            }
        }

        private void At(Instant at, Func<Task> deed) => ahead.Enqueue(deed, at);

        public async Task Through(Instant end)
        {
            while (ahead.TryPeek(out _, out var at) && at <= end)
            {
                await Tick(at);
                await ahead.Dequeue()();
                Deeds++;
            }
            await Tick(end);
        }

        private async Task Tick(Instant until)
        {
            await using var db = firm.System();
            while (await PlayClock.NextAt(db) is { } next && next <= until)
            {
                if (next > clock.GetCurrentInstant())
                {
                    clock.Advance(next - clock.GetCurrentInstant());
                }
                while (await PlayClock.Run(db) > 0) { }
            }
            clock.Advance(until - clock.GetCurrentInstant());
        }

        private async Task Talk(Colleague ana, Client client, Contact person)
        {
            await using var db = firm.As(ana);
            var said = await new Rapport.Interactions.Interactions(db).Record(
                new InteractionDetails
                {
                    ClientId = client.Id,
                    Subject = "Talked",
                    Channel = Channel.Call,
                    Participants = [new(person.Id, null, null), new(null, ana.Id, null)],
                }
            );
            Assert.True(said.Done);
        }

        private async Task Add(Colleague ana, Client client, Chance chance)
        {
            await using var db = firm.As(ana);
            var details = new OpportunityDetails
            {
                Name = "Chance",
                ClientId = client.Id,
                OwnerId = ana.Id,
            };
            var added = (await new Opportunities(db).Add(details)).Value;
            At(chance.Planned, () => PlanStep(ana, added, chance));
            At(
                chance.Won,
                async () =>
                {
                    await using var later = firm.As(ana);
                    var won = details with { Stage = OpportunityStage.Won };
                    Assert.True((await new Opportunities(later).Change(added.Id, won, null)).Done);
                }
            );
        }

        private async Task PlanStep(Colleague ana, Opportunity on, Chance chance)
        {
            await using var db = firm.As(ana);
            var step = await new Rapport.Commitments.Commitments(db).Make(
                new CommitmentDetails
                {
                    Text = "Next step",
                    ClientId = on.ClientId,
                    SubjectKind = "opportunities",
                    SubjectId = on.Id,
                    Due = chance.Done + Duration.FromDays(1),
                }
            );
            At(
                chance.Done,
                async () =>
                {
                    await using var later = firm.As(ana);
                    Assert.True(
                        (await new Closures(later).Close(step.Value.Id, new ClosureDetails())).Done
                    );
                }
            );
        }

        private async Task GiveUp(Colleague ana, Client client)
        {
            await using var db = firm.As(ana);
            var now = clock.GetCurrentInstant();
            var late = await db.Set<Commitment>()
                .Where(c =>
                    c.PlayId == checkIn.Id
                    && c.ClientId == client.Id
                    && c.State == CommitmentState.Open
                    && c.Due < now
                )
                .Select(c => c.Id)
                .ToListAsync();
            foreach (var id in late)
            {
                await new Closures(db).Close(
                    id,
                    new ClosureDetails { Outcome = Ending.Missed, Reason = "No time" }
                );
            }
        }
    }
}
