using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Handovers;
using Rapport.Interactions;
using Rapport.Notices;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Core.Plays;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Clients;

/// <summary>
/// A seat that changes hands on a day to come: on Monday 23 November 2026 Tom is to hand the project to Max. Ana keeps the
/// account.
/// </summary>
public abstract class SeatChangesTests(TestDatabase database)
{
    private static readonly LocalDate Monday = new(2026, 11, 23);

    [Fact]
    public async Task The_introduction_is_owed_before_the_change_and_kept_by_a_talk_with_both()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var before = await stage.Shipped("introduce-before");
        var after = await stage.Shipped("introduce");
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");

        var change = (await Plan(stage, max, Monday.PlusDays(30))).Value;
        Assert.Empty(await Owed(stage, before));
        await stage.PassDays(17);

        // Ten business days before Wednesday, 23 December; due by the day before it.
        var owed = Assert.Single(await Owed(stage, before));
        Assert.Equal(
            ("Introduce Max Vogel to Halden Maritime before the change", (Guid?)scene.Tom.Id),
            (owed.Text, owed.OwnerId)
        );
        Assert.Equal((new LocalDate(2026, 12, 22), Favour.Client), (owed.DueOn, owed.Favour));

        await stage.Talk(scene.Tom);
        Assert.Equal(CommitmentState.Open, Assert.Single(await Owed(stage, before)).State);
        await stage.Talk(scene.Tom, max);
        Assert.Equal(CommitmentState.Kept, Assert.Single(await Owed(stage, before)).State);
        Assert.NotNull((await Read(stage, change.Id)).IntroducedAt);

