using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Meetings;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Core.Notices;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Today;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Today;

/// <summary>The mail of the morning: on her day, at her hour, once, of what she sees.</summary>
public abstract class DigestsTests(TestDatabase database)
{
    private static readonly NoticeKind Usual = new("test.usual", NoticePriority.Usual);
    private static readonly NoticeKind Low = new("test.low", NoticePriority.Low);

    /// <summary>A Monday, six in the evening in Berlin.</summary>
    private static readonly Instant Evening = Instant.FromUtc(2026, 11, 23, 17, 0);

    /// <summary>From then until seven on Tuesday.</summary>
    private static readonly Duration Night = Duration.FromHours(13);
    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public async Task She_has_one_at_her_hour_in_her_zone_with_what_she_owes_meets_and_was_told()
    {
        await using var set = await Scene();
        var client = await set.Firm.Client("Halden", set.Ana);
        await Owe(set, client, "Send the offer", Evening + Duration.FromHours(20));
        await Owe(set, client, "Answer", Evening + Duration.FromHours(2));
        await Meet(set, client, "Review", Evening + Duration.FromHours(16));
        await set.Tell(Usual, "Told", client.Id);

        set.Clock.Advance(Night - Duration.FromMinutes(1));
        await Run(set);
        Assert.Empty(await set.Mails());
        set.Clock.Advance(Duration.FromMinutes(1));
        await Run(set);

        Assert.Equal(
            ["2026-11-24: Answer, Send the offer | late: Answer | Review@Halden | Told@Halden +0"],
            await set.Mails()
        );
    }

