using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Meetings;

/// <summary>Meetings on screen, with scripts off: planned, prepared, written down, closed.</summary>
public abstract class MeetingPagesTests(TestDatabase database)
{
    private const string New = "/meetings/new";

    [Fact]
    public async Task A_meeting_with_an_action_is_held_and_the_action_is_owed()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        await ana.Saved(
            "/commitments/new",
            new()
            {
                ["Text"] = "Still to be done",
                ["ClientId"] = client.Id.ToString(),
                ["Day"] = "2035-11-28",
            }
        );
        var place = await Planned(ana, client, "Talk about the quay", Now);
        await ana.Saved(place + "/agenda", new() { ["Text"] = "The new quay" }, place);

        await ana.Saved(
            place + "/minutes",
            new()
            {
                ["Present"] = "1",
                ["Notes-1"] = "They want it longer",
                ["Decisions-1"] = "Forty metres",
                ["Actions[0].Text"] = "Draw it longer",
                ["Actions[0].Favour"] = "Client",
                ["Actions[0].Due"] = "2035-11-28",
                ["close"] = "true",
            }
        );
        var again = await ana.Page(place + "/minutes");
        await ana.Saved(place + "/closure", new() { ["Then"] = "without" });
        var page = await ana.Page(place);
        var handbook = await ana.Page($"/clients/{client.Id}");
        // What stood on the agenda and was not ticked is owed as before.
        Assert.Contains(
            "Still to be done",
            handbook.QuerySelector("#owed")!.TextContent,
            StringComparison.Ordinal
        );
        var timeline = await ana.Page($"/clients/{client.Id}/timeline");

        Assert.Equal("They want it longer", again.Typed("Notes-1"));
        Assert.Equal("Draw it longer", again.Typed("Actions[0].Text"));
        Assert.Contains(
            "Held",
            page.QuerySelector("header.head")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Forty metres", page.Said(), StringComparison.Ordinal);
        Assert.Contains(
            "Draw it longer",
            handbook.QuerySelector("#owed")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("They want it longer", timeline.Said(), StringComparison.Ordinal);
        ana.Dispose();
    }

    [Fact]
    public async Task A_review_is_not_closed_without_the_next_which_the_form_arranges()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var place = await Planned(ana, client, "How we do", Now, "PartnerReview");

        var refused = await ana.Refused(
            place + "/closure",
            new() { ["Then"] = "without", ["Reason"] = " " }
        );
        var next = await ana.Saved(
            place + "/closure",
            new() { ["Then"] = "arrange", ["Next"] = "2035-11-28T10:00" }
        );
        var page = await ana.Page(place);

        Assert.NotNull(refused.Wrong("Next"));
        Assert.StartsWith(place, next, StringComparison.Ordinal);
        Assert.Contains("28 November 2035", page.Said(), StringComparison.Ordinal);
        ana.Dispose();
    }

    [Fact]
    public async Task What_the_agenda_lacks_can_be_put_on_moved_and_taken_off()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        await ana.Saved(
            "/commitments/new",
            new()
            {
                ["Text"] = "Send the drawings",
                ["ClientId"] = client.Id.ToString(),
                ["Day"] = "2035-11-28",
            }
        );
        var place = await Planned(ana, client, "Weekly", Now);
        await ana.Saved(place + "/agenda", new() { ["Text"] = "Holidays" }, place);
        await ana.Saved(place + "/agenda/order", new() { ["Number"] = "2", ["By"] = "-1" }, place);
        var moved = Points(await ana.Page(place));
        await ana.Saved(place + "/agenda/removal", new() { ["Number"] = "1" }, place);
        await ana.Saved(place + "/agenda/draw", [], place);
        var left = Points(await ana.Page(place));
        var empty = await ana.Refused(place + "/agenda", new() { ["Text"] = " " }, place);

        Assert.Equal(["Holidays", "Send the drawings"], moved);
        Assert.Equal(["Holidays"], left);
        Assert.NotNull(empty.Wrong("Text"));
        ana.Dispose();

