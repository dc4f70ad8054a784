using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Rapport.Live;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Live;

/// <summary>Who else looks at a record: told to those who may see it, for as long as they look.</summary>
public abstract class LookersTests(TestDatabase database)
{
    [Fact]
    public async Task Who_looks_is_shown_to_who_looks_at_the_same_until_25_seconds_of_silence()
    {
        var clock = new TestClock();
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana Amsel");
        using var ben = await app.SignedIn(Roles.Consultant, "Ben Bussard");
        var client = await app.Firm.Client("Looked at", ana.Colleague!, ben.Colleague!);
        await using var listener = await Listener.Open(ben);
        var tab = Guid.NewGuid();

        Assert.DoesNotContain("Ana Amsel", await Look(ben, client.Id, Guid.NewGuid()));
        await listener.Until(client.Id, Looker.Event);
        Assert.DoesNotContain("Ana Amsel", await Look(ana, client.Id, tab));
        await listener.Until(client.Id, Looker.Event);
        Assert.Contains("Ana Amsel is looking", await Look(ben, client.Id));

        await Look(ana, client.Id, tab, edits: true);
        await listener.Until(client.Id, Looker.Event);
        Assert.Contains("Ana Amsel is editing", await Look(ben, client.Id));

        clock.Advance(Duration.FromSeconds(24));
        Assert.Contains("Ana Amsel", await Look(ben, client.Id));
        clock.Advance(Duration.FromSeconds(1));
        await listener.Until(client.Id, Looker.Event);
        Assert.DoesNotContain("Ana Amsel", await Look(ben, client.Id));
    }

    [Fact]
    public async Task Whoever_closes_the_page_looks_no_more()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Executive, "Ana Amsel");
        using var ben = await app.SignedIn(Roles.Executive, "Ben Bussard");
        var client = await app.Firm.Client("Closed");
        var tab = Guid.NewGuid();

        await Look(ana, client.Id, tab);
        Assert.Contains("Ana Amsel", await Look(ben, client.Id));
        // A tab is its owner's: nobody closes another's.
        await Look(ben, client.Id, tab, gone: true);
        Assert.Contains("Ana Amsel", await Look(ben, client.Id));
        await Look(ana, client.Id, tab, gone: true);

        Assert.DoesNotContain("Ana Amsel", await Look(ben, client.Id));
    }

    [Fact]
    public async Task Whoever_has_no_seat_neither_sees_who_looks_nor_is_seen()
    {
        var app = await database.App();
        using var seated = await app.SignedIn(Roles.AccountManager, "Ana Amsel");
        using var stranger = await app.SignedIn(Roles.AccountManager, "Ben Bussard");
        var walled = await app.Firm.Client("Walled", seated.Colleague!);
        var own = await app.Firm.Client("Own", stranger.Colleague!);
        await using var listener = await Listener.Open(stranger);
        await Look(seated, walled.Id, Guid.NewGuid());

        using var answer = await stranger.Get(Address(walled.Id, Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Ben Bussard", await Look(seated, walled.Id));
        await LiveTests.Rename(app, own, "Own still");
        Assert.DoesNotContain(await listener.Until(own.Id), t => t.Names(walled.Id));
    }

    [Fact]
    public async Task A_record_of_an_unknown_kind_is_none()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        using var answer = await ana.Get($"/live/lookers?kind=colleague&id={ana.Colleague!.Id}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    internal static async Task<string> Look(
        Visitor visitor,
        Guid client,
        Guid? tab = null,
        bool edits = false,
        bool gone = false
    )
    {
        using var answer = await visitor.Get(Address(client, tab, edits, gone));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Address(Guid client, Guid? tab, bool edits = false, bool gone = false) =>
        $"/live/lookers?kind=client&id={client}&edits={edits}&gone={gone}"
        + (tab is null ? "" : $"&tab={tab}");

    public sealed class OnSqlite(Sqlite database) : LookersTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : LookersTests(database),
            IClassFixture<Postgres>;
}
