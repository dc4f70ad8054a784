using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Values;
using Acts = Rapport.Plays.Plays;
using Owed = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Plays;

/// <summary>A play that stands before an act: it passes, gives a reason, or does not happen.</summary>
public abstract class GatesTests(TestDatabase database)
{
    private static PlayDetails Before(GateAnswer answer) =>
        new()
        {
            Name = "No goodbye without a reason",
            Why = "They may only be quiet.",
            Of = "clients",
            Trigger = Trigger.Gate,
            Event = "client.moved",
            Condition = PlayScene.When("stage = lapsed"),
            Gate = answer,
            Owes = "Why do we give {client} up?",
        };

    [Fact]
    public async Task Without_a_reason_nothing_happens_and_with_one_it_does_and_the_reason_is_kept()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await Gate(stage, Before(GateAnswer.Reason));
        var scene = stage.Scene;
        await using var db = scene.Firm.As(scene.Boss);

        var stopped = await Move(db, stage, Stage.Lapsed);
        var stop = db.StoppedBy!;
        var still = await StageOf(stage);
        db.Reason = "  Their firm was bought ";
        var passed = await Move(db, stage, Stage.Lapsed);

        Assert.Equal(
            [new FieldFault("reason", Fault.WantsReason, "No goodbye without a reason")],
            stopped!.Faults
        );
        Assert.Equal(
            new Stop(
                play.Id,
                "No goodbye without a reason",
                "They may only be quiet.",
                "Why do we give Halden Maritime up?",
                true
            ),
            stop
        );
        Assert.NotEqual(Stage.Lapsed, still);
        Assert.Null(passed);
        Assert.Null(db.StoppedBy);
        Assert.Equal(Stage.Lapsed, await StageOf(stage));
        var kept = Assert.Single(await PlayReasons.About(db, scene.Halden.Id, "en", default));
        Assert.Equal(
            ("Their firm was bought", scene.Boss.Name, 1, "client.moved", "Halden Maritime"),
            (kept.Text, kept.By, kept.Edition, kept.Act, kept.Subject)
        );
        Assert.Equal(
            kept,
            Assert.Single(await PlayReasons.Of(db, play.Id, null, 9, "en", default))
        );
    }

    [Fact]
    public async Task What_it_holds_back_no_reason_helps_and_what_is_not_meant_passes()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await Gate(stage, Before(GateAnswer.Hold));
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);
        db.Reason = "Because I say so";

        var held = await Move(db, stage, Stage.Lapsed);
        var other = await Move(db, stage, Stage.Convert);
        await new Acts(db).SwitchOff(play.Id, OpenOnes.Keep);
        var off = await Move(db, stage, Stage.Lapsed);

        Assert.Equal(Fault.HeldBack, Assert.Single(held!.Faults).Fault);
        Assert.Null(other);
        Assert.Null(off);
        Assert.Empty(await PlayReasons.About(db, stage.Scene.Halden.Id, "en", default));
    }

    [Fact]
    public async Task What_was_stopped_is_told_to_nobody_also_when_something_else_is_done_next()
    {
        await using var stage = await PlayScene.Set(database.Place);
        await Gate(stage, Before(GateAnswer.Hold));
        var scene = stage.Scene;
        await using var db = scene.Firm.As(scene.Boss);
        var told = new List<string>();
        scene.Firm.Source.Committed = c => told.AddRange(c.Events.Select(e => e.Name));

        await Move(db, stage, Stage.Lapsed);
        await new Owed(db).Make(
            new CommitmentDetails
            {
                Text = "Call them",
                Favour = Favour.Internal,
                OwnerId = scene.Boss.Id,
                DueOn = new LocalDate(2026, 12, 1),
            }
        );

        Assert.Equal([Commitment.Made.Name], told);
    }

    [Fact]
    public async Task What_the_program_does_and_what_a_command_or_an_import_brings_passes()
    {
        await using var stage = await PlayScene.Set(database.Place);
        await Gate(stage, Before(GateAnswer.Hold));
        var scene = stage.Scene;

        foreach (var origin in new[] { Origin.Command, Origin.Import })
        {
            await using var db = scene.Firm.As(scene.Boss, origin);
            Assert.Null(await Move(db, stage, Stage.Lapsed));
            Assert.Null(await Move(db, stage, Stage.Retain));
        }
        await using var system = scene.Firm.System();
        Assert.Null(await Move(system, stage, Stage.Lapsed));
    }

    [Fact]
    public async Task For_a_tier_or_a_client_it_may_stand_aside()
    {
        await using var stage = await PlayScene.Set(database.Place);
        await Gate(
            stage,
            Before(GateAnswer.Hold) with
            {
                Variants = [new() { ClientId = stage.Scene.Halden.Id, Off = true }],
            }
        );
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);

        Assert.Null(await Move(db, stage, Stage.Lapsed));
    }

    [Fact]
    public async Task Of_several_acts_as_one_none_happens()
    {
        await using var stage = await PlayScene.Set(database.Place);
        await Gate(stage, Before(GateAnswer.Hold));
        var scene = stage.Scene;
        await using var db = scene.Firm.As(scene.Boss);

        var done = await db.Together(
            async () =>
                (await Move(db, stage, Stage.Convert)) ?? await Move(db, stage, Stage.Lapsed),
            refusal => refusal is null
        );

        Assert.Equal(Fault.HeldBack, Assert.Single(done!.Faults).Fault);
        Assert.NotEqual(Stage.Convert, await StageOf(stage));
    }

    [Fact]
    public async Task It_owes_nothing_by_nobody_and_needs_an_act_of_its_own_records()
    {
        await using var stage = await PlayScene.Set(database.Place);
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);
        var acts = new Acts(db);

        var wordless = await acts.Add(Before(GateAnswer.Reason) with { Owes = null });
        var actless = await acts.Add(Before(GateAnswer.Reason) with { Event = null });
        var elsewhere = await acts.Add(Before(GateAnswer.Reason) with { Event = "meeting.held" });
        var added = await acts.Add(
            Before(GateAnswer.Reason) with
            {
                Gate = null,
                Within = "nonsense",
                Ladder = [new("1 bd", Who.Sponsor)],
                Discharge = Discharge.Event,
                DischargeEvent = "meeting.held",
            }
        );

        Assert.Equal(["owes"], wordless.Refusal!.Faults.Select(f => f.Field));
        Assert.Equal(["event"], actless.Refusal!.Faults.Select(f => f.Field));
        Assert.Equal(["event"], elsewhere.Refusal!.Faults.Select(f => f.Field));
        Assert.Equal(
            (GateAnswer.Reason, "", 0, Discharge.Hand),
            (
                added.Value.Gate!.Value,
                added.Value.Within,
                added.Value.Ladder.Count,
                added.Value.Discharge
            )
        );
    }

    [Fact]
    public async Task Its_preview_counts_before_how_many_acts_it_would_have_stood()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        await using var db = scene.Firm.As(scene.Boss);
        var said = await Alone(stage, Before(GateAnswer.Reason));
        await Move(db, stage, Stage.Lapsed);

        var preview = await PlayPreview.Of(db, said, default);

        Assert.Equal((0, 1), (preview.Value.Now, preview.Value.Ahead));
        Assert.Equal("Halden Maritime", Assert.Single(preview.Value.Some).Text);
    }

    [Fact]
    public async Task Behind_a_wall_nobody_reads_why()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await Gate(stage, Before(GateAnswer.Reason));
        var scene = stage.Scene;
        await using var db = scene.Firm.As(scene.Boss);
        db.Reason = "They were bought";
        await Move(db, stage, Stage.Lapsed);
        await using var stranger = scene.Firm.As(scene.Pavel);

        Assert.Empty(await PlayReasons.Of(stranger, play.Id, null, 9, "en", default));
        Assert.Single(await PlayReasons.Of(db, play.Id, null, 9, "en", default));
    }

    /// <summary>Before this scene's client alone, so that facts on one database do not meet.</summary>
    private static async Task<Play> Gate(PlayScene stage, PlayDetails said) =>
        await stage.Play(await Alone(stage, said));

    private static async Task<PlayDetails> Alone(PlayScene stage, PlayDetails said)
    {
        var industry = $"{Guid.NewGuid():N}";
        await using (var db = stage.Scene.Firm.System())
        {
            var client = await db.Set<Client>().SingleAsync(c => c.Id == stage.Scene.Halden.Id);
            client.Industry = industry;
            await db.SaveChangesAsync();
        }
        return said with
        {
            Condition = PlayScene.When($"stage = lapsed and industry = \"{industry}\""),
        };
    }

    private static async Task<Refusal?> Move(Db db, PlayScene stage, Stage to) =>
        (await new Rapport.Clients.Clients(db).Move(stage.Scene.Halden.Id, to, "It is so")).Refusal;

    private static async Task<Stage> StageOf(PlayScene stage)
    {
        await using var db = stage.Scene.Firm.System();
        return (await db.Set<Client>().SingleAsync(c => c.Id == stage.Scene.Halden.Id)).Stage;
    }

    public sealed class OnSqlite(Sqlite database) : GatesTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : GatesTests(database),
            IClassFixture<Postgres>;
}
