using Microsoft.AspNetCore.Http;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Handovers;
using Rapport.Jobs;
using Rapport.Mail;
using Rapport.Meetings;
using Rapport.Notices;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;
using Rapport.Web.Meetings;

namespace Rapport.Tests.Core.Handovers;

/// <summary>One act hands over all that a leaver holds; what was done in the past stays as it was.</summary>
public abstract class HandoversTests(TestDatabase database)
{
    private static readonly MeetingPost Post = new(
        new CalendarPerson("rapport@firm.example", "Rapport"),
        new MeetingLetterTexts(new HttpContextAccessor())
    );

    [Fact]
    public async Task What_she_holds_at_a_client_goes_to_its_successor_with_dates_and_history()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var owed = await set.Owe(set.Halden);
        var kept = await set.Owe(set.Halden, "Was sent long ago");
        await using (var db = scene.Firm.As(scene.Ana))
        {
            await new Closures(db).Close(kept.Id, new ClosureDetails());
        }
        var backed = await set.Owe(set.Halden, "Eve's own", scene.Eve, set.Ana);
        var meeting = await set.Plan(scene.Ana);
        var asked = await set.Plan(scene.Eve, set.Ana);
        var open = await set.Opportunity(OpportunityStage.Engaging);
        var won = await set.Opportunity(OpportunityStage.Won);

        var done = await set.HandOver(
            new SuccessionDetails { SuccessorId = set.Tom, Reason = "Ana leaves" }
        );

