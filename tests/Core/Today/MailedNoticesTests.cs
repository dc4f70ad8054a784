using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Core.Notices;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Today;
using Told = Rapport.Notices.Notices;

namespace Rapport.Tests.Core.Today;

/// <summary>What presses goes by mail: all of a minute in one, once, and nothing that was read or stands behind a wall.</summary>
public abstract class MailedNoticesTests(TestDatabase database)
{
    private static readonly NoticeKind Pressing = new("test.pressing", NoticePriority.Urgent);
    private static readonly NoticeKind Usual = new("test.usual", NoticePriority.Usual);

    /// <summary>A Tuesday at noon, wherever the firm is.</summary>
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 24, 11, 0);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public async Task What_came_within_a_minute_goes_in_one_mail_and_once()
    {
        await using var set = await Scene(Noon);
        await set.Tell(Pressing, "First");
        await set.Tell(Usual, "Not pressing");
        set.Clock.Advance(Duration.FromSeconds(50));
        await set.Tell(Pressing, "Second");
        Assert.Empty(await set.Mails());

        set.Clock.Advance(Duration.FromSeconds(10));
        await set.Run();
        await set.Run();
        set.Clock.Advance(Duration.FromDays(2));
        await set.Run();

        Assert.Equal(["Second@\nFirst@"], await set.Mails());
    }

    [Fact]
    public async Task What_was_read_meanwhile_is_not_mailed()
    {
        await using var set = await Scene(Noon);
        await set.Tell(Pressing, "Read");
        await set.Tell(Pressing, "Unread");
        await using (var hers = set.Firm.As(set.Ana))
        {
            var id = await hers.Set<Notice>()
                .Where(n => n.Text == "Read")
                .Select(n => n.Id)
                .SingleAsync();
            Assert.True((await new Readings(hers).Read(id)).Done);
        }

        set.Clock.Advance(Minute);
        await set.Run();

        Assert.Equal(["Unread@"], await set.Mails());
    }

    [Fact]
    public async Task What_stands_behind_a_wall_is_not_mailed_and_what_she_sees_names_its_client()
    {
        await using var set = await Scene(Noon);
        var seen = await set.Firm.Client("Halden", set.Ana);
        var walled = await set.Firm.Client("Ribera");
        await set.Tell(Pressing, "Seen", seen.Id);
        await set.Tell(Pressing, "Walled", walled.Id);

        set.Clock.Advance(Minute);
        await set.Run();

        Assert.Equal(["Seen@Halden"], await set.Mails());
    }

    [Fact]
    public async Task What_comes_in_her_quiet_waits_for_its_end_and_goes_then()
    {
        await using var set = await Scene(Noon + Duration.FromHours(12));
        await set.Tell(Pressing, "At night");
        set.Clock.Advance(Minute);
        await set.Run();
        Assert.Empty(await set.Mails());

        set.Clock.Advance(Duration.FromHours(8));
        await set.Run();

        Assert.Equal(["At night@"], await set.Mails());
    }

    [Fact]
    public async Task What_she_chooses_counts_for_what_waits()
    {
        await using var set = await Scene(Noon + Duration.FromHours(12));
        await set.Tell(Pressing, "At night");
        set.Clock.Advance(Minute);
        await set.Run();

        await set.Choose(c => c with { QuietFrom = null, QuietUntil = null });
        await set.Run();

        Assert.Equal(["At night@"], await set.Mails());
    }

    [Fact]
    public async Task Who_left_or_has_no_address_is_mailed_nothing()
    {
        await using var set = await Scene(Noon);
        await set.Tell(Pressing, "Gone");
        await using (var db = set.Firm.System())
        {
            Assert.True((await new Colleagues(db).Leave(set.Ana.Id, "Moved away")).Done);
        }

        set.Clock.Advance(Minute);
        await set.Run();

        Assert.Empty(await set.Mails());
    }

    [Fact]
    public async Task What_could_not_go_for_a_day_is_no_news()
    {
        await using var set = await Scene(Noon);
        await set.Tell(Pressing, "Old");

        set.Clock.Advance(Duration.FromHours(25) + Minute);
        await set.Run();

        Assert.Empty(await set.Mails());
    }

    [Fact]
    public async Task Two_nodes_at_once_mail_it_once()
    {
        await using var set = await Scene(Noon);
        await set.Tell(Pressing, "Once");
        set.Clock.Advance(Minute);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(set.Run)));

        Assert.Equal(["Once@"], await set.Mails());
    }

    [Fact]
    public async Task One_over_whom_it_fails_keeps_nobody_waiting_and_comes_again()
    {
        await using var set = await Scene(Noon);
        var ben = await set.Firm.Colleague(Roles.Consultant);
        await set.Tell(Pressing, "For Ana");
        await set.Tell(Pressing, "For Ben", whom: ben);
        set.Clock.Advance(Minute);

        await using var db = set.Firm.System();
        await Assert.ThrowsAsync<AggregateException>(() =>
            MailedNotices.Run(db, new FailsOver(set.Ana.Id), default)
        );
        Assert.Empty(await set.Mails());
        Assert.Equal(["For Ben@"], await set.Mails(ben));

        await set.Run();
        Assert.Equal(["For Ana@"], await set.Mails());
    }

    [Fact]
    public async Task Telling_asks_the_database_for_nothing_more_than_before()
    {
        await using var set = await Scene(Noon);
        await using var db = set.Firm.System();
        var statements = await Statements.Count(async () =>
        {
            await Told.Tell(db, new(set.Ana.Id, Pressing, "One", null, null), default);
            await db.SaveChangesAsync();
        });

        Assert.InRange(statements, 1, 1);
    }

    private Task<TellingScene> Scene(Instant now) => TellingScene.Set(database.Place, now);

    public sealed class OnSqlite(Sqlite database)
        : MailedNoticesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MailedNoticesTests(database),
            IClassFixture<Postgres>;
}
