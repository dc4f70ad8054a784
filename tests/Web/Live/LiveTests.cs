using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Jobs;
using Rapport.Live;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Live;

/// <summary>What happens is told to open pages at once, and to nobody who may not see it.</summary>
public abstract class LiveTests(TestDatabase database)
{
    [Fact]
    public async Task Whoever_has_a_seat_is_told_within_a_second_of_a_commit()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana");
        using var ben = await app.SignedIn(Roles.Consultant);
        var client = await app.Firm.Client("Told at once", ana.Colleague!, ben.Colleague!);
        await using var listener = await Listener.Open(ben);

        var watch = Stopwatch.StartNew();
        await Rename(app, client, "Told", ana.Colleague!);
        var told = (await listener.Until(client.Id))[^1];

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.Elapsed}");
        var line = told.Lines.Single(l => (string?)l!["event"] == "client.changed")!;
        Assert.Equal("client", (string?)line["kind"]);
        Assert.Equal("client.changed", (string?)line["event"]);
        Assert.Equal("Ana", (string?)line["by"]);
        Assert.Equal(client.Id.ToString(), (string?)line["client"]);
        Assert.DoesNotContain(
            "Told",
            line.ToJsonString().Replace("Ana", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Whoever_has_no_seat_is_told_nothing()
    {
        var app = await database.App();
        using var stranger = await app.SignedIn(Roles.AccountManager);
        var walled = await app.Firm.Client("Walled");
        var own = await app.Firm.Client("Her own", stranger.Colleague!);
        await using var listener = await Listener.Open(stranger);

        await Rename(app, walled, "Walled still");
        await AddContact(app, walled);
        await Rename(app, own, "Her own still");

        var told = await listener.Until(own.Id);
        Assert.All(
            told.SelectMany(t => t.Lines),
            l => Assert.Equal(own.Id.ToString(), (string?)l!["id"])
        );
    }

    [Fact]
    public async Task A_seat_that_is_given_up_closes_the_wall_of_an_open_stream()
    {
        var app = await database.App();
        using var leaver = await app.SignedIn(Roles.AccountManager);
        var left = await app.Firm.Client("Left", leaver.Colleague!);
        var own = await app.Firm.Client("Kept", leaver.Colleague!);
        await using var listener = await Listener.Open(leaver);
        await Rename(app, left, "Left soon");
        await listener.Until(left.Id);

        await using (var db = Inside(app))
        {
            var seat = await db.Set<Seat>().SingleAsync(s => s.ClientId == left.Id);
            Assert.True(
                (await new Rapport.Clients.Seats(db).GiveUp(left.Id, seat.Id, null, true)).Done
            );
        }
        await listener.Until(t => t.Type == "again");
        await Rename(app, left, "Left now");
        await AddContact(app, left);
        await Rename(app, own, "Kept still");

        var told = await listener.Until(own.Id);
        Assert.DoesNotContain(
            told.SelectMany(t => t.Lines),
            l => (string?)l!["client"] == left.Id.ToString()
        );
    }

    [Fact]
    public async Task What_is_for_named_people_is_told_to_them_alone()
    {
        var app = await database.App();
        using var author = await app.SignedIn(Roles.AccountManager);
        using var named = await app.SignedIn(Roles.Consultant);
        using var seated = await app.SignedIn(Roles.Consultant);
        using var executive = await app.SignedIn(Roles.Executive);
        var client = await app.Firm.Client(
            "Whispers",
            author.Colleague!,
            named.Colleague!,
            seated.Colleague!
        );
        await using var hears = await Listener.Open(named);
        await using var sits = await Listener.Open(seated);
        await using var all = await Listener.Open(executive);

        Guid entry;
        await using (var db = Inside(app, author.Colleague!))
        {
            entry = (
                await new Rapport.Interactions.Interactions(db).Record(
                    new InteractionDetails
                    {
                        ClientId = client.Id,
                        Subject = "In confidence",
                        Channel = Channel.Call,
                        Touchpoint = Touchpoint.Sales,
                        Audience = Audience.Named,
                        Named = [named.Colleague!.Id],
                    }
                )
            ).Value.Id;
        }
        await Rename(app, client, "Whispers on");

        Assert.Contains(await hears.Until(client.Id), t => t.Names(entry));
        Assert.DoesNotContain(await sits.Until(client.Id), t => t.Names(entry));
        Assert.DoesNotContain(await all.Until(client.Id), t => t.Names(entry));
    }

    [Fact]
    public async Task A_session_that_ends_ends_its_stream()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        await using var listener = await Listener.Open(ana);

        await using (var db = Inside(app))
        {
            await new Sessions(db).EndOthers(ana.Colleague!.Id, null, new Caller(null, null));
        }

        await listener.Until(t => t.Type == "over");
        await listener.Ended();
        using var again = await Listener.Ask(ana);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_colleague_who_leaves_the_firm_is_told_nothing_more()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Outlasts her", ana.Colleague!);
        await using var listener = await Listener.Open(ana);

        await using (var db = Inside(app))
        {
            Assert.True((await new Colleagues(db).Leave(ana.Colleague!.Id, "Moved away")).Done);
        }
        await Rename(app, client, "Outlasts her well");

        var told = await listener.Until(t => t.Type == "over");
        await listener.Ended();
        Assert.DoesNotContain(told, t => t.Names(client.Id));
    }

    [Fact]
    public async Task Whoever_loses_the_role_that_sees_all_stands_before_the_walls_at_once()
    {
        var app = await database.App();
        using var changed = await app.SignedIn(Roles.Executive);
        var other = await app.Firm.Client("No more");
        var own = await app.Firm.Client("As before", changed.Colleague!);
        await using var listener = await Listener.Open(changed);
        await Rename(app, other, "Seen");
        await listener.Until(other.Id);

        await using (var db = Inside(app))
        {
            var row = await db.Set<Colleague>().SingleAsync(c => c.Id == changed.Colleague!.Id);
            row.Roles = Roles.Consultant;
            db.Raise(Colleague.Changed, row, null);
            Assert.Null(await db.Commit());
        }
        await listener.Until(t => t.Type == "again");
        await Rename(app, other, "Not seen");
        await Rename(app, own, "As ever");

        Assert.DoesNotContain(await listener.Until(own.Id), t => t.Names(other.Id));
    }

    [Fact]
    public async Task What_waits_for_a_slow_reader_is_bounded_and_then_asked_for_anew()
    {
        var app = await database.App();
        var streams = app.Services.GetRequiredService<LiveStreams>();
        using var quick = await app.SignedIn(Roles.Executive);
        var slow = await SessionOf(app, quick);
        await using var listener = await Listener.Open(quick);
        var stream = (await streams.Begin(slow, quick.Colleague!.Id, true, null, default))!;
        var before = streams.Place;

        Client? last = null;
        for (var i = 0; i <= LiveStream.MostWaiting; i++)
        {
            last = await Inside(app, $"Client {i}");
            Assert.InRange(stream.Waiting, 0, LiveStream.MostWaiting);
        }
        var heard = await listener.Until(s => s.Type == "again" || s.Names(last!.Id));
        if (heard[^1].Type == "again")
        {
            // On a busy machine the quick one was too slow as well, and is told of nothing before this.
            await Rename(app, last!, "Told of last");
            await listener.Until(last!.Id);
        }

        Assert.Equal(0, stream.Waiting);
        var part = await stream.Next(TimeSpan.Zero, default);
        Assert.True(part.Again);
        Assert.Empty(part.Notices);
        streams.End(stream);
        // Whoever was away for so long is not told it all either.
        var late = (await streams.Begin(slow, quick.Colleague.Id, true, before, default))!;
        Assert.True((await late.Next(TimeSpan.Zero, default)).Again);
        streams.End(late);
    }

    [Fact]
    public async Task Whoever_comes_back_again_and_again_misses_none_of_many_commits()
    {
        const int writers = 4;
        const int each = 30;
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Much happens", ana.Colleague!);
        var random = new Random(20261122);
        var told = new HashSet<string>();

        var listener = await Listener.Open(ana);
        var writing = Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(async _ =>
                {
                    var made = new List<Guid>();
                    for (var i = 0; i < each; i++)
                    {
                        made.Add(await AddContact(app, client));
                    }
                    return made;
                })
        );
        Task<Said>? pending = null;
        while (!writing.IsCompleted)
        {
            for (var i = random.Next(5); i > 0; i--)
            {
                pending = listener.Next();
                if (await Task.WhenAny(pending, writing) == writing)
                {
                    break;
                }
                Keep((await pending).Lines);
                pending = null;
            }
            if (pending is null)
            {
                var place = listener.Place;
                await listener.DisposeAsync();
                listener = await Listener.Open(ana, place);
                Keep(listener.First.Lines);
            }
        }
        var marker = await AddContact(app, client);
        if (pending is not null)
        {
            Keep((await pending).Lines);
        }
        var last = told.Contains(marker.ToString())
            ? []
            : await listener.Until(marker, "contact.added");
        foreach (var said in last)
        {
            Keep(said.Lines);
        }
        await listener.DisposeAsync();

        Assert.Empty((await writing).SelectMany(m => m).Where(id => !told.Contains(id.ToString())));

        void Keep(System.Text.Json.Nodes.JsonArray lines) =>
            told.UnionWith(lines.Select(l => (string?)l!["id"]).OfType<string>());
    }

    [Fact]
    public async Task Whoever_comes_from_before_what_is_known_is_told_to_ask_again()
    {
        // A node whose clock stands still has only just begun, however slow the machine is.
        await using var app = await TestApp.Start(database.Place, new TestClock());
        using var ana = await app.SignedIn(Roles.AccountManager);
        var streams = app.Services.GetRequiredService<LiveStreams>();
        var session = await SessionOf(app, ana);

        var other = new LivePlace("elsewhere", streams.Place.At);
        var stream = (await streams.Begin(session, ana.Colleague!.Id, false, other, default))!;

        Assert.True((await stream.Next(TimeSpan.Zero, default)).Again);
        streams.End(stream);
    }

    [Fact]
    public async Task Many_rows_of_one_commit_are_told_as_one_within_the_walls()
    {
        var app = await database.App();
        using var seated = await app.SignedIn(Roles.AccountManager);
        using var stranger = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Imported into", seated.Colleague!);
        var own = await app.Firm.Client("Elsewhere", stranger.Colleague!);
        await using var sits = await Listener.Open(seated);
        await using var stands = await Listener.Open(stranger);

        await using (var db = Inside(app))
        {
            for (var i = 0; i < 300; i++)
            {
                var contact = new Contact { ClientId = client.Id, Name = $"Person {i}" };
                db.Add(contact);
                db.Raise(Contact.Added, contact, client.Id);
            }
            Assert.Null(await db.Commit());
        }
        await Rename(app, own, "Elsewhere still");

        var told = (await sits.Until(t => t.Lines.Any(l => l!["many"] is not null)))[^1];
        Assert.Equal(300, (int?)told.Lines.Single(l => l!["many"] is not null)!["many"]);
        Assert.All(
            (await stands.Until(own.Id)).SelectMany(t => t.Lines),
            l => Assert.Equal(own.Id.ToString(), (string?)l!["id"])
        );
    }

    [Fact]
    public async Task What_another_process_commits_is_found_too()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Changed by a command", ana.Colleague!);
        await using var listener = await Listener.Open(ana);

        await using (var db = app.Firm.System(Origin.Command))
        {
            await Rename(db, client, "Changed from beside");
        }
        var told = await listener.Until(client.Id);

        Assert.True(told[^1].Names(client.Id));
    }

    [Fact]
    public async Task How_far_a_job_is_is_told_to_whoever_began_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        using var ben = await app.SignedIn(Roles.AccountManager);
        var own = await app.Firm.Client("Ben's", ben.Colleague!);
        var marked = await app.Firm.Client("Ana's", ana.Colleague!);
        await using var begins = await Listener.Open(ana);
        await using var other = await Listener.Open(ben);

        using var script = await app.Script(ana.Colleague!);
        using var answer = await script.PostAsJsonAsync(
            "/api/v1/changes",
            new
            {
                list = "clients",
                ids = new[] { marked.Id },
                field = "tags",
                way = "add",
                value = "x",
            }
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await using var db = app.Firm.System();
        var change = Guid.Parse((string)(await answer.Json())["id"]!);
        using var begun = await script.PostAsync(
            new Uri($"/api/v1/changes/{change}/run", UriKind.Relative),
            null
        );
        Assert.True(begun.IsSuccessStatusCode);
        var job = await db.Set<Job>().SingleAsync(j => j.SubjectId == change);

        await begins.Until(job.Id, Job.Told);
        await Rename(app, own, "Ben's still");
        Assert.DoesNotContain(await other.Until(own.Id), t => t.Names(job.Id));
    }

    [Fact]
    public async Task A_session_has_no_streams_without_end()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var open = new List<Listener>();
        for (var i = 0; i < LiveStreams.MostOfSession; i++)
        {
            open.Add(await Listener.Open(ana));
        }

        using var refused = await Listener.Ask(ana);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        foreach (var listener in open)
        {
            await listener.DisposeAsync();
        }
        var streams = app.Services.GetRequiredService<LiveStreams>();
        await Eventually.Holds(() => Task.FromResult(streams.Open == 0));
    }

    [Fact]
    public async Task The_figures_tell_of_streams_and_of_how_late_they_are()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Counted");
        await using var listener = await Listener.Open(ana);
        await Rename(app, client, "Counted on");
        await listener.Until(client.Id);

        var figures = await ana.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Matches("rapport_live_streams [1-9]", figures);
        Assert.Contains("rapport_live_delay_seconds_count", figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_ask_for_a_stream_gets_none()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);

        using var answer = await ana.Get("/live");

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    /// <summary>The program's own way to the database: what is committed there is heard at once.</summary>
    internal static Db Inside(TestApp app, Colleague? by = null) =>
        app
            .Services.GetRequiredService<DbSource>()
            .For(by is null ? Viewer.System("test") : TestFirm.ViewerOf(by));

    internal static async Task<Guid> SessionOf(TestApp app, Visitor visitor)
    {
        await using var db = Inside(app);
        return (await new Sessions(db).Of(visitor.Colleague!.Id)).Single().Id;
    }

    internal static async Task Rename(TestApp app, Client client, string name, Colleague? by = null)
    {
        await using var db = Inside(app, by);
        await Rename(db, client, name);
    }

    private static async Task Rename(Db db, Client client, string name)
    {
        var row = await db.Set<Client>().SingleAsync(c => c.Id == client.Id);
        row.Name = name;
        db.Raise(Client.Changed, row, client.Id);
        Assert.Null(await db.Commit());
    }

    private static async Task<Client> Inside(TestApp app, string name)
    {
        await using var db = Inside(app);
        return (await new Rapport.Clients.Clients(db).Add(new ClientDetails { Name = name })).Value;
    }

    private static async Task<Guid> AddContact(TestApp app, Client client)
    {
        await using var db = Inside(app);
        return (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails { ClientId = client.Id, Name = $"Person {Guid.NewGuid():N}" }
            )
        )
            .Value
            .Id;
    }

    public sealed class OnSqlite(Sqlite database) : LiveTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : LiveTests(database),
            IClassFixture<Postgres>;
}
