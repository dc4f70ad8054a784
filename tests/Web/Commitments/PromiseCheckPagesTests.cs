using System.Net;
using AngleSharp.Dom;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Acts = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Web.Commitments;

/// <summary>What our own record says of a promise, beside the field in which its date is typed.</summary>
public abstract class PromiseCheckPagesTests(TestDatabase database)
{
    [Fact]
    public async Task A_promise_tighter_than_our_record_is_warned_of_with_the_date_that_would_hold()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Tight");
        var client = await Record(app, ana.Colleague!);
        var soon = Day(14);

        var tight = await Asked(ana, $"of=Form&ClientId={client.Id}&Day={soon}&Favour=Client");
        // As the form names her: by what is typed.
        var named = await Asked(
            ana,
            $"of=Form&Client={Uri.EscapeDataString(client.Name)}&Day={soon}&Favour=Client&Hour=&Owner="
        );
        var wide = await Asked(ana, $"of=Form&ClientId={client.Id}&Day={Day(26)}");
        var theirs = await Asked(ana, $"of=Form&ClientId={client.Id}&Day={soon}&Favour=Us");

        var note = tight.QuerySelector(".note.warn")!;
        Assert.Contains(
            "Of 8 promises to this client with a span this short, we kept 0.",
            note.TextContent,
            StringComparison.Ordinal
        );
        var fills = note.QuerySelector("button[data-fills]")!.GetAttribute("data-fills")!;
        Assert.Matches(@"^Day=\d{4}-\d\d-\d\d&Hour=&Target=\d{4}-\d\d-\d\d$", fills);
        Assert.True(string.CompareOrdinal(fills[4..14], soon) > 0, fills);
        Assert.Contains(
            "half and twice as long",
            note.QuerySelector("[title]")!.GetAttribute("title")!,
            StringComparison.Ordinal
        );
        Assert.NotNull(named.QuerySelector(".note.warn"));
        Assert.Null(wide.QuerySelector(".note"));
        Assert.NotNull(wide.QuerySelector("button[data-fills^='Target=']"));
        Assert.Null(theirs.QuerySelector("p"));
    }

    [Fact]
    public async Task Where_no_play_stands_before_it_it_warns_and_does_not_stop()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Brave");
        var client = await Record(app, ana.Colleague!);

        var place = await ana.Saved(
            "/commitments/new",
            new()
            {
                ["Text"] = "Do it all the same",
                ["ClientId"] = client.Id.ToString(),
                ["Day"] = Day(14),
            }
        );

        Assert.StartsWith("/commitments/", place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_next_after_an_entry_and_what_a_meeting_leaves_to_do_are_held_against_it_too()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Meets");
        var client = await Record(app, ana.Colleague!);

        var next = await Asked(ana, $"of=Next&ClientId={client.Id}&NextDay={Day(14)}");
        var actions = await Asked(
            ana,
            $"of=Actions&at={client.Id}"
                + $"&Actions%5B0%5D.Due={Day(14)}&Actions%5B0%5D.Favour=Client&Actions%5B0%5D.Text=Send+it"
                + $"&Actions%5B1%5D.Due={Day(14)}&Actions%5B1%5D.Favour=Us&Actions%5B1%5D.Text=Theirs"
        );
        var form = await ana.Page($"/commitments/new?client={client.Id}");
        var capture = await ana.Page($"/capture?client={client.Id}");

        Assert.StartsWith(
            "NextDay=",
            next.QuerySelector("button")!.GetAttribute("data-fills")!,
            StringComparison.Ordinal
        );
        var note = Assert.Single(actions.QuerySelectorAll(".note"));
        Assert.Contains("Send it", note.TextContent, StringComparison.Ordinal);
        Assert.NotNull(form.QuerySelector("form [hx-get='/commitments/checks?of=Form']"));
        Assert.NotNull(capture.QuerySelector("form [hx-get='/commitments/checks?of=Next']"));
    }

    [Fact]
    public async Task A_script_asks_before_it_promises_and_behind_a_wall_there_is_nothing_to_ask_about()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Script");
        var client = await Record(app, ana.Colleague!);
        using var script = await app.Script(ana.Colleague!);
        using var stranger = await app.Script(await app.Firm.Colleague(Roles.Consultant));
        var path = $"/api/v1/commitments/checks?client={client.Id}";

        var told = await script.Read($"{path}&dueOn={Day(14)}");
        using var walled = await stranger.GetAsync($"{path}&dueOn={Day(14)}");
        using var unread = await script.GetAsync($"{path}&dueOn=soon");
        using var missing = await script.GetAsync(path);

        Assert.Equal("client", (string)told["among"]!);
        Assert.Equal(8, (int)told["promises"]!);
        Assert.True((bool)told["tight"]!);
        Assert.Equal(HttpStatusCode.NotFound, walled.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unread.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
    }

    /// <summary>A client to whom eight things were promised for two weeks, a month ago, and done after twenty days.</summary>
    private async Task<Client> Record(TestApp app, Colleague who)
    {
        var client = await app.Firm.Client($"Record Quay {Guid.NewGuid():N}", who);
        var clock = new TestClock(SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(30));
        await using var firm = new TestFirm(database.Place, clock);
        await using var db = firm.As(who);
        var given = new List<Guid>();
        for (var n = 0; n < 8; n++)
        {
            var made = await new Acts(db).Make(
                new CommitmentDetails
                {
                    Text = $"Pack {n}",
                    ClientId = client.Id,
                    DueOn = db.Now.InUtc().Date.PlusDays(14),
                }
            );
            given.Add(made.Value.Id);
        }
        clock.Advance(Duration.FromDays(20));
        foreach (var id in given)
        {
            Assert.True((await new Closures(db).Close(id, new ClosureDetails())).Done);
        }
        return client;
    }

    private static string Day(int ahead) =>
        LocalDatePattern.Iso.Format(
            SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(ahead)
        );

    private static Task<IDocument> Asked(Visitor visitor, string query) =>
        visitor.Page("/commitments/checks?" + query);

    public sealed class OnSqlite(Sqlite database)
        : PromiseCheckPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PromiseCheckPagesTests(database),
            IClassFixture<Postgres>;
}
