using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Commitments;

/// <summary>Giving one's word, keeping it, moving it and giving it to another, inside the walls.</summary>
public abstract class CommitmentsTests(TestDatabase database)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public async Task What_is_done_in_time_is_kept_and_what_is_done_after_is_kept_late()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var early = await Made(db, Pack(scene, Monday + Duration.FromHours(2)));
        var late = await Made(db, Pack(scene, Monday + Duration.FromHours(2)));

        clock.Advance(Duration.FromHours(2));
        var kept = await new Closures(db).Close(early.Id, new ClosureDetails());
        clock.Advance(Duration.FromMinutes(1));
        var keptLate = await new Closures(db).Close(late.Id, new ClosureDetails());

        Assert.Equal(CommitmentState.Kept, kept.Value.State);
        Assert.Equal(CommitmentState.KeptLate, keptLate.Value.State);
        Assert.Equal(
            [Commitment.Made.Name, Commitment.Kept.Name],
            (await Events(scene, early.Id)).Select(e => e.Name)
        );
    }

    [Fact]
    public async Task A_day_ends_where_the_client_is()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var client = await db.Set<Rapport.Clients.Client>()
            .FirstAsync(c => c.Id == scene.Halden.Id);
        client.TimeZone = "America/Los_Angeles";
        await db.SaveChangesAsync();

        var made = await Made(db, Pack(scene, null) with { DueOn = new LocalDate(2026, 11, 24) });

        // Midnight in Los Angeles is eight in the morning in UTC; the last microsecond before it is still in time.
        Assert.Equal(
            Instant.FromUtc(2026, 11, 25, 8, 0) - Duration.FromNanoseconds(1000),
            made.Due
        );
    }

    [Fact]
    public async Task What_an_entry_shows_was_done_when_that_happened()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var made = await Made(db, Pack(scene, Monday + Duration.FromHours(2)));
        clock.Advance(Duration.FromHours(5));
        var sent = await scene.Record(
            scene.Ana,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Sent the pack",
                Occurred = Monday + Duration.FromHours(1),
            }
        );

        var kept = await new Closures(db).Close(
            made.Id,
            new ClosureDetails { EvidenceId = sent.Value.Id }
        );

        Assert.Equal(CommitmentState.Kept, kept.Value.State);
        Assert.Equal(Monday + Duration.FromHours(1), kept.Value.ClosedAt);
    }

    [Fact]
    public async Task An_entry_of_another_client_and_the_entry_that_it_came_from_show_nothing()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Boss);
        var talk = await scene.Record(
            scene.Ana,
            new InteractionDetails { ClientId = scene.Halden.Id, Subject = "Talked" }
        );
        var other = await scene.Record(
            scene.Pavel,
            new InteractionDetails { ClientId = scene.Ribera.Id, Subject = "Elsewhere" }
        );
        var entry = await db.Set<Interaction>().FirstAsync(i => i.Id == talk.Value.Id);
        var made = (
            await new Acts(db).Follow(
                entry,
                new CommitmentDetails { Text = "Send it", Due = db.Now + Duration.FromDays(1) }
            )
        ).Value;

        foreach (var evidence in new[] { talk.Value.Id, other.Value.Id, Guid.NewGuid() })
        {
            var refused = await new Closures(db).Close(
                made.Id,
                new ClosureDetails { EvidenceId = evidence }
            );
            Assert.Equal([new FieldFault("evidenceId", Fault.Unknown)], refused.Refusal!.Faults);
        }
        Assert.Equal(
            (CommitmentOrigin.Entry, entry.Id, scene.Halden.Id),
            (made.Origin, made.OriginId!.Value, made.ClientId!.Value)
        );
    }

    [Fact]
    public async Task A_date_moved_with_consent_before_it_passed_is_the_word_and_any_other_is_not()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var due = Monday + Duration.FromDays(1);
        var agreed = await Made(db, Pack(scene, due));
        var alone = await Made(db, Pack(scene, due));
        var after = await Made(db, Pack(scene, due));
        var theirs = await Made(db, Pack(scene, due) with { Favour = Favour.Us });
        var later = new MoveDetails { Due = due + Duration.FromDays(2), Reason = "More data came" };

        await new Acts(db).Move(agreed.Id, later with { Agreed = true });
        await new Acts(db).Move(alone.Id, later);
        await new Acts(db).Move(theirs.Id, later);
        clock.Advance(Duration.FromDays(1) + Duration.FromHours(1));
        await new Acts(db).Move(after.Id, later with { Agreed = true });
        clock.Advance(Duration.FromDays(1));
        var states = new List<CommitmentState>();
        foreach (var one in new[] { agreed, alone, after, theirs })
        {
            states.Add((await new Closures(db).Close(one.Id, new ClosureDetails())).Value.State);
        }

        Assert.Equal(
            [
                CommitmentState.Kept,
                CommitmentState.KeptLate,
                CommitmentState.KeptLate,
                CommitmentState.Kept,
            ],
            states
        );
    }

    [Fact]
    public async Task Every_move_is_kept_with_who_why_and_what_it_was_before()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var made = await Made(
            db,
            Pack(scene, null) with
            {
                DueOn = new LocalDate(2026, 11, 27),
                TargetOn = new LocalDate(2026, 11, 26),
            }
        );

        await new Acts(db).Move(
            made.Id,
            new MoveDetails
            {
                DueOn = new LocalDate(2026, 11, 25),
                Agreed = true,
                Reason = "They need it sooner",
            }
        );
        var steps = await CommitmentRecords.Steps(db, made.Id, default);
        var record = await CommitmentRecords.Find(db, made.Id, default);

        var step = Assert.Single(steps);
        Assert.Equal(
            (StepKind.Moved, "Ana Moreno", "They need it sooner", true),
            (step.Kind, step.By, step.Reason, step.Agreed)
        );
        Assert.Equal(
            (new LocalDate(2026, 11, 27), new LocalDate(2026, 11, 25)),
            (step.FromOn, step.ToOn)
        );
        Assert.Equal(new LocalDate(2026, 11, 25), record!.TargetOn);
    }

    [Fact]
    public async Task Nothing_is_waived_missed_or_moved_without_a_reason()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var made = await Made(db, Pack(scene, db.Now + Duration.FromDays(1)));

        var waived = await new Closures(db).Close(
            made.Id,
            new ClosureDetails { Outcome = Ending.Waived, Reason = " " }
        );
        var missed = await new Closures(db).Close(
            made.Id,
            new ClosureDetails { Outcome = Ending.Missed }
        );
        var moved = await new Acts(db).Move(
            made.Id,
            new MoveDetails { Due = db.Now + Duration.FromDays(2) }
        );

        Assert.All(
            [waived.Refusal, missed.Refusal, moved.Refusal],
            r => Assert.Equal([new FieldFault("reason", Fault.Required)], r!.Faults)
        );
        Assert.Single(await Events(scene, made.Id));
    }

    [Fact]
    public async Task Closing_it_twice_the_same_way_happens_once_and_another_way_is_refused()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var made = await Made(db, Pack(scene, db.Now + Duration.FromDays(1)));

        await new Closures(db).Close(made.Id, new ClosureDetails());
        var again = await new Closures(db).Close(made.Id, new ClosureDetails());
        var other = await new Closures(db).Close(
            made.Id,
            new ClosureDetails { Outcome = Ending.Waived, Reason = "No more" }
        );
        var open = await new Closures(db).Reopen(made.Id, new ReasonDetails { Reason = "Mistake" });

        Assert.True(again.Done);
        Assert.Equal([new FieldFault("outcome", Fault.AlreadyDone)], other.Refusal!.Faults);
        Assert.Equal((CommitmentState.Open, null), (open.Value.State, open.Value.ClosedAt));
        Assert.Equal(
            [Commitment.Made.Name, Commitment.Kept.Name, Commitment.Reopened.Name],
            (await Events(scene, made.Id)).Select(e => e.Name)
        );
    }

    [Fact]
    public async Task Waiting_stops_our_clock_and_starts_theirs_until_they_have_done_it()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var ours = await Made(db, Pack(scene, Monday + Duration.FromDays(2)));

        clock.Advance(Duration.FromDays(1));
        await new Waits(db).Wait(
            ours.Id,
            new WaitDetails
            {
                Text = "Names of the steering board",
                ContactId = scene.Ingrid.Id,
                Due = clock.GetCurrentInstant() + Duration.FromDays(2),
            }
        );
        clock.Advance(Duration.FromDays(3));
        var waiting = await CommitmentRecords.Find(db, ours.Id, default);
        var theirs = await db.Set<Commitment>().FirstAsync(c => c.OriginId == ours.Id);
        await new Closures(db).Close(theirs.Id, new ClosureDetails());
        var goesOn = await CommitmentRecords.Find(db, ours.Id, default);

        Assert.Equal((false, Monday + Duration.FromDays(1)), (waiting!.Late, waiting.WaitingSince));
        Assert.Equal(
            (Favour.Us, CommitmentOrigin.Wait, CommitmentState.KeptLate),
            (theirs.Favour, theirs.Origin, theirs.State)
        );
        // A day was left when it stopped, and is left again.
        Assert.Equal(
            (null, clock.GetCurrentInstant() + Duration.FromDays(1)),
            (goesOn!.WaitingSince, goesOn.Due)
        );
        Assert.Equal(goesOn.Due, goesOn.JudgedBy);
        Assert.Equal(
            [StepKind.Waited, StepKind.Resumed],
            (await CommitmentRecords.Steps(db, ours.Id, default)).Select(s => s.Kind)
        );
    }

    [Fact]
    public async Task Ours_goes_on_only_when_all_that_it_waits_for_is_there()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var day = Duration.FromDays(1);
        var ours = await Made(db, Pack(scene, db.Now + day));
        await new Waits(db).Wait(ours.Id, new WaitDetails { Text = "First", Due = db.Now + day });
        await new Waits(db).Resume(ours.Id, new ReasonDetails());
        await new Waits(db).Wait(ours.Id, new WaitDetails { Text = "Second", Due = db.Now + day });
        var theirs = await db.Set<Commitment>()
            .Where(c => c.OriginId == ours.Id)
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync();

        await new Closures(db).Close(theirs[0], new ClosureDetails());
        var stillWaits = await CommitmentRecords.Find(db, ours.Id, default);
        await new Closures(db).Close(theirs[1], new ClosureDetails());
        var goesOn = await CommitmentRecords.Find(db, ours.Id, default);

        Assert.NotNull(stillWaits!.WaitingSince);
        Assert.Null(goesOn!.WaitingSince);
    }

    [Fact]
    public async Task What_was_late_when_it_began_to_wait_stays_late()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var ours = await Made(db, Pack(scene, Monday + Duration.FromHours(1)));
        clock.Advance(Duration.FromHours(2));
        await new Waits(db).Wait(
            ours.Id,
            new WaitDetails
            {
                Text = "Their part",
                Due = clock.GetCurrentInstant() + Duration.FromDays(1),
            }
        );
        clock.Advance(Duration.FromHours(5));

        await new Waits(db).Resume(ours.Id, new ReasonDetails());
        var kept = await new Closures(db).Close(ours.Id, new ClosureDetails());

        Assert.Equal(CommitmentState.KeptLate, kept.Value.State);
        Assert.Equal(Monday + Duration.FromHours(1), kept.Value.Due);
    }

    [Fact]
    public async Task It_is_handed_over_only_to_who_sees_the_client()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var made = await Made(db, Pack(scene, db.Now + Duration.FromDays(1)));

        var walled = await new Acts(db).HandOver(
            made.Id,
            new HandoverDetails { OwnerId = scene.Pavel.Id }
        );
        var given = await new Acts(db).HandOver(
            made.Id,
            new HandoverDetails { OwnerId = scene.Tom.Id, Reason = "Tom knows it" }
        );
        var step = Assert.Single(await CommitmentRecords.Steps(db, made.Id, default));

        Assert.Equal([new FieldFault("ownerId", Fault.WithoutSeat)], walled.Refusal!.Faults);
        Assert.Equal(scene.Tom.Id, given.Value.OwnerId);
        Assert.Equal(("Ana Moreno", "Tom Berg"), (step.FromOwner, step.ToOwner));
    }

    [Fact]
    public async Task Behind_the_clients_wall_there_is_none_and_an_affair_of_the_firm_is_its_owners()
    {
        await using var scene = await Scene.Set(database.Place);
        Commitment owed;
        Commitment affair;
        await using (var db = scene.Firm.As(scene.Ana))
        {
            owed = await Made(db, Pack(scene, db.Now + Duration.FromDays(1)));
            affair = await Made(
                db,
                new CommitmentDetails
                {
                    Text = "Tidy the price list",
                    Favour = Favour.Internal,
                    Due = db.Now + Duration.FromDays(1),
                }
            );
            await new Acts(db).HandOver(affair.Id, new HandoverDetails { OwnerId = scene.Tom.Id });
        }

        Assert.Equal([owed.Id], await Seen(scene.Ana));
        Assert.Equal([owed.Id, affair.Id], await Seen(scene.Tom));
        Assert.Equal([owed.Id, affair.Id], await Seen(scene.Boss));
        Assert.Empty(await Seen(scene.Pavel));
        await using var pavel = scene.Firm.As(scene.Pavel);
        Assert.Equal(
            RefusalKind.NotFound,
            (await new Closures(pavel).Close(owed.Id, new ClosureDetails())).Refusal!.Kind
        );
        Assert.Empty(await CommitmentRecords.Steps(pavel, affair.Id, default));

        async Task<IEnumerable<Guid>> Seen(Colleague who)
        {
            await using var db = scene.Firm.As(who);
            Guid[] mine = [owed.Id, affair.Id];
            return await db.Set<Commitment>()
                .Where(c => mine.Contains(c.Id))
                .OrderBy(c => c.Id)
                .Select(c => c.Id)
                .ToListAsync();
        }
    }

    [Fact]
    public async Task What_follows_from_a_talk_in_confidence_is_read_by_those_who_read_the_talk()
    {
        await using var scene = await Scene.Set(database.Place);
        var talk = await scene.Record(
            scene.Ana,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Ingrid leaves",
                Audience = Audience.Named,
                Named = [scene.Tom.Id],
            }
        );
        await using var ana = scene.Firm.As(scene.Ana);
        var entry = await ana.Set<Interaction>().FirstAsync(i => i.Id == talk.Value.Id);

        var made = await new Acts(ana).Follow(
            entry,
            new CommitmentDetails
            {
                Text = "Find her successor",
                Due = ana.Now + Duration.FromDays(5),
            }
        );

        Assert.True(made.Done);
        Assert.True(await Sees(scene.Ana) && await Sees(scene.Tom));
        Assert.False(await Sees(scene.Eve) || await Sees(scene.Boss));

        async Task<bool> Sees(Colleague who)
        {
            await using var db = scene.Firm.As(who);
            return await CommitmentRecords.Find(db, made.Value.Id, default) is not null;
        }
    }

    [Fact]
    public async Task What_was_confided_goes_no_further_by_giving_somebody_the_work()
    {
        await using var scene = await Scene.Set(database.Place);
        var talk = await scene.Record(
            scene.Ana,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Ingrid leaves",
                Audience = Audience.Named,
                Named = [scene.Tom.Id],
            }
        );
        await using var tom = scene.Firm.As(scene.Tom);
        var entry = await tom.Set<Interaction>().FirstAsync(i => i.Id == talk.Value.Id);
        var said = new CommitmentDetails
        {
            Text = "Find her successor",
            Due = tom.Now + Duration.FromDays(5),
        };

        var toEve = await new Acts(tom).Follow(entry, said with { OwnerId = scene.Eve.Id });
        var made = await new Acts(tom).Follow(entry, said);
        var handed = await new Acts(tom).HandOver(
            made.Value.Id,
            new HandoverDetails { OwnerId = scene.Eve.Id }
        );
        await using var ana = scene.Firm.As(scene.Ana);
        var read = await CommitmentRecords.Find(ana, made.Value.Id, default);
        var back = await new Acts(tom).HandOver(
            made.Value.Id,
            new HandoverDetails { OwnerId = scene.Ana.Id }
        );

        Assert.Equal([new FieldFault("ownerId", Fault.AuthorAlone)], toEve.Refusal!.Faults);
        Assert.Equal([new FieldFault("ownerId", Fault.AuthorAlone)], handed.Refusal!.Faults);
        Assert.NotNull(read);
        Assert.True(back.Done);
    }

    [Fact]
    public async Task Who_acts_at_the_same_time_is_done_or_told_that_somebody_was_quicker()
    {
        await using var scene = await Scene.Set(database.Place);
        Commitment made;
        await using (var db = scene.Firm.As(scene.Ana))
        {
            made = await Made(db, Pack(scene, db.Now + Duration.FromDays(1)));
        }

        var moved = await Task.WhenAll(Enumerable.Range(2, 8).Select(Move));
        await using var look = scene.Firm.As(scene.Ana);
        var steps = await CommitmentRecords.Steps(look, made.Id, default);

        Assert.All(moved, r => Assert.True(r is null || r.Kind == RefusalKind.Stale, $"{r}"));
        Assert.Equal(moved.Count(r => r is null), steps.Count);
        Assert.NotEmpty(steps);

        async Task<Refusal?> Move(int days)
        {
            await using var db = scene.Firm.As(scene.Ana);
            var due = db.Now + Duration.FromDays(days);
            return (
                await new Acts(db).Move(made.Id, new MoveDetails { Due = due, Reason = "At once" })
            ).Refusal;
        }
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_field_by_field_and_nothing_is_kept()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);

        var refused = await new Acts(db).Make(
            new CommitmentDetails
            {
                Text = " ",
                ClientId = scene.Ribera.Id,
                DueOn = new LocalDate(2026, 11, 20),
                TargetOn = new LocalDate(2026, 11, 21),
                ContactId = Guid.NewGuid(),
                BackupId = scene.Ana.Id,
            }
        );
        var far = await new Acts(db).Make(
            Pack(scene, null) with
            {
                DueOn = new LocalDate(9999, 12, 31),
            }
        );

        Assert.Equal(
            [
                ("due", Fault.InThePast),
                ("targetOn", Fault.AfterThePromise),
                ("clientId", Fault.Unknown),
                ("backupId", Fault.Taken),
                ("contactId", Fault.Unknown),
                ("text", Fault.Required),
            ],
            refused.Refusal!.Faults.Select(f => (f.Field, f.Fault))
        );
        Assert.Contains(far.Refusal!.Faults, f => f == new FieldFault("due", Fault.TooLarge));
        Assert.False(db.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task The_list_narrows_to_what_is_late_what_waits_and_what_is_mine()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var late = await Made(db, Pack(scene, Monday + Duration.FromHours(1)));
        var open = await Made(
            db,
            Pack(scene, Monday + Duration.FromDays(3)) with
            {
                OwnerId = scene.Tom.Id,
            }
        );
        var waits = await Made(db, Pack(scene, Monday + Duration.FromHours(1)));
        await new Waits(db).Wait(
            waits.Id,
            new WaitDetails { Text = "Their part", Due = Monday + Duration.FromDays(9) }
        );
        var done = await Made(db, Pack(scene, Monday + Duration.FromHours(1)));
        await new Closures(db).Close(done.Id, new ClosureDetails());
        clock.Advance(Duration.FromHours(2));

        Assert.Equal([late.Id], await Listed(new(Stand: Stand.Late)));
        Assert.Equal([waits.Id], await Listed(new(Stand: Stand.Waiting)));
        Assert.Equal([late.Id, waits.Id], await Listed(new(Own: true)));
        Assert.Equal([late.Id, open.Id, waits.Id], await Listed(new()));
        Assert.Equal([late.Id, open.Id, waits.Id, done.Id], await Listed(new(Stand: Stand.All)));

        async Task<IEnumerable<Guid>> Listed(CommitmentFilter filter) =>
            (
                await (filter with { ClientId = scene.Halden.Id, Favour = Favour.Client })
                    .Commitments(db)
                    .OrderBy(c => c.Id)
                    .Select(c => c.Id)
                    .ToListAsync()
            );
    }

    private static CommitmentDetails Pack(Scene scene, Instant? due) =>
        new()
        {
            Text = "Sign-off pack for phase 2",
            ClientId = scene.Halden.Id,
            Due = due,
        };

    private static async Task<Commitment> Made(Db db, CommitmentDetails said) =>
        (await new Acts(db).Make(said)).Value;

    private static async Task<List<Event>> Events(Scene scene, Guid id)
    {
        await using var db = scene.Firm.System();
        return await db.Set<Event>().Where(e => e.SubjectId == id).OrderBy(e => e.Id).ToListAsync();
    }

    public sealed class OnSqlite(Sqlite database)
        : CommitmentsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CommitmentsTests(database),
            IClassFixture<Postgres>;
}
