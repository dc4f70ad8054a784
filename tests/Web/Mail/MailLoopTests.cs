using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Mail;

/// <summary>Mails on their way to a real SMTP server: each until somebody took it, whoever dies meanwhile.</summary>
public abstract class MailLoopTests(TestDatabase database)
{
    private static int made;

    [Fact]
    public async Task What_was_written_is_sent_and_what_it_said_is_forgotten()
    {
        await using var post = await SmtpServer.Start();
        await using var app = await Start(database.Place, post);
        var to = Address("ana");

        var id = await Write(app, new MailDetails(to, "Grüße\r\nBcc: all@x.example", "Hällo"));

        var posted = Assert.Single(await post.To(to));
        Assert.Equal("rapport@firm.example", posted.From);
        Assert.Equal("Rapport <rapport@firm.example>", posted.Head("From"));
        Assert.Equal([to], posted.To);
        Assert.Equal($"<{id:N}@firm.example>", posted.Head("Message-ID"));
        Assert.Equal("auto-generated", posted.Head("Auto-Submitted"));
        Assert.Null(posted.Head("Bcc"));
        var over = await Over(app, id);
        Assert.Equal(MailState.Delivered, over.State);
        Assert.StartsWith("250", over.Answer, StringComparison.Ordinal);
        Assert.Null(over.Text);
        Assert.Equal(1, over.Attempts);
    }

    [Fact]
    public async Task What_a_server_refuses_for_good_is_over_and_what_it_refuses_just_now_comes_again()
    {
        var clock = new TestClock();
        await using var post = await SmtpServer.Start();
        await using var app = await Start(database.Place, post, clock);
        var nobody = await Write(app, new MailDetails(Address("nobody"), "Hello", "Hello"));
        var spam = await Write(app, new MailDetails(Address("spam"), "Hello", "Hello"));
        var full = await Write(
            app,
            new MailDetails(
                Address("full"),
                "Hello",
                "Hello",
                NotAfter: clock.GetCurrentInstant() + Duration.FromMinutes(90)
            )
        );

        Assert.Equal(MailState.Refused, (await Over(app, nobody)).State);
        Assert.Contains("No such user", (await Over(app, nobody)).Answer, StringComparison.Ordinal);
        Assert.Equal(MailState.Refused, (await Over(app, spam)).State);
        foreach (var (attempt, minutes) in new[] { (1, 1), (2, 2), (3, 4) })
        {
            var tried = await Tried(app, full, attempt);
            Assert.Equal(
                clock.GetCurrentInstant() + Duration.FromMinutes(minutes),
                tried.NotBefore
            );
            Assert.Contains("No room", tried.Answer, StringComparison.Ordinal);
            clock.Advance(Duration.FromMinutes(minutes));
        }
        await Tried(app, full, 4);
        clock.Advance(Duration.FromHours(2));
        var late = await Over(app, full);
        Assert.Equal((MailState.Expired, 4), (late.State, late.Attempts));
        Assert.Null(late.Text);
    }

    [Fact]
    public async Task A_worker_killed_over_a_mail_is_followed_by_another_that_sends_it_under_the_same_id()
    {
        var clock = new TestClock();
        await using var post = await SmtpServer.Start();
        await using var app = await Start(database.Place, post, clock);
        var to = Address("slow");
        var id = await Write(app, new MailDetails(to, "Hello", "Hello"));
        // The server has it and says nothing: nobody can know whether it will count.
        await post.To(to);

        using (
            var worker = Process.GetProcessById(
                app.Services.GetRequiredService<Rapport.Web.Mail.MailLoop>().WorkerId!.Value
            )
        )
        {
            worker.Kill();
        }
        await Eventually.Holds(async () => (await Find(app, id)).LeasedUntil is null);
        clock.Advance(Duration.FromMinutes(1));

        var over = await Over(app, id);
        var both = await post.To(to, 2);
        Assert.Equal((MailState.Delivered, 2), (over.State, over.Attempts));
        Assert.Equal(2, both.Count);
        Assert.Equal(both[0].Head("Message-ID"), both[1].Head("Message-ID"));
    }

    [Fact]
    public async Task Two_programs_on_one_database_send_each_mail_once()
    {
        await using var post = await SmtpServer.Start();
        await using var first = await Start(database.Place, post);
        await using var second = await Start(database.Place, post);
        var addresses = Enumerable.Range(0, 60).Select(_ => Address("once")).ToList();

        await Task.WhenAll(
            addresses.Select((to, i) => Write(i % 2 == 0 ? first : second, new(to, "Once", "Once")))
        );

        foreach (var to in addresses)
        {
            await post.To(to);
        }
        await Eventually.Holds(async () =>
        {
            await using var db = first.Firm.System();
            return !await db.Set<OutgoingMail>()
                .AnyAsync(m => m.Subject == "Once" && m.State != MailState.Delivered);
        });
        Assert.All(addresses, to => Assert.Single(post.Posted, p => p.To.Contains(to)));
    }

