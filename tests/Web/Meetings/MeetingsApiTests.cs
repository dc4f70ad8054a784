using System.Net;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Meetings;

/// <summary>Meetings and their series as scripts write and read them.</summary>
public abstract class MeetingsApiTests(TestDatabase database)
{
    private const string Path = "/api/v1/meetings";

    [Fact]
    public async Task A_meeting_is_planned_prepared_written_down_and_closed()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Meeting Quay", ana.Colleague!);
        using var planned = await script.Send(
            Path,
            new
            {
                title = "Weekly",
                clientId = client.Id,
                kind = "operational",
                start = "2026-01-05T09:00:00Z",
                attendees = new[] { new { name = "Somebody new" } },
            }
        );
        var place = planned.Headers.Location!.ToString();

        using var put = await script.Send(place + "/agenda", new { text = "The quay" });
        using var patched = await script.Patch(place, 2, new { place = "Quay 4" });
        using var noted = await script.Send(
            place + "/minutes",
            new
            {
                present = new[] { 1, 2 },
                points = new[] { new { number = 1, notes = "Longer" } },
                actions = new[]
                {
                    new
                    {
                        text = "Draw it",
                        favour = "client",
                        dueOn = "2035-11-28",
                    },
                },
            }
        );
        using var closed = await script.Send(place + "/closures", new { });
        using var again = await script.Send(place + "/closures", new { });
        var whole = await script.Read(place);
        var entry = (string?)whole["meeting"]!["entryId"];
        var owed = await script.Read($"/api/v1/commitments?client={client.Id}");

        Assert.All(
            [planned, put, noted, closed, again],
            a => Assert.Equal(HttpStatusCode.Created, a.StatusCode)
        );
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        Assert.Equal("held", (string?)whole["meeting"]!["state"]);
        Assert.Equal("Quay 4", (string?)whole["meeting"]!["place"]);
        Assert.Equal("Longer", (string?)whole["agenda"]![0]!["notes"]);
        Assert.NotNull(entry);
        Assert.Equal(entry, (string?)owed["items"]!.AsArray().Single()!["originId"]);
        Assert.Equal(
            "Draw it",
            (string?)
                (await script.Read($"{Path}?client={client.Id}&when=held"))["items"]![0]!["title"]
                is "Weekly"
                ? (string?)whole["actions"]![0]!["text"]
                : null
        );
    }

    [Fact]
    public async Task Minutes_of_an_older_version_are_refused()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        using var planned = await script.Send(
            Path,
            new { title = "Own", start = "2026-01-05T09:00:00Z" }
        );
        var place = planned.Headers.Location!.ToString();
        using var put = await script.Send(place + "/agenda", new { text = "The quay" });
        script.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"1\"");

        using var late = await script.Send(place + "/minutes", new { present = new[] { 1 } });

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
    }

    [Fact]
    public async Task A_review_wants_the_next_and_what_is_wrong_is_said_field_by_field()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Review Quay", ana.Colleague!);
        using var planned = await script.Send(
            Path,
            new
            {
                title = "Review",
                clientId = client.Id,
                kind = "partnerReview",
                start = "2026-01-05T09:00:00Z",
            }
        );
        var place = planned.Headers.Location!.ToString();

        using var bare = await script.Send(place + "/closures", new { });
        using var arranged = await script.Send(
            place + "/closures",
            new { next = "2035-11-28T09:00:00Z" }
        );
        using var empty = await script.Send(Path, new { });

        Assert.Equal(["next"], await bare.Faults());
        Assert.Equal(HttpStatusCode.Created, arranged.StatusCode);
        Assert.NotNull((await arranged.Json())["next"]);
        Assert.Equal(["start", "title"], (await empty.Faults()).Order());
    }

    [Fact]
    public async Task A_series_is_agreed_changed_in_part_read_by_periods_and_ended()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var script = await app.Script(ana.Colleague!);
        var client = await app.Firm.Client("Series Quay", ana.Colleague!);
        using var added = await script.Send(
            "/api/v1/series",
            new
            {
                clientId = client.Id,
                title = "Steering",
                level = "steering",
                cadence = "every month on 2nd tue",
                anchor = "2026-01-01",
            }
        );
        var place = added.Headers.Location!.ToString();

        using var patched = await script.Patch(place, 1, new { minutes = 90 });
        var periods = await script.Read(place + "/periods");
        using var ended = await script.Send(place + "/endings", new { });
        using var wrong = await script.Send(
            "/api/v1/series",
            new
            {
                clientId = client.Id,
                title = "X",
                cadence = "now and then",
            }
        );

        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        Assert.Equal("slipped", (string?)periods[0]!["keeping"]);
        Assert.NotNull((string?)(await ended.Json())["ended"]);
        Assert.Equal(["cadence"], await wrong.Faults());
    }

    public sealed class OnSqlite(Sqlite database)
        : MeetingsApiTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MeetingsApiTests(database),
            IClassFixture<Postgres>;
}