        await stage.PassDays(14);
        await DoDue(stage);
        Assert.Equal(SeatChangeState.Done, (await Read(stage, change.Id)).State);
        Assert.Equal(
            [(scene.Tom.Id, false), (max.Id, true)],
            (await Managers(stage)).Select(s => (s.ColleagueId, s.IsHeld))
        );
        Assert.Empty(await Owed(stage, after));
    }

    [Fact]
    public async Task Without_it_the_managers_hear_and_it_stays_owed_after_the_change()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var before = await stage.Shipped("introduce-before");
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        await stage.Sit(scene.Boss, SeatRole.Sponsor);
        await Plan(stage, max, Monday.PlusDays(2));

        // Known only two days before: it is due on the day before the change all the same.
        Assert.Equal(Monday.PlusDays(1), Assert.Single(await Owed(stage, before)).DueOn);

        await stage.PassDays(3);
        await DoDue(stage);
        Assert.Equal(scene.Ana.Id, Assert.Single(await Owed(stage, before)).EscalatedToId);
        await stage.PassDays(3);
        Assert.Equal(scene.Boss.Id, Assert.Single(await Owed(stage, before)).EscalatedToId);
        Assert.Equal(CommitmentState.Open, Assert.Single(await Owed(stage, before)).State);

        // Late, by the account manager: she is somebody they know.
        await stage.Talk(scene.Ana, max);
        Assert.Equal(CommitmentState.KeptLate, Assert.Single(await Owed(stage, before)).State);
    }

    [Fact]
    public async Task A_talk_in_confidence_or_without_anybody_they_know_introduces_nobody()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        var change = (await Plan(stage, max, Monday.PlusDays(5))).Value;

        await stage.Talk(scene.Eve, max);
        await scene.Record(
            scene.Tom,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Between us",
                Channel = Channel.Call,
                Audience = Audience.Named,
                Participants =
                [
                    new(scene.Ingrid.Id, null, null),
                    new(null, scene.Tom.Id, null),
                    new(null, max.Id, null),
                ],
            }
        );
        await scene.Record(
            scene.Tom,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Among ourselves",
                Channel = Channel.Call,
                Participants = [new(null, scene.Tom.Id, null), new(null, max.Id, null)],
            }
        );

        Assert.Null((await Read(stage, change.Id)).IntroducedAt);
    }

    [Fact]
    public async Task Another_day_moves_what_is_owed_and_called_off_nobody_owes_it()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var before = await stage.Shipped("introduce-before");
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        var change = (await Plan(stage, max, Monday.PlusDays(4))).Value;
        Assert.Equal(new LocalDate(2026, 11, 26), Assert.Single(await Owed(stage, before)).DueOn);

        await using (var db = scene.Firm.As(scene.Boss))
        {
            var moved = await new SeatChanges(db).Move(
                scene.Halden.Id,
                change.Id,
                new SeatChangeMove(scene.Ana.Id, Monday.PlusDays(8)),
                change.Version
            );
            Assert.Equal(
                (scene.Ana.Id, Monday.PlusDays(8)),
                (moved.Value.OwnerId!.Value, moved.Value.On)
            );
            var stale = await new SeatChanges(db).Move(
                scene.Halden.Id,
                change.Id,
                new SeatChangeMove(scene.Tom.Id, null),
                change.Version - 1
            );
            Assert.Equal(Refusal.Stale, stale.Refusal);
        }
        Assert.Equal(
            [
                (CommitmentState.Waived, scene.Tom.Id, new LocalDate(2026, 11, 26)),
                (CommitmentState.Open, scene.Ana.Id, new LocalDate(2026, 11, 30)),
            ],
            (await Owed(stage, before)).Select(c => (c.State, c.OwnerId!.Value, c.DueOn!.Value))
        );

        await using (var db = scene.Firm.As(scene.Boss))
        {
            var acts = new SeatChanges(db);
            Assert.True((await acts.CallOff(scene.Halden.Id, change.Id)).Done);
            Assert.True((await acts.CallOff(scene.Halden.Id, change.Id)).Done);
            Assert.Equal(
                Fault.AlreadyDone,
                (await acts.DoNow(scene.Halden.Id, change.Id)).Refusal!.Faults[0].Fault
            );
        }
        Assert.All(await Owed(stage, before), c => Assert.Equal(CommitmentState.Waived, c.State));
        Assert.Equal(
            [SeatChanges.CalledOff.Name, SeatChanges.ToIntroduce.Name],
            await Told(stage, scene.Ana)
        );
    }

    [Fact]
    public async Task What_cannot_be_planned_is_refused_where_it_was_typed()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        var day = Monday.PlusDays(7);
        var right = new SeatChangeDetails(max.Id, SeatRole.ProjectManager, scene.Tom.Id, null, day);
        (SeatChangeDetails Said, string Field, Fault Fault)[] wrong =
        [
            (right with { On = Monday }, "on", Fault.InThePast),
            (right with { On = Monday.PlusDays(401) }, "on", Fault.TooLarge),
            (right with { On = null }, "on", Fault.Required),
            (right with { Role = null }, "role", Fault.Required),
            (right with { ColleagueId = null }, "colleagueId", Fault.Required),
            (right with { ColleagueId = scene.Tom.Id }, "colleagueId", Fault.AlreadyDone),
            (right with { ColleagueId = Guid.NewGuid() }, "colleagueId", Fault.Unknown),
            (right with { FromColleagueId = scene.Ana.Id }, "fromColleagueId", Fault.WithoutSeat),
            (right with { IntroducerId = max.Id }, "introducerId", Fault.NotAllowed),
            (right with { IntroducerId = scene.Pavel.Id }, "introducerId", Fault.WithoutSeat),
        ];
        await using var db = scene.Firm.As(scene.Boss);
        foreach (var (said, field, fault) in wrong)
        {
            var refused = await new SeatChanges(db).Plan(scene.Halden.Id, said);
            Assert.Contains(refused.Refusal!.Faults, f => (f.Field, f.Fault) == (field, fault));
        }
        Assert.True((await new SeatChanges(db).Plan(scene.Halden.Id, right)).Done);
        Assert.Contains(
            (await new SeatChanges(db).Plan(scene.Halden.Id, right)).Refusal!.Faults,
            f => (f.Field, f.Fault) == ("colleagueId", Fault.AlreadyDone)
        );

        await using var outside = scene.Firm.As(scene.Pavel);
        Assert.Equal(
            Refusal.NotFound,
            (await new SeatChanges(outside).Plan(scene.Halden.Id, right)).Refusal
        );
        Assert.Empty(await SeatChangeRecords.All(outside, scene.Halden.Id, default));
    }

    [Fact]
    public async Task Where_nobody_goes_the_new_face_joins_and_whoever_left_meanwhile_takes_no_seat()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        var lea = await scene.Firm.Colleague(Roles.Consultant, "Lea Gone");
        var joins = (await Plan(stage, max, Monday.PlusDays(3), from: null)).Value;
        var leaves = (await Plan(stage, lea, Monday.PlusDays(3), from: null)).Value;
        Assert.Equal(scene.Ana.Id, joins.OwnerId);
        await using (var db = scene.Firm.System())
        {
            (await db.Set<Colleague>().SingleAsync(c => c.Id == lea.Id)).Left = Monday;
            await db.SaveChangesAsync();
        }

        await stage.PassDays(2);
        await DoDue(stage);
        Assert.Equal(SeatChangeState.Planned, (await Read(stage, joins.Id)).State);
        await stage.PassDays(1);
        await DoDue(stage);
        await DoDue(stage);

        Assert.Equal(SeatChangeState.Done, (await Read(stage, joins.Id)).State);
        Assert.Equal(SeatChangeState.CalledOff, (await Read(stage, leaves.Id)).State);
        Assert.Equal(
            [scene.Tom.Id, max.Id],
            (await Managers(stage)).Where(s => s.IsHeld).Select(s => s.ColleagueId)
        );
        Assert.Equal(["seat.given"], await Told(stage, max));
        Assert.Equal(
            [
                SeatChanges.CalledOff.Name,
                SeatChanges.ToIntroduce.Name,
                SeatChanges.ToIntroduce.Name,
            ],
            await Told(stage, scene.Ana)
        );
    }

    [Fact]
    public async Task A_leavers_introductions_and_seats_to_come_go_to_her_successor()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        var introduces = (await Plan(stage, max, Monday.PlusDays(20))).Value;
        var takes = (
            await Plan(stage, scene.Tom, Monday.PlusDays(20), SeatRole.Finance, from: null)
        ).Value;

        await using (var db = scene.Firm.As(scene.Boss))
        {
            var handed = await new Rapport.Handovers.Handovers(db, new(db)).Start(
                scene.Tom.Id,
                new SuccessionDetails { SuccessorId = scene.Eve.Id },
                mayLeave: true
            );
            Assert.True(handed.Done, string.Join(", ", handed.Refusal?.Faults ?? []));
        }

        Assert.Equal(scene.Eve.Id, (await Read(stage, introduces.Id)).OwnerId);
        Assert.Equal(scene.Eve.Id, (await Read(stage, takes.Id)).ColleagueId);
    }

    [Fact]
    public async Task A_seat_that_is_given_by_hand_before_its_day_is_what_was_planned()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var after = await stage.Shipped("introduce");
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        var change = (await Plan(stage, max, Monday.PlusDays(20))).Value;

        await stage.Sit(max, SeatRole.ProjectManager);

        var done = await Read(stage, change.Id);
        var seat = (await Managers(stage)).Single(s => s.ColleagueId == max.Id);
        Assert.Equal((SeatChangeState.Done, (Guid?)seat.Id), (done.State, done.SeatId));
        Assert.Empty(await Owed(stage, after));

        // Given up and taken again, without a plan: that is another change.
        await using (var db = scene.Firm.As(scene.Boss))
        {
            Assert.True(
                (await new Seats(db).GiveUp(scene.Halden.Id, seat.Id, null, knowing: true)).Done
            );
        }
        await stage.Sit(max, SeatRole.ProjectManager);
        Assert.Single(await Owed(stage, after));
    }

    [Fact]
    public async Task What_was_long_before_the_plan_introduced_nobody()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        var change = (await Plan(stage, max, Monday.PlusDays(5))).Value;

        await Talked(stage, max, Duration.FromDays(60));
        Assert.Null((await Read(stage, change.Id)).IntroducedAt);

        await Talked(stage, max, Duration.FromDays(3));
        Assert.Equal(
            stage.Clock.GetCurrentInstant() - Duration.FromDays(3),
            (await Read(stage, change.Id)).IntroducedAt
        );
    }

    private static async Task Talked(PlayScene stage, Colleague with, Duration ago)
    {
        var scene = stage.Scene;
        var said = await scene.Record(
            scene.Tom,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Had lunch",
                Channel = Channel.Meeting,
                Occurred = stage.Clock.GetCurrentInstant() - ago,
                Participants =
                [
                    new(scene.Ingrid.Id, null, null),
                    new(null, scene.Tom.Id, null),
                    new(null, with.Id, null),
                ],
            }
        );
        Assert.True(said.Done);
    }

    [Fact]
    public async Task Whom_their_people_met_most_is_asked_first_to_introduce()
    {
        await using var stage = await Stage();
        var scene = stage.Scene;
        await stage.Talk(scene.Eve);
        await stage.Talk(scene.Eve);
        await stage.Talk(scene.Tom, scene.Eve);

        await using var db = scene.Firm.As(scene.Ana);
        var known = await Introductions.Trusted(db, scene.Halden.Id, default);

        Assert.Equal(
            [("Eve Stone", 3), ("Tom Berg", 1), ("Ana Moreno", 0)],
            known.Select(k => (k.Name, k.Touches))
        );
    }

    /// <summary>Tom keeps the project.</summary>
    private async Task<PlayScene> Stage()
    {
        var stage = await PlayScene.Set(database.Place);
        await stage.Sit(stage.Scene.Tom, SeatRole.ProjectManager);
        return stage;
    }

    private static Task<Result<SeatChange>> Plan(PlayScene stage, Colleague who, LocalDate on) =>
        Plan(stage, who, on, SeatRole.ProjectManager, stage.Scene.Tom);

    private static Task<Result<SeatChange>> Plan(
        PlayScene stage,
        Colleague who,
        LocalDate on,
        Colleague? from
    ) => Plan(stage, who, on, SeatRole.ProjectManager, from);

    private static async Task<Result<SeatChange>> Plan(
        PlayScene stage,
        Colleague who,
        LocalDate on,
        SeatRole role,
        Colleague? from
    )
    {
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);
        var planned = await new SeatChanges(db).Plan(
            stage.Scene.Halden.Id,
            new SeatChangeDetails(who.Id, role, from?.Id, null, on)
        );
        Assert.True(planned.Done, string.Join(", ", planned.Refusal?.Faults ?? []));
        return planned;
    }

    /// <summary>What a play raised here, oldest first: the clients of other facts are in the same database.</summary>
    private static async Task<List<Commitment>> Owed(PlayScene stage, Play play) =>
        [.. (await stage.Of(play)).Where(c => c.ClientId == stage.Scene.Halden.Id)];

    private static async Task DoDue(PlayScene stage)
    {
        await using var db = stage.Scene.Firm.System();
        await SeatChanges.DoDue(db);
    }

    private static async Task<SeatChange> Read(PlayScene stage, Guid id)
    {
        await using var db = stage.Scene.Firm.System();
        return await db.Set<SeatChange>().AsNoTracking().SingleAsync(c => c.Id == id);
    }

    private static async Task<List<Seat>> Managers(PlayScene stage)
    {
        await using var db = stage.Scene.Firm.System();
        return await db.Set<Seat>()
            .AsNoTracking()
            .Where(s => s.ClientId == stage.Scene.Halden.Id && s.Role == SeatRole.ProjectManager)
            .OrderBy(s => s.Id)
            .ToListAsync();
    }

    /// <summary>What she was told about seats, by name.</summary>
    private static async Task<List<string>> Told(PlayScene stage, Colleague who)
    {
        await using var db = stage.Scene.Firm.System();
        return await db.Set<Notice>()
            .Where(n => n.ColleagueId == who.Id && n.Kind.StartsWith("seat"))
            .OrderBy(n => n.Kind)
            .Select(n => n.Kind)
            .ToListAsync();
    }

    public sealed class OnSqlite(Sqlite database)
        : SeatChangesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SeatChangesTests(database),
            IClassFixture<Postgres>;
}
