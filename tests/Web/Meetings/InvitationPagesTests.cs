using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Meetings;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Meetings;

/// <summary>What goes out about a meeting, on screen with scripts off, and through a real SMTP server to its end.</summary>
public abstract class InvitationPagesTests(TestDatabase database)
{
    private static int made;

    [Fact]
    public async Task An_invitation_goes_through_the_server_and_a_calendar_program_takes_what_comes()
    {
        await using var post = await SmtpServer.Start();
        await using var app = await Start(database.Place, post);
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Moreno");
        var (client, ingrid, address) = await Theirs(app, ana, "de");
        var place = await Planned(ana, client, ingrid, "Über den Kai");

        var preview = await ana.Page(place + "/invitation");
        await ana.Saved(place + "/invitation", []);
        await ana.Saved(
            place + "/date",
            new() { ["Start"] = "2035-11-29T10:00", ["Reason"] = "Ours" }
        );
        await ana.Saved(place + "/cancellation", new() { ["Reason"] = "Ours alone" });

        Assert.Contains("Einladung: Über den Kai", preview.Said(), StringComparison.Ordinal);
        Assert.Contains(address, preview.Said(), StringComparison.Ordinal);
        var posted = await post.To(address, 3);
        var files = new List<System.Text.Json.Nodes.JsonNode>();
        foreach (var one in posted)
        {
            Assert.Equal(2, one.Calendars().Count);
            Assert.Single(one.Calendars().Distinct());
            Assert.DoesNotContain("Ours", one.Data + one.Calendars()[0], StringComparison.Ordinal);
            files.Add(await CalendarProgram.Read(one.Calendars()[0]));
        }
        Assert.Equal(
            [
                ("REQUEST", 0, "CONFIRMED", "Über den Kai"),
                ("REQUEST", 1, "CONFIRMED", "Über den Kai"),
                ("CANCEL", 2, "CANCELLED", "Über den Kai"),
            ],
            files
                .Select(f =>
                    (
                        (string)f["method"]!,
                        (int)f["events"]![0]!["sequence"]!,
                        (string)f["events"]![0]!["status"]!,
                        (string)f["events"]![0]!["summary"]!
                    )
                )
                .OrderBy(f => f.Item2)
        );
        Assert.Single(files.Select(f => (string)f["events"]![0]!["uid"]!).Distinct());
        Assert.All(
            posted,
            p =>
                Assert.Matches(
                    new Regex(
                        "text/calendar;[^\r\n]*(\r\n [^\r\n]*)*method=",
                        RegexOptions.NonBacktracking
                    ),
                    p.Data
                )
        );
    }

