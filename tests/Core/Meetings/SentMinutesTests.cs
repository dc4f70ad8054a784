using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Rapport.Web.Meetings;
using Acts = Rapport.Meetings.Meetings;

namespace Rapport.Tests.Core.Meetings;

/// <summary>Minutes on their way: to whom they may go, what each reads, once.</summary>
public abstract class SentMinutesTests(TestDatabase database)
{
    private const string Ingrid = "ingrid@halden.example";

    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly LocalDate Day = new(2026, 12, 1);

    private static readonly MeetingPost Post = new(
        new CalendarPerson("rapport@firm.example", "Rapport"),
        new MeetingLetterTexts(new HttpContextAccessor())
    );

    [Fact]
    public async Task They_go_to_each_once_with_what_was_decided_and_nothing_of_ours_to_a_contact()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Set(clock);
        await using var db = scene.Firm.As(scene.Ana);
        var held = await Held(db, scene, clock);

        var sent = await new SentMinutes(db, Post).Send(held.Id, new(null));
        await new SentMinutes(db, Post).Send(held.Id, new(null));

        Assert.True(sent.Done, $"{sent.Refusal}");
        var mails = await Mails(scene, held.Id);
        Assert.Equal(
            [scene.Ana.Email!, Ingrid],
            mails.Select(m => m.To).Order(StringComparer.Ordinal)
        );
        var hers = mails.Single(m => m.To == Ingrid);
        Assert.Equal("Minutes: Weekly", hers.Subject);
        Assert.Equal(
            """
            Weekly
            Tuesday 24 November 2026, 06:00 (Oslo)
            There were: Ingrid Solberg, Ana Moreno

            Decided
            – Send the keel drawings
               ✓ Blue it is
            – The quay
               ✓ Forty metres
               ✓ In stone

            To be done
            → Order the paint · Tom Berg · Ingrid Solberg · by 1 Dec 2026

            Next meeting: Tuesday 8 December 2026, 06:00 (Oslo)
            Where: Quay 4
            """.ReplaceLineEndings("\n"),
            hers.Text
        );
        var anas = mails.Single(m => m.To == scene.Ana.Email);
        foreach (var ours in new[] { "Our margin", "Ten percent", "Raise the price" })
        {
            Assert.Contains(ours, anas.Text, StringComparison.Ordinal);
        }
        var step = (await MeetingRecords.Whole(db, held.Id, default))!.Steps[^1];
        Assert.Equal(
            (MeetingDeed.MinutesSent, "Ingrid Solberg, Ana Moreno"),
            (step.Deed, step.Reason)
        );
        Assert.Single(await Events(scene, held.Id), e => e == "meeting.minutes_sent");
    }

    [Fact]
    public async Task What_goes_among_ourselves_keeps_no_word_to_the_client()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Set(clock);
        await using var db = scene.Firm.As(scene.Ana);
        var held = await Held(db, scene, clock);
        var tom = held.Attendees.Single(a => a.ColleagueId == scene.Tom.Id).Number;
        var ingrid = held.Attendees.Single(a => a.ContactId == scene.Ingrid.Id).Number;

        await new SentMinutes(db, Post).Send(held.Id, new([tom]));
        var before = await Events(scene, held.Id);
        await new SentMinutes(db, Post).Send(held.Id, new([tom, ingrid]));

        Assert.DoesNotContain("meeting.minutes_sent", before);
        Assert.Contains("meeting.minutes_sent", await Events(scene, held.Id));
        Assert.Single(await Mails(scene, held.Id), m => m.To == scene.Tom.Email);
    }

    [Theory]
    [InlineData(MeetingKind.Operational, Audience.Named)]
    [InlineData(MeetingKind.Internal, Audience.Inside)]
    public async Task Those_of_a_talk_in_confidence_or_among_ourselves_go_to_nobody_of_theirs(
        MeetingKind kind,
        Audience audience
    )
    {
        var clock = new TestClock(Monday);
        await using var scene = await Set(clock);
        await using var db = scene.Firm.As(scene.Ana);
        var held = await Held(db, scene, clock, kind, audience);
        var ingrid = held.Attendees.Single(a => a.ContactId == scene.Ingrid.Id).Number;

        var refused = await new SentMinutes(db, Post).Send(held.Id, new([ingrid]));
        await new SentMinutes(db, Post).Send(held.Id, new(null));

        Assert.Equal([new FieldFault("to", Fault.Unknown)], refused.Refusal!.Faults);
        Assert.DoesNotContain(await Mails(scene, held.Id), m => m.To == Ingrid);
    }

    [Fact]
    public async Task One_that_became_a_talk_in_confidence_afterwards_goes_to_nobody_of_theirs()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Set(clock);
        await using var db = scene.Firm.As(scene.Ana);
        var held = await Held(db, scene, clock);
        var said = (await MeetingRecords.Whole(db, held.Id, default))!.Said;
        await new Acts(db).Change(held.Id, said with { Audience = Audience.Named });

        await new SentMinutes(db, Post).Send(held.Id, new(null));

        Assert.DoesNotContain(await Mails(scene, held.Id), m => m.To == Ingrid);
    }

    [Fact]
    public async Task They_are_sent_of_one_that_was_held_and_behind_the_wall_there_are_none()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Set(clock);
        await using var db = scene.Firm.As(scene.Ana);
        var planned = await Planned(db, scene, MeetingKind.Operational, Audience.Inside);
        var held = await Held(db, scene, clock);
        await using var pavel = scene.Firm.As(scene.Pavel);

        var early = await new SentMinutes(db, Post).Send(planned.Id, new([1]));
        var nobody = await new SentMinutes(db, Post).Send(held.Id, new([]));
        var walled = await new SentMinutes(pavel, Post).Send(held.Id, new(null));

        Assert.Equal([new FieldFault("", Fault.NotAllowed)], early.Refusal!.Faults);
        Assert.Equal([new FieldFault("to", Fault.Required)], nobody.Refusal!.Faults);
        Assert.Equal(RefusalKind.NotFound, walled.Refusal!.Kind);
        Assert.Null(await new SentMinutes(pavel, Post).Letters(held.Id));
        Assert.Null(await new Invitations(pavel, Post).Letters(held.Id));
        Assert.Null(await new Invitations(pavel, Post).File(held.Id));
        Assert.Equal(
            RefusalKind.NotFound,
            (await new Invitations(pavel, Post).Send(held.Id)).Refusal!.Kind
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await new Replies(pavel).Say(held.Id, new(1, Answer.Accepted))).Refusal!.Kind
        );
    }

    [Fact]
    public async Task Where_mail_is_off_it_is_noted_that_they_were_handed_over()
    {
        var clock = new TestClock(Monday);
        await using var scene = await Set(clock);
        await using var db = scene.Firm.As(scene.Ana);
        var held = await Held(db, scene, clock);

        await new SentMinutes(db).Send(held.Id, new(null));

        Assert.Empty(await Mails(scene, held.Id));
        Assert.Contains("meeting.minutes_sent", await Events(scene, held.Id));
    }

    private async Task<Scene> Set(TestClock clock)
    {
        var scene = await Scene.Set(database.Place, clock);
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
        (ingrid.Language, ingrid.TimeZone) = ("en", "Europe/Oslo");
        await db.SaveChangesAsync();
        return scene;
    }

    private static async Task<Meeting> Planned(
        Db db,
        Scene scene,
        MeetingKind kind,
        Audience audience
    )
    {
        var planned = await new Acts(db).Plan(
            new MeetingDetails
            {
                Title = "Weekly",
                ClientId = scene.Halden.Id,
                Kind = kind,
                Audience = audience,
                Place = "Quay 4",
                Start = Monday + Duration.FromHours(20),
                Attendees =
                [
                    new(scene.Ingrid.Id, null, null),
                    new(null, scene.Ana.Id, null),
                    new(null, scene.Tom.Id, null),
                ],
            }
        );
        Assert.True(planned.Done, $"{planned.Refusal}");
        return planned.Value;
    }

    /// <summary>With decisions about what is theirs and what is ours, and the next one in two weeks; Tom did not come.</summary>
    private static async Task<Meeting> Held(
        Db db,
        Scene scene,
        TestClock clock,
        MeetingKind kind = MeetingKind.Operational,
        Audience audience = Audience.Inside
    )
    {
        var acts = new Rapport.Commitments.Commitments(db);
        foreach (
            var (text, favour) in new[]
            {
                ("Send the keel drawings", Favour.Client),
                ("Our margin", Favour.Internal),
            }
        )
        {
            await acts.Make(
                new()
                {
                    Text = text,
                    ClientId = scene.Halden.Id,
                    Favour = favour,
                    Due = Monday + Duration.FromDays(30),
                }
            );
        }
        var meeting = await Planned(db, scene, kind, audience);
        var agendas = new Agendas(db);
        await agendas.Put(meeting.Id, "The quay");
        foreach (var offer in await agendas.Offered(meeting, default))
        {
            await agendas.Put(meeting.Id, null, offer.SourceId);
        }
        var points = (await MeetingRecords.Whole(db, meeting.Id, default))!.Agenda;
        var noted = await new Minutes(db).Save(
            meeting.Id,
            new MinutesDetails
            {
                Present = [1, 2],
                Points =
                [
                    .. points.Select(p => new PointNotes(
                        p.Number,
                        "They hesitated",
                        p.Text switch
                        {
                            "Our margin" => "Ten percent",
                            "The quay" => "Forty metres\nIn stone",
                            _ => "Blue it is",
                        },
                        false
                    )),
                ],
                Actions =
                [
                    new(null, "Order the paint", Favour.Client, scene.Tom.Id, scene.Ingrid.Id, Day),
                    new(null, "Raise the price", Favour.Internal, null, null, Day),
                ],
            }
        );
        Assert.True(noted.Done, $"{noted.Refusal}");
        clock.Advance(Duration.FromDays(1));
        var closed = await new Holdings(db, new BusinessTimes(db, new CalendarShelf())).Close(
            meeting.Id,
            new MeetingClosure { Next = Monday + Duration.FromHours(20) + Duration.FromDays(14) }
        );
        Assert.True(closed.Done, $"{closed.Refusal}");
        return closed.Value;
    }

    private static async Task<List<OutgoingMail>> Mails(Scene scene, Guid meeting)
    {
        await using var db = scene.Firm.System();
        return await db.Set<OutgoingMail>()
            .Where(m => m.SubjectId == meeting)
            .OrderBy(m => m.Id)
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
        : SentMinutesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SentMinutesTests(database),
            IClassFixture<Postgres>;
}
