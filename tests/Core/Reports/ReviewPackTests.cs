using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Reports;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Reports;

/// <summary>A client's quarter, as one goes through it with them.</summary>
public abstract class ReviewPackTests(TestDatabase database)
{
    private static readonly Quarter Spring = new(2026, 2);
    private static readonly Instant April = Instant.FromUtc(2026, 4, 7, 9, 0);

    [Fact]
    public async Task Promises_stand_in_the_quarter_in_which_they_came_due_with_what_became_of_them()
    {
        var clock = new TestClock(April);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var kept = await Made(db, scene, "The drawings", 2);
        var late = await Made(db, scene, "The samples", 2);
        var open = await Made(db, scene, "The prices", 20);
        var beyond = await Made(db, scene, "The summer plan", 100);
        var ours = await Made(db, scene, "Tidy the file", 3, Favour.Internal);
        var theirs = await Made(db, scene, "Their numbers", 3, Favour.Us);
        await Closed(db, kept);
        clock.Advance(Duration.FromDays(10));
        await Closed(db, late);
        clock.Advance(Duration.FromDays(30));

        var pack = (await Pack(db, scene, Spring))!;

        Assert.Equal([kept, late, open], pack.Promises.Select(p => p.Id).Order());
        Assert.Equal(3, pack.PromisesInAll);
        Assert.Equal(new Consistency(1, 1, 0, 1), pack.Word);
        Assert.Equal(Consistency.None, pack.WordBefore);
        Assert.Equal([open, beyond], pack.Ahead.Select(p => p.Id));
        Assert.Equal([theirs], pack.OwedToUs.Select(p => p.Id));
        Assert.DoesNotContain(ours, pack.Promises.Concat(pack.Ahead).Select(p => p.Id));

        var next = (await Pack(db, scene, Spring.Next))!;
        Assert.Empty(next.Promises);
        Assert.Equal(pack.Word, next.WordBefore);
    }

    [Fact]
    public async Task Its_meetings_their_decisions_and_whom_we_spoke_with_are_told()
    {
        var clock = new TestClock(April);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        var silent = await Person(scene, "Sverre Stille", Influence.Decides);
        await Person(scene, "Lars Liten", Influence.Little);
        var told = await scene.Record(
            scene.Ana,
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "How it goes",
                Channel = Channel.Call,
                Participants = [new(scene.Ingrid.Id, null, null), new(null, scene.Ana.Id, null)],
            }
        );
        Assert.True(told.Done);
        var met = await Held(db, scene, clock, "Steering in spring", MeetingKind.Steering);
        await Held(db, scene, clock, "Among us", MeetingKind.Internal);

        var pack = (await Pack(db, scene, Spring))!;

