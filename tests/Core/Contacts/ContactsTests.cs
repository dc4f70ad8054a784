using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Contacts;

/// <summary>Adding contacts and changing them, inside the walls.</summary>
public abstract class ContactsTests(TestDatabase database)
{
    [Fact]
    public async Task A_contact_is_added_with_what_is_known()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var added = await new Rapport.Contacts.Contacts(db).Add(
            new ContactDetails
            {
                ClientId = scene.Halden.Id,
                GivenName = "Kari",
                FamilyName = "Lund",
                Points = [new(null, PointKind.Email, "kari@halden.example")],
                Channels = ["Email", "phone"],
                Stance = Stance.Promoter,
                ReportsToId = scene.Ingrid.Id,
            }
        );
        var record = await ContactRecords.Find(db, added.Value.Id, default);
        Assert.Equal("Kari Lund", record!.Details.Name);
        Assert.Equal(["email", "phone"], record.Details.Channels);
        Assert.Equal("kari@halden.example", Assert.Single(record.Details.Points!).Value);
        Assert.Equal("Ingrid Solberg", record.ReportsTo!.Name);
    }

    [Fact]
    public async Task A_client_behind_a_wall_and_a_superior_elsewhere_are_unknown()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Pavel);
        var contacts = new Rapport.Contacts.Contacts(db);
        var walled = await contacts.Add(new() { ClientId = scene.Halden.Id, Name = "Kari" });
        Assert.Equal(("clientId", Fault.Unknown), Only(walled.Refusal));
        var elsewhere = await contacts.Add(
            new()
            {
                ClientId = scene.Ribera.Id,
                Name = "Luis",
                ReportsToId = scene.Ingrid.Id,
            }
        );
        Assert.Equal(("reportsToId", Fault.Unknown), Only(elsewhere.Refusal));
        var changed = await contacts.Change(scene.Ingrid.Id, new() { Name = "X" }, null);
        Assert.Equal(RefusalKind.NotFound, changed.Refusal!.Kind);
        var consent = new ConsentDetails(ConsentPurpose.Marketing, false, null);
        Assert.Equal(
            RefusalKind.NotFound,
            (await contacts.Consent(scene.Ingrid.Id, consent)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task Nobody_reports_to_who_reports_to_her()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var contacts = new Rapport.Contacts.Contacts(db);
        var below = await contacts.Add(
            new()
            {
                ClientId = scene.Halden.Id,
                Name = "Kari",
                ReportsToId = scene.Ingrid.Id,
            }
        );
        var turned = await contacts.Change(
            scene.Ingrid.Id,
            new() { Name = "Ingrid Solberg", ReportsToId = below.Value.Id },
            null
        );
        Assert.Equal(("reportsToId", Fault.Circular), Only(turned.Refusal));
    }

    [Fact]
    public async Task Wants_are_kept_only_for_a_purpose_and_until_a_day()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var said = await new Rapport.Contacts.Contacts(db).Change(
            scene.Ingrid.Id,
            new() { Name = "Ingrid Solberg", Wants = "A calm year" },
            null
        );
        Assert.Equal(["notesPurpose", "notesUntil"], said.Refusal!.Faults.Select(f => f.Field));
    }

    [Fact]
    public async Task Who_goes_to_another_client_of_ours_is_a_contact_there()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Boss);
        var contacts = new Rapport.Contacts.Contacts(db);
        await contacts.Leave(scene.Ingrid.Id, new(null, "Ribera", scene.Ribera.Id));
        var before = await ContactRecords.Find(db, scene.Ingrid.Id, default);
        Assert.NotNull(before!.Left);
        Assert.Equal("Banco Ribera", before.NowAt!.Client);
        var there = await ContactRecords.Find(db, before.NowAt.Id, default);
        Assert.Equal(scene.Ingrid.Id, there!.CameFrom!.Id);
        await using var pavel = scene.Firm.As(scene.Pavel);
        Assert.Null((await ContactRecords.Find(pavel, before.NowAt.Id, default))!.CameFrom);
    }

    [Fact]
    public async Task The_best_of_those_who_know_her_is_on_the_map()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var contacts = new Rapport.Contacts.Contacts(db);
        await contacts.Know(scene.Ingrid.Id, new(scene.Ana.Id, Closeness.Trusted, "School"));
        await contacts.Know(scene.Ingrid.Id, new(scene.Tom.Id, Closeness.Met, null));
        var person = Assert.Single(await PeopleOf.Client(db, scene.Halden.Id, default));
        Assert.Equal(Closeness.Trusted, person.Closeness);
    }

    [Fact]
    public async Task A_map_of_many_shows_who_decides_before_who_only_stands_first_by_name()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        Contact Of(string name, Influence? influence, LocalDate? left = null) =>
            new()
            {
                ClientId = scene.Halden.Id,
                Name = name,
                NameKey = Folded.Key(name),
                Influence = influence,
                Left = left,
            };
        db.AddRange(Enumerable.Range(10, 60).Select(n => Of($"Aa {n}", null)));
        db.AddRange(
            Of("Zoe Decides", Influence.Decides),
            Of("Zac Much", Influence.Much),
            Of("Abe Gone", Influence.Decides, new LocalDate(2026, 1, 1)),
            Of("Abe Little", Influence.Little)
        );
        await db.SaveChangesAsync();

        var people = await PeopleOf.Weightiest(db, scene.Halden.Id, default);

        // Whom nobody judged has no place on it.
        Assert.Equal(
            ["Zoe Decides", "Zac Much", "Abe Little", "Aa 10"],
            people.Take(4).Select(p => p.Name)
        );
        Assert.Equal(40, people.Count);
        Assert.DoesNotContain(people, p => p.Name == "Abe Gone");
    }

    [Fact]
    public async Task The_list_goes_on_by_name_and_ends_at_the_wall()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var contacts = new Rapport.Contacts.Contacts(db);
        foreach (var name in new[] { "Bo Aas", "Åse Berg", "Bo Aas" })
        {
            await contacts.Add(new() { ClientId = scene.Halden.Id, Name = name });
        }
        var filter = new ContactFilter(scene.Halden.Id, Left: false);
        var names = new List<string>();
        ListPlace? place = null;
        while (await Asked(db).Page(place, 1, default) is [var next])
        {
            names.Add((await ContactList.Read(db, [next.Id], default))[0].Name);
            place = next;
        }
        Assert.Equal(["Åse Berg", "Bo Aas", "Bo Aas", "Ingrid Solberg"], names);
        await using var pavel = scene.Firm.As(scene.Pavel);
        Assert.Empty(await Asked(pavel).Page(null, 10, default));

        ListQuery<Contact> Asked(Db viewer) =>
            ListQuery<Contact>
                .Of(
                    ContactList.Instance,
                    viewer,
                    DateTimeZone.Utc,
                    null,
                    null,
                    filter.Contacts(viewer)
                )
                .Value;
    }

    private static (string, Fault) Only(Refusal? refusal)
    {
        var fault = Assert.Single(refusal!.Faults);
        return (fault.Field, fault.Fault);
    }

    public sealed class OnSqlite(Sqlite database) : ContactsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ContactsTests(database),
            IClassFixture<Postgres>;
}
