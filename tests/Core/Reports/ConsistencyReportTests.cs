using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Plays;
using Rapport.Reports;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Reports;

/// <summary>How words were kept: by client, play, team and colleague, over weeks, months and quarters.</summary>
public abstract class ConsistencyReportTests(TestDatabase database)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void The_trend_is_the_later_half_less_the_earlier_and_of_an_empty_half_there_is_none()
    {
        var kept = Consistency.None with { Kept = 1 };
        var late = Consistency.None with { KeptLate = 1 };
        var none = Consistency.None;

        // Earlier: one of two. Later: three of four. What is between two odd halves counts to neither.
        Assert.Equal(
            0.25,
            Row(kept, late, kept with { Kept = 2 }, kept with { KeptLate = 1 }).Trend
        );
        Assert.Equal(-1, Row(kept, none, late).Trend);
        Assert.Null(Row(none, none, kept, kept).Trend);
        Assert.Null(Row(kept, kept, none, none).Trend);
    }

    [Fact]
    public async Task A_word_counts_in_the_week_in_which_it_was_to_be_kept_and_waived_ones_nowhere()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var client = scene.Halden;
        var kept = await Made(db, client, 1);
        var late = await Made(db, client, 1);
        var missed = await Made(db, client, 8);
        var waived = await Made(db, client, 8);
        await Made(db, client, 8);
        await Made(db, client, 90);
        await Closed(db, kept, Ending.Kept);
        clock.Advance(Duration.FromDays(3));
        await Closed(db, late, Ending.Kept);
        await Closed(db, waived, Ending.Waived);
        clock.Advance(Duration.FromDays(11));
        await Closed(db, missed, Ending.Missed);

        var grid = await Grid(db, ConsistencyBy.Client, TimeStep.Week);
        var months = await Grid(db, ConsistencyBy.Client, TimeStep.Month);

        var row = Assert.Single(grid.Rows);
        Assert.Equal((client.Id, "Halden Maritime"), (row.Id!.Value, row.Name));
        // Two weeks and a Monday later: the third last span is the first week.
        Assert.Equal(new LocalDate(2026, 3, 2), grid.Begins[^3]);
        Assert.Equal(new Consistency(1, 1, 0, 0), row.Spans[^3]);
        Assert.Equal(new Consistency(0, 0, 1, 1), row.Spans[^2]);
        Assert.Equal(Consistency.None, row.Spans[^1]);
        Assert.Equal(0.25, row.All.Rate);
        Assert.Equal(row.All, grid.All.All);
        Assert.Equal(new Consistency(1, 1, 1, 1), months.Rows[0].Spans[^1]);
        Assert.Equal(12, months.Begins.Count);
    }

    [Fact]
    public async Task What_was_noted_by_hand_and_what_a_play_raised_stand_in_rows_of_their_own()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        await Closed(db, await Made(db, scene.Halden, 1), Ending.Kept);
        await using (var system = scene.Firm.System())
        {
            var play = new Play
            {
                Name = "Thank them",
                Of = "clients",
                Owes = "Thank {client}",
                Within = "1 bd",
            };
            system.Add(play);
            system.Add(
                new Commitment
                {
                    ClientId = scene.Halden.Id,
                    Text = "Thanks",
                    OwnerId = scene.Ana.Id,
                    Due = clock.GetCurrentInstant() + Duration.FromDays(1),
                    JudgedBy = clock.GetCurrentInstant() + Duration.FromDays(1),
                    CreatedAt = clock.GetCurrentInstant(),
                    Origin = CommitmentOrigin.Play,
                    PlayId = play.Id,
                    Edition = 1,
                }
            );
            await system.SaveChangesAsync();
        }
        clock.Advance(Duration.FromDays(3));

        var grid = await Grid(db, ConsistencyBy.Play, TimeStep.Quarter);

        Assert.Equal(8, grid.Begins.Count);
        // The least consistent first.
        Assert.Equal(["Thank them", null], grid.Rows.Select(r => r.Name));
        Assert.Equal([0, 1], grid.Rows.Select(r => r.All.Rate!.Value));
    }

    [Fact]
    public async Task A_colleagues_row_is_for_herself_and_for_who_leads_her_and_nobody_else()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await Unit(scene, "Yard", scene.Tom, scene.Ana);
        await using var ana = scene.Firm.As(scene.Ana);
        await using var eve = scene.Firm.As(scene.Eve);
        await using var tom = scene.Firm.As(scene.Tom);
        await using var boss = scene.Firm.As(scene.Boss);
        await Made(ana, scene.Halden, 1);
        await Made(eve, scene.Halden, 1);
        clock.Advance(Duration.FromDays(3));

        Assert.Equal([scene.Ana.Id], await People(ana));
        Assert.Equal([scene.Eve.Id], await People(eve));
        // Tom leads Ana's unit and not Eve; an executive sees every client and no colleague's record.
        Assert.Equal([scene.Ana.Id], await People(tom));
        Assert.Empty(await People(boss));
    }

    [Fact]
    public async Task A_team_of_two_is_shown_to_its_lead_alone_and_one_of_three_to_all_who_see_its_words()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        var unit = await Unit(scene, "Slip", scene.Tom, scene.Ana, scene.Eve);
        await using var ana = scene.Firm.As(scene.Ana);
        await using var eve = scene.Firm.As(scene.Eve);
        await using var tom = scene.Firm.As(scene.Tom);
        await using var pavel = scene.Firm.As(scene.Pavel);
        await Made(ana, scene.Halden, 1);
        await Made(eve, scene.Halden, 1);
        clock.Advance(Duration.FromDays(3));

        Assert.DoesNotContain(unit, await Teams(ana));
        Assert.Contains(unit, await Teams(tom));

        await Join(scene, unit, scene.Tom);
        await Made(tom, scene.Halden, 1);
        clock.Advance(Duration.FromDays(3));
        Assert.Contains(unit, await Teams(ana));
        Assert.DoesNotContain(unit, await Teams(pavel));
    }

    [Fact]
    public async Task Behind_a_wall_nothing_is_counted()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var ana = scene.Firm.As(scene.Ana);
        await using var pavel = scene.Firm.As(scene.Pavel);
        await Made(ana, scene.Halden, 1);
        clock.Advance(Duration.FromDays(3));

        foreach (var by in Enum.GetValues<ConsistencyBy>())
        {
            Assert.Equal(0, (await Grid(pavel, by, TimeStep.Week)).All.All.All);
        }
    }

    [Fact]
    public async Task It_asks_as_much_of_the_database_for_one_row_as_for_many()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Boss);
        await Made(db, scene.Halden, 1);
        clock.Advance(Duration.FromDays(3));
        var one = await Statements.Count(() => Grid(db, ConsistencyBy.Client, TimeStep.Week));
        for (var n = 0; n < 5; n++)
        {
            var client = await scene.Firm.Client($"Many {n}");
            await Made(db, client, 1);
        }
        clock.Advance(Duration.FromDays(3));

        Assert.Equal(4, one);
        Assert.Equal(
            one,
            await Statements.Count(() => Grid(db, ConsistencyBy.Client, TimeStep.Week))
        );
    }

    private static ConsistencyRow Row(params Consistency[] spans) =>
        new(null, null, spans.Aggregate((a, b) => a.With(b)), spans);

    private static Task<ConsistencyGrid> Grid(Db db, ConsistencyBy by, TimeStep per) =>
        new ConsistencyReport(db, DateTimeZone.Utc).Of(by, per, "en");

    private static async Task<IEnumerable<Guid>> People(Db db) =>
        (await Grid(db, ConsistencyBy.Colleague, TimeStep.Week)).Rows.Select(r => r.Id!.Value);

    private static async Task<IEnumerable<Guid?>> Teams(Db db) =>
        (await Grid(db, ConsistencyBy.Team, TimeStep.Week)).Rows.Select(r => r.Id);

    private static async Task<Guid> Unit(
        Scene scene,
        string name,
        Colleague lead,
        params Colleague[] members
    )
    {
        await using var db = scene.Firm.System();
        var unit = (await new Units(db).Add(new UnitDetails(name, lead.Id, null))).Value;
        foreach (var member in members)
        {
            await Join(scene, unit.Id, member);
        }
        return unit.Id;
    }

    private static async Task Join(Scene scene, Guid unit, Colleague member)
    {
        await using var db = scene.Firm.System();
        (await db.Set<Colleague>().FindAsync(member.Id))!.UnitId = unit;
        await db.SaveChangesAsync();
    }

    private static async Task<Guid> Made(Db db, Client client, int days) => (
            await new Acts(db).Make(
                new CommitmentDetails
                {
                    Text = "Send the pack",
                    ClientId = client.Id,
                    DueOn = db.Now.InUtc().Date.PlusDays(days),
                }
            )
        ).Value.Id;

    private static async Task Closed(Db db, Guid id, Ending outcome) =>
        Assert.True(
            (
                await new Closures(db).Close(
                    id,
                    new ClosureDetails { Outcome = outcome, Reason = "As it was" }
                )
            ).Done
        );

    public sealed class OnSqlite(Sqlite database)
        : ConsistencyReportTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ConsistencyReportTests(database),
            IClassFixture<Postgres>;
}
