using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Meetings.Meetings;

namespace Rapport.Tests.Core.Meetings;

/// <summary>Arranging meetings, talking through what is open, closing them into the handbook, inside the walls.</summary>
public abstract class MeetingsTests(TestDatabase database)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public async Task Closing_writes_the_minutes_into_the_timeline_and_makes_commitments_of_actions()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var owed = (await new Rapport.Commitments.Commitments(db).Make(Drawings(scene))).Value;
        var meeting = await Planned(db, Weekly(scene));
        clock.Advance(Duration.FromDays(1));
        var saved = await new Minutes(db).Save(
            meeting.Id,
            new MinutesDetails
            {
                Present = [1, 2],
                Points = [new PointNotes(1, "They like them", "Blue it is", Done: true)],
                Actions =
                [
                    new(null, "Order the paint", Favour.Client, scene.Tom.Id, scene.Ingrid.Id, Day),
                    new(null, "Name the painter", Favour.Us, null, scene.Ingrid.Id, Day),
                ],
            }
        );
        Assert.True(saved.Done, $"{saved.Refusal}");

        var closed = await Hold(db).Close(meeting.Id, new MeetingClosure());
        Assert.True(closed.Done, $"{closed.Refusal}");
        var entry = await db.Set<Interaction>()
            .Include(i => i.Participants)
            .FirstAsync(i => i.Id == closed.Value.EntryId);
        var made = await db.Set<Commitment>()
            .Where(c => c.OriginId == entry.Id)
            .OrderBy(c => c.Favour)
            .ToListAsync();
        var kept = await CommitmentRecords.Find(db, owed.Id, default);

        Assert.Equal(
            (MeetingState.Held, Channel.Meeting, "Weekly", Monday + Duration.FromHours(20)),
            (closed.Value.State, entry.Channel, entry.Subject, entry.Occurred)
        );
        Assert.Equal(
            """
            1. Send the keel drawings ✓
               They like them
               ✓ Blue it is
            → Order the paint · Tom Berg · Ingrid Solberg · 2026-12-01
            → Name the painter · Ingrid Solberg · 2026-12-01
            """.ReplaceLineEndings("\n"),
            entry.Body
        );
        Assert.Equal(2, entry.Participants.Count);
        Assert.True(entry.RealTouch);
        Assert.Equal(
            [("Order the paint", scene.Tom.Id), ("Name the painter", scene.Ana.Id)],
            made.Select(c => (c.Text, c.OwnerId!.Value))
        );
        Assert.All(made, c => Assert.Equal(CommitmentOrigin.Entry, c.Origin));
        Assert.Equal((CommitmentState.Kept, entry.Id), (kept!.State, kept.EvidenceId!.Value));
        Assert.Equal(
            ["meeting.planned", "meeting.noted", "meeting.held"],
            await Events(scene, meeting.Id)
        );
    }

    [Fact]
    public async Task Closing_it_again_changes_nothing()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        await new Minutes(db).Save(meeting.Id, Todo(scene));
        clock.Advance(Duration.FromDays(1));

        var first = await Hold(db).Close(meeting.Id, new MeetingClosure());
        var again = await Hold(db).Close(meeting.Id, new MeetingClosure());

        Assert.Equal(first.Value.EntryId, again.Value.EntryId);
        Assert.Equal(1, await db.Set<Interaction>().CountAsync(i => i.ClientId == scene.Halden.Id));
        Assert.Equal(1, await db.Set<Commitment>().CountAsync(c => c.ClientId == scene.Halden.Id));
    }

    [Fact]
    public async Task Closed_by_two_at_once_it_is_closed_once()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        Meeting meeting;
        await using (var db = scene.Firm.As(scene.Ana))
        {
            meeting = await Planned(db, Weekly(scene));
            await new Minutes(db).Save(meeting.Id, Todo(scene));
        }
        clock.Advance(Duration.FromDays(1));

        var closed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Close()));
        await using var look = scene.Firm.As(scene.Ana);

        Assert.All(closed, r => Assert.True(r is null || r.Kind == RefusalKind.Stale, $"{r}"));
        Assert.Contains(closed, r => r is null);
        Assert.Equal(
            (1, 1),
            (
                await look.Set<Interaction>().CountAsync(i => i.ClientId == scene.Halden.Id),
                await look.Set<Commitment>().CountAsync(c => c.ClientId == scene.Halden.Id)
            )
        );

        async Task<Refusal?> Close()
        {
            await using var db = scene.Firm.As(scene.Ana);
            return (await Hold(db).Close(meeting.Id, new MeetingClosure())).Refusal;
        }
    }

    [Theory]
    [InlineData(MeetingKind.Discovery, false)]
    [InlineData(MeetingKind.PartnerReview, false)]
    [InlineData(MeetingKind.Steering, true)]
    public async Task A_discovery_or_a_review_does_not_end_without_the_next_or_a_reason(
        MeetingKind kind,
        bool may
    )
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var one = await Planned(db, Weekly(scene) with { Kind = kind });
        var other = await Planned(db, Weekly(scene) with { Kind = kind });
        clock.Advance(Duration.FromDays(1));

        var bare = await Hold(db).Close(one.Id, new MeetingClosure());
        var reasoned = await Hold(db)
            .Close(one.Id, new MeetingClosure { WithoutNext = "They merge with Ribera" });
        var next = await Hold(db)
            .Close(other.Id, new MeetingClosure { Next = Monday + Duration.FromDays(14) });
        var arranged = await MeetingRecords.Find(db, next.Value.NextId!.Value, default);

        Assert.Equal(may, bare.Done);
        Assert.Equal(
            may ? [] : [new FieldFault("next", Fault.Required)],
            bare.Refusal?.Faults ?? []
        );
        Assert.True(reasoned.Done);
        Assert.Equal(
            (kind, "Weekly", Monday + Duration.FromDays(14)),
            (arranged!.Kind, arranged.Title, arranged.Start)
        );
        Assert.Equal(2, await db.Set<Attendee>().CountAsync(a => a.MeetingId == arranged.Id));
    }

    [Fact]
    public async Task What_an_action_lacks_is_said_and_nothing_of_the_closing_is_kept()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        await new Minutes(db).Save(
            meeting.Id,
            new MinutesDetails
            {
                Actions =
                [
                    new(null, "Order the paint", Favour.Client, null, null, null),
                    new(null, "Long ago", Favour.Client, null, null, new LocalDate(2026, 1, 1)),
                ],
            }
        );
        clock.Advance(Duration.FromDays(1));

        var undated = await Hold(db).Close(meeting.Id, new MeetingClosure());
        await new Minutes(db).Save(
            meeting.Id,
            new MinutesDetails
            {
                Actions =
                [
                    new(null, "Long ago", Favour.Client, null, null, new LocalDate(2026, 1, 1)),
                ],
            }
        );
        var past = await Hold(db).Close(meeting.Id, new MeetingClosure());
        var still = await MeetingRecords.Find(db, meeting.Id, default);

        Assert.Equal([new FieldFault("actions[0].due", Fault.Required)], undated.Refusal!.Faults);
        Assert.Equal([new FieldFault("actions[0].due", Fault.InThePast)], past.Refusal!.Faults);
        Assert.Equal(MeetingState.Planned, still!.State);
        Assert.False(await db.Set<Interaction>().AnyAsync(i => i.ClientId == scene.Halden.Id));
        Assert.False(await db.Set<Commitment>().AnyAsync(c => c.ClientId == scene.Halden.Id));
    }

    [Fact]
    public async Task A_move_keeps_when_it_was_and_asks_everybody_anew()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var said = Weekly(scene);
        var meeting = await Planned(
            db,
            said with
            {
                Attendees = [new(scene.Ingrid.Id, null, null, Answer.Accepted)],
            }
        );
        var later = said.Start!.Value + Duration.FromDays(1);

        var moved = await new Acts(db).Move(
            meeting.Id,
            new MeetingMove { Start = later, Reason = "The ferry is late" }
        );
        var (at, sequence) = (moved.Value.Start, moved.Value.Sequence);
        await new Acts(db).Move(meeting.Id, new MeetingMove { Start = later });
        var whole = await MeetingRecords.Whole(db, meeting.Id, default);
        var cancelled = await new Acts(db).Cancel(
            meeting.Id,
            new MeetingCancellation { Reason = "Storm" }
        );
        var late = await new Acts(db).Move(meeting.Id, new MeetingMove { Start = said.Start });
        var unsaid = await new Acts(db).Cancel(
            (await Planned(db, said)).Id,
            new MeetingCancellation()
        );

        Assert.Equal((later, 1), (at, sequence));
        var step = Assert.Single(whole!.Steps);
        Assert.Equal(
            (said.Start, later, "The ferry is late", "Ana Moreno"),
            (step.From, step.To!.Value, step.Reason, step.By)
        );
        Assert.All(whole.Attendees, a => Assert.Equal(Answer.None, a.Answer));
        Assert.Equal(
            (MeetingState.Cancelled, 2),
            (cancelled.Value.State, cancelled.Value.Sequence)
        );
        Assert.Equal([new FieldFault("start", Fault.AlreadyDone)], late.Refusal!.Faults);
        Assert.Equal([new FieldFault("reason", Fault.Required)], unsaid.Refusal!.Faults);
    }

    [Fact]
    public async Task The_agenda_is_drawn_from_what_is_open_and_what_is_taken_off_stays_off()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var acts = new Rapport.Commitments.Commitments(db);
        await acts.Make(Drawings(scene));
        await acts.Make(Drawings(scene) with { Text = "Names", Favour = Favour.Us });
        await acts.Make(Drawings(scene) with { Text = "Margin", Favour = Favour.Internal });
        await acts.Make(Drawings(scene) with { Text = "Whisper", Audience = Audience.Named });
        await acts.Make(
            Drawings(scene) with
            {
                Text = "Late",
                Due = Monday + Duration.FromHours(1),
            }
        );
        clock.Advance(Duration.FromHours(2));
        var agendas = new Agendas(db);

        var before = await Planned(db, Weekly(scene));
        var inside = await Planned(db, Weekly(scene) with { Kind = MeetingKind.Internal });
        var drawn = Texts(before);
        var offered = await agendas.Offered(before, default);
        await agendas.TakeOff(before.Id, 2);
        await agendas.Put(before.Id, "The new quay");
        await agendas.Shift(before.Id, 4, -9);
        await agendas.Put(before.Id, null, offered.Single(o => o.Text == "Margin").SourceId);
        await acts.Make(Drawings(scene) with { Text = "Fresh" });
        await agendas.Draw(before.Id);
        await agendas.Draw(before.Id);

        Assert.Equal(["Late", "Send the keel drawings", "Names"], drawn);
        Assert.Equal(
            ["Late", "Margin", "Names", "Send the keel drawings"],
            Texts(inside).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["Margin"], offered.Select(o => o.Text));
        Assert.Equal(
            ["The new quay", "Late", "Names", "Margin", "Fresh"],
            (await MeetingRecords.Whole(db, before.Id, default))!.Agenda.Select(p => p.Text)
        );

        static IEnumerable<string> Texts(Meeting meeting) =>
            meeting.Agenda.OrderBy(i => i.Position).Select(i => i.Text).ToList();
    }

    [Fact]
    public async Task What_was_agreed_the_last_time_and_slipped_comes_first()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        await new Rapport.Commitments.Commitments(db).Make(
            Drawings(scene) with
            {
                Due = Monday + Duration.FromDays(2),
            }
        );
        var first = await Planned(db, Weekly(scene));
        await new Minutes(db).Save(first.Id, Todo(scene));
        clock.Advance(Duration.FromDays(1));
        await Hold(db).Close(first.Id, new MeetingClosure());
        clock.Advance(Duration.FromDays(20));

        var next = await Planned(db, Weekly(scene) with { Start = db.Now });

        Assert.Equal(
            [
                ("Order the paint", AgendaSource.LastTime),
                ("Send the keel drawings", AgendaSource.Owed),
            ],
            next.Agenda.OrderBy(i => i.Position).Select(i => (i.Text, i.Source))
        );
    }

    [Fact]
    public async Task Two_who_write_minutes_at_once_overwrite_nothing_unknowingly()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene) with { Start = db.Now });
        await new Agendas(db).Put(meeting.Id, "The quay");
        var read = (await MeetingRecords.Find(db, meeting.Id, default))!.Version;
        var said = new MinutesDetails { Points = [new(1, "Ana wrote", null, false)] };

        var first = await new Minutes(db).Save(meeting.Id, said, read);
        await using var tom = scene.Firm.As(scene.Tom);
        var second = await new Minutes(tom).Save(
            meeting.Id,
            new MinutesDetails { Points = [new(1, "Tom wrote", null, false)] },
            read
        );

        Assert.True(first.Done);
        Assert.Equal(RefusalKind.Stale, second.Refusal!.Kind);
    }

    [Fact]
    public async Task Behind_the_wall_there_is_none_and_one_of_the_firms_own_is_theirs_who_are_asked()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var walled = await Planned(db, Weekly(scene));
        var own = await Planned(
            db,
            new MeetingDetails
            {
                Title = "How we price",
                Kind = MeetingKind.Internal,
                Start = db.Now,
                Attendees = [new(null, scene.Pavel.Id, null)],
            }
        );
        var quiet = await Planned(
            db,
            Weekly(scene) with
            {
                Audience = Audience.Named,
                Attendees = [new(null, scene.Tom.Id, null)],
            }
        );

        Assert.Equal([walled.Id, own.Id, quiet.Id], await Seen(scene.Ana));
        Assert.Equal([walled.Id, quiet.Id], await Seen(scene.Tom));
        Assert.Equal([walled.Id], await Seen(scene.Eve));
        Assert.Equal([own.Id], await Seen(scene.Pavel));
        Assert.Equal([walled.Id, own.Id], await Seen(scene.Boss));
        await using var pavel = scene.Firm.As(scene.Pavel);
        Assert.Equal(
            RefusalKind.NotFound,
            (await Hold(pavel).Close(walled.Id, new MeetingClosure())).Refusal!.Kind
        );
        Assert.Null(await Brief.Of(pavel, walled.Id, default));
        Assert.False(await pavel.Set<AgendaItem>().AnyAsync(i => i.MeetingId == walled.Id));

        async Task<IEnumerable<Guid>> Seen(Colleague who)
        {
            await using var look = scene.Firm.As(who);
            Guid[] mine = [walled.Id, own.Id, quiet.Id];
            return await look.Set<Meeting>()
                .Where(m => mine.Contains(m.Id))
                .OrderBy(m => m.Id)
                .Select(m => m.Id)
                .ToListAsync();
        }
    }

    [Fact]
    public async Task Nobody_is_asked_who_does_not_see_the_client_and_no_contact_of_another()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);

        var pavel = await new Acts(db).Plan(
            Weekly(scene) with
            {
                Attendees = [new(null, scene.Pavel.Id, null)],
            }
        );
        await using var boss = scene.Firm.As(scene.Boss);
        var ingrid = await new Acts(boss).Plan(
            Weekly(scene) with
            {
                ClientId = scene.Ribera.Id,
                Attendees = [new(scene.Ingrid.Id, null, null)],
            }
        );
        var empty = await new Acts(db).Plan(new MeetingDetails { Title = " ", Minutes = 0 });

        Assert.Equal([new FieldFault("attendees", Fault.WithoutSeat)], pavel.Refusal!.Faults);
        Assert.Equal([new FieldFault("attendees", Fault.Unknown)], ingrid.Refusal!.Faults);
        Assert.Equal(
            ["minutes", "start", "title"],
            empty.Refusal!.Faults.Select(f => f.Field).Order()
        );
    }

    [Fact]
    public async Task A_person_who_is_erased_is_in_no_meeting_any_more()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Boss);
        var meeting = await Planned(
            db,
            Weekly(scene) with
            {
                Title = "With Ingrid Solberg",
                Attendees = [new(scene.Ingrid.Id, null, null)],
            }
        );
        await new Agendas(db).Put(meeting.Id, "Ask Ingrid Solberg");
        await using var system = scene.Firm.System();

        var erased = await new Rapport.Contacts.Contacts(system).Erase(
            scene.Ingrid.Id,
            "She asked"
        );
        Assert.True(erased.Done, $"{erased.Refusal}");
        await using var look = scene.Firm.As(scene.Boss);
        var whole = (await MeetingRecords.Whole(look, meeting.Id, default))!;

        Assert.DoesNotContain(
            "Ingrid",
            $"{whole.Meeting.Title} {string.Join(' ', whole.Agenda.Select(p => p.Text))}",
            StringComparison.Ordinal
        );
        Assert.All(whole.Attendees, a => Assert.Null(a.ContactId));
    }

    [Fact]
    public async Task The_brief_tells_whom_one_meets_what_is_owed_and_what_is_better_not_said()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var acts = new Rapport.Commitments.Commitments(db);
        var kept = (await acts.Make(Drawings(scene) with { Text = "Sent the plan" })).Value;
        await new Closures(db).Close(kept.Id, new ClosureDetails());
        await acts.Make(Drawings(scene));
        db.Add(
            new AvoidedTopic
            {
                ClientId = scene.Halden.Id,
                Text = "The lost tender",
                Position = 0,
            }
        );
        await db.SaveChangesAsync();
        var before = await Planned(db, Weekly(scene));
        await new Minutes(db).Save(
            before.Id,
            new MinutesDetails { Points = [new(1, null, "Blue it is", false)] }
        );
        clock.Advance(Duration.FromDays(1));
        await Hold(db).Close(before.Id, new MeetingClosure());
        var meeting = await Planned(
            db,
            Weekly(scene) with
            {
                Kind = MeetingKind.Executive,
                Start = Monday + Duration.FromDays(9),
            }
        );

        var brief = (await Brief.Of(db, meeting.Id, default))!;

        Assert.Equal(["Ingrid Solberg"], brief.People.Select(p => p.Name));
        Assert.Equal(["Send the keel drawings"], brief.Owed.Select(c => c.Text));
        Assert.Equal(["Weekly"], brief.Touches.Select(t => t.Subject));
        Assert.Equal(["Sent the plan"], brief.Kept);
        Assert.Equal(["Blue it is"], brief.Decisions);
        Assert.Equal(["The lost tender"], brief.Avoid.Select(a => a.Text));
    }

    private static readonly LocalDate Day = new(2026, 12, 1);

    private static MeetingDetails Weekly(Scene scene) =>
        new()
        {
            Title = "Weekly",
            ClientId = scene.Halden.Id,
            Kind = MeetingKind.Operational,
            Start = Monday + Duration.FromHours(20),
            Attendees = [new(scene.Ingrid.Id, null, null), new(null, scene.Ana.Id, null)],
        };

    private static CommitmentDetails Drawings(Scene scene) =>
        new()
        {
            Text = "Send the keel drawings",
            ClientId = scene.Halden.Id,
            Due = Monday + Duration.FromDays(30),
        };

    private static MinutesDetails Todo(Scene scene) =>
        new()
        {
            Present = [1, 2],
            Actions = [new(null, "Order the paint", Favour.Client, scene.Tom.Id, null, Day)],
        };

    private static Holdings Hold(Db db) => new(db, new BusinessTimes(db, new CalendarShelf()));

    private static async Task<Meeting> Planned(Db db, MeetingDetails said)
    {
        var planned = await new Acts(db).Plan(said);
        Assert.True(planned.Done, $"{string.Join(", ", planned.Refusal?.Faults ?? [])}");
        return planned.Value;
    }

    private static async Task<IEnumerable<string>> Events(Scene scene, Guid id)
    {
        await using var db = scene.Firm.System();
        return await db.Set<Event>()
            .Where(e => e.SubjectId == id)
            .OrderBy(e => e.Id)
            .Select(e => e.Name)
            .ToListAsync();
    }

    public sealed class OnSqlite(Sqlite database) : MeetingsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MeetingsTests(database),
            IClassFixture<Postgres>;
}