        Assert.Equal(HandoverState.Done, done.Value.State);
        var given = await set.Read<Commitment>(owed.Id);
        Assert.Equal(
            (set.Tom, owed.DueOn, owed.JudgedBy, CommitmentState.Open),
            (given.OwnerId!.Value, given.DueOn, given.JudgedBy, given.State)
        );
        var step = Assert.Single(await set.All<CommitmentStep>(s => s.CommitmentId == owed.Id));
        Assert.Equal(
            (StepKind.HandedOver, set.Ana, set.Tom, "Ana leaves", scene.Boss.Id),
            (step.Kind, step.FromOwnerId!.Value, step.ToOwnerId!.Value, step.Reason, step.ById)
        );
        Assert.Equal(set.Ana, (await set.Read<Commitment>(kept.Id)).OwnerId);
        Assert.Equal(set.Tom, (await set.Read<Commitment>(backed.Id)).BackupId);
        Assert.Equal(set.Tom, (await set.Read<Meeting>(meeting.Id)).OwnerId);
        Assert.Equal(
            [set.Tom],
            (await set.All<Attendee>(a => a.MeetingId == meeting.Id)).Select(a =>
                a.ColleagueId!.Value
            )
        );
        Assert.Contains(
            await set.All<Attendee>(a => a.MeetingId == asked.Id),
            a => a.ColleagueId == set.Tom
        );
        Assert.Equal(scene.Eve.Id, (await set.Read<Meeting>(asked.Id)).OwnerId);
        Assert.Equal(set.Tom, (await set.Read<Opportunity>(open.Id)).OwnerId);
        Assert.Equal(set.Ana, (await set.Read<Opportunity>(won.Id)).OwnerId);
        var seats = await set.All<Seat>(s => s.ClientId == set.Halden && s.Until == null);
        Assert.DoesNotContain(seats, s => s.ColleagueId == set.Ana);
        Assert.Contains(seats, s => s.ColleagueId == set.Tom && s.Role == SeatRole.AccountManager);
        Assert.Empty((await set.Look()).Clients);
    }

    [Fact]
    public async Task Whoever_was_invited_learns_by_mail_who_invites_now()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var quiet = await scene.Firm.Client("Quiet Quays", scene.Ana);
        scene.Firm.Source.Lend(Post);
        var meeting = await set.Plan(quiet);
        await using (var db = scene.Firm.As(scene.Ana))
        {
            Assert.True((await new Invitations(db, Post).Send(meeting.Id)).Done);
        }

        await set.HandOver(new SuccessionDetails { SuccessorId = set.Tom });

        // Ana was invited; before her the wall stands by now, so that she is told nothing more.
        var mails = await set.All<OutgoingMail>(m => m.SubjectId == meeting.Id);
        Assert.Equal(
            [(scene.Ana.Email, "REQUEST"), (scene.Tom.Email, "REQUEST")],
            mails.Select(m => ((string?)m.To, m.CalendarMethod)).Order()
        );
        Assert.Contains(
            $"mailto:{scene.Tom.Email}",
            mails.Single(m => m.To == scene.Tom.Email).Calendar,
            StringComparison.Ordinal
        );
        // He hears once of all of it, not of each meeting.
        Assert.Single(
            await set.All<Notice>(n => n.ColleagueId == set.Tom && n.Kind != "seat.given")
        );
    }

    [Fact]
    public async Task What_is_of_no_client_goes_to_one_successor()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var affair = await set.Owe(null, "Tidy the shelf");
        var (unit, absence) = await LeadAndStandIn(set);

        await set.HandOver(new SuccessionDetails { SuccessorId = set.Tom });

        Assert.Equal(set.Tom, (await set.Read<Commitment>(affair.Id)).OwnerId);
        Assert.Equal(set.Tom, (await set.Read<Unit>(unit)).LeadId);
        Assert.Equal(set.Tom, (await set.Read<Absence>(absence)).SubstituteId);
        Assert.Equal(0, (await set.Look()).Count);
    }

    [Fact]
    public async Task The_backup_is_proposed_before_another_seat_and_that_before_who_stands_in()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var quiet = await scene.Firm.Client("Quiet Quays", scene.Ana, scene.Eve);
        var alone = await scene.Firm.Client("Alone Ltd", scene.Ana);
        Assert.Null(Of(await set.Look(), alone.Id).Proposed);
        await using (var db = scene.Firm.As(scene.Ana))
        {
            var planned = await new Absences(db).Plan(
                new AbsenceDetails
                {
                    From = new LocalDate(2026, 12, 1),
                    Until = new LocalDate(2026, 12, 3),
                    SubstituteId = scene.Pavel.Id,
                },
                ofAnybody: false
            );
            Assert.True(planned.Done);
        }

        var plan = await set.Look();

        Assert.Equal(
            new Proposal(set.Tom, "Tom Berg", ProposedAs.Backup, SeatRole.Backup),
            Of(plan, set.Halden).Proposed
        );
        Assert.Equal(
            new Proposal(scene.Eve.Id, "Eve Stone", ProposedAs.Seat, SeatRole.AccountManager),
            Of(plan, quiet.Id).Proposed
        );
        Assert.Equal(
            new Proposal(scene.Pavel.Id, "Pavel Král", ProposedAs.Substitute),
            Of(plan, alone.Id).Proposed
        );
    }

    [Fact]
    public async Task Where_nobody_else_is_the_lead_of_her_unit_is_proposed_for_a_sudden_leaving()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var alone = await scene.Firm.Client("Alone Ltd", scene.Ana);
        await LedBy(set, scene.Pavel);

        Assert.Null(Of(await set.Look(), alone.Id).Proposed);
        Assert.Equal(
            new Proposal(scene.Pavel.Id, "Pavel Král", ProposedAs.Lead),
            Of(await set.Look(suddenly: true), alone.Id).Proposed
        );
    }

    [Fact]
    public async Task Of_a_successor_who_left_meanwhile_it_stays_and_whoever_planned_it_hears()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var owed = await set.Owe(set.Halden);
        var planned = await set.HandOver(
            new SuccessionDetails { SuccessorId = set.Tom, On = new LocalDate(2026, 11, 30) }
        );
        await using (var db = scene.Firm.As(scene.Boss))
        {
            await new Colleagues(db).Leave(set.Tom, "Went first");
        }

        set.Clock.Advance(Duration.FromDays(8));
        await StartDue(set);
        await set.Run();

        Assert.Equal(set.Ana, (await set.Read<Commitment>(owed.Id)).OwnerId);
        var done = await set.Read<Handover>(planned.Value.Id);
        Assert.Equal((HandoverState.Done, 2), (done.State, done.Stayed));
        Assert.Single(
            await set.All<Notice>(n =>
                n.ColleagueId == scene.Boss.Id && n.Kind == "handover.left_over"
            )
        );
    }

    [Fact]
    public async Task Nobody_gets_what_she_would_not_see_and_what_nobody_takes_stays()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        await using (var db = scene.Firm.As(scene.Boss))
        {
            // She owns business at a client where she has no seat to give.
            var added = await new Opportunities(db).Add(
                new OpportunityDetails
                {
                    Name = "Bank portal",
                    ClientId = scene.Ribera.Id,
                    OwnerId = set.Ana,
                    Stage = OpportunityStage.Engaging,
                }
            );
            Assert.True(added.Done);
        }

        var refused = await set.HandOver(
            new SuccessionDetails { Clients = [new(scene.Ribera.Id, set.Tom)] }
        );
        var leaving = await set.HandOver(
            new SuccessionDetails { SuccessorId = set.Tom, Leaves = true }
        );
        var done = await set.HandOver(new SuccessionDetails { SuccessorId = set.Tom });

        Assert.Equal(
            (Fault.WithoutSeat, $"clients.{scene.Ribera.Id}"),
            (refused.Refusal!.Faults[0].Fault, refused.Refusal.Faults[0].Field)
        );
        Assert.Equal(
            new FieldFault("knowing", Fault.StillHolds, "1"),
            Assert.Single(leaving.Refusal!.Faults)
        );
        Assert.Equal(1, done.Value.Stayed);
        Assert.Single(
            await set.All<Notice>(n =>
                n.ColleagueId == scene.Boss.Id && n.SubjectId == done.Value.Id
            )
        );
    }

    [Fact]
    public async Task Whoever_still_holds_something_leaves_only_for_a_reason()
    {
        await using var set = await Leaving.Set(database.Place);
        await set.Owe(set.Halden);
        await using var db = set.Scene.Firm.As(set.Scene.Boss);
        var colleagues = new Colleagues(db);

        var refused = await colleagues.Leave(set.Ana);
        var left = await colleagues.Leave(set.Ana, "She fell ill, and nobody can be found yet");

        Assert.Equal(
            new FieldFault("reason", Fault.StillHolds, "2"),
            Assert.Single(refused.Refusal!.Faults)
        );
        Assert.Equal(
            (new LocalDate(2026, 11, 23), "She fell ill, and nobody can be found yet"),
            (left.Value.Left!.Value, left.Value.LeftBecause)
        );
    }

    [Fact]
    public async Task With_all_handed_over_she_leaves_in_the_same_act_and_each_successor_hears_once()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var quiet = await scene.Firm.Client("Quiet Quays", scene.Ana);
        for (var i = 0; i < 3; i++)
        {
            await set.Owe(set.Halden, $"Promise {i}");
            await set.Owe(quiet.Id, $"Another {i}");
        }

        var done = await set.HandOver(
            new SuccessionDetails
            {
                Leaves = true,
                Clients = [new(set.Halden, set.Tom), new(quiet.Id, scene.Eve.Id)],
            }
        );

        Assert.Equal((HandoverState.Done, 0), (done.Value.State, done.Value.Stayed));
        Assert.NotNull((await set.Read<Colleague>(set.Ana)).Left);
        Assert.Equal(
            [(scene.Eve.Id, SeatRole.AccountManager)],
            (await set.All<Seat>(s => s.ClientId == quiet.Id && s.Until == null)).Select(s =>
                (s.ColleagueId, s.Role)
            )
        );
        foreach (var successor in new[] { set.Tom, scene.Eve.Id })
        {
            var told = Assert.Single(
                await set.All<Notice>(n => n.ColleagueId == successor && n.Kind != "seat.given")
            );
            Assert.Equal(
                ("handover.given", "Ana Moreno", done.Value.Id),
                (told.Kind, told.Text, told.SubjectId!.Value)
            );
        }
    }

    [Fact]
    public async Task Much_goes_piece_by_piece_and_on_where_it_stood()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        await using (var db = scene.Firm.System())
        {
            for (var i = 0; i < 450; i++)
            {
                var due = DueTime.Of(new LocalDate(2026, 12, 4), DateTimeZone.Utc);
                db.Add(
                    new Commitment
                    {
                        ClientId = set.Halden,
                        Text = $"Promise {i}",
                        OwnerId = set.Ana,
                        Due = due.At,
                        DueOn = due.On,
                        JudgedBy = due.At,
                        CreatedAt = db.Now,
                    }
                );
            }
            await db.SaveChangesAsync();
        }

        var started = await set.HandOver(
            new SuccessionDetails { SuccessorId = set.Tom, Leaves = true }
        );
        var again = await set.HandOver(new SuccessionDetails { SuccessorId = set.Tom });
        var job = Assert.Single(await set.All<Job>(j => j.SubjectId == started.Value.Id));
        using (var killed = new CancellationTokenSource())
        {
            // After the first piece the runner is gone.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                new JobRunner(scene.Firm.Source).Run(job.Id, _ => killed.Cancel(), killed.Token)
            );
        }
        var half = await set.All<Commitment>(c => c.OwnerId == set.Tom && c.ClientId == set.Halden);
        await set.Run();

        Assert.Equal(HandoverState.Running, started.Value.State);
        Assert.Equal(Fault.Busy, again.Refusal!.Faults[0].Fault);
        Assert.InRange(half.Count, 1, 449);
        var all = await set.All<Commitment>(c => c.ClientId == set.Halden);
        Assert.Equal((450, 450), (all.Count, all.Count(c => c.OwnerId == set.Tom)));
        var ids = all.ConvertAll(c => c.Id);
        Assert.Equal(450, (await set.All<CommitmentStep>(s => ids.Contains(s.CommitmentId))).Count);
        Assert.Equal(
            (HandoverState.Done, 0),
            (
                (await set.Read<Handover>(started.Value.Id)).State,
                (await set.Read<Handover>(started.Value.Id)).Stayed
            )
        );
        Assert.NotNull((await set.Read<Colleague>(set.Ana)).Left);
        Assert.Single(
            await set.All<Notice>(n => n.ColleagueId == set.Tom && n.Kind == "handover.given")
        );
    }

    [Fact]
    public async Task Planned_for_a_day_it_happens_on_that_day_with_what_came_since()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        await using (var db = scene.Firm.As(scene.Boss))
        {
            await new Firms(db).Change(new FirmDetails("Firm", "EUR", "UTC", null));
        }
        var planned = await set.HandOver(
            new SuccessionDetails
            {
                SuccessorId = set.Tom,
                On = new LocalDate(2026, 11, 30),
                Leaves = true,
            }
        );
        var since = await set.Owe(set.Halden);
        await StartDue(set);
        await set.Run();
        Assert.Equal(set.Ana, (await set.Read<Commitment>(since.Id)).OwnerId);

        set.Clock.Advance(Duration.FromDays(7));
        await StartDue(set);
        await StartDue(set);
        await set.Run();

        Assert.Equal(HandoverState.Planned, planned.Value.State);
        Assert.Equal(set.Tom, (await set.Read<Commitment>(since.Id)).OwnerId);
        Assert.Equal(new LocalDate(2026, 11, 30), (await set.Read<Colleague>(set.Ana)).Left);
    }

    [Fact]
    public async Task However_many_nodes_look_at_once_each_begins_once_and_is_told_once()
    {
        await using var set = await Leaving.Set(database.Place);
        var on = new LocalDate(2026, 11, 30);
        var planned = new List<Guid>
        {
            (await set.HandOver(new SuccessionDetails { SuccessorId = set.Tom, On = on })).Value.Id,
        };
        foreach (var other in new[] { set.Scene.Eve, set.Scene.Pavel })
        {
            await using var db = set.Scene.Firm.As(set.Scene.Boss);
            var started = await new Rapport.Handovers.Handovers(db, new(db)).Start(
                other.Id,
                new SuccessionDetails { SuccessorId = set.Tom, On = on },
                mayLeave: true
            );
            planned.Add(started.Value.Id);
        }
        set.Clock.Advance(Duration.FromDays(7));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartDue(set)));

        foreach (var id in planned)
        {
            Assert.Single(await set.All<Job>(j => j.SubjectId == id));
            Assert.Single(
                await set.All<Event>(e => e.SubjectId == id && e.Name == Handover.Started.Name)
            );
        }
    }

    [Fact]
    public async Task What_is_called_off_does_not_happen()
    {
        await using var set = await Leaving.Set(database.Place);
        var planned = await set.HandOver(
            new SuccessionDetails { SuccessorId = set.Tom, On = new LocalDate(2026, 11, 30) }
        );
        await using (var db = set.Scene.Firm.As(set.Scene.Boss))
        {
            var acts = new Rapport.Handovers.Handovers(db, new(db));
            Assert.True((await acts.CallOff(planned.Value.Id)).Done);
            Assert.True((await acts.CallOff(planned.Value.Id)).Done);
        }

        set.Clock.Advance(Duration.FromDays(8));
        await StartDue(set);

        Assert.Equal(HandoverState.CalledOff, (await set.Read<Handover>(planned.Value.Id)).State);
        Assert.NotEmpty((await set.Look()).Clients);
    }

    [Fact]
    public async Task Who_leads_the_unit_hands_over_what_she_sees_and_nothing_behind_other_walls()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var hidden = await scene.Firm.Client("Hidden Harbour", scene.Ana);
        var affair = await set.Owe(null, "Tidy the shelf");
        await LedBy(set, scene.Eve);
        await using (var db = scene.Firm.As(scene.Eve))
        {
            Assert.True(await Rapport.Handovers.Handovers.Leads(db, set.Ana, default));
        }

        var plan = await set.Look(scene.Eve);
        var named = await set.HandOver(
            new SuccessionDetails { Clients = [new(hidden.Id, set.Tom)] },
            scene.Eve,
            mayLeave: false
        );
        var leaving = await set.HandOver(
            new SuccessionDetails
            {
                SuccessorId = set.Tom,
                Leaves = true,
                Knowing = true,
            },
            scene.Eve,
            mayLeave: false
        );
        var done = await set.HandOver(
            new SuccessionDetails { SuccessorId = set.Tom },
            scene.Eve,
            mayLeave: false
        );

        Assert.Equal([set.Halden], plan.Clients.Select(c => c.ClientId));
        Assert.False(plan.Whole);
        Assert.Equal(Fault.Unknown, named.Refusal!.Faults[0].Fault);
        Assert.Equal(Fault.NotAllowed, leaving.Refusal!.Faults[0].Fault);
        Assert.Equal((HandoverState.Done, 0), (done.Value.State, done.Value.Stayed));
        Assert.Contains(
            await set.All<Seat>(s => s.ClientId == hidden.Id && s.Until == null),
            s => s.ColleagueId == set.Ana
        );
        Assert.Equal(set.Ana, (await set.Read<Commitment>(affair.Id)).OwnerId);
    }

    [Fact]
    public async Task What_was_told_in_confidence_goes_only_to_who_reads_it_already()
    {
        await using var set = await Leaving.Set(database.Place);
        var scene = set.Scene;
        var forTom = await InConfidence(set, set.Tom);
        var forEve = await InConfidence(set, scene.Eve.Id);

        var plan = await set.Look();
        var done = await set.HandOver(
            new SuccessionDetails { SuccessorId = set.Tom, Leaves = true }
        );

        Assert.True(plan.InConfidence);
        Assert.Equal(HandoverState.Done, done.Value.State);
        Assert.Equal(set.Tom, (await set.Read<Commitment>(forTom.Id)).OwnerId);
        Assert.Equal(set.Ana, (await set.Read<Commitment>(forEve.Id)).OwnerId);
    }

    private static HeldAtClient Of(HandoverPlan plan, Guid client) =>
        plan.Clients.Single(c => c.ClientId == client);

    private static async Task LedBy(Leaving set, Colleague lead)
    {
        await using var db = set.Scene.Firm.System();
        var unit = await new Units(db).Add(
            new UnitDetails($"Boards {Guid.NewGuid():N}", lead.Id, null)
        );
        (await db.FindAsync<Colleague>(set.Ana))!.UnitId = unit.Value.Id;
        await db.SaveChangesAsync();
    }

    private static async Task StartDue(Leaving set)
    {
        await using var db = set.Scene.Firm.System();
        await Rapport.Handovers.Handovers.StartDue(db);
    }

    private static async Task<(Guid Unit, Guid Absence)> LeadAndStandIn(Leaving set)
    {
        await using var db = set.Scene.Firm.As(set.Scene.Boss);
        var unit = await new Units(db).Add(
            new UnitDetails($"Boards {Guid.NewGuid():N}", set.Ana, null)
        );
        var absence = await new Absences(db).Plan(
            new AbsenceDetails
            {
                ColleagueId = set.Scene.Eve.Id,
                From = new LocalDate(2026, 12, 1),
                Until = new LocalDate(2026, 12, 3),
                SubstituteId = set.Ana,
            },
            ofAnybody: true
        );
        return (unit.Value.Id, absence.Value.Id);
    }

    private static async Task<Commitment> InConfidence(Leaving set, Guid reader)
    {
        var talk = await set.Scene.Record(
            set.Scene.Ana,
            new Rapport.Interactions.InteractionDetails
            {
                ClientId = set.Halden,
                Subject = "In confidence",
                Channel = Rapport.Interactions.Channel.Call,
                Audience = Audience.Named,
                Named = [reader],
            }
        );
        await using var db = set.Scene.Firm.As(set.Scene.Ana);
        return (
            await new Rapport.Commitments.Commitments(db).Follow(
                talk.Value,
                new CommitmentDetails { Text = "Keep it quiet", DueOn = new LocalDate(2026, 12, 4) }
            )
        ).Value;
    }

    public sealed class OnSqlite(Sqlite database) : HandoversTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : HandoversTests(database),
            IClassFixture<Postgres>;
}
