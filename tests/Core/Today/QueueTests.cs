using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Today;
using Rapport.Values;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Today;

/// <summary>What one sees first in the morning, and why.</summary>
public abstract class QueueTests(TestDatabase database)
{
    /// <summary>A Monday, nine in the morning in Berlin.</summary>
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 8, 0);
    private static readonly LocalDate Monday = new(2026, 11, 23);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public async Task Late_stands_before_today_promises_before_affairs_and_key_clients_before_others()
    {
        var clock = new TestClock(Morning);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Boss);
        await Rate(db, scene.Ribera, Tier.Key);
        await Owe(db, "Affair late", null, Morning + Duration.FromHours(1));
        await Owe(db, "Other late", scene.Halden, Morning + Duration.FromMinutes(30));
        await Owe(db, "Key late", scene.Ribera, Morning + Duration.FromHours(1));
        clock.Advance(Duration.FromHours(2));
        await Owe(db, "Today at four", scene.Halden, Morning + Duration.FromHours(7));
        await Owe(db, "Target today", scene.Ribera, null, Monday.PlusDays(2), target: Monday);
        await Owe(db, "They owe", scene.Halden, Morning + Duration.FromHours(5), favour: Favour.Us);
        await Owe(db, "Next week", scene.Ribera, null, Monday.PlusDays(7));
        await Owe(db, "Next year", scene.Ribera, null, Monday.PlusYears(1));

        var queue = new Queue(db, scene.Boss.Id, Berlin);
        var mine = await queue.Read(QueueOf.Mine, default);
        var ahead = await queue.Read(QueueOf.Ahead, default);
        var clients = await queue.Read(QueueOf.Clients, default);
        var counts = await queue.Count(default);

        Assert.Equal(
            ["Key late", "Other late", "Affair late", "Target today", "Today at four", "They owe"],
            mine.Select(q => q.Owed.Text)
        );
        Assert.Equal(
            [
                QueuePart.Late,
                QueuePart.Late,
                QueuePart.Late,
                QueuePart.Today,
                QueuePart.Today,
                QueuePart.Theirs,
            ],
            mine.Select(q => q.Urgency.Part)
        );
        Assert.Equal(["Next week"], ahead.Select(q => q.Owed.Text));
        Assert.Equal(["They owe"], clients.Select(q => q.Owed.Text));
        Assert.Equal(new QueueCounts(6, 1, 1, null, 4, 3), counts);
    }

    [Fact]
    public async Task What_waits_for_a_client_leaves_my_queue_and_stands_with_what_clients_owe()
    {
        var clock = new TestClock(Morning);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var ours = await Owe(db, "Move the vessels", scene.Halden, Morning + Duration.FromHours(3));
        await new Waits(db).Wait(
            ours,
            new WaitDetails { Text = "Their data", DueOn = Monday.PlusDays(1) }
        );
        var queue = new Queue(db, scene.Ana.Id, Berlin);

        Assert.Empty(await queue.Read(QueueOf.Mine, default));
        Assert.Equal(
            ["Move the vessels", "Their data"],
            (await queue.Read(QueueOf.Clients, default)).Select(q => q.Owed.Text).Order()
        );
    }

    [Fact]
    public async Task Who_leads_sees_what_her_unit_owes_and_nobody_elses()
    {
        var clock = new TestClock(Morning);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Boss);
        var unit = (await new Units(db).Add(new UnitDetails("Care", scene.Ana.Id, null))).Value;
        var tom = await new Colleagues(db).Change(
            scene.Tom.Id,
            new ColleagueDetails
            {
                Name = scene.Tom.Name,
                Email = scene.Tom.Email,
                Roles = scene.Tom.Roles,
                UnitId = unit.Id,
            },
            null
        );
        Assert.True(tom.Done);
        await using (var his = scene.Firm.As(scene.Tom))
        {
            await Owe(his, "Of Tom", scene.Halden, Morning + Duration.FromHours(3));
        }
        await using (var hers = scene.Firm.As(scene.Eve))
        {
            await Owe(hers, "Of Eve", scene.Halden, Morning + Duration.FromHours(3));
        }
        await using var ana = scene.Firm.As(scene.Ana);
        var queue = new Queue(ana, scene.Ana.Id, Berlin);

        Assert.Equal(
            ["Of Tom"],
            (await queue.Read(QueueOf.Team, default)).Select(q => q.Owed.Text)
        );
        Assert.Equal(1, (await queue.Count(default)).Team);
        Assert.Null((await new Queue(ana, scene.Eve.Id, Berlin).Count(default)).Team);
    }

    [Fact]
    public async Task The_word_kept_counts_by_the_week_in_which_it_was_to_be_kept()
    {
        var clock = new TestClock(Morning - Duration.FromDays(14));
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var kept = await Owe(db, "Kept", scene.Halden, Morning - Duration.FromDays(13));
        var late = await Owe(db, "Late", scene.Halden, Morning - Duration.FromDays(13));
        var waived = await Owe(db, "Waived", scene.Halden, Morning - Duration.FromDays(13));
        var missed = await Owe(db, "Missed", scene.Halden, Morning - Duration.FromDays(6));
        await Owe(db, "Still late", scene.Halden, Morning - Duration.FromDays(6));
        await Owe(db, "Theirs", scene.Halden, Morning - Duration.FromDays(6), favour: Favour.Us);
        await Owe(db, "Not yet", scene.Halden, Morning + Duration.FromDays(1));
        await new Closures(db).Close(kept, new ClosureDetails());
        await new Closures(db).Close(
            waived,
            new ClosureDetails { Outcome = Ending.Waived, Reason = "Sold" }
        );
        clock.Advance(Duration.FromDays(2));
        await new Closures(db).Close(late, new ClosureDetails());
        await new Closures(db).Close(
            missed,
            new ClosureDetails { Outcome = Ending.Missed, Reason = "Forgot" }
        );
        clock.Advance(Duration.FromDays(12));

        var word = await WordKept.Of(db, scene.Ana.Id, Berlin, default);

        Assert.Equal(WordKept.WeeksShown, word.Weeks.Count);
        Assert.Equal(Monday, word.Weeks[^1].Monday);
        Assert.Equal(Consistency.None, word.Weeks[^1].Said);
        Assert.Equal(new Consistency(0, 0, 1, 1), word.Weeks[^2].Said);
        Assert.Equal(new Consistency(1, 1, 0, 0), word.Weeks[^3].Said);
        Assert.Equal(0.25, word.All.Rate);
        Assert.Equal(6, word.DaysWithoutMiss);
        Assert.Null(Consistency.None.Rate);
    }

    [Fact]
    public async Task A_client_is_going_quiet_for_whoever_holds_its_account()
    {
        var clock = new TestClock(Morning);
        await using var scene = await Scene.Set(database.Place, clock);
        await scene.Record(scene.Ana, new() { ClientId = scene.Halden.Id, Subject = "Talked" });
        clock.Advance(Silence.Allowed(Tier.Standard) + Duration.FromDays(1));
        await using var db = scene.Firm.As(scene.Ana);

        Assert.Equal(
            ["Halden Maritime"],
            (await GoingQuiet.Of(db, scene.Ana.Id, default)).Select(q => q.Name)
        );
        Assert.Empty(await GoingQuiet.Of(db, scene.Pavel.Id, default));
    }

    [Fact]
    public async Task However_much_is_owed_the_statements_are_as_many()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        await Owe(db, "One", scene.Halden, db.Now + Duration.FromSeconds(9));
        var few = await Statements.Count(Look);
        foreach (var number in Enumerable.Range(0, 30))
        {
            await Owe(db, $"Counted {number}", scene.Halden, db.Now + Duration.FromSeconds(9));
        }
        var many = await Statements.Count(Look);

        Assert.Equal(few, many);
        Assert.InRange(many, 1, 10);

        async Task Look()
        {
            var queue = new Queue(db, scene.Ana.Id, Berlin);
            await queue.Count(default);
            await queue.Read(QueueOf.Mine, default);
            await WordKept.Of(db, scene.Ana.Id, Berlin, default);
            await GoingQuiet.Of(db, scene.Ana.Id, default);
        }
    }

    private static async Task Rate(Db db, Client client, Tier tier)
    {
        var row = await db.Set<Client>().FindAsync(client.Id);
        row!.Tier = tier;
        await db.SaveChangesAsync();
    }

    private static async Task<Guid> Owe(
        Db db,
        string text,
        Client? client,
        Instant? due,
        LocalDate? on = null,
        LocalDate? target = null,
        Favour? favour = null
    )
    {
        var made = await new Acts(db).Make(
            new CommitmentDetails
            {
                Text = text,
                ClientId = client?.Id,
                Favour = favour ?? (client is null ? Favour.Internal : Favour.Client),
                Due = due,
                DueOn = on,
                TargetOn = target,
            }
        );
        Assert.True(made.Done, $"{text}: {made.Refusal}");
        return made.Value.Id;
    }

    public sealed class OnSqlite(Sqlite database) : QueueTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : QueueTests(database),
            IClassFixture<Postgres>;
}
