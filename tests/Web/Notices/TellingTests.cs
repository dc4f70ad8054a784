using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Mail;
using Told = Rapport.Notices.Notices;

namespace Rapport.Tests.Web.Notices;

/// <summary>How one is told: chosen on a page or by a script, and mailed in one's language, with links where they are known.</summary>
public abstract class TellingTests(TestDatabase database)
{
    private const string Path = "/me/telling";
    private static readonly NoticeKind Pressing = new("commitment.slipped", NoticePriority.Urgent);

    /// <summary>A Tuesday, half past seven in the morning in Berlin.</summary>
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 24, 6, 30);

    [Fact]
    public async Task What_one_chooses_on_the_page_stands_there_afterwards()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);

        var token = (await ana.Page(Path)).QuerySelector(
            "input[name^=__Request], form[action='/me/telling'] input[type=hidden]"
        )!;
        using var form = new FormUrlEncodedContent([
            .. Chosen,
            new("Days", "Saturday"),
            new("Days", "Sunday"),
            new(token.GetAttribute("name")!, token.GetAttribute("value")!),
        ]);
        using var answer = await ana.Http.PostAsync(new Uri(Path, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await ana.Page(Path);

        Assert.Equal("AtOnce", Picked(page, "Usual"));
        Assert.Equal("App", Picked(page, "Low"));
        Assert.Equal("Always", Picked(page, "Digest"));
        Assert.Equal("08:15", page.QuerySelector("[name=DigestAt]")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("[name=Quiet][checked]"));
        Assert.Equal(
            ["Saturday", "Sunday"],
            page.QuerySelectorAll("[name=Days][checked]").Select(d => d.GetAttribute("value"))
        );
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_stays()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);
        var wrong = new Dictionary<string, string>(Chosen)
        {
            ["Days"] = "Monday",
            ["DigestAt"] = "",
            ["Quiet"] = "true",
            ["QuietFrom"] = "22:00",
        };

        var page = await ana.Refused(Path, wrong);

        Assert.NotNull(page.QuerySelector("#f-DigestAt-error"));
        Assert.NotNull(page.QuerySelector("#f-QuietUntil-error"));
        Assert.Equal("22:00", page.QuerySelector("[name=QuietFrom]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Where_mail_is_off_the_page_says_so_and_offers_no_mail()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);

        var page = await ana.Page(Path);
        using var answer = await ana.Post($"{Path}/digest", [], Path);

        Assert.NotNull(page.QuerySelector(".note"));
        Assert.Null(page.QuerySelector($"form[action='{Path}/digest']"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = app.Firm.System();
        Assert.False(await db.Set<OutgoingMail>().AnyAsync(m => m.To == ana.Colleague!.Email));
    }

    [Fact]
    public async Task The_page_names_the_next_morning_and_sends_one_to_oneself_now()
    {
        await using var post = await SmtpServer.Start();
        await using var app = await Start(post, new TestClock(Morning));
        var lena = await German(app);
        using var hers = await app.SignedIn(lena);

        var page = await hers.Page(Path);
        await hers.Saved($"{Path}/digest", [], Path);
        var posted = Assert.Single(await post.To(lena.Email!));
        var after = await hers.Page($"{Path}?sent=true");

        Assert.Contains(
            "Mittwoch, 25. November, 07:00",
            page.QuerySelector(".section:last-of-type p, section:last-of-type p")!.TextContent,
            Ordinal
        );
        Assert.Contains(lena.Email!, after.QuerySelector(".note")!.TextContent, Ordinal);
        Assert.Contains("Guten Morgen, Lena", posted.Body, Ordinal);
        Assert.Contains("https://rapport.firm.example/me/telling", posted.Body, Ordinal);
    }

    [Fact]
    public async Task What_presses_goes_by_itself_in_her_language_with_a_link_to_it()
    {
        await using var post = await SmtpServer.Start();
        var clock = new TestClock(Morning + Duration.FromHours(2));
        await using var app = await Start(post, clock);
        var lena = await German(app);
        await using (var db = app.Firm.System())
        {
            await Told.Tell(db, new(lena.Id, Pressing, "Angebot an Halden", null, null), default);
            await db.SaveChangesAsync();
        }

        await using (var db = app.Firm.System())
        {
            // It was told by the machine's clock; the program goes by another.
            var told = await db.Set<Notice>().SingleAsync(n => n.ColleagueId == lena.Id);
            told.MailAt = clock.GetCurrentInstant();
            await db.SaveChangesAsync();
        }

        var posted = Assert.Single(await post.To(lena.Email!));
        Assert.Contains("Angebot an Halden", posted.Body, Ordinal);
        Assert.Contains("https://rapport.firm.example/notices/", posted.Body, Ordinal);
    }

    [Fact]
    public async Task A_script_reads_and_says_how_its_colleague_is_told()
    {
        var app = await database.App();
        using var his = await app.Script(await app.Firm.Colleague(Roles.Consultant));
        var said = new
        {
            urgent = "atOnce",
            usual = "app",
            low = "digest",
            quietFrom = "21:00",
            quietUntil = "06:30",
            breaksThrough = true,
            days = new[] { "monday", "sunday" },
            digest = "always",
            digestAt = "06:45",
        };

        using var put = await his.PutAsJsonAsync("/api/v1/me/telling", said);
        var read = await (await his.GetAsync("/api/v1/me/telling")).Json();
        using var half = await his.PutAsJsonAsync("/api/v1/me/telling", new { urgent = "app" });

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("app", (string?)read["chosen"]!["usual"]);
        Assert.Equal("21:00", (string?)read["chosen"]!["quietFrom"]);
        Assert.Equal(
            ["monday", "sunday"],
            read["chosen"]!["days"]!.AsArray().Select(d => (string?)d)
        );
        Assert.NotNull(read["nextDigest"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.StatusCode);
    }

    [Theory]
    [InlineData("https://rapport.firm.example", "https://rapport.firm.example/notices")]
    [InlineData("http://rapport:8080/", "http://rapport:8080/notices")]
    [InlineData("rapport.firm.example", null)]
    [InlineData("ftp://rapport.firm.example", null)]
    [InlineData("https://rapport.firm.example/below", null)]
    [InlineData(null, null)]
    public void Links_lead_where_it_is_opened_and_what_cannot_be_read_is_said(
        string? said,
        string? link
    )
    {
        var settings = new Rapport.Web.Hosting.Settings("data", "", null) { PublicUrl = said };

        Assert.Equal(link, MailLinks.Of(settings).To("/notices"));
        Assert.Equal(said is not null && link is null, MailLinks.Fault(settings) is not null);
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static Dictionary<string, string> Chosen =>
        new()
        {
            ["Urgent"] = "AtOnce",
            ["Usual"] = "AtOnce",
            ["Low"] = "App",
            ["Digest"] = "Always",
            ["DigestAt"] = "08:15",
        };

    private static string? Picked(AngleSharp.Dom.IDocument page, string field) =>
        page.QuerySelector($"[name={field}] option[selected]")!.GetAttribute("value");

    private Task<TestApp> Start(SmtpServer post, IClock clock) =>
        TestApp.Start(
            database.Place,
            clock,
            with: s =>
                s with
                {
                    Smtp = $"smtp://127.0.0.1:{post.Port}",
                    MailFrom = "Rapport <rapport@firm.example>",
                    PublicUrl = "https://rapport.firm.example",
                }
        );

    private static async Task<Colleague> German(TestApp app)
    {
        var lena = await app.Firm.Colleague(Roles.Consultant, "Lena Hofer");
        await using var db = app.Firm.System();
        var kept = await db.Set<Colleague>().SingleAsync(c => c.Id == lena.Id);
        (kept.Language, kept.TimeZone) = ("de", "Europe/Berlin");
        await db.SaveChangesAsync();
        return kept;
    }

    public sealed class OnSqlite(Sqlite database) : TellingTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TellingTests(database),
            IClassFixture<Postgres>;
}
