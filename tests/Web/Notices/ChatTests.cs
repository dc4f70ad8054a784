using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Told = Rapport.Notices.Notices;

namespace Rapport.Tests.Web.Notices;

/// <summary>One's chat: named on a page or by a script, tried, told by itself and removed; its address is never shown again.</summary>
public abstract class ChatTests(TestDatabase database)
{
    private const string Path = "/me/telling";
    private const string Api = "/api/v1/me/chat";
    private static readonly NoticeKind Pressing = new("commitment.slipped", NoticePriority.Urgent);

    /// <summary>
    /// The next Tuesday, at noon in Berlin: still to come for the other program of the class, which knows no address of its
    /// own and would tell it first.
    /// </summary>
    private static readonly Instant Noon = (
        SystemClock
            .Instance.GetCurrentInstant()
            .InUtc()
            .Date.With(DateAdjusters.Next(IsoDayOfWeek.Tuesday)) + new LocalTime(11, 0)
    )
        .InUtc()
        .ToInstant();

    [Fact]
    public async Task What_presses_goes_to_the_chat_by_itself_in_her_language_also_where_mail_is_off()
    {
        await using var chat = await ChatServer.Start();
        var clock = new TestClock(Noon);
        await using var app = await TestApp.Start(
            database.Place,
            clock,
            with: s => s with { PublicUrl = "https://rapport.firm.example" }
        );
        await Allow(app, chat.Origin);
        var lena = await German(app);
        using (var hers = await app.Script(lena))
        {
            using var named = await hers.PutAsJsonAsync(Api, Named(chat));
            Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        }
        await Choose(app, lena, NoticeWay.Chat);

        await using (var db = app.Firm.System())
        {
            await Told.Tell(db, new(lena.Id, Pressing, "Angebot an Halden", null, null), default);
            await db.SaveChangesAsync();
            // It was told by the machine's clock; the program goes by another.
            var told = await db.Set<Notice>().SingleAsync(n => n.ColleagueId == lena.Id);
            told.MailAt = Noon;
            await db.SaveChangesAsync();
        }
        clock.Advance(Duration.FromMinutes(1));

        await Eventually.Holds(() => Task.FromResult(chat.Heard.Count > 0));
        var text = Assert.Single(chat.Texts);
        Assert.Contains("Angebot an Halden", text, Ordinal);
        Assert.Contains("Überfällig, und nun bei Ihnen", text, Ordinal);
        Assert.Contains("https://rapport.firm.example/notices/", text, Ordinal);
    }

    [Fact]
    public async Task On_the_page_it_is_named_tried_and_removed_and_its_address_is_not_shown_again()
    {
        await using var chat = await ChatServer.Start();
        var app = await database.App();
        await Allow(app, chat.Origin);
        var lena = await German(app);
        using var hers = await app.SignedIn(lena);
        Assert.Null((await hers.Page(Path)).QuerySelector("[name=Urgent] option[value=Chat]"));

        await hers.Saved(
            $"{Path}/chat",
            new() { ["Address"] = chat.Address, ["Kind"] = "Mattermost" },
            Path
        );
        var page = await hers.Page(Path);
        using var answer = await hers.Post($"{Path}/chat/try", [], Path);
        var tried = await Visitor.Read(answer);
        var audited = await Audited(app, lena.Id);
        await hers.Saved($"{Path}/chat/end", [], Path);
        var after = await hers.Page(Path);

        var said = page.QuerySelector("#chat")!.TextContent;
        Assert.Contains(new Uri(chat.Origin).Authority, said, Ordinal);
        Assert.Contains("…abcd", said, Ordinal);
        Assert.Contains("In meinem Chat", said, Ordinal);
        Assert.DoesNotContain("secret", page.DocumentElement.OuterHtml, Ordinal);
        Assert.NotNull(page.QuerySelector("[name=Urgent] option[value=Chat]"));
        Assert.Contains("Hier lesen Sie Ihre Hinweise", Assert.Single(chat.Texts), Ordinal);
        Assert.Contains(
            "Angekommen. Der Chat sagt: 200 said by the chat",
            tried.QuerySelector("#chat .note")!.TextContent,
            Ordinal
        );
        Assert.DoesNotContain("secret", audited, Ordinal);
        Assert.Null(after.QuerySelector($"form[action='{Path}/chat/try']"));
    }

    [Fact]
    public async Task An_address_at_a_host_that_is_not_allowed_is_refused_beside_its_field()
    {
        var app = await database.App();
        await Allow(app, "hooks.slack.com");
        using var ana = await app.SignedIn(Roles.Consultant);

        var page = await ana.Refused(
            $"{Path}/chat",
            new() { ["Address"] = "https://elsewhere.example/hook" },
            Path
        );

        Assert.Contains(
            "elsewhere.example",
            page.QuerySelector("#f-Address-error")!.TextContent,
            Ordinal
        );
        Assert.Contains(
            "hooks.slack.com",
            page.QuerySelector("#chat form > .hint")!.TextContent,
            Ordinal
        );
    }

