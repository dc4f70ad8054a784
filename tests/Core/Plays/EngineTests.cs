using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Values;
using Acts = Rapport.Plays.Plays;

namespace Rapport.Tests.Core.Plays;

/// <summary>How the engine keeps its promises: once each, in the same transaction, by nobody else's leave.</summary>
public abstract class EngineTests(TestDatabase database)
{
    private static readonly PlayDetails OnCall = new()
    {
        Name = "Call back",
        Of = "interactions",
        Trigger = Trigger.Event,
        Event = "interaction.recorded",
        Condition = PlayScene.When("channel = call"),
        Owes = "Call {client} back about {subject}",
        Who = Who.AccountManager,
        Within = "2 bd",
    };

    private static readonly PlayDetails OnMove = new()
    {
        Name = "Welcome",
        Of = "clients",
        Trigger = Trigger.Event,
        Event = "client.moved",
        Owes = "Welcome {client}",
        Who = Who.AccountManager,
        Within = "4 bh",
        Ladder = [new("2 bh", Who.Sponsor), new("1 bd", Who.Finance)],
    };

    [Fact]
    public async Task What_happens_again_while_it_is_open_is_noted_there_and_raised_anew_once_it_is_done()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await stage.Play(OnMove);

        await Move(stage, Stage.Acquire);
        await Move(stage, Stage.Convert);

        var owed = Assert.Single(await stage.Of(play));
        Assert.Equal([StepKind.Again], owed.Steps.Select(s => s.Kind));
        Assert.Equal("Welcome Halden Maritime", owed.Text);
        // Four business hours from nine: at one.
        Assert.Equal(
            (PlayScene.Monday + Duration.FromHours(4), (LocalDate?)null),
            (owed.Due, owed.DueOn)
        );

