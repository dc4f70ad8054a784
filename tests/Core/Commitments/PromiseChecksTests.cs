using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Commitments;

/// <summary>A promise is held against those that were given, in business time and inside the walls.</summary>
public abstract class PromiseChecksTests(TestDatabase database)
{
    /// <summary>A Monday at nine; the firm works from nine to five.</summary>
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public async Task Too_few_promises_tell_nothing_and_eight_to_the_client_tell_by_when_it_would_be_done()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        // Each promised for the Monday a week ahead, and done on the Wednesday after it: none was kept.
        await Give(scene, clock, scene.Ana, scene.Halden, 7);
        await using var db = scene.Firm.As(scene.Ana);

        var before = await Look(db, scene.Halden, 7);
        await Give(scene, clock, scene.Ana, scene.Halden, 1);
        var after = await Look(db, scene.Halden, 7);
        var longer = await Look(db, scene.Halden, 14);

        Assert.Equal(PromiseCheck.TooFew, before);
        Assert.Equal(
            (Among.Client, 8, 0, true),
            (after.Among, after.Promises, after.Kept, after.Tight)
        );
        // Done nine calendar days after, on a Wednesday at nine: seven business days, which are over with the Tuesday.
        var monday = clock.GetCurrentInstant().InUtc().Date;
        Assert.Equal(IsoDayOfWeek.Monday, monday.DayOfWeek);
        Assert.Equal(monday.PlusDays(8), after.SafeOn);
        Assert.Equal(monday.PlusDays(8), after.AimOn);
        Assert.False(longer.Tight);
    }

    [Fact]
    public async Task Behind_a_wall_nothing_is_counted_and_who_sees_all_compares_with_all()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await Give(scene, clock, scene.Ana, scene.Halden, 8);
        await using var pavel = scene.Firm.As(scene.Pavel);
        await using var boss = scene.Firm.As(scene.Boss);

        var walled = await Look(pavel, scene.Ribera, 7);
        var open = await Look(boss, scene.Ribera, 7);
        var unseen = await Checks(pavel)
            .Look(new PromiseAsked(scene.Halden.Id, null, null, Day(pavel, 7)));

        Assert.Equal(PromiseCheck.TooFew, walled);
        Assert.Equal(Among.Firm, open.Among);
        Assert.True(open.Promises >= 8);
        Assert.Equal(RefusalKind.NotFound, unseen.Refusal!.Kind);
    }

    [Fact]
    public async Task What_a_play_raised_and_what_was_waived_are_no_record_and_what_is_still_late_is_none_kept()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await Give(scene, clock, scene.Ana, scene.Halden, 7);
        await using var db = scene.Firm.As(scene.Ana);
        var waived = await Made(db, scene.Halden, 7);
        await new Closures(db).Close(
            waived,
            new ClosureDetails { Outcome = Ending.Waived, Reason = "Sold" }
        );
        var open = await Made(db, scene.Halden, 7);
        await Raised(scene, scene.Halden, clock.GetCurrentInstant() + Duration.FromDays(7));

        var before = await Look(db, scene.Halden, 7);
        clock.Advance(Duration.FromDays(14));
        var after = await Look(db, scene.Halden, 7);

        Assert.NotEqual(Guid.Empty, open);
        Assert.Equal(PromiseCheck.TooFew, before);
        Assert.Equal((8, 0), (after.Promises, after.Kept));
    }

    /// <summary>Promises for a week from a Monday, each done nine days after; in the end it is a Monday again.</summary>
    private static async Task Give(
        Scene scene,
        TestClock clock,
        Colleague who,
        Client client,
        int count
    )
    {
        await using var db = scene.Firm.As(who);
        var given = new List<Guid>();
        for (var n = 0; n < count; n++)
        {
            given.Add(await Made(db, client, 7));
        }
        clock.Advance(Duration.FromDays(9));
        foreach (var id in given)
        {
            Assert.True((await new Closures(db).Close(id, new ClosureDetails())).Done);
        }
        clock.Advance(Duration.FromDays(5));
    }

    /// <summary>As a play raises it: nobody chose its date.</summary>
    private static async Task Raised(Scene scene, Client client, Instant due)
    {
        await using var db = scene.Firm.System();
        var play = new Play
        {
            Name = "Thank them",
            Of = "clients",
            Owes = "Thank {client}",
            Within = "5 bd",
        };
        db.Add(play);
        db.Add(
            new Commitment
            {
                ClientId = client.Id,
                Text = "Thanks",
                OwnerId = scene.Ana.Id,
                Due = due,
                JudgedBy = due,
                CreatedAt = db.Now,
                Origin = CommitmentOrigin.Play,
                PlayId = play.Id,
                Edition = 1,
            }
        );
        await db.SaveChangesAsync();
    }

    private static async Task<Guid> Made(Db db, Client client, int days) => (
            await new Acts(db).Make(
                new CommitmentDetails
                {
                    Text = "Send the pack",
                    ClientId = client.Id,
                    DueOn = Day(db, days),
                }
            )
        ).Value.Id;

    private static LocalDate Day(Db db, int days) => db.Now.InUtc().Date.PlusDays(days);

    private static PromiseChecks Checks(Db db) =>
        new(db, new BusinessTimes(db, new CalendarShelf()));

    private static async Task<PromiseCheck> Look(Db db, Client client, int days) =>
        (await Checks(db).Look(new PromiseAsked(client.Id, null, null, Day(db, days)))).Value;

    public sealed class OnSqlite(Sqlite database)
        : PromiseChecksTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PromiseChecksTests(database),
            IClassFixture<Postgres>;
}