    [Fact]
    public async Task It_goes_once_a_day_whoever_looks_and_also_where_she_moves_its_hour()
    {
        await using var set = await Scene();
        await set.Choose(c => c with { Digest = DigestWhen.Always });
        set.Clock.Advance(Night);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Run(set))));
        await set.Choose(c => c with { DigestAt = "09:00" });
        set.Clock.Advance(Duration.FromHours(2));
        await Run(set);
        Assert.Single(await set.Mails());

        set.Clock.Advance(Day);
        await Run(set);
        Assert.Equal(2, (await set.Mails()).Count);
    }

    [Fact]
    public async Task One_that_fails_is_not_lost_and_keeps_nobody_waiting()
    {
        await using var set = await Scene();
        var ben = await set.Firm.Colleague(Roles.Consultant);
        await set.Choose(c => c with { Digest = DigestWhen.Always });
        await set.Tell(Usual, "For Ben", whom: ben);
        set.Clock.Advance(Night);

        await using (var db = set.Firm.System())
        {
            await Assert.ThrowsAsync<AggregateException>(() =>
                Digests.Run(db, new Plain(set.Ana.Id), default)
            );
        }
        Assert.Empty(await set.Mails());
        await Run(set);
        await Run(set);

        Assert.Single(await set.Mails());
    }

    [Fact]
    public async Task A_program_that_was_down_at_her_hour_makes_up_for_it_on_that_day_alone()
    {
        await using var set = await Scene();
        await set.Choose(c => c with { Digest = DigestWhen.Always });

        // Down from Monday evening until Thursday at ten: one mail, of Thursday.
        set.Clock.Advance(Night + (Day * 2) + Duration.FromHours(3));
        await Run(set);
        Assert.StartsWith(
            "2026-11-26:",
            Assert.Single(await set.Mails()),
            StringComparison.Ordinal
        );

        // Down until Friday night, before her hour: none for Thursday, and the next in the morning.
        set.Clock.Advance(Duration.FromHours(18));
        await Run(set);
        Assert.Single(await set.Mails());
        set.Clock.Advance(Duration.FromHours(3));
        await Run(set);
        Assert.Equal(2, (await set.Mails()).Count);
    }

    [Fact]
    public async Task With_nothing_to_say_it_goes_only_to_who_wants_it_always_and_never_to_who_wants_none()
    {
        await using var set = await Scene();
        set.Clock.Advance(Night);
        await Run(set);
        Assert.Empty(await set.Mails());

        await set.Choose(c => c with { Digest = DigestWhen.Always });
        set.Clock.Advance(Day);
        await Run(set);
        Assert.Single(await set.Mails());

        await set.Choose(c => c with { Digest = DigestWhen.Never });
        await set.Tell(Usual, "Told");
        set.Clock.Advance(Day);
        await Run(set);
        Assert.Single(await set.Mails());
    }

    [Fact]
    public async Task On_days_off_and_while_she_is_away_there_is_none_and_nothing_is_lost()
    {
        await using var set = await Scene();
        await using (var db = set.Firm.As(set.Ana))
        {
            var planned = await new Absences(db).Plan(
                new AbsenceDetails
                {
                    From = new LocalDate(2026, 11, 24),
                    Until = new LocalDate(2026, 11, 27),
                },
                false
            );
            Assert.True(planned.Done, $"{planned.Refusal}");
        }
        set.Clock.Advance(Night);
        await Run(set);
        await set.Tell(Usual, "While away");
        foreach (var _ in Enumerable.Range(0, 5))
        {
            set.Clock.Advance(Day);
            await Run(set);
            Assert.Empty(await set.Mails());
        }

        // Monday.
        set.Clock.Advance(Day);
        await Run(set);
        var mail = Assert.Single(await set.Mails());
        Assert.StartsWith("2026-11-30:", mail, StringComparison.Ordinal);
        Assert.EndsWith("While away@ +0", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_behind_a_wall_or_was_read_or_is_for_the_program_alone_is_not_in_it()
    {
        await using var set = await Scene();
        await set.Choose(c => c with { Digest = DigestWhen.Always, Low = NoticeWay.App });
        var walled = await set.Firm.Client("Ribera");
        await set.Tell(Usual, "Walled", walled.Id);
        await set.Tell(Low, "Low");
        await set.Tell(Usual, "Read");
        await using (var hers = set.Firm.As(set.Ana))
        {
            var id = (await hers.Set<Notice>().SingleAsync(n => n.Text == "Read")).Id;
            Assert.True((await new Readings(hers).Read(id)).Done);
        }
        await set.Tell(Usual, "Unread");

        set.Clock.Advance(Night);
        await Run(set);

        Assert.Equal(["2026-11-24:  | late:  |  | Unread@ +0"], await set.Mails());
    }

    [Fact]
    public async Task More_than_it_lists_is_counted_and_counted_again_until_it_is_read()
    {
        await using var set = await Scene();
        await using (var db = set.Firm.System())
        {
            foreach (var number in Enumerable.Range(0, Digest.Most + 3))
            {
                await Rapport.Notices.Notices.Tell(
                    db,
                    new(set.Ana.Id, Usual, $"N{number}", null, null),
                    default
                );
            }
            await db.SaveChangesAsync();
        }
        set.Clock.Advance(Night);
        await Run(set);
        Assert.EndsWith("+3", Assert.Single(await set.Mails()), StringComparison.Ordinal);

        // What is unread from before is no reason for a mail, and is said in one that goes.
        set.Clock.Advance(Day);
        await Run(set);
        Assert.Single(await set.Mails());
        await set.Tell(Usual, "New");
        set.Clock.Advance(Day);
        await Run(set);
        Assert.EndsWith(
            $"New@ +{Digest.Most + 3}",
            (await set.Mails())[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_went_late_since_the_last_is_said_once()
    {
        await using var set = await Scene();
        var client = await set.Firm.Client("Halden", set.Ana);
        await Owe(set, client, "Answer", Evening + Duration.FromHours(2));

        set.Clock.Advance(Night);
        await Run(set);
        set.Clock.Advance(Day);
        await Run(set);

        Assert.Equal(
            ["2026-11-24: Answer | late: Answer |  |  +0", "2026-11-25: Answer | late:  |  |  +0"],
            await set.Mails()
        );
    }

    [Fact]
    public async Task One_asked_for_goes_at_once_also_with_nothing_to_say_and_the_next_comes_as_it_would_have()
    {
        await using var set = await Scene();
        await set.Choose(c => c with { Digest = DigestWhen.Always });
        await using (var db = set.Firm.As(set.Ana))
        {
            Assert.True((await Digests.SendNow(db, new Plain(), default)).Done);
        }
        Assert.StartsWith(
            "2026-11-23:",
            Assert.Single(await set.Mails()),
            StringComparison.Ordinal
        );

        set.Clock.Advance(Night);
        await Run(set);

        Assert.Equal(2, (await set.Mails()).Count);
    }

    private async Task<TellingScene> Scene()
    {
        var set = await TellingScene.Set(database.Place, Evening);
        await Run(set);
        return set;
    }

    private static async Task Run(TellingScene set)
    {
        await using var db = set.Firm.System();
        await NoticeChoices.Settle(db, default);
        await Digests.Run(db, new Plain(), default);
    }

    private static async Task Owe(TellingScene set, Client client, string text, Instant due)
    {
        await using var db = set.Firm.As(set.Ana);
        var made = await new Acts(db).Make(
            new CommitmentDetails
            {
                ClientId = client.Id,
                Favour = Favour.Client,
                Text = text,
                Due = due,
            }
        );
        Assert.True(made.Done, $"{made.Refusal}");
    }

    private static async Task Meet(TellingScene set, Client client, string title, Instant start)
    {
        await using var db = set.Firm.As(set.Ana);
        var made = await new Rapport.Meetings.Meetings(db).Plan(
            new MeetingDetails
            {
                ClientId = client.Id,
                Title = title,
                Start = start,
            }
        );
        Assert.True(made.Done, $"{made.Refusal}");
    }

    /// <summary>Says all of it in one line.</summary>
    private sealed class Plain(Guid? fails = null) : IDigestMail
    {
        public MailDetails Write(MailReader to, Digest digest) =>
            to.Id == fails
                ? throw new InvalidOperationException("No words")
                : new MailDetails(
                    to.Email!,
                    "Morning",
                    $"{digest.Day:uuuu-MM-dd}: {Texts(digest.Queue)} | late: {Texts(digest.WentLate)} | "
                        + string.Join(", ", digest.Meetings.Select(m => $"{m.Title}@{m.Client}"))
                        + " | "
                        + string.Join(", ", digest.Unread.Select(n => $"{n.Told.Text}@{n.Client}"))
                        + $" +{digest.MoreUnread}"
                );

        private static string Texts(IReadOnlyList<Queued> queue) =>
            string.Join(", ", queue.Select(q => q.Owed.Text));
    }

    public sealed class OnSqlite(Sqlite database) : DigestsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : DigestsTests(database),
            IClassFixture<Postgres>;
}