        var meeting = Assert.Single(pack.Meetings);
        Assert.Equal((met, "Steering in spring"), (meeting.Id, meeting.Title));
        Assert.Equal(["Steel it is", "Paint in May"], meeting.Decisions);
        Assert.Equal((1, 3), (pack.Met, pack.People));
        Assert.Equal([silent], pack.Inside!.Unmet.Select(u => u.Id));
        Assert.Empty((await Pack(db, scene, Spring.Next))!.Meetings);
    }

    [Fact]
    public async Task For_the_client_what_is_ours_alone_is_left_out_and_confidence_for_everybody()
    {
        var clock = new TestClock(April);
        await using var scene = await Scene.Set(database.Place, clock);
        await using var db = scene.Firm.As(scene.Ana);
        await using (var all = scene.Firm.System())
        {
            all.Add(
                new AvoidedTopic
                {
                    ClientId = scene.Halden.Id,
                    Text = "The strike",
                    Position = 1,
                }
            );
            await all.SaveChangesAsync();
        }
        var open = await Made(db, scene, "Said openly", 2);
        // What is owed to the firm is not theirs to see, however much of it comes first.
        for (var n = 0; n < 14; n++)
        {
            await Made(db, scene, $"Tidy {n}", 1, Favour.Internal);
        }
        await Made(db, scene, "Said in confidence", 2, audience: Audience.Named);

        var ours = (await Pack(db, scene, Spring))!;
        var theirs = (await Pack(db, scene, Spring, forClient: true))!;
        clock.Advance(Duration.FromDays(3));
        var later = (await Pack(db, scene, Spring))!;

        Assert.Equal([open], later.Promises.Select(p => p.Id));
        Assert.Equal((1, 1), (later.PromisesInAll, later.Word.StillLate));
        Assert.Equal("The strike", Assert.Single(ours.Inside!.Avoid).Text);
        Assert.Null(theirs.Inside);
        foreach (var pack in new[] { ours, theirs })
        {
            Assert.Equal([open], pack.Ahead.Select(p => p.Id));
        }
    }

    [Fact]
    public async Task Before_the_wall_there_is_none()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var pavel = scene.Firm.As(scene.Pavel);

        Assert.Null(await Pack(pavel, scene, Spring));
    }

    private static Task<ReviewPack?> Pack(
        Db db,
        Scene scene,
        Quarter quarter,
        bool forClient = false
    ) =>
        ReviewPack.Of(
            db,
            new Rhythms(db, new BusinessTimes(db, new CalendarShelf())),
            scene.Halden.Id,
            quarter,
            DateTimeZone.Utc,
            forClient,
            default
        );

    private static async Task<Guid> Made(
        Db db,
        Scene scene,
        string text,
        int days,
        Favour favour = Favour.Client,
        Audience audience = Audience.Inside
    )
    {
        var made = await new Acts(db).Make(
            new CommitmentDetails
            {
                Text = text,
                ClientId = scene.Halden.Id,
                Favour = favour,
                Audience = audience,
                DueOn = db.Now.InUtc().Date.PlusDays(days),
            }
        );
        Assert.True(made.Done);
        return made.Value.Id;
    }

    private static async Task Closed(Db db, Guid id) =>
        Assert.True(
            (await new Closures(db).Close(id, new ClosureDetails { Outcome = Ending.Kept })).Done
        );

    private static async Task<Guid> Person(Scene scene, string name, Influence influence)
    {
        await using var all = scene.Firm.System();
        var person = new Contact
        {
            ClientId = scene.Halden.Id,
            Name = name,
            NameKey = Folded.Key(name),
            Influence = influence,
        };
        all.Add(person);
        await all.SaveChangesAsync();
        return person.Id;
    }

    private static async Task<Guid> Held(
        Db db,
        Scene scene,
        TestClock clock,
        string title,
        MeetingKind kind
    )
    {
        var planned = await new Rapport.Meetings.Meetings(db).Plan(
            new MeetingDetails
            {
                Title = title,
                ClientId = scene.Halden.Id,
                Kind = kind,
                Start = db.Now + Duration.FromHours(1),
            }
        );
        Assert.True(planned.Done);
        var id = planned.Value.Id;
        Assert.True((await new Agendas(db).Put(id, "What it is made of")).Done);
        clock.Advance(Duration.FromHours(2));
        var point = Assert.Single(
            db.Set<AgendaItem>().Where(p => p.MeetingId == id && p.Text == "What it is made of")
        );
        var noted = await new Minutes(db).Save(
            id,
            new MinutesDetails
            {
                Points = [new(point.Number, null, "Steel it is\nPaint in May", false)],
            }
        );
        Assert.True(noted.Done);
        var closed = await new Holdings(db, new BusinessTimes(db, new CalendarShelf())).Close(
            id,
            new() { WithoutNext = "Arranged by telephone" }
        );
        Assert.True(closed.Done, $"{string.Join(", ", closed.Refusal?.Faults ?? [])}");
        return id;
    }

    public sealed class OnSqlite(Sqlite database)
        : ReviewPackTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ReviewPackTests(database),
            IClassFixture<Postgres>;
}
