using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Core.Notices;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Today;

/// <summary>What presses goes to her chat: where she chose so, once, and nothing that was read or stands behind a wall by then.</summary>
public abstract class ChattedNoticesTests(TestDatabase database)
{
    private static readonly NoticeKind Pressing = new("commitment.slipped", NoticePriority.Urgent);
    private static readonly NoticeKind Usual = new("test.usual", NoticePriority.Usual);

    /// <summary>A Tuesday at noon, wherever the firm is.</summary>
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 24, 11, 0);

    [Fact]
    public async Task What_she_chose_arrives_in_one_message_and_once_and_nothing_else_does()
    {
        await using var set = await Scene();
        var halden = await set.Told.Firm.Client("Halden", set.Told.Ana);
        await set.Told.Tell(Pressing, "Send the offer", halden.Id);
        await set.Told.Tell(Pressing, "Call back");
        await set.Told.Tell(Usual, "Not pressing");

        await set.Decide();
        await set.Send();
        await set.Decide();
        await set.Send();

        var text = Assert.Single(set.Chat.Texts);
        Assert.Contains("Send the offer", text, Ordinal);
        Assert.Contains("Call back", text, Ordinal);
        Assert.Contains("https://rapport.firm.example/notices/", text, Ordinal);
        Assert.DoesNotContain("Not pressing", text, Ordinal);
        Assert.Empty(await set.Told.Mails());
        Assert.Equal((MailState.Delivered, 1), Became(await set.Last()));
    }

    [Fact]
    public async Task By_both_ways_it_goes_by_mail_and_to_the_chat()
    {
        await using var set = await Scene();
        await set.Told.Choose(c => c with { Urgent = NoticeWay.Both });
        await set.Told.Tell(Pressing, "Twice");

        await set.Decide();
        await set.Send();

        Assert.Contains("Twice", Assert.Single(set.Chat.Texts), Ordinal);
        Assert.Equal(["Twice@"], await set.Told.Mails());
    }

    [Fact]
    public async Task Who_named_no_chat_gets_by_mail_what_was_to_go_there()
    {
        await using var set = await ChatScene.Set(database.Place, Noon, named: false);
        await set.Told.Tell(Pressing, "By mail");

        await set.Decide();
        await set.Send();

        Assert.Empty(set.Chat.Heard);
        Assert.Equal(["By mail@"], await set.Told.Mails());
    }

    [Fact]
    public async Task What_comes_in_her_quiet_waits_for_its_end()
    {
        await using var set = await Scene(Noon + Duration.FromHours(12));
        await set.Told.Tell(Pressing, "At night");
        await set.Decide();
        await set.Send();
        Assert.Empty(set.Chat.Heard);

        set.Told.Clock.Advance(Duration.FromHours(8));
        await set.Decide();
        await set.Send();

        Assert.Single(set.Chat.Heard);
    }

    [Fact]
    public async Task What_was_read_before_it_was_sent_is_not_sent()
    {
        await using var set = await Scene();
        await set.Told.Tell(Pressing, "Read");
        await set.Decide();
        await using (var hers = set.Told.Firm.As(set.Told.Ana))
        {
            var id = await hers.Set<Notice>().Select(n => n.Id).SingleAsync();
            Assert.True((await new Readings(hers).Read(id)).Done);
        }

        await set.Send();

        Assert.Empty(set.Chat.Heard);
        Assert.Equal((MailState.Expired, 0), Became(await set.Last()));
    }

    [Fact]
    public async Task Who_lost_sight_of_the_client_meanwhile_is_told_nothing_of_it()
    {
        await using var set = await Scene();
        var halden = await set.Told.Firm.Client("Halden", set.Told.Ana);
        await set.Told.Tell(Pressing, "Behind a wall", halden.Id);
        await set.Told.Tell(Pressing, "Before it");
        await set.Decide();
        await using (var db = set.Told.Firm.System())
        {
            db.Remove(await db.Set<Seat>().SingleAsync(s => s.ClientId == halden.Id));
            await db.SaveChangesAsync();
        }

        await set.Send();

        var text = Assert.Single(set.Chat.Texts);
        Assert.Contains("Before it", text, Ordinal);
        Assert.DoesNotContain("Behind", text, Ordinal);
        Assert.DoesNotContain("Halden", text, Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_address_that_the_chat_knows_no_more_is_switched_off_and_said_by_mail(
        int status
    )
    {
        await using var set = await Scene();
        set.Chat.Answers = response => response.StatusCode = status;
        await set.Told.Tell(Pressing, "Not lost");
        await set.Decide();
        await set.Send();

        await set.Decide();
        await set.Send();

        Assert.Single(set.Chat.Heard);
        Assert.NotNull((await set.Address())!.DeadAt);
        var mail = Assert.Single(await set.Told.Mails())!;
        Assert.Contains("Not lost@", mail, Ordinal);
        Assert.Contains(new Uri(set.Chat.Origin).Authority, mail, Ordinal);
        await using var hers = set.Told.Firm.As(set.Told.Ana);
        Assert.True(await hers.Set<Notice>().AnyAsync(n => n.Kind == ChatAddress.Dead.Name));
    }

    [Fact]
    public async Task A_chat_that_is_asked_too_often_is_asked_again_when_it_says()
    {
        await using var set = await Scene();
        set.Chat.Answers = response =>
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "600";
        };
        await set.Told.Tell(Pressing, "Later");
        await set.Decide();
        await set.Send();
        var asked = set.Told.Clock.GetCurrentInstant() + Duration.FromMinutes(10);
        Assert.Equal(asked, (await set.Last()).NotBefore);

        set.Chat.Answers = response => response.StatusCode = 202;
        set.Told.Clock.Advance(Duration.FromMinutes(9));
        await set.Send();
        Assert.Single(set.Chat.Heard);
        set.Told.Clock.Advance(Duration.FromMinutes(1));
        await set.Send();

        Assert.Equal(2, set.Chat.Heard.Count);
        Assert.Equal((MailState.Delivered, 2), Became(await set.Last()));
    }

    [Fact]
    public async Task A_chat_that_is_out_of_order_is_tried_again_after_growing_pauses_for_a_day()
    {
        await using var set = await Scene();
        set.Chat.Answers = response => response.StatusCode = 503;
        await set.Told.Tell(Pressing, "Again");
        await set.Decide();
        foreach (var minutes in new[] { 1, 2, 4 })
        {
            await set.Send();
            var last = await set.Last();
            Assert.Equal(
                set.Told.Clock.GetCurrentInstant() + Duration.FromMinutes(minutes),
                last.NotBefore
            );
            Assert.Contains("said by the chat", last.Answer, Ordinal);
            set.Told.Clock.Advance(Duration.FromMinutes(minutes));
        }
        set.Told.Clock.Advance(Duration.FromDays(1));
        await set.Send();

        Assert.Equal((MailState.Expired, 3), Became(await set.Last()));
        Assert.Equal(3, set.Chat.Heard.Count);
    }

    [Fact]
    public async Task Two_nodes_at_once_send_it_once()
    {
        await using var set = await Scene();
        await set.Told.Tell(Pressing, "Once");
        await set.Decide();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(set.Send)));

        Assert.Single(set.Chat.Heard);
    }

    [Fact]
    public async Task A_chat_that_leads_elsewhere_is_not_followed()
    {
        await using var set = await Scene();
        set.Chat.Answers = response =>
        {
            response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            response.Headers.Location = $"{set.Chat.Origin}/elsewhere";
        };
        await set.Told.Tell(Pressing, "Followed");
        await set.Decide();
        await set.Send();

        Assert.Single(set.Chat.Heard);
        Assert.Equal((MailState.Refused, 1), Became(await set.Last()));
    }

    [Fact]
    public async Task Where_the_firm_allows_the_host_no_more_it_goes_by_mail()
    {
        await using var set = await Scene();
        await set.Told.Tell(Pressing, "Meanwhile");
        await set.Decide();
        await set.Allow("");

        await set.Send();
        await set.Decide();

        Assert.Empty(set.Chat.Heard);
        Assert.Equal(["Meanwhile@"], await set.Told.Mails());
    }

    [Fact]
    public async Task An_address_is_kept_sealed_and_goes_with_its_colleague()
    {
        await using var set = await Scene();
        var kept = (await set.Address())!;
        Assert.DoesNotContain("secret", kept.Kept, Ordinal);
        Assert.Equal((new Uri(set.Chat.Origin).Authority, "abcd"), (kept.Host, kept.End));

        var admin = await set.Told.Firm.Colleague(Roles.Administrator);
        await using (var db = set.Told.Firm.As(admin))
        {
            Assert.True((await new Colleagues(db).Leave(set.Told.Ana.Id, "Moved away")).Done);
        }

        Assert.Null(await set.Address());
    }

    [Theory]
    [InlineData("https://elsewhere.example/hooks/1", Fault.HostNotAllowed)]
    [InlineData("ftp://127.0.0.1/hooks/1", Fault.NotALink)]
    [InlineData("https://me:secret@hooks.slack.com/1", Fault.NotALink)]
    [InlineData("hooks", Fault.NotALink)]
    [InlineData("", Fault.Required)]
    public async Task An_address_that_is_none_or_not_allowed_is_refused(string address, Fault fault)
    {
        await using var set = await ChatScene.Set(database.Place, Noon, named: false);

        var refused = await set.Connect(address);

        Assert.Equal(fault, Assert.Single(refused.Refusal!.Faults).Fault);
        Assert.Null(await set.Address());
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static (MailState, int) Became(OutgoingChat chat) => (chat.State, chat.Attempts);

    private Task<ChatScene> Scene(Instant? now = null) =>
        ChatScene.Set(database.Place, now ?? Noon);

    public sealed class OnSqlite(Sqlite database)
        : ChattedNoticesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ChattedNoticesTests(database),
            IClassFixture<Postgres>;
}
