using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.Notices;
using Rapport.Offers;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Plays;

/// <summary>Each shipped play: real acts raise, discharge and escalate it.</summary>
public abstract class ShippedTests(TestDatabase database)
{
    [Fact]
    public async Task A_promise_tighter_than_our_record_wants_a_reason_or_another_date()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        await using var db = scene.Firm.As(scene.Ana);
        // Eight promises for a week, each done after nine days: none was kept.
        var given = new List<Guid>();
        for (var n = 0; n < 8; n++)
        {
            given.Add((await Promise(stage, db, 7)).Value.Id);
        }
        await stage.PassDays(9);
        foreach (var id in given)
        {
            Assert.True((await new Closures(db).Close(id, new ClosureDetails())).Done);
        }
        var play = await stage.Shipped("promise-within-record");

        var tight = await Promise(stage, db, 7);
        var asked = db.StoppedBy!;
        var wide = await Promise(stage, db, 14);
        var internally = await Promise(stage, db, 7, Favour.Internal);
        db.Reason = "Tom is free all week";
        var reasoned = await Promise(stage, db, 7);

        Assert.Equal(Rapport.Values.Fault.WantsReason, Assert.Single(tight.Refusal!.Faults).Fault);
        Assert.Contains("Send the pack", asked.Asks, StringComparison.Ordinal);
        Assert.Equal((8, false), (wide.Value.ComparedWith, wide.Value.IsTight));
        Assert.Null(internally.Value.ComparedWith);
        Assert.Equal(
            (8, 0, true),
            (
                reasoned.Value.ComparedWith,
                reasoned.Value.ComparedKept!.Value,
                reasoned.Value.IsTight
            )
        );
        var kept = Assert.Single(await PlayReasons.About(db, reasoned.Value.Id, "en", default));
        Assert.Equal(("Tom is free all week", play.Id), (kept.Text, kept.PlayId));
        Assert.Empty(await stage.Of(play));
    }

    private static Task<Rapport.Values.Result<Commitment>> Promise(
        PlayScene stage,
        Db db,
        int days,
        Favour favour = Favour.Client
    ) =>
        new Rapport.Commitments.Commitments(db).Make(
            new CommitmentDetails
            {
                Text = "Send the pack",
                ClientId = stage.Scene.Halden.Id,
                Favour = favour,
                DueOn = db.Now.InUtc().Date.PlusDays(days),
            }
        );

    [Fact]
    public async Task An_opportunity_without_a_next_step_asks_its_owner_for_one_until_one_is_planned()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await stage.Shipped("next-step");
        var scene = stage.Scene;

        var chance = await stage.Opportunity(scene.Tom);

        var asked = Assert.Single(await stage.Of(play, chance.Id));
        Assert.Equal("Plan the next step of Fleet portal", asked.Text);
        Assert.Equal(
            (scene.Tom.Id, scene.Halden.Id),
            (asked.OwnerId!.Value, asked.ClientId!.Value)
        );
        Assert.Equal(new LocalDate(2026, 11, 24), asked.DueOn);
        Assert.Equal((CommitmentState.Open, Favour.Internal), (asked.State, asked.Favour));

        // Four business days on, the account manager hears of it.
        await stage.PassDays(5);
        var slipped = Assert.Single(await stage.Of(play, chance.Id));
        Assert.Equal(scene.Ana.Id, slipped.EscalatedToId);
        Assert.Equal(
            (StepKind.Escalated, (Guid?)scene.Tom.Id, (Guid?)scene.Ana.Id),
            (slipped.Steps[0].Kind, slipped.Steps[0].FromOwnerId, slipped.Steps[0].ToOwnerId)
        );

        var step = await Plan(stage, scene.Tom, chance);
        Assert.Equal(
            CommitmentState.KeptLate,
            Assert.Single(await stage.Of(play, chance.Id)).State
        );

        // Once that step is done and no other follows, it is asked again.
        await using (var db = scene.Firm.As(scene.Tom))
        {
            await new Closures(db).Close(step.Id, new ClosureDetails());
        }
        var again = await stage.Of(play, chance.Id);
        Assert.Equal([CommitmentState.KeptLate, CommitmentState.Open], again.Select(c => c.State));
    }

    [Fact]
    public async Task What_is_won_needs_no_next_step_any_more()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var play = await stage.Shipped("next-step");
        var chance = await stage.Opportunity(stage.Scene.Tom);

        await using (var db = stage.Scene.Firm.As(stage.Scene.Boss))
        {
            await new Opportunities(db).Change(
                chance.Id,
                new OpportunityDetails
                {
                    Name = "Fleet portal",
                    ClientId = stage.Scene.Halden.Id,
                    OwnerId = stage.Scene.Tom.Id,
                    Stage = OpportunityStage.Won,
                },
                null
            );
        }

        Assert.Equal(CommitmentState.Kept, Assert.Single(await stage.Of(play, chance.Id)).State);
    }

    [Fact]
    public async Task A_client_of_whom_no_touch_is_known_for_fifteen_business_days_is_checked_in_with()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("check-in");
        await stage.Talk(scene.Tom);

        await stage.PassDays(20);
        Assert.Empty(await stage.Of(play, scene.Halden.Id));
        await stage.PassDays(1);

        var asked = Assert.Single(await stage.Of(play, scene.Halden.Id));
        Assert.Equal(("Check in with Halden Maritime", scene.Ana.Id), (asked.Text, asked.OwnerId));
        Assert.Equal(new LocalDate(2026, 12, 16), asked.DueOn);

        await stage.PassDays(1);
        var talk = await stage.Talk(scene.Eve);
        var kept = Assert.Single(await stage.Of(play, scene.Halden.Id));
        Assert.Equal((CommitmentState.Kept, (Guid?)talk.Id), (kept.State, kept.EvidenceId));

        // The rhythm begins anew with that talk.
        await stage.PassDays(19);
        Assert.Single(await stage.Of(play, scene.Halden.Id));
        await stage.PassDays(10);
        Assert.Equal(2, (await stage.Of(play, scene.Halden.Id)).Count);
    }

    [Fact]
    public async Task A_key_client_is_checked_in_with_after_five()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("check-in");
        await using (var db = scene.Firm.As(scene.Boss))
        {
            var client = (await db.FindAsync<Client>(scene.Halden.Id))!;
            client.Tier = Tier.Key;
            db.Raise(Client.Changed, client, client.Id);
            await db.SaveChangesAsync();
        }
        await stage.Sit(scene.Boss, SeatRole.Sponsor);
        await stage.Talk(scene.Tom);

        await stage.PassDays(7);
        Assert.Single(await stage.Of(play, scene.Halden.Id));

        await stage.PassDays(8);
        Assert.Equal(
            scene.Boss.Id,
            Assert.Single(await stage.Of(play, scene.Halden.Id)).EscalatedToId
        );
    }

    [Fact]
    public async Task A_note_and_a_talk_in_confidence_are_no_touch()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("check-in");
        await stage.Talk(scene.Tom);
        await stage.PassDays(22);

        await scene.Record(
            scene.Tom,
            new Rapport.Interactions.InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Thought about them",
                Channel = Rapport.Interactions.Channel.Note,
            }
        );
        await scene.Record(
            scene.Tom,
            new Rapport.Interactions.InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "In confidence",
                Channel = Rapport.Interactions.Channel.Call,
                Audience = Audience.Named,
                Participants = [new(scene.Ingrid.Id, null, null), new(null, scene.Tom.Id, null)],
            }
        );

        Assert.Equal(
            CommitmentState.Open,
            Assert.Single(await stage.Of(play, scene.Halden.Id)).State
        );
    }

    [Fact]
    public async Task A_new_face_is_introduced_by_somebody_the_client_trusts()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("introduce");
        var max = await scene.Firm.Colleague(Roles.Consultant, "Max Vogel");
        await stage.Sit(scene.Tom, SeatRole.ProjectManager);
        Assert.Empty(await stage.Of(play));

        await stage.Sit(max, SeatRole.ProjectManager);

        var asked = Assert.Single(await stage.Of(play));
        Assert.Equal(
            ("Introduce Max Vogel to Halden Maritime", scene.Ana.Id, Favour.Client),
            (asked.Text, asked.OwnerId, asked.Favour)
        );

        await stage.Talk(max);
        Assert.Equal(CommitmentState.Open, Assert.Single(await stage.Of(play)).State);
        var together = await stage.Talk(scene.Ana, max);

        var kept = Assert.Single(await stage.Of(play));
        Assert.Equal((CommitmentState.Kept, (Guid?)together.Id), (kept.State, kept.EvidenceId));
    }

    [Fact]
    public async Task A_face_that_nobody_introduced_is_the_sponsors_to_ask_about()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("introduce");
        await stage.Sit(scene.Boss, SeatRole.Sponsor);
        await stage.Sit(scene.Tom, SeatRole.ProjectManager);
        await stage.Sit(scene.Eve, SeatRole.ProjectManager);

        await stage.PassDays(8);

        Assert.Equal(scene.Boss.Id, Assert.Single(await stage.Of(play)).EscalatedToId);
    }

    [Fact]
    public async Task What_a_client_owes_us_is_kindly_asked_for_before_it_is_late()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("duty-due");
        var theirs = await Owed(stage, scene.Tom);
        Assert.Empty(await stage.Of(play));

        await stage.PassDays(8);
        var asked = Assert.Single(await stage.Of(play));
        Assert.Equal(
            ("Remind Halden Maritime: Send the logo", scene.Tom.Id),
            (asked.Text, asked.OwnerId)
        );

        await stage.PassDays(12);
        Assert.Equal(scene.Ana.Id, Assert.Single(await stage.Of(play)).EscalatedToId);

        await using (var db = scene.Firm.As(scene.Tom))
        {
            await new Closures(db).Close(theirs.Id, new ClosureDetails());
        }
        Assert.Equal(CommitmentState.KeptLate, Assert.Single(await stage.Of(play)).State);
    }

    [Fact]
    public async Task An_opportunity_of_whose_client_nothing_is_heard_asks_for_a_word()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        await stage.Talk(scene.Tom);
        var play = await stage.Shipped("gone-quiet");
        var chance = await stage.Opportunity(scene.Tom);

        // A talk in between moves it on, though nothing was done with the opportunity itself.
        await stage.PassDays(7);
        await stage.Talk(scene.Tom);
        await stage.PassDays(10);
        Assert.Empty(await stage.Of(play, chance.Id));
        await stage.PassDays(5);
        Assert.Equal(scene.Tom.Id, Assert.Single(await stage.Of(play, chance.Id)).OwnerId);

        await stage.PassDays(7);
        Assert.Equal(scene.Ana.Id, Assert.Single(await stage.Of(play, chance.Id)).EscalatedToId);
        await stage.Talk(scene.Eve);
        Assert.Equal(
            CommitmentState.KeptLate,
            Assert.Single(await stage.Of(play, chance.Id)).State
        );
    }

    [Fact]
    public async Task Who_leaves_us_is_seen_off_as_a_friend_and_asked_after_each_half_year()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var part = await stage.Shipped("part-as-friends");
        var door = await stage.Shipped("keep-the-door-open");
        await stage.Sit(scene.Boss, SeatRole.Sponsor);
        await stage.Talk(scene.Ana);

        await using (var db = scene.Firm.As(scene.Ana))
        {
            await new Rapport.Clients.Clients(db).Move(scene.Halden.Id, Stage.Lapsed, "Gone");
        }

        var goodbye = Assert.Single(await stage.Of(part));
        Assert.Equal(scene.Ana.Id, goodbye.OwnerId);
        Assert.Empty(await stage.Of(door));
        await stage.PassDays(40);
        Assert.Equal(scene.Boss.Id, Assert.Single(await stage.Of(part)).EscalatedToId);
        await using (var db = scene.Firm.As(scene.Ana))
        {
            await new Closures(db).Close(goodbye.Id, new ClosureDetails());
        }
        Assert.Equal(CommitmentState.KeptLate, Assert.Single(await stage.Of(part)).State);

        await stage.PassDays(150);
        Assert.Single(await stage.Of(door));
        await stage.Talk(scene.Ana);
        Assert.Equal(CommitmentState.Kept, Assert.Single(await stage.Of(door)).State);
    }

    [Fact]
    public async Task A_first_talk_that_ends_without_a_next_one_asks_for_it_until_it_is_arranged()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("next-meeting");
        await stage.Sit(scene.Boss, SeatRole.Sponsor);
        await using var db = scene.Firm.As(scene.Tom);
        var talk = await Talk(stage, db, MeetingKind.Discovery, "What they want");

        await Hold(db).Close(talk.Id, new MeetingClosure { WithoutNext = "They call us" });

        var asked = Assert.Single(await stage.Of(play, talk.Id));
        Assert.Equal(
            ("Arrange the next meeting with Halden Maritime after What they want", scene.Ana.Id),
            (asked.Text, asked.OwnerId)
        );
        await stage.PassDays(5);
        Assert.Equal(scene.Boss.Id, Assert.Single(await stage.Of(play, talk.Id)).EscalatedToId);

        var next = await Talk(stage, db, MeetingKind.Discovery, "Again");
        Assert.Equal(CommitmentState.KeptLate, Assert.Single(await stage.Of(play)).State);
        // One that ends with the next one arranged asks for nothing.
        var later = stage.Clock.GetCurrentInstant() + Duration.FromDays(7);
        Assert.True((await Hold(db).Close(next.Id, new MeetingClosure { Next = later })).Done);
        Assert.Single(await stage.Of(play));
    }

    [Fact]
    public async Task Who_held_a_meeting_sends_its_minutes_within_a_day_or_the_account_manager_hears()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("thank-and-recap");
        await using var db = scene.Firm.As(scene.Tom);
        var talk = await Talk(stage, db, MeetingKind.Working, "Workshop");

        await Hold(db).Close(talk.Id, new MeetingClosure());

        var asked = Assert.Single(await stage.Of(play, talk.Id));
        Assert.Equal((scene.Tom.Id, Favour.Client), (asked.OwnerId!.Value, asked.Favour));
        await stage.PassDays(4);
        Assert.Equal(scene.Ana.Id, Assert.Single(await stage.Of(play, talk.Id)).EscalatedToId);

        var sent = await new SentMinutes(db).Send(talk.Id, new([1]));
        Assert.True(sent.Done, $"{sent.Refusal}");
        Assert.Equal(CommitmentState.KeptLate, Assert.Single(await stage.Of(play, talk.Id)).State);
    }

    [Fact]
    public async Task Whoever_owes_what_a_play_raises_is_told_and_whoever_hears_that_it_slipped_is_told_at_once()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        await stage.Shipped("next-step");
        await using var db = scene.Firm.System();

        // Boss adds it, Tom has to plan its next step; who follows from her own act is not told.
        var chance = await stage.Opportunity(scene.Tom, "Told");
        Assert.Equal(["commitment.given"], await Told(scene.Tom));
        Assert.Empty(await Told(scene.Boss));
        await stage.PassDays(8);

        Assert.Equal(["commitment.slipped"], await Told(scene.Ana));
        Assert.NotEqual(Guid.Empty, chance.Id);

        async Task<List<string>> Told(Colleague who) =>
            await db.Set<Notice>()
                .Where(n => n.ColleagueId == who.Id && n.Text == "Plan the next step of Told")
                .Select(n => n.Kind)
                .Distinct()
                .ToListAsync();
    }

    [Fact]
    public void Each_shipped_play_has_its_words_in_every_language()
    {
        foreach (var play in Shipped.All)
        {
            foreach (var language in new[] { "en", "de", "es" })
            {
                var said = Shipped.Of(play.Key, language)!;
                Assert.All(
                    new[] { said.Name, said.Why, said.Owes },
                    text => Assert.False(string.IsNullOrWhiteSpace(text))
                );
            }
        }
    }

    private static Holdings Hold(Db db) => new(db, new BusinessTimes(db, new CalendarShelf()));

    private static async Task<Meeting> Talk(
        PlayScene stage,
        Db db,
        MeetingKind kind,
        string title
    ) =>
        (
            await new Rapport.Meetings.Meetings(db).Plan(
                new MeetingDetails
                {
                    Title = title,
                    ClientId = stage.Scene.Halden.Id,
                    Kind = kind,
                    Start = stage.Clock.GetCurrentInstant() + Duration.FromHours(1),
                    Attendees =
                    [
                        new(stage.Scene.Ingrid.Id, null, null),
                        new(null, stage.Scene.Tom.Id, null),
                    ],
                }
            )
        ).Value;

    [Fact]
    public async Task Whoever_takes_over_from_one_day_to_the_next_calls_the_client()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("sudden-leaving");
        await stage.Sit(scene.Boss, SeatRole.Sponsor);
        await stage.Sit(scene.Ana, SeatRole.ProjectManager);
        await using (var db = scene.Firm.As(scene.Boss))
        {
            var gone = await new Rapport.Handovers.Handovers(db, new(db)).Start(
                scene.Ana.Id,
                new Rapport.Handovers.SuccessionDetails
                {
                    SuccessorId = scene.Tom.Id,
                    Suddenly = true,
                    Leaves = true,
                },
                mayLeave: true
            );
            Assert.True(gone.Done);
        }

        // One call, though she kept the account and the project.
        var asked = Assert.Single(await stage.Of(play));
        Assert.Equal(
            ("Call Halden Maritime in person: Tom Berg takes over", scene.Tom.Id, Favour.Client),
            (asked.Text, asked.OwnerId, asked.Favour)
        );
        Assert.Equal(new LocalDate(2026, 11, 24), asked.DueOn);

        await stage.PassDays(3);
        Assert.Equal(scene.Boss.Id, Assert.Single(await stage.Of(play)).EscalatedToId);

        // Somebody else's call is not his.
        await stage.Talk(scene.Eve);
        Assert.Equal(CommitmentState.Open, Assert.Single(await stage.Of(play)).State);
        var call = await stage.Talk(scene.Tom);
        var kept = Assert.Single(await stage.Of(play));
        Assert.Equal((CommitmentState.KeptLate, (Guid?)call.Id), (kept.State, kept.EvidenceId));
    }

    [Fact]
    public async Task A_handover_in_time_asks_for_no_such_call()
    {
        await using var stage = await PlayScene.Set(database.Place);
        var scene = stage.Scene;
        var play = await stage.Shipped("sudden-leaving");
        await using (var db = scene.Firm.As(scene.Boss))
        {
            await new Rapport.Handovers.Handovers(db, new(db)).Start(
                scene.Ana.Id,
                new Rapport.Handovers.SuccessionDetails { SuccessorId = scene.Tom.Id },
                mayLeave: true
            );
        }

        Assert.Empty(await stage.Of(play));
    }

    private static async Task<Commitment> Plan(PlayScene stage, Colleague who, Opportunity chance)
    {
        await using var db = stage.Scene.Firm.As(who);
        return (
            await new Rapport.Commitments.Commitments(db).Make(
                new CommitmentDetails
                {
                    Text = "Send the sketch",
                    ClientId = chance.ClientId,
                    SubjectKind = "opportunities",
                    SubjectId = chance.Id,
                    DueOn = new LocalDate(2026, 12, 4),
                }
            )
        ).Value;
    }

    private static async Task<Commitment> Owed(PlayScene stage, Colleague who)
    {
        await using var db = stage.Scene.Firm.As(who);
        return (
            await new Rapport.Commitments.Commitments(db).Make(
                new CommitmentDetails
                {
                    Text = "Send the logo",
                    ClientId = stage.Scene.Halden.Id,
                    Favour = Favour.Us,
                    DueOn = new LocalDate(2026, 12, 7),
                }
            )
        ).Value;
    }

    public sealed class OnSqlite(Sqlite database) : ShippedTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ShippedTests(database),
            IClassFixture<Postgres>;
}
