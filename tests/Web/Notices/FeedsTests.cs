using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Web.Notices;

/// <summary>What is owed, in a calendar program: at a secret address, within its colleague's walls, until it is ended.</summary>
public abstract class FeedsTests(TestDatabase database)
{
    [Fact]
    public async Task What_one_owes_is_read_by_a_calendar_program_from_the_address_that_is_shown_once()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden, Shipping; Co", ana.Colleague!);
        var day = await Owe(app, ana.Colleague!, client, "By the day", new LocalDate(2035, 11, 28));
        var moment = Instant.FromUtc(2035, 11, 29, 14, 30);
        var hour = await Owe(app, ana.Colleague!, client, "By the hour", null, moment);

        var address = await Made(ana, []);
        using var calendar = app.Stranger();
        using var answer = await calendar.Get(address);
        var read = await CalendarProgram.Read(await answer.Content.ReadAsStringAsync());

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("PUBLISH", (string?)read["method"]);
        var (first, second) = (read["events"]![0]!, read["events"]![1]!);
        Assert.Equal(2, read["events"]!.AsArray().Count);
        Assert.Equal(
            ("By the day", "2035-11-28"),
            ((string?)first["summary"], (string?)first["start"])
        );
        Assert.Equal("Halden, Shipping; Co", (string?)first["description"]);
        Assert.EndsWith($"/commitments/{day.Id}", (string?)first["url"], StringComparison.Ordinal);
        Assert.Equal("2035-11-29T14:30:00.000Z", (string?)second["start"]);
        Assert.True((bool)second["transparent"]!);
        Assert.EndsWith(
            $"/commitments/{hour.Id}",
            (string?)second["url"],
            StringComparison.Ordinal
        );
        Assert.Null((await ana.Page("/settings/feeds")).QuerySelector("#feed-address"));
    }

    [Fact]
    public async Task Meetings_stand_in_ones_feed_with_their_place_and_end_until_they_are_called_off()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden", ana.Colleague!);
        await using var db = app.Firm.As(ana.Colleague!);
        var meetings = new Rapport.Meetings.Meetings(db);
        var planned = await meetings.Plan(
            new()
            {
                Title = "Steering",
                ClientId = client.Id,
                Kind = Rapport.Meetings.MeetingKind.Steering,
                Start = Instant.FromUtc(2035, 11, 28, 9, 0),
                Minutes = 90,
                Place = "Quay 4",
                Attendees = [new(null, ana.Colleague!.Id, null)],
            }
        );
        Assert.True(planned.Done, $"{planned.Refusal}");
        var address = await Made(ana, []);

        var read = await CalendarProgram.Read(await File(app, address));
        var one = Assert.Single(read["events"]!.AsArray())!;
        Assert.Equal(
            ("Steering", "Quay 4", planned.Value.Uid),
            ((string?)one["summary"], (string?)one["location"], (string?)one["uid"])
        );
        Assert.EndsWith(
            $"/meetings/{planned.Value.Id}",
            (string?)one["url"],
            StringComparison.Ordinal
        );

        await meetings.Cancel(planned.Value.Id, new() { Reason = "They moved" });
        Assert.Empty((await CalendarProgram.Read(await File(app, address)))["events"]!.AsArray());
    }

    [Fact]
    public async Task A_program_that_comes_again_gets_nothing_where_nothing_is_new()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var address = await Made(ana, []);
        using var first = await ana.Get(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await ana.Http.SendAsync(again);
        await Owe(app, ana.Colleague!, null, "New", new LocalDate(2035, 11, 28));
        using var once = new HttpRequestMessage(HttpMethod.Get, address);
        once.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var third = await ana.Http.SendAsync(once);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task A_clients_feed_says_what_all_owe_there_and_nothing_once_its_colleague_sees_it_no_more()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var ben = await app.Firm.Colleague(Roles.Consultant);
        var client = await app.Firm.Client("Walled later", ana.Colleague!, ben);
        await Owe(app, ben, client, "Ben owes it", new LocalDate(2035, 11, 28));
        var address = await Made(ana, new() { ["ClientId"] = client.Id.ToString() });

        var before = await File(app, address);
        await using (var db = app.Firm.System())
        {
            var seat = await db.Set<Seat>()
                .SingleAsync(s => s.ClientId == client.Id && s.ColleagueId == ana.Colleague!.Id);
            seat.Until = new LocalDate(2026, 1, 2);
            await db.SaveChangesAsync();
        }
        var after = await File(app, address);

        Assert.Contains("Ben owes it", before, StringComparison.Ordinal);
        Assert.Contains("Walled later", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben owes it", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Walled later", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_makes_a_feed_of_a_client_that_she_does_not_see()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var hers = await app.Script(ana.Colleague!);
        var walled = await app.Firm.Client("Not hers");

        await ana.Refused("/settings/feeds", new() { ["ClientId"] = walled.Id.ToString() });
        using var answer = await hers.PostAsJsonAsync(
            "/api/v1/me/feeds",
            new { clientId = walled.Id }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_that_was_ended_or_whose_colleague_left_answers_nothing()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var (ended, kept) = (await Made(ana, []), await Made(ana, []));
        var page = await ana.Page("/settings/feeds");
        // The newest comes first.
        var form = page.QuerySelectorAll("form[action$='/end']")[1].GetAttribute("action")!;

        await ana.Saved(form, [], "/settings/feeds");
        using var stranger = app.Stranger();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(ended)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Get(kept)).StatusCode);
        await using (var db = app.Firm.System())
        {
            await new Colleagues(db).Leave(ana.Colleague!.Id, "Moved away");
        }
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(kept)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.Get("/feeds/guessed.ics")).StatusCode
        );
    }

    [Fact]
    public async Task A_script_makes_lists_and_ends_its_colleagues_own()
    {
        var app = await database.App();
        using var his = await app.Script(await app.Firm.Colleague(Roles.Consultant));
        using var hers = await app.Script(await app.Firm.Colleague(Roles.Consultant));

        using var made = await his.PostAsJsonAsync("/api/v1/me/feeds", new { });
        var feed = await made.Json();
        var listed = await (await his.GetAsync("/api/v1/me/feeds")).Json();
        using var notHers = await hers.DeleteAsync($"/api/v1/me/feeds/{feed["id"]}");
        using var ended = await his.DeleteAsync($"/api/v1/me/feeds/{feed["id"]}");
        var left = await (await his.GetAsync("/api/v1/me/feeds")).Json();

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Contains("/feeds/", (string?)feed["address"], StringComparison.Ordinal);
        Assert.Equal((string?)feed["id"], (string?)listed["items"]![0]!["id"]);
        Assert.Null(listed["items"]![0]!["address"]);
        Assert.Equal(HttpStatusCode.NotFound, notHers.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Empty(left["items"]!.AsArray());
    }

    private static async Task<string> Made(Visitor visitor, Dictionary<string, string> fields)
    {
        using var answer = await visitor.Post("/settings/feeds", fields);
        var page = await Visitor.Read(answer);
        var shown = page.QuerySelector("#feed-address")!.GetAttribute("value")!;
        return new Uri(shown).AbsolutePath;
    }

    private static async Task<string> File(TestApp app, string address)
    {
        using var calendar = app.Stranger();
        using var answer = await calendar.Get(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<Commitment> Owe(
        TestApp app,
        Colleague owner,
        Client? client,
        string text,
        LocalDate? on,
        Instant? at = null
    )
    {
        await using var db = app.Firm.As(owner);
        var made = await new Acts(db).Make(
            new CommitmentDetails
            {
                ClientId = client?.Id,
                Favour = client is null ? Favour.Internal : Favour.Client,
                Text = text,
                DueOn = on,
                Due = at,
            }
        );
        Assert.True(made.Done, $"{made.Refusal}");
        return made.Value;
    }

    public sealed class OnSqlite(Sqlite database) : FeedsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FeedsTests(database),
            IClassFixture<Postgres>;
}