    [Fact]
    public async Task What_the_chat_refuses_is_said_in_words_when_it_is_tried()
    {
        await using var chat = await ChatServer.Start();
        chat.Answers = response => response.StatusCode = 403;
        var app = await database.App();
        await Allow(app, chat.Origin);
        var ana = await app.Firm.Colleague(Roles.Consultant);
        using var his = await app.Script(ana);
        using var named = await his.PutAsJsonAsync(Api, Named(chat));

        using var answer = await his.PostAsync(new Uri($"{Api}/tries", UriKind.Relative), null);
        var tried = await answer.Json();

        Assert.Equal("refused", (string?)tried["outcome"]);
        Assert.Equal("403 said by the chat", (string?)tried["answer"]);
    }

    [Fact]
    public async Task A_script_names_reads_and_removes_its_own_and_nobody_elses()
    {
        await using var chat = await ChatServer.Start();
        var app = await database.App();
        await Allow(app, chat.Origin);
        using var his = await app.Script(await app.Firm.Colleague(Roles.Consultant));
        using var others = await app.Script(await app.Firm.Colleague(Roles.Administrator));

        using var put = await his.PutAsJsonAsync(Api, Named(chat));
        var text = await his.GetStringAsync(new Uri(Api, UriKind.Relative));
        using var unseen = await others.GetAsync(new Uri(Api, UriKind.Relative));
        using var theirs = await others.DeleteAsync(new Uri(Api, UriKind.Relative));
        using var still = await his.GetAsync(new Uri(Api, UriKind.Relative));
        using var gone = await his.DeleteAsync(new Uri(Api, UriKind.Relative));
        using var after = await his.GetAsync(new Uri(Api, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Contains("abcd", text, Ordinal);
        Assert.DoesNotContain("secret", text, Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, theirs.StatusCode);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task The_firm_says_at_which_hosts_chats_may_be()
    {
        var app = await database.App();
        await Allow(app, null);
        using var admin = await app.SignedIn(Roles.Administrator);
        using var ana = await app.SignedIn(Roles.Consultant);
        var form = await admin.Page("/settings/firm");
        var usual = form.QuerySelector("[name=ChatHosts]")!.TextContent;

        var wrong = await admin.Refused("/settings/firm", Firm("chat.firm.example/hooks"));
        await admin.Saved("/settings/firm", Firm("chat.firm.example\r\n*.zulipchat.com"));
        var allowed = (await ana.Page(Path)).QuerySelector("#chat form > .hint");
        await admin.Saved("/settings/firm", Firm(""));
        var off = await ana.Page(Path);

        Assert.Contains("hooks.slack.com", usual, Ordinal);
        Assert.NotNull(wrong.QuerySelector("#f-ChatHosts-error"));
        Assert.Contains("chat.firm.example, *.zulipchat.com", allowed!.TextContent, Ordinal);
        Assert.Null(off.QuerySelector($"form[action='{Path}/chat']"));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static object Named(ChatServer chat) =>
        new { address = chat.Address, kind = "mattermost" };

    private static Dictionary<string, string> Firm(string hosts) =>
        new()
        {
            ["Currency"] = "EUR",
            ["Zone"] = "Europe/Berlin",
            ["ChatHosts"] = hosts,
        };

    private static async Task<string> Audited(TestApp app, Guid colleague)
    {
        await using var db = app.Firm.System();
        var id = await db.Set<ChatAddress>()
            .Where(a => a.ColleagueId == colleague)
            .Select(a => a.Id)
            .SingleAsync();
        var entries = await db.Set<AuditEntry>().Where(e => e.RowId == id).ToListAsync();
        Assert.NotEmpty(entries);
        return System.Text.Json.JsonSerializer.Serialize(entries.Select(e => e.Payload));
    }

    private static async Task Allow(TestApp app, string? hosts)
    {
        await using var db = app.Firm.System();
        var allowed = await new Firms(db).Change(
            new("Firm", "EUR", "Europe/Berlin", null, null, hosts)
        );
        Assert.True(allowed.Done, $"{allowed.Refusal}");
    }

    private static async Task Choose(TestApp app, Colleague colleague, NoticeWay urgent)
    {
        await using var db = app.Firm.As(colleague);
        var choices = new NoticeChoices(db);
        var now = NoticeChoice.Of(await choices.Mine());
        Assert.True((await choices.Choose(now with { Urgent = urgent })).Done);
    }

    private static async Task<Colleague> German(TestApp app)
    {
        var lena = await app.Firm.Colleague(Roles.Consultant, "Lena Hofer");
        await using var db = app.Firm.System();
        var kept = await db.Set<Colleague>().SingleAsync(c => c.Id == lena.Id);
        (kept.Language, kept.TimeZone) = ("de", "Europe/Berlin");
        await db.SaveChangesAsync();
        return kept;
    }

    public sealed class OnSqlite(Sqlite database) : ChatTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ChatTests(database),
            IClassFixture<Postgres>;
}