        static IEnumerable<string> Points(AngleSharp.Dom.IDocument page) =>
            page.QuerySelectorAll("#agenda .agenda b").Select(b => b.TextContent);
    }

    [Fact]
    public async Task Who_saves_second_is_shown_both_and_a_draft_overwrites_nobody()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var place = await Planned(ana, client, "Two pens", Now);
        await ana.Saved(place + "/agenda", new() { ["Text"] = "The quay" }, place);
        var form = await ana.Page(place + "/minutes");
        Dictionary<string, string> Typed(string text) =>
            new()
            {
                ["Notes-1"] = text,
                ["Version"] = form.Typed("Version")!,
                ["_opened"] = form.Typed("_opened")!,
            };

        using var kept = await ana.Post(
            place + "/minutes/draft",
            Typed("First pen"),
            place + "/minutes"
        );
        using var draft = await ana.Post(
            place + "/minutes/draft",
            Typed("Second pen"),
            place + "/minutes"
        );
        var stands = (await ana.Page(place + "/minutes")).Typed("Notes-1");
        using var late = await ana.Post(place + "/minutes", Typed("Second pen"));
        var both = (await Visitor.Read(late)).Said();

        Assert.NotNull((await Visitor.Read(kept)).QuerySelector("#minutes-state .faint"));
        Assert.NotNull((await Visitor.Read(draft)).QuerySelector("#minutes-state .error"));
        Assert.Equal("First pen", stands);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("First pen", both, StringComparison.Ordinal);
        Assert.Contains("Second pen", both, StringComparison.Ordinal);
        ana.Dispose();
    }

    [Theory]
    [InlineData("Title", " ", "Title")]
    [InlineData("Start", "soon", "Start")]
    [InlineData("Start", "", "Start")]
    [InlineData("Minutes", "0", "Minutes")]
    [InlineData("Client", "Nobody AG", "Client")]
    [InlineData("Owner", "Nobody", "Owner")]
    public async Task What_was_typed_stays_and_what_is_wrong_is_said_beside_its_field(
        string field,
        string typed,
        string told
    )
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var fields = new Dictionary<string, string>
        {
            ["Title"] = "Weekly",
            ["Client"] = client.Name,
            ["Start"] = "2035-11-28T10:00",
            [field] = typed,
        };

        var page = await ana.Refused(New, fields);

        Assert.Equal(typed, page.Typed(field) ?? "");
        Assert.NotNull(page.Wrong(told));
        ana.Dispose();
    }

    [Fact]
    public async Task A_series_offers_its_next_meeting_and_shows_how_its_rhythm_stands()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var series = await ana.Saved(
            "/series/new",
            new()
            {
                ["Title"] = "Steering board",
                ["ClientId"] = client.Id.ToString(),
                ["Level"] = "Steering",
                ["Cadence"] = "every month on 2nd tue",
                ["Anchor"] = "2020-01-01",
                ["Time"] = "14:00",
            }
        );
        var id = series.Split('/')[^1];

        var offered = await ana.Page($"/meetings/new?series={id}");
        var page = await ana.Page(series);
        var list = await ana.Page("/series?stands=Slipped&q=steering");
        var handbook = await ana.Page($"/clients/{client.Id}");
        await ana.Saved(
            New,
            new()
            {
                ["SeriesId"] = id,
                ["Title"] = offered.Typed("Title")!,
                ["Start"] = offered.Typed("Start")!,
                ["Minutes"] = "90",
            }
        );
        await ana.Saved(series + "/end", [], series);
        var ended = await ana.Page(series);

        Assert.NotNull(offered.Typed("Start"));
        Assert.Contains(
            "Slipped",
            page.QuerySelector("header.head")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(12, page.QuerySelectorAll("#rhythm .rhythm li").Length);
        Assert.NotNull(list.QuerySelector($"a[href='{series}']"));
        Assert.NotNull(handbook.QuerySelector($"#meetings a[href='{series}']"));
        Assert.Contains(
            "Ended",
            ended.QuerySelector("header.head")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Single(ended.QuerySelectorAll("#meetings .row"));
        ana.Dispose();
    }

    [Fact]
    public async Task It_is_moved_called_off_briefed_edited_and_found()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        var place = await Planned(ana, client, "Quarter talk", "2035-11-28T10:00", "Executive");

        await ana.Saved(
            place + "/date",
            new()
            {
                ["Start"] = "2035-11-29T10:00",
                ["Minutes"] = "30",
                ["Reason"] = "The ferry",
            }
        );
        var brief = await ana.Page(place + "/brief");
        var edit = await ana.Page(place + "/edit");
        await ana.Saved(
            place + "/edit",
            new()
            {
                ["Title"] = "Quarter talk in Oslo",
                ["Kind"] = "Executive",
                ["Version"] = edit.Typed("Version")!,
                ["_opened"] = edit.Typed("_opened")!,
            }
        );
        var found = await ana.Page("/meetings?q=oslo&when=All");
        var handbook = await ana.Page($"/clients/{client.Id}");
        await ana.Saved(place + "/cancellation", new() { ["Reason"] = "They merge" });
        var page = await ana.Page(place);
        var history = await ana.Page(place + "/history");

        Assert.Contains("Quarter talk", brief.Said(), StringComparison.Ordinal);
        Assert.NotNull(found.QuerySelector($"a[href='{place}']"));
        Assert.NotNull(handbook.QuerySelector($"#meetings a[href='{place}']"));
        Assert.Equal(2, page.QuerySelectorAll("#steps .row").Length);
        Assert.Contains("They merge", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Quarter talk in Oslo", history.Said(), StringComparison.Ordinal);
        ana.Dispose();
    }

    [Fact]
    public async Task Behind_the_wall_there_is_no_such_page()
    {
        var app = await database.App();
        var (ana, client) = await Desk(app);
        using var ben = await app.SignedIn(Roles.AccountManager);
        var place = await Planned(ana, client, "Only ours", "2035-11-28T10:00");

        foreach (
            var path in new[]
            {
                "",
                "/edit",
                "/closure",
                "/date",
                "/cancellation",
                "/minutes",
                "/brief",
                "/history",
            }
        )
        {
            using var answer = await ben.Get(place + path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        Assert.Null((await ben.Page("/meetings?when=All")).QuerySelector($"a[href='{place}']"));
        ana.Dispose();
    }

    /// <summary>Over for long, whenever this is run.</summary>
    private const string Now = "2026-01-05T10:00";

    private static async Task<(Visitor Ana, Client Client)> Desk(TestApp app)
    {
        var ana = await app.SignedIn(Roles.AccountManager);
        var name = $"Quay {Guid.NewGuid().ToString()[..8]}";
        return (ana, await app.Firm.Client(name, ana.Colleague!));
    }

    private static Task<string> Planned(
        Visitor ana,
        Client client,
        string title,
        string start,
        string kind = "Working"
    ) =>
        ana.Saved(
            New,
            new()
            {
                ["Title"] = title,
                ["ClientId"] = client.Id.ToString(),
                ["Kind"] = kind,
                ["Start"] = start,
            }
        );

    public sealed class OnSqlite(Sqlite database)
        : MeetingPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MeetingPagesTests(database),
            IClassFixture<Postgres>;
}