        await Close(stage, owed);
        await Move(stage, Stage.Retain);
        Assert.Equal(2, (await stage.Of(play)).Count);
    }

    [Fact]
    public async Task What_is_not_kept_raises_nothing()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await stage.Play(OnMove);
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);

        await db.Together(
            () => new Rapport.Clients.Clients(db).Move(stage.Scene.Halden.Id, Stage.Acquire, "Won"),
            _ => false
        );

        Assert.Empty(await stage.Of(play));
    }

    [Fact]
    public async Task Whoever_writes_raises_also_what_he_does_not_see()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Play(OnCall with { Who = Who.Sponsor });
        await stage.Sit(scene.Boss, SeatRole.Sponsor);

        await stage.Talk(scene.Tom);

        var owed = Assert.Single(await stage.Of(play));
        Assert.Equal("Call Halden Maritime back about Talked", owed.Text);
        Assert.Equal((scene.Boss.Id, (Guid?)null), (owed.OwnerId!.Value, owed.AuthorId));
    }

    [Fact]
    public async Task From_what_was_said_in_confidence_nothing_follows()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await stage.Play(OnCall);

        await stage.Scene.Record(
            stage.Scene.Tom,
            new InteractionDetails
            {
                ClientId = stage.Scene.Halden.Id,
                Subject = "Their merger",
                Channel = Channel.Call,
                Audience = Audience.Named,
            }
        );

        Assert.Empty(await stage.Of(play));
    }

    [Fact]
    public async Task An_import_raises_nothing_until_somebody_takes_it_up()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var moved = await stage.Play(OnMove);
        var state = await stage.Play(
            new()
            {
                Name = "No industry",
                Of = "clients",
                Trigger = Trigger.State,
                Condition = PlayScene.When("industry is empty and name starts with imported"),
                Owes = "Find out what {client} does",
                Within = "5 bd",
                Discharge = Discharge.StateEnds,
            }
        );
        await using (var import = scene.Firm.System(Origin.Import))
        {
            var added = await new Rapport.Clients.Clients(import).Add(
                new ClientDetails { Name = "Imported Lines" }
            );
            await new Rapport.Clients.Clients(import).Move(added.Value.Id, Stage.Acquire, null);
        }
        await stage.PassDays(30);
        Assert.Empty(await stage.Of(moved));
        Assert.Empty(await stage.Of(state));

        await using var db = scene.Firm.As(scene.Boss);
        Assert.Equal(1, await new Acts(db).TakeUp(state.Id));
        await stage.PassDays(1);

        var gap = Assert.Single(await stage.Of(state));
        // Nobody has a seat there: it is owed by nobody, and shows as a gap.
        Assert.Null(gap.OwnerId);
        Assert.Equal(0, await new Acts(db).TakeUp(state.Id));
    }

    [Fact]
    public async Task A_state_has_to_have_lasted_and_ends_of_itself()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await stage.Play(
            new()
            {
                Name = "Stuck",
                Of = "opportunities",
                Trigger = Trigger.State,
                Condition = PlayScene.When("stage = engaging"),
                Lasts = "5 bd",
                Owes = "Get {subject} going",
                Who = Who.Owner,
                Within = "1 bd",
            }
        );
        var chance = await stage.Opportunity(stage.Scene.Tom);
        await Change(stage, chance, OpportunityStage.Engaging);
        await stage.PassDays(3);
        await Change(stage, chance, OpportunityStage.Prospecting);
        await stage.PassDays(10);
        Assert.Empty(await stage.Of(play));

        await Change(stage, chance, OpportunityStage.Engaging);
        await stage.PassDays(8);
        Assert.Equal(CommitmentState.Open, Assert.Single(await stage.Of(play)).State);

        // Nothing shows that it was done: it is needed no more, and counts neither way.
        await Change(stage, chance, OpportunityStage.Proposed);
        var ended = Assert.Single(await stage.Of(play));
        Assert.Equal(
            (CommitmentState.Waived, StepKind.NotNeeded),
            (ended.State, ended.Steps[^1].Kind)
        );
    }

    [Fact]
    public async Task A_cadence_asks_once_a_period_and_once_for_all_that_was_missed()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Play(
            new()
            {
                Name = "Fortnight",
                Of = "clients",
                Trigger = Trigger.Cadence,
                Cadence = "every 2 weeks on mon",
                Anchor = new LocalDate(2026, 11, 23),
                Condition = PlayScene.When(
                    $"name = \"Halden Maritime\" and accountManager = {scene.Ana.Id}"
                ),
                Owes = "Meet {client}",
                Within = "3 bd",
            }
        );

        await stage.PassDays(13);
        Assert.Empty(await stage.Of(play));
        await stage.PassDays(29);
        Assert.Equal(
            [new(2026, 12, 10), new LocalDate(2026, 12, 24)],
            (await stage.Of(play)).Select(c => c.DueOn!.Value).Take(2)
        );
        var before = (await stage.Of(play)).Count;

        // Nobody looked for ten weeks.
        stage.Clock.Advance(Duration.FromDays(70));
        await using var db = scene.Firm.System();
        while (await PlayClock.Run(db) > 0) { }
        Assert.Equal(before + 1, (await stage.Of(play)).Count);
    }

    [Fact]
    public async Task What_is_there_already_is_taken_up_when_a_play_is_switched_on_and_left_when_it_is_off()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var chance = await stage.Opportunity(scene.Tom, "Switched");
        var play = await stage.Play(
            Shipped.Of("next-step", "en")! with
            {
                Condition = PlayScene.When("name = switched and nextStep is empty"),
            }
        );
        Assert.Empty(await stage.Of(play));
        await stage.PassDays(1);
        Assert.Equal(chance.Id, Assert.Single(await stage.Of(play)).SubjectId);

        await using var db = scene.Firm.As(scene.Boss);
        var acts = new Acts(db);
        await acts.SwitchOff(play.Id, OpenOnes.Drop);
        var dropped = Assert.Single(await stage.Of(play));
        Assert.Equal(CommitmentState.Waived, dropped.State);

        // On again: the state still holds, and is a new one.
        await acts.SwitchOn(play.Id);
        await stage.PassDays(1);
        Assert.Equal(2, (await stage.Of(play)).Count);
        Assert.True((await acts.SwitchOn(play.Id)).Done);
        await stage.PassDays(1);
        Assert.Equal(2, (await stage.Of(play)).Count);
    }

    [Fact]
    public async Task Another_edition_asks_nothing_twice()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var said = Shipped.Of("next-step", "en")! with
        {
            Condition = PlayScene.When("name starts with edition and nextStep is empty"),
        };
        var play = await stage.Play(said);
        await stage.Opportunity(scene.Tom, "Edition open");
        var done = await stage.Opportunity(scene.Tom, "Edition done");
        await Close(stage, Assert.Single(await stage.Of(play, done.Id)));
        await using var db = scene.Firm.As(scene.Boss);

        var changed = await new Acts(db).Change(
            play.Id,
            said with
            {
                Owes = "Think about {subject}",
                Within = "3 bd",
            },
            null,
            OpenOnes.Keep
        );
        await stage.PassDays(3);

        Assert.Equal(2, changed.Value.Edition);
        Assert.Equal(2, (await stage.Of(play)).Count);
        await stage.Opportunity(scene.Tom, "Edition new");
        Assert.Equal(
            ("Think about Edition new", (int?)2),
            (await stage.Of(play)).Select(c => (c.Text, c.Edition)).Last()
        );
    }

    [Fact]
    public async Task A_client_for_whom_it_is_off_is_passed_over_and_its_own_terms_go_before_its_tiers()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var halden = stage.Scene.Halden.Id;
        var off = await stage.Play(
            OnMove with
            {
                Variants = [new() { ClientId = halden, Off = true }],
            }
        );
        var own = await stage.Play(
            OnMove with
            {
                Variants =
                [
                    new() { Tier = Tier.Standard, Within = "1 bd" },
                    new() { ClientId = halden, Within = "3 bd" },
                ],
            }
        );

        await Move(stage, Stage.Acquire);

        Assert.Empty(await stage.Of(off));
        Assert.Equal(new LocalDate(2026, 11, 26), Assert.Single(await stage.Of(own)).DueOn);
    }

    [Fact]
    public async Task A_ladder_waits_while_the_client_is_waited_for_and_begins_anew_with_another_date()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        await stage.Sit(scene.Boss, SeatRole.Sponsor);
        var play = await stage.Play(OnMove);
        await Move(stage, Stage.Acquire);
        var owed = Assert.Single(await stage.Of(play));
        await using var db = scene.Firm.As(scene.Ana);

        await new Waits(db).Wait(
            owed.Id,
            new WaitDetails { Text = "Their answer", DueOn = new LocalDate(2026, 12, 4) }
        );
        await stage.PassDays(7);
        Assert.Null(Assert.Single(await stage.Of(play)).EscalatedToId);

        await new Waits(db).Resume(owed.Id, new ReasonDetails());
        await new Rapport.Commitments.Commitments(db).Move(
            owed.Id,
            new MoveDetails { DueOn = new LocalDate(2026, 12, 7), Reason = "Later" }
        );
        await stage.PassDays(7);
        Assert.Null(Assert.Single(await stage.Of(play)).EscalatedToId);
        await stage.PassDays(2);
        Assert.Equal(scene.Boss.Id, Assert.Single(await stage.Of(play)).EscalatedToId);
    }

    [Fact]
    public async Task An_empty_seat_passes_it_up_the_ladder()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Play(
            OnMove with
            {
                Who = Who.ProjectManager,
                Ladder = [new("1 bd", Who.Finance), new("2 bd", Who.Sponsor)],
            }
        );
        await stage.Sit(scene.Boss, SeatRole.Sponsor);

        await Move(stage, Stage.Acquire);

        Assert.Equal(scene.Boss.Id, Assert.Single(await stage.Of(play)).OwnerId);
    }

    [Fact]
    public async Task Plays_that_feed_each_other_are_found_when_they_are_saved()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var asks = OnMove with
        {
            Of = "commitments",
            Event = "commitment.made",
            Condition = null,
            Owes = "Look after {subject}",
        };
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);

        var refused = await new Acts(db).Add(asks with { Name = "Echo" });

        Assert.Equal(
            [("condition", Fault.Circular)],
            refused.Refusal!.Faults.Select(f => (f.Field, f.Fault))
        );
        Assert.True(
            (await new Acts(db).Add(asks with { Condition = PlayScene.When("origin = hand") })).Done
        );
    }

    [Fact]
    public async Task What_a_play_cannot_mean_is_refused_beside_its_field()
    {
        await using var stage = await PlayScene.Set(database.Place);
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);
        var acts = new Acts(db);

        foreach (
            var (said, field) in new (PlayDetails, string)[]
            {
                (OnMove with { Name = " " }, "name"),
                (OnMove with { Of = "ships" }, "of"),
                (OnMove with { Event = "client.sunk" }, "event"),
                (OnMove with { Event = "contact.left" }, "event"),
                (OnMove with { Within = "soon" }, "within"),
                (OnMove with { Condition = "colour eq \"red\"" }, "condition"),
                (OnMove with { Condition = "stage eq" }, "condition"),
                (OnMove with { Ladder = [new("never", Who.Owner)] }, "ladder"),
                (OnMove with { Variants = [new() { Within = "1 bd" }] }, "variants"),
                (OnMove with { Discharge = Discharge.StateEnds }, "discharge"),
                (OnMove with { Discharge = Discharge.Event }, "dischargeEvent"),
                (OnMove with { Discharge = Discharge.Holds }, "dischargeCondition"),
                (OnMove with { Trigger = Trigger.Date, DateField = "name" }, "dateField"),
                (
                    OnMove with
                    {
                        Trigger = Trigger.Date,
                        DateField = "lastTouch",
                        Offset = "a while",
                    },
                    "offset"
                ),
                (OnMove with { Trigger = Trigger.Cadence, Cadence = "now and then" }, "cadence"),
                (OnMove with { Trigger = Trigger.State }, "condition"),
                (
                    OnMove with
                    {
                        Trigger = Trigger.State,
                        Condition = PlayScene.When("lastTouch older than 15 bd"),
                    },
                    "condition"
                ),
            }
        )
        {
            var refused = await acts.Add(said);
            Assert.Contains(field, refused.Refusal?.Faults.Select(f => f.Field) ?? []);
        }
    }

    [Fact]
    public async Task A_preview_raises_nothing_and_says_what_it_would()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        await stage.Opportunity(scene.Tom, "Preview one");
        await stage.Opportunity(scene.Tom, "Preview two");
        var said = Shipped.Of("next-step", "en")! with
        {
            Condition = PlayScene.When("name starts with preview and nextStep is empty"),
        };
        await using var db = scene.Firm.As(scene.Boss);

        var seen = (await PlayPreview.Of(db, said, default)).Value;

        Assert.Equal((2, 0), (seen.Now, seen.Ahead));
        var load = Assert.Single(seen.Loads);
        Assert.Equal((scene.Tom.Name, 2, 0.5), (load.Name, load.Count, load.PerWeek));
        Assert.Contains("Plan the next step of Preview one", seen.Some.Select(l => l.Text));
        var play = await stage.Play(said);
        await stage.PassDays(1);
        Assert.Equal(seen.Now, (await stage.Of(play)).Count);
    }

    [Fact]
    public async Task Two_who_each_end_one_half_of_a_state_raise_what_follows_once()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("next-step");
        for (var round = 0; round < 5; round++)
        {
            var chance = await stage.Opportunity(scene.Tom, $"Half {round}");
            var steps = new List<Commitment>();
            for (var i = 0; i < 2; i++)
            {
                await using var db = scene.Firm.As(scene.Tom);
                steps.Add(
                    (
                        await new Rapport.Commitments.Commitments(db).Make(
                            new CommitmentDetails
                            {
                                Text = $"Step {i}",
                                ClientId = scene.Halden.Id,
                                SubjectKind = "opportunities",
                                SubjectId = chance.Id,
                                DueOn = new LocalDate(2026, 12, 4),
                            }
                        )
                    ).Value
                );
            }

            await Task.WhenAll(steps.Select(s => Close(stage, s)));

            Assert.Equal(
                [CommitmentState.Kept, CommitmentState.Open],
                (await stage.Of(play, chance.Id)).Select(c => c.State)
            );
        }
    }

    private static async Task Move(PlayScene stage, Stage to)
    {
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);
        Assert.True(
            (await new Rapport.Clients.Clients(db).Move(stage.Scene.Halden.Id, to, "So")).Done
        );
    }

    private static async Task Change(PlayScene stage, Opportunity chance, OpportunityStage to)
    {
        await using var db = stage.Scene.Firm.As(stage.Scene.Boss);
        Assert.True(
            (
                await new Opportunities(db).Change(
                    chance.Id,
                    new OpportunityDetails
                    {
                        Name = chance.Name,
                        ClientId = chance.ClientId,
                        OwnerId = chance.OwnerId,
                        Stage = to,
                    },
                    null
                )
            ).Done
        );
    }

    private static async Task Close(PlayScene stage, Commitment owed)
    {
        await using var db = stage.Scene.Firm.As(stage.Scene.Ana);
        Assert.True((await new Closures(db).Close(owed.Id, new ClosureDetails())).Done);
    }

    public sealed class OnSqlite(Sqlite database) : EngineTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : EngineTests(database),
            IClassFixture<Postgres>;
}
