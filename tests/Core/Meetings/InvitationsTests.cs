using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Meetings;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Rapport.Web.Meetings;
using Acts = Rapport.Meetings.Meetings;

namespace Rapport.Tests.Core.Meetings;

/// <summary>Who is written to about a meeting, what each reads, and that nobody is told the same twice.</summary>
public abstract class InvitationsTests(TestDatabase database)
{
    private const string Ingrid = "ingrid@halden.example";

    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    private static readonly MeetingPost Post = new(
        new CalendarPerson("rapport@firm.example", "Rapport"),
        new MeetingLetterTexts(new HttpContextAccessor())
    );

    [Fact]
    public async Task Who_is_asked_is_invited_by_a_mail_that_calendar_programs_take_and_only_once()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        Assert.Empty(await Mails(scene, meeting.Id));

        var sent = await new Invitations(db, Post).Send(meeting.Id);
        await new Invitations(db, Post).Send(meeting.Id);

        Assert.True(sent.Done, $"{sent.Refusal}");
        var mails = await Mails(scene, meeting.Id);
        Assert.Equal(
            new[] { Ingrid, scene.Tom.Email!, scene.Ana.Email! }.Order(),
            mails.Select(m => m.To).Order()
        );
        Assert.All(mails, m => Assert.Equal("REQUEST", m.CalendarMethod));
        var said = (await Read(mails.Single(m => m.To == Ingrid)))["events"]![0]!;
        Assert.Equal(
            (meeting.Uid, 0, "Weekly", "2026-11-24T05:00:00.000Z", "2026-11-24T06:00:00.000Z"),
            (
                (string)said["uid"]!,
                (int)said["sequence"]!,
                (string)said["summary"]!,
                (string)said["start"]!,
                (string)said["end"]!
            )
        );
        Assert.Equal($"mailto:{scene.Ana.Email}", (string)said["organizer"]!);
        Assert.Equal(["meeting.planned", "meeting.invited"], await Events(scene, meeting.Id));
        Assert.Equal([scene.Tom.Id], await Told(scene, meeting.Id, "meeting.invited"));
    }

    [Fact]
    public async Task A_contact_reads_nothing_that_is_ours_and_a_colleague_the_agenda()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        await new Rapport.Commitments.Commitments(db).Make(
            new()
            {
                Text = "Our margin",
                ClientId = scene.Halden.Id,
                Favour = Favour.Internal,
                Due = Monday + Duration.FromDays(3),
            }
        );
        var meeting = await Planned(db, Weekly(scene));
        var agendas = new Agendas(db);
        await agendas.Put(meeting.Id, "The quay");
        var offered = await agendas.Offered(meeting, default);
        await agendas.Put(meeting.Id, null, offered.Single(o => o.Text == "Our margin").SourceId);

        await new Invitations(db, Post).Send(meeting.Id);
        await new Acts(db, Post).Move(
            meeting.Id,
            new() { Start = Monday + Duration.FromDays(2), Reason = "They owe us money" }
        );
        await new Acts(db, Post).Cancel(meeting.Id, new() { Reason = "They merge" });

        var mails = await Mails(scene, meeting.Id);
        Assert.Equal(3, mails.Count(m => m.To == Ingrid));
        foreach (var mail in mails.Where(m => m.To == Ingrid))
        {
            var file = await Read(mail);
            var all = mail.Subject + mail.Text + file;
            foreach (var inside in new[] { "margin", "quay", "money", "merge", "Tom", "/meetings" })
            {
                Assert.DoesNotContain(inside, all, StringComparison.OrdinalIgnoreCase);
            }
            var guest = Assert.Single(file["events"]![0]!["attendees"]!.AsArray());
            Assert.Equal($"mailto:{Ingrid}", (string)guest!["address"]!);
        }
        var toms = mails.Where(m => m.To == scene.Tom.Email).ToList();
        var asked = await Read(toms[0]);
        Assert.Equal(
            "Halden Maritime\n1. The quay\n2. Our margin",
            (string)asked["events"]![0]!["description"]!
        );
        Assert.Equal(3, asked["events"]![0]!["attendees"]!.AsArray().Count);
        Assert.Contains("Our margin", toms[0].Text, StringComparison.Ordinal);
        Assert.Contains("They owe us money", toms[1].Text, StringComparison.Ordinal);
        Assert.Contains("They merge", toms[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_change_that_an_invitation_tells_of_raises_its_sequence_and_is_told()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        await new Invitations(db, Post).Send(meeting.Id);
        var said = Weekly(scene);

        Assert.Equal((0, 0), await After(said));
        Assert.DoesNotContain("meeting.changed", await Events(scene, meeting.Id));
        Assert.Equal((1, 1), await After(said = said with { Place = "Quay 4" }));
        Assert.Equal((1, 1), await After(said));
        Assert.Equal((2, 2), await After(said = said with { Title = "Each week" }));
        Assert.Equal((3, 3), await After(said = said with { OwnerId = scene.Tom.Id }));
        // Who else comes is nothing that she reads.
        Assert.Equal(
            (4, 3),
            await After(
                said = said with { Attendees = [.. said.Attendees!, new(null, scene.Eve.Id, null)] }
            )
        );
        Assert.Equal((4, 3), await After(said with { Kind = MeetingKind.Project }));
        var last = (await Mails(scene, meeting.Id)).Last(m => m.To == Ingrid);
        var file = (await Read(last))["events"]![0]!;
        Assert.Equal(
            (meeting.Uid, 3, "Each week", "Quay 4", $"mailto:{scene.Tom.Email}"),
            (
                (string)file["uid"]!,
                (int)file["sequence"]!,
                (string)file["summary"]!,
                (string)file["location"]!,
                (string)file["organizer"]!
            )
        );
        Assert.Single((await Mails(scene, meeting.Id)), m => m.To == scene.Eve.Email);

        async Task<(int Sequence, int Told)> After(MeetingDetails change)
        {
            var changed = await new Acts(db, Post).Change(meeting.Id, change);
            Assert.True(changed.Done, $"{changed.Refusal}");
            var mails = await Mails(scene, meeting.Id);
            return (changed.Value.Sequence, mails.Count(m => m.To == Ingrid) - 1);
        }
    }

    [Fact]
    public async Task Who_is_taken_off_alone_is_told_so_and_does_not_learn_what_it_is_now()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        await new Invitations(db, Post).Send(meeting.Id);

        var changed = await new Acts(db, Post).Change(
            meeting.Id,
            Weekly(scene) with
            {
                Title = "About Halden alone",
                Attendees = [new(null, scene.Tom.Id, null)],
            }
        );

        var mails = await Mails(scene, meeting.Id);
        var off = Assert.Single(mails, m => m.CalendarMethod == "CANCEL");
        var file = await Read(off);
        Assert.Equal(
            (Ingrid, "CANCEL", "CANCELLED", meeting.Uid, 1, 1),
            (
                off.To,
                (string)file["method"]!,
                (string)file["events"]![0]!["status"]!,
                (string)file["events"]![0]!["uid"]!,
                (int)file["events"]![0]!["sequence"]!,
                changed.Value.Sequence
            )
        );
        Assert.DoesNotContain("alone", off.Subject + off.Text + file, StringComparison.Ordinal);
        Assert.Equal(2, mails.Count(m => m.To == scene.Tom.Email));
    }

    [Fact]
    public async Task One_that_is_called_off_is_told_to_all_who_were_invited_and_to_nobody_else()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        var quiet = await Planned(db, Weekly(scene));
        await new Invitations(db, Post).Send(meeting.Id);

        var once = await new Acts(db, Post).Cancel(meeting.Id, new() { Reason = "Storm" });
        await new Acts(db, Post).Cancel(meeting.Id, new() { Reason = "Storm" });
        await new Acts(db, Post).Cancel(quiet.Id, new() { Reason = "Storm" });
        var late = await new Invitations(db, Post).Send(meeting.Id);

        Assert.Equal(1, once.Value.Sequence);
        Assert.Equal(
            new[] { Ingrid, scene.Tom.Email!, scene.Ana.Email! }.Order(),
            (await Mails(scene, meeting.Id))
                .Where(m => m.CalendarMethod == "CANCEL")
                .Select(m => m.To)
                .Order()
        );
        Assert.Empty(await Mails(scene, quiet.Id));
        Assert.Equal([new FieldFault("", Fault.AlreadyDone)], late.Refusal!.Faults);
        Assert.Equal([scene.Tom.Id], await Told(scene, meeting.Id, "meeting.cancelled"));
    }

    [Fact]
    public async Task Who_does_not_see_the_client_any_more_is_told_nothing()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        await new Invitations(db, Post).Send(meeting.Id);
        await using (var system = scene.Firm.System())
        {
            var seat = await system.Set<Seat>().FirstAsync(s => s.ColleagueId == scene.Tom.Id);
            system.Remove(seat);
            await system.SaveChangesAsync();
        }

        await new Acts(db, Post).Move(meeting.Id, new() { Start = Monday + Duration.FromDays(2) });
        await new Acts(db, Post).Cancel(meeting.Id, new() { Reason = "Storm" });

        Assert.Single((await Mails(scene, meeting.Id)), m => m.To == scene.Tom.Email);
        Assert.Empty(await Told(scene, meeting.Id, "meeting.moved"));
    }

    [Fact]
    public async Task Among_ourselves_no_contact_is_written_to_and_who_was_is_told_it_is_off()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var inside = await Planned(db, Weekly(scene) with { Kind = MeetingKind.Internal });
        var meeting = await Planned(db, Weekly(scene));
        await new Invitations(db, Post).Send(inside.Id);
        await new Invitations(db, Post).Send(meeting.Id);

        await new Acts(db, Post).Change(
            meeting.Id,
            Weekly(scene) with
            {
                Title = "What they are worth",
                Kind = MeetingKind.Internal,
            }
        );

        Assert.DoesNotContain(await Mails(scene, inside.Id), m => m.To == Ingrid);
        var hers = (await Mails(scene, meeting.Id)).Where(m => m.To == Ingrid).ToList();
        Assert.Equal(["REQUEST", "CANCEL"], hers.Select(m => m.CalendarMethod));
        Assert.DoesNotContain("worth", hers[1].Subject + hers[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "Einladung: Weekly", "Dienstag, 24. November 2026, 06:00–07:00")]
    [InlineData("es", "Invitación: Weekly", "Martes, 24 de noviembre de 2026")]
    [InlineData("fr", "Invitation: Weekly", "Tuesday 24 November 2026")]
    public async Task It_is_written_in_her_language_and_zone(
        string language,
        string subject,
        string when
    )
    {
        await using var scene = await Set(language);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));

        await new Invitations(db, Post).Send(meeting.Id);

        var hers = Assert.Single(await Mails(scene, meeting.Id), m => m.To == Ingrid);
        Assert.Equal(subject, hers.Subject);
        Assert.Contains(when, hers.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_mail_is_off_colleagues_are_told_and_the_file_to_hand_over_holds_nothing_of_ours()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        await new Agendas(db).Put(meeting.Id, "The quay");

        await new Invitations(db).Send(meeting.Id);
        var file = (await new Invitations(db).File(meeting.Id))!;

        Assert.Empty(await Mails(scene, meeting.Id));
        Assert.Equal([scene.Tom.Id], await Told(scene, meeting.Id, "meeting.invited"));
        Assert.DoesNotContain("quay", file, StringComparison.Ordinal);
        var said = await CalendarProgram.Read(file);
        Assert.Equal(
            ("PUBLISH", "Weekly"),
            ((string)said["method"]!, (string)said["events"]![0]!["summary"]!)
        );
    }

    [Fact]
    public async Task Who_comes_is_said_by_whom_and_asked_anew_after_another_time_alone()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Set(clock: clock);
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(db, Weekly(scene));
        await new Invitations(db, Post).Send(meeting.Id);
        await using var toms = scene.Firm.As(scene.Tom);

        var own = await new Replies(toms).Say(meeting.Id, new(null, Answer.Tentative));
        var hers = await new Replies(db).Say(
            meeting.Id,
            new(Number(scene.Ingrid.Id), Answer.Accepted)
        );
        await new Replies(db).Say(meeting.Id, new(Number(scene.Ingrid.Id), Answer.Accepted));
        db.Forget();
        await new Acts(db, Post).Change(meeting.Id, Weekly(scene) with { Place = "Quay 4" });
        var before = (await MeetingRecords.Whole(db, meeting.Id, default))!.Attendees;
        var next = (await Mails(scene, meeting.Id)).Last(m => m.To == scene.Ana.Email);
        await new Acts(db, Post).Move(meeting.Id, new() { Start = Monday + Duration.FromDays(2) });
        var after = (await MeetingRecords.Whole(db, meeting.Id, default))!.Attendees;
        await using var eve = scene.Firm.As(scene.Eve);
        var unasked = await new Replies(eve).Say(meeting.Id, new(null, Answer.Accepted));

        Assert.True(own.Done && hers.Done);
        Assert.Equal(
            [
                ("Ingrid Solberg", Answer.Accepted, "Ana Moreno"),
                ("Tom Berg", Answer.Tentative, "Tom Berg"),
            ],
            before
                .Where(a => a.AnsweredAt == Monday)
                .Select(a => (a.Name!, a.Answer, a.AnsweredBy!))
        );
        Assert.Equal(
            ["ACCEPTED", "ACCEPTED", "TENTATIVE"],
            (await Read(next))["events"]![0]!["attendees"]!
                .AsArray()
                .Select(a => (string)a!["answer"]!)
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            after,
            a => Assert.Equal((Answer.None, null, null), (a.Answer, a.AnsweredAt, a.AnsweredBy))
        );
        Assert.Equal([scene.Tom.Id], await Told(scene, meeting.Id, "meeting.moved"));
        Assert.Equal([new FieldFault("number", Fault.Unknown)], unasked.Refusal!.Faults);
        Assert.Equal(2, (await Events(scene, meeting.Id)).Count(e => e == "meeting.answered"));

        int Number(Guid contact) => meeting.Attendees.Single(a => a.ContactId == contact).Number;
    }

    [Fact]
    public async Task Many_who_answer_at_once_are_all_heard()
    {
        await using var scene = await Set();
        await using var db = scene.Firm.As(scene.Ana);
        var meeting = await Planned(
            db,
            Weekly(scene) with
            {
                Attendees = [new(null, scene.Tom.Id, null), new(null, scene.Eve.Id, null)],
            }
        );

        var said = await Task.WhenAll(Say(scene.Ana), Say(scene.Tom), Say(scene.Eve));

        Assert.All(said, r => Assert.True(r.Done, $"{r.Refusal}"));
        db.Forget();
        Assert.All(
            (await MeetingRecords.Whole(db, meeting.Id, default))!.Attendees,
            a => Assert.Equal(Answer.Accepted, a.Answer)
        );

        async Task<Result<Meeting>> Say(Colleague who)
        {
            await using var own = scene.Firm.As(who);
            return await new Replies(own).Say(meeting.Id, new(null, Answer.Accepted));
        }
    }

    /// <summary>Ingrid can be written to.</summary>
    private async Task<Scene> Set(string? language = null, IClock? clock = null)
    {
        var scene = await Scene.Set(database.Place, clock ?? new TestClock(Monday));
        await using var db = scene.Firm.System();
        db.Add(
            new ContactPoint
            {
                ClientId = scene.Halden.Id,
                ContactId = scene.Ingrid.Id,
                Kind = PointKind.Email,
                Value = Ingrid,
                ValueKey = Ingrid,
            }
        );
        var ingrid = await db.Set<Contact>().FirstAsync(c => c.Id == scene.Ingrid.Id);
        (ingrid.Language, ingrid.TimeZone) = (language, "Europe/Oslo");
        await db.SaveChangesAsync();
        return scene;
    }

    private static MeetingDetails Weekly(Scene scene) =>
        new()
        {
            Title = "Weekly",
            ClientId = scene.Halden.Id,
            Kind = MeetingKind.Operational,
            Start = Monday + Duration.FromHours(20),
            Attendees = [new(scene.Ingrid.Id, null, null), new(null, scene.Tom.Id, null)],
        };

    private static async Task<Meeting> Planned(Db db, MeetingDetails said)
    {
        var planned = await new Acts(db, Post).Plan(said);
        Assert.True(planned.Done, $"{string.Join(", ", planned.Refusal?.Faults ?? [])}");
        return planned.Value;
    }

    private static Task<JsonNode> Read(OutgoingMail mail) => CalendarProgram.Read(mail.Calendar!);

    /// <summary>In the order in which they were written.</summary>
    private static async Task<List<OutgoingMail>> Mails(Scene scene, Guid meeting)
    {
        await using var db = scene.Firm.System();
        var mails = await db.Set<OutgoingMail>().Where(m => m.SubjectId == meeting).ToListAsync();
        return [.. mails.OrderBy(m => Sequence(m.Calendar!)).ThenBy(m => m.To)];
    }

    private static int Sequence(string file) =>
        int.Parse(
            file.Split("\r\n").Single(l => l.StartsWith("SEQUENCE:", StringComparison.Ordinal))[
                9..
            ],
            CultureInfo.InvariantCulture
        );

    private static async Task<List<Guid>> Told(Scene scene, Guid meeting, string kind)
    {
        await using var db = scene.Firm.System();
        return await db.Set<Notice>()
            .Where(n => n.SubjectId == meeting && n.Kind == kind)
            .Select(n => n.ColleagueId)
            .ToListAsync();
    }

    private static async Task<List<string>> Events(Scene scene, Guid id)
    {
        await using var db = scene.Firm.System();
        return await db.Set<Event>()
            .Where(e => e.SubjectId == id)
            .OrderBy(e => e.Id)
            .Select(e => e.Name)
            .ToListAsync();
    }

    public sealed class OnSqlite(Sqlite database)
        : InvitationsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : InvitationsTests(database),
            IClassFixture<Postgres>;
}