    [Fact]
    public async Task Minutes_are_shown_word_for_word_before_they_go_and_who_got_them_stays_to_be_read()
    {
        await using var post = await SmtpServer.Start();
        await using var app = await Start(database.Place, post);
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Moreno");
        var (client, ingrid, address) = await Theirs(app, ana, "es");
        var place = await Planned(ana, client, ingrid, "Weekly", "2026-01-05T10:00");
        await ana.Saved(place + "/agenda", new() { ["Text"] = "The quay" }, place);
        await ana.Saved(
            place + "/minutes",
            new()
            {
                ["Present"] = "1",
                ["Decisions-1"] = "Forty metres",
                ["Notes-1"] = "They hesitated",
                ["Actions[0].Text"] = "Our price",
                ["Actions[0].Favour"] = "Internal",
                ["Actions[0].Due"] = "2035-11-28",
            }
        );
        await ana.Saved(place + "/closure", new() { ["Then"] = "without" });

        var preview = await ana.Page(place + "/minutes/sending");
        var nobody = await ana.Refused(place + "/minutes/sending", []);
        await ana.Saved(place + "/minutes/sending", new() { ["To"] = "1" });
        await ana.Saved(place + "/minutes/sending", new() { ["To"] = "1" });
        var page = await ana.Page(place);

        var theirs = preview.QuerySelector("#preview details")!.TextContent;
        Assert.Contains("Acta: Weekly", theirs, StringComparison.Ordinal);
        Assert.Contains("Forty metres", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("Our price", theirs, StringComparison.Ordinal);
        Assert.NotNull(nobody.QuerySelector("form .error"));
        var mail = Assert.Single(await post.To(address));
        Assert.DoesNotContain("Our price", mail.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("hesitated", mail.Data, StringComparison.Ordinal);
        var steps = page.QuerySelector("#steps")!.TextContent;
        Assert.Contains("Minutes sent", steps, StringComparison.Ordinal);
        Assert.Contains("Ingrid Solberg", steps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_mail_is_off_the_pages_say_so_and_offer_the_file_and_a_text_to_copy()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var (client, ingrid, _) = await Theirs(app, ana, "en");
        var place = await Planned(ana, client, ingrid, "Weekly");
        var held = await Planned(ana, client, ingrid, "Held", "2026-01-05T10:00");
        await ana.Saved(held + "/closure", new() { ["Then"] = "without" });

        var page = await ana.Page(place + "/invitation");
        using var file = await ana.Get(place + "/invitation.ics");
        var read = await CalendarProgram.Read(await file.Content.ReadAsStringAsync());
        await ana.Saved(place + "/invitation", []);
        var minutes = await ana.Page(held + "/minutes/sending");

        Assert.Contains("Mail is off", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Weekly", page.Typed("ByHand"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='{place}/invitation.ics']"));
        Assert.Equal("text/calendar", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Weekly", (string)read["events"]![0]!["summary"]!);
        Assert.Contains("Mail is off", minutes.Said(), StringComparison.Ordinal);
        Assert.Contains("Minutes: Held", minutes.Typed("Text-0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_answers_with_one_click_on_the_notice_or_the_page_and_for_others_it_is_noted()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Moreno");
        using var tom = await app.SignedIn(Roles.Consultant, "Tom Berg");
        var client = await app.Firm.Client(
            $"Quay {Guid.NewGuid()}",
            ana.Colleague!,
            tom.Colleague!
        );
        var ingrid = await Contact(app, client, "ingrid@halden.example", "en");
        using var script = await app.Script(ana.Colleague!);
        using var planned = await script.Send(
            "/api/v1/meetings",
            new
            {
                title = "Who comes",
                clientId = client.Id,
                start = "2035-01-05T09:00:00Z",
                attendees = new object[]
                {
                    new { contactId = ingrid.Id },
                    new { colleagueId = tom.Colleague!.Id },
                },
            }
        );
        var place = $"/meetings/{planned.Headers.Location!.ToString().Split('/')[^1]}";
        await ana.Saved(place + "/invitation", []);

        var notices = await tom.Page("/notices?unread=true");
        var form = notices.QuerySelector($"form[action='{place}/answers']")!;
        var notice = form.QuerySelector("input[name='Notice']")!.GetAttribute("value")!;
        await tom.Saved(
            place + "/answers",
            new() { ["Answer"] = "Accepted", ["Notice"] = notice },
            "/notices"
        );
        var read = await tom.Page("/notices?unread=true");
        var done = await ana.Page(place + "/invitation");
        var hers = (await ana.Page(place))
            .QuerySelectorAll("#people form")
            .Single(f => f.QuerySelector("[aria-label*='Ingrid']") is not null);
        await ana.Saved(
            place + "/answers",
            new()
            {
                ["Answer"] = "Declined",
                ["Number"] = hers.QuerySelector("input[name='Number']")!.GetAttribute("value")!,
            },
            place
        );
        await tom.Saved(place + "/answers", new() { ["Answer"] = "Tentative" }, place);
        var people = (await ana.Page(place)).QuerySelector("#people")!.TextContent;
        await ana.Saved(place + "/cancellation", new() { ["Reason"] = "Storm" });
        var late = await tom.Refused(
            place + "/answers",
            new() { ["Answer"] = "Accepted" },
            "/meetings/new"
        );

        Assert.Null(read.QuerySelector($"form[action='{place}/answers']"));
        // There is nobody who would still have to be told.
        Assert.Null(done.QuerySelector($"main form[action='{place}/invitation']"));
        Assert.Contains("Does not come", people, StringComparison.Ordinal);
        Assert.Contains("noted by Ana Moreno", people, StringComparison.Ordinal);
        Assert.Contains("Perhaps", people, StringComparison.Ordinal);
        Assert.NotNull(late.QuerySelector(".note"));
    }

    [Fact]
    public async Task Scripts_invite_answer_and_send_minutes_too()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var (client, ingrid, _) = await Theirs(app, ana, "en");
        using var planned = await script.Send(
            "/api/v1/meetings",
            new
            {
                title = "Weekly",
                clientId = client.Id,
                start = "2035-01-05T09:00:00Z",
                attendees = new[] { new { contactId = ingrid.Id } },
            }
        );
        var place = planned.Headers.Location!.ToString();

        using var invited = await script.Send(place + "/invitations", new { });
        using var answered = await script.Send(
            place + "/answers",
            new { number = 1, answer = "accepted" }
        );
        using var unknown = await script.Send(
            place + "/answers",
            new { number = 9, answer = "accepted" }
        );
        using var early = await script.Send(place + "/minutes/sendings", new { to = new[] { 1 } });
        var whole = await script.Read(place);

        Assert.Equal(HttpStatusCode.Created, invited.StatusCode);
        Assert.Equal(HttpStatusCode.Created, answered.StatusCode);
        Assert.Equal(["number"], await unknown.Faults());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Equal("accepted", (string)whole["attendees"]![0]!["answer"]!);
        Assert.Equal(ana.Colleague!.Name, (string)whole["attendees"]![0]!["answeredBy"]!);
        Assert.NotNull(whole["meeting"]!["invitedAt"]);
    }

    [Fact]
    public async Task Behind_the_wall_nothing_of_it_is_there()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var ben = await app.SignedIn(Roles.AccountManager);
        var (client, ingrid, _) = await Theirs(app, ana, "en");
        var place = await Planned(ana, client, ingrid, "Only ours");

        foreach (var path in new[] { "/invitation", "/invitation.ics", "/minutes/sending" })
        {
            using var answer = await ben.Get(place + path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        foreach (var path in new[] { "/invitation", "/answers", "/minutes/sending" })
        {
            using var answer = await ben.Post(
                place + path,
                new() { ["Answer"] = "Accepted", ["To"] = "1" },
                "/meetings/new"
            );
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    private static Task<TestApp> Start(TestPlace place, SmtpServer post) =>
        TestApp.Start(
            place,
            with: s =>
                s with
                {
                    Smtp = $"smtp://127.0.0.1:{post.Port}",
                    MailFrom = "Rapport <rapport@firm.example>",
                }
        );

    private static async Task<(Client Client, Contact Ingrid, string Address)> Theirs(
        TestApp app,
        Visitor ana,
        string language
    )
    {
        var address = $"ingrid{Interlocked.Increment(ref made)}@{Guid.NewGuid():N}.example";
        var client = await app.Firm.Client($"Quay {Guid.NewGuid()}", ana.Colleague!);
        return (client, await Contact(app, client, address, language), address);
    }

    private static async Task<Contact> Contact(
        TestApp app,
        Client client,
        string address,
        string language
    )
    {
        await using var db = app.Firm.System();
        var added = await new Rapport.Contacts.Contacts(db).Add(
            new ContactDetails
            {
                ClientId = client.Id,
                Name = "Ingrid Solberg",
                Language = language,
                Points = [new(null, PointKind.Email, address)],
            }
        );
        Assert.True(added.Done, $"{added.Refusal}");
        return added.Value;
    }

    private static Task<string> Planned(
        Visitor ana,
        Client client,
        Contact ingrid,
        string title,
        string start = "2035-11-28T10:00"
    ) =>
        ana.Saved(
            "/meetings/new",
            new()
            {
                ["Title"] = title,
                ["ClientId"] = client.Id.ToString(),
                ["Kind"] = "Working",
                ["Start"] = start,
                ["Participant"] = $"contact:{ingrid.Id}",
            }
        );

    public sealed class OnSqlite(Sqlite database)
        : InvitationPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : InvitationPagesTests(database),
            IClassFixture<Postgres>;
}
