using System.Net;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Contacts;

namespace Rapport.Tests.Web.Contacts;

/// <summary>People at clients on screen, with scripts off.</summary>
public abstract class ContactPagesTests(TestDatabase database)
{
    [Fact]
    public async Task She_is_added_from_her_client_and_stands_in_the_list_and_among_its_people()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden", ana.Colleague!);

        var place = await ana.Saved(
            $"/contacts/new?client={client.Id}",
            new()
            {
                ["GivenName"] = "Ingrid",
                ["FamilyName"] = "Solberg",
                ["JobTitle"] = "CFO",
                ["Points[0].Kind"] = "Email",
                ["Points[0].Value"] = "ingrid@halden.example",
            }
        );

        Assert.Equal("Ingrid Solberg", (await ana.Page(place)).QuerySelector("h1")!.TextContent);
        foreach (var list in new[] { "/contacts?q=solberg", $"/clients/{client.Id}/people" })
        {
            Assert.NotNull((await ana.Page(list)).QuerySelector($"a[href='{place}']"));
        }
    }

    [Fact]
    public async Task The_list_is_narrowed_to_a_client_by_what_is_typed_of_it()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var quarry = await app.Firm.Client("Narrow Quarry", ana.Colleague!);
        var ferries = await app.Firm.Client("Narrow Ferries", ana.Colleague!);
        foreach (var (client, name) in new[] { (quarry, "Quentin Stone"), (ferries, "Fay Wave") })
        {
            await ana.Saved($"/contacts/new?client={client.Id}", new() { ["Name"] = name });
        }

        foreach (
            var (typed, found) in new (string, string[])[]
            {
                (quarry.Id.ToString(), ["Quentin Stone"]),
                ("Narrow Ferries", ["Fay Wave"]),
                ("narr", ["Fay Wave", "Quentin Stone"]),
                ("nobody of ours", []),
            }
        )
        {
            var page = await ana.Page($"/contacts?client={Uri.EscapeDataString(typed)}");
            Assert.Equal(found, page.QuerySelectorAll("tbody b").Select(b => b.TextContent));
            Assert.Single(page.QuerySelectorAll(".chip[aria-current]"));
        }
        var shown = await ana.Page($"/contacts?client={quarry.Id}");
        Assert.StartsWith("Narrow Quarry (C-", shown.Typed("client"));
    }

    [Theory]
    [InlineData("Name", "", "Name")]
    [InlineData("Client", "Nobody we know", "Client")]
    [InlineData("Language", "xx", "Language")]
    [InlineData("Joined", "yesterday", "Joined")]
    [InlineData("Points[0].Value", "nobody", "Points-0--Value")]
    [InlineData("NotesUntil", "2026-13-01", "NotesUntil")]
    public async Task What_is_wrong_is_said_beside_its_field_and_all_that_was_typed_stays(
        string field,
        string typed,
        string beside
    )
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client($"Halden of {ana.Colleague!.Name}", ana.Colleague!);
        var fields = new Dictionary<string, string>
        {
            ["Client"] = client.Name,
            ["Name"] = "Ingrid Solberg",
            ["JobTitle"] = "CFO",
            ["Points[0].Kind"] = "Email",
            ["Points[0].Value"] = "ingrid@halden.example",
            [field] = typed,
        };

        var page = await ana.Refused("/contacts/new", fields);

        Assert.NotNull(page.Wrong(beside));
        Assert.All(fields, f => Assert.Equal(f.Value, page.Typed(f.Key)));
    }

    [Fact]
    public async Task Whether_she_may_be_called_now_is_said_at_her_name()
    {
        var clock = new TestClock();
        // The next Monday, ten o'clock in Oslo.
        var monday = clock
            .GetCurrentInstant()
            .InUtc()
            .Date.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var ten = (monday + new LocalTime(10, 0)).InZoneStrictly(
            DateTimeZoneProviders.Tzdb["Europe/Oslo"]
        );
        clock.Advance(ten.ToInstant() - clock.GetCurrentInstant());
        await using var app = await TestApp.Start(database.Place, clock);
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden", ana.Colleague!);
        var office = new ContactDetails
        {
            ClientId = client.Id,
            Name = "Ingrid",
            TimeZone = "Europe/Oslo",
            ReachHours = "Mon 09:00-16:00",
        };
        var inside = await Add(app, office);
        var always = await Add(app, office with { OffHoursAllowed = true });
        var unknown = await Add(app, office with { ReachHours = null });

        var atTen = await Said(ana, inside, always, unknown);
        clock.Advance(Duration.FromHours(8));
        var atSix = await Said(ana, inside, always, unknown);

        // In order: within her hours; outside them; outside them, but she agreed; not known.
        Assert.Equal(atTen[0], atTen[1]);
        Assert.Contains("16:00", atTen[0], StringComparison.Ordinal);
        Assert.Equal(3, atSix.Distinct().Count());
        Assert.DoesNotContain(atTen[0], atSix);
        Assert.Equal(Reach(ReachState.Closed, clock), atSix[0]);
        Assert.Equal(Reach(ReachState.OffHoursAllowed, clock), atSix[1]);
        Assert.Equal(Reach(ReachState.Unknown, clock), atSix[2]);
    }

    [Fact]
    public async Task Who_saves_second_is_told_keeps_what_she_typed_and_overwrites_only_knowingly()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden", ana.Colleague!);
        var id = await Add(app, new() { ClientId = client.Id, Name = "Contested" });
        var path = $"/contacts/{id}/edit";
        var version = (await ana.Page(path)).Typed("Version")!;
        await ana.Saved(path, new() { ["Version"] = version, ["Name"] = "First" });

        using var second = await ana.Post(
            path,
            new() { ["Version"] = version, ["Name"] = "Second" }
        );
        var page = await Visitor.Read(second);
        var kept = (await Record(app, id)).Details.Name;
        await ana.Saved(
            path,
            new() { ["Version"] = page.Typed("Version")!, ["Name"] = page.Typed("Name")! }
        );

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(("Second", "First"), (page.Typed("Name"), kept));
        Assert.Equal("Second", (await Record(app, id)).Details.Name);
    }

    [Fact]
    public async Task Leaving_and_consent_are_said_by_their_forms_and_stand_on_her_page()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden", ana.Colleague!);
        var id = await Add(app, new() { ClientId = client.Id, Name = "Ingrid Solberg" });

        var bare = await ana.Refused(
            $"/contacts/{id}/consent",
            new() { ["Purpose"] = "Recording", ["Given"] = "true" }
        );
        await ana.Saved(
            $"/contacts/{id}/consent",
            new()
            {
                ["Purpose"] = "Recording",
                ["Given"] = "true",
                ["Source"] = "Said so in the call",
            }
        );
        var early = await ana.Refused(
            $"/contacts/{id}/leave",
            new() { ["Date"] = "2999-01-01", ["WentTo"] = "Vela" }
        );
        var nowhere = await ana.Refused(
            $"/contacts/{id}/leave",
            new() { ["Client"] = "Nobody we know" }
        );
        await ana.Saved($"/contacts/{id}/leave", new() { ["WentTo"] = "Vela" });
        var page = (await ana.Page($"/contacts/{id}")).Said();

        Assert.NotNull(bare.Wrong("Source"));
        Assert.Equal("Recording", bare.Typed("Purpose"));
        Assert.NotNull(early.Wrong("Date"));
        Assert.Equal("Vela", early.Typed("WentTo"));
        Assert.NotNull(nowhere.Wrong("Client"));
        Assert.Contains("Said so in the call", page, StringComparison.Ordinal);
        Assert.Contains("Vela", page, StringComparison.Ordinal);
        Assert.Equal("Vela", (await Record(app, id)).WentTo);
    }

    [Fact]
    public async Task Somebody_new_is_asked_little_and_more_only_where_it_holds_something_or_is_wrong()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden", ana.Colleague!);
        var path = $"/contacts/new?client={client.Id}";

        var empty = await ana.Page(path);
        var wrong = await ana.Refused(
            path,
            new()
            {
                ["Name"] = "Ingrid",
                ["ReachHours.Mon"] = "early",
                ["Department"] = "Fleet",
            }
        );

        Assert.Equal(
            [
                "Name",
                "JobTitle",
                "Points[0].Kind",
                "Points[0].Value",
                "Points[1].Kind",
                "Points[1].Value",
            ],
            empty
                .QuerySelectorAll(
                    "form.narrow :is(input:not([type=hidden]), select, textarea)[name]"
                )
                .Where(f => f.Closest("details:not([open])") is null)
                .Select(f => f.GetAttribute("name"))
        );
        Assert.NotNull(wrong.QuerySelector("details[open] [name='ReachHours.Mon']"));
        Assert.NotNull(wrong.QuerySelector("details[open] [name=Department]"));
        Assert.NotNull(wrong.QuerySelector("details:not([open]) [name=Interest]"));
    }

    [Fact]
    public async Task Only_those_above_her_without_a_circle_are_taken_as_whom_she_reports_to()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden", ana.Colleague!);
        var elsewhere = await app.Firm.Client("Vela", ana.Colleague!);
        var top = await Add(app, new() { ClientId = client.Id, Name = "Top" });
        var stranger = await Add(app, new() { ClientId = elsewhere.Id, Name = "Stranger" });
        var low = await Add(
            app,
            new()
            {
                ClientId = client.Id,
                Name = "Low",
                ReportsToId = top,
            }
        );

        var circle = await ana.Refused(
            $"/contacts/{top}/edit",
            new() { ["Name"] = "Top", ["ReportsTo"] = low.ToString() }
        );
        var other = await ana.Refused(
            $"/contacts/{top}/edit",
            new() { ["Name"] = "Top", ["ReportsTo"] = stranger.ToString() }
        );

        Assert.NotNull(circle.Wrong("ReportsTo"));
        Assert.NotNull(other.Wrong("ReportsTo"));
        Assert.Null((await Record(app, top)).ReportsTo);
    }

    [Fact]
    public async Task Who_shares_no_client_with_her_finds_neither_page_nor_form()
    {
        var app = await database.App();
        using var other = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Halden");
        var id = await Add(app, new() { ClientId = client.Id, Name = "Ingrid Solberg" });

        foreach (var part in new[] { "", "/edit", "/leave", "/know", "/consent" })
        {
            using var read = await other.Get($"/contacts/{id}{part}");
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        }
        foreach (var part in new[] { "/edit", "/leave", "/know", "/consent" })
        {
            using var sent = await other.Post($"/contacts/{id}{part}", [], from: "/me");
            Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        }
        Assert.Null((await Record(app, id)).Left);
    }

    /// <summary>What her page says of calling her, beside her name.</summary>
    private static async Task<List<string>> Said(Visitor who, params Guid[] ids)
    {
        var said = new List<string>();
        foreach (var id in ids)
        {
            var page = await who.Page($"/contacts/{id}");
            said.Add(page.QuerySelector(".head .tag")!.TextContent.Trim());
        }
        // The second and the first are alike while both are within their hours.
        return said;
    }

    private static string Reach(ReachState state, TestClock clock) =>
        Rapport
            .Contacts.Reach.Of(
                state == ReachState.Unknown
                    ? null
                    : Rapport.Values.WeeklyHours.Parse("Mon 09:00-16:00"),
                state == ReachState.OffHoursAllowed,
                "Europe/Oslo",
                null,
                clock.GetCurrentInstant()
            )
            .Said();

    private static async Task<Guid> Add(TestApp app, ContactDetails said)
    {
        await using var db = app.Firm.System();
        var added = await new Rapport.Contacts.Contacts(db).Add(said);
        Assert.True(added.Done, $"{added.Refusal}");
        return added.Value.Id;
    }

    private static async Task<ContactRecord> Record(TestApp app, Guid id)
    {
        await using var db = app.Firm.System();
        return (await ContactRecords.Find(db, id, default))!;
    }

    public sealed class OnSqlite(Sqlite database)
        : ContactPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ContactPagesTests(database),
            IClassFixture<Postgres>;
}