    [Fact]
    public async Task A_link_to_come_in_goes_by_mail_in_ones_language_and_is_in_no_table()
    {
        await using var post = await SmtpServer.Start();
        await using var app = await Start(database.Place, post);
        using var boss = await app.SignedIn(Roles.Administrator);
        var lena = await app.Firm.Colleague(Roles.Consultant, "Lena");
        await using (var db = app.Firm.System())
        {
            (await db.Set<Colleague>().SingleAsync(c => c.Id == lena.Id)).Language = "de";
            await db.SaveChangesAsync();
        }

        using var answer = await boss.Post(
            $"/settings/colleagues/{lena.Id}/invitation",
            [],
            $"/settings/colleagues/{lena.Id}"
        );
        var page = await Visitor.Read(answer);
        var posted = Assert.Single(await post.To(lena.Email!));
        var link = System.Text.RegularExpressions.Regex.Match(
            posted.Body,
            "/link/[A-Za-z0-9_-]{43}",
            System.Text.RegularExpressions.RegexOptions.NonBacktracking
        );
        using var lenas = app.Stranger();
        var opened = await lenas.Page(link.Value);

        Assert.Contains(lena.Email!, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#invitation-link"));
        Assert.DoesNotContain(link.Value, page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Guten Tag Lena", posted.Body, StringComparison.Ordinal);
        Assert.Contains(lena.Email!, opened.Body!.InnerHtml, StringComparison.Ordinal);
        var listed = await boss.Page("/settings/mail");
        Assert.Contains(lena.Email!, listed.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", listed.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_holds_a_secret_is_sealed_while_it_waits()
    {
        await using var app = await TestApp.Start(database.Place);
        await using var scope = app.Services.CreateAsyncScope();
        var seal = scope.ServiceProvider.GetRequiredService<ISealSecrets>();
        await using var db = app.Firm.System();
        var mail = Mails.Write(
            db,
            new MailDetails(Address("sealed"), "Hello", "the secret", "<b>the secret</b>"),
            seal
        );
        await db.SaveChangesAsync();

        var kept = await Find(app, mail.Id);
        var taken = await Mails.Take(db, seal, 100, default);

        Assert.DoesNotContain("secret", kept.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", kept.Html, StringComparison.Ordinal);
        var given = taken.Single(t => t.Id == mail.Id);
        Assert.Equal(("the secret", "<b>the secret</b>"), (given.Text, given.Html));
    }

    [Fact]
    public async Task Where_mail_is_off_nothing_is_sent_and_the_page_says_so()
    {
        await using var app = await TestApp.Start(database.Place);
        using var boss = await app.SignedIn(Roles.Administrator);

        var page = await boss.Page("/settings/mail");

        Assert.NotNull(page.QuerySelector(".note"));
        Assert.Contains("RAPPORT_SMTP_URL", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static Task<TestApp> Start(TestPlace place, SmtpServer post, IClock? clock = null) =>
        TestApp.Start(
            place,
            clock,
            with: s =>
                s with
                {
                    Smtp = $"smtp://127.0.0.1:{post.Port}",
                    MailFrom = "Rapport <rapport@firm.example>",
                }
        );

    private static string Address(string name) =>
        $"{name}@box{Interlocked.Increment(ref made)}.example";

    private static async Task<Guid> Write(TestApp app, MailDetails said)
    {
        await using var db = app.Services.GetRequiredService<DbSource>().For(Viewer.System("test"));
        var mail = Mails.Write(db, said);
        await db.SaveChangesAsync();
        return mail.Id;
    }

    private static async Task<OutgoingMail> Find(TestApp app, Guid id)
    {
        await using var db = app.Firm.System();
        return await db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.Id == id);
    }

    private static async Task<OutgoingMail> Over(TestApp app, Guid id)
    {
        await Eventually.Holds(async () => !(await Find(app, id)).IsWaiting);
        return await Find(app, id);
    }

    private static async Task<OutgoingMail> Tried(TestApp app, Guid id, int attempts)
    {
        await Eventually.Holds(async () =>
            await Find(app, id) is { LeasedUntil: null } mail && mail.Attempts == attempts
        );
        return await Find(app, id);
    }

    public sealed class OnSqlite(Sqlite database) : MailLoopTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MailLoopTests(database),
            IClassFixture<Postgres>;
}
