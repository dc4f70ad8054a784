using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Search;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Search;

public abstract class SearchTests(TestDatabase database)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData(
        "Öl- und Fettwerke Straßfurt GmbH",
        "öl",
        "OL",
        "strassfurt",
        "Fett",
        "fettwerke ol"
    )]
    [InlineData("Søren Kierkegård A/S", "soren", "kierkegard", "SØREN")]
    [InlineData("Иван Петрович", "иван", "ПЕТР", "петрович иван")]
    [InlineData("Αθήνα Ναυτιλιακή", "αθηνα", "ναυτ")]
    [InlineData("شركة النور", "النور", "شركة")]
    [InlineData("上海浦东发展银行", "上海", "浦东", "银行", "行", "浦东发展")]
    [InlineData("株式会社トヨタ", "トヨタ", "株式", "タ")]
    [InlineData("บริษัทกสิกร", "กสิกร")]
    [InlineData("Ab Cd", "a", "ab", "c")]
    [InlineData("O'Neill & Sons (UK) Ltd.", "neill", "o'neill", "sons uk", "\"Sons\"")]
    public async Task A_client_is_found_by_words_of_its_name(string name, params string[] words)
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client(name);
        await using var db = firm.System();

        foreach (var word in words)
        {
            Assert.Contains(client.Id, await Ids(db, word));
        }
    }

    [Theory]
    [InlineData("AND OR NOT NEAR(")]
    [InlineData("\"")]
    [InlineData("a\"b'c")]
    [InlineData("':* & | ! <-> ()")]
    [InlineData("TextKey:foo ^x -y {z}")]
    [InlineData("% _ \\ [] ?")]
    [InlineData("\0\0")]
    [InlineData("a\0b\u0001")]
    [InlineData("…—!?*")]
    [InlineData("\ud800 lone")]
    [InlineData("¶§ ¶word §word")]
    [InlineData("*")]
    [InlineData("😀 👩‍👩‍👧")]
    public async Task No_text_is_a_wrong_query(string text)
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();

        Assert.Empty(await Ids(db, text + " nobodyhasthis"));
        await Ids(db, text);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_answered()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();

        Assert.Empty(await Ids(db, string.Concat(Enumerable.Repeat("unheard ", 1250))));
        Assert.Empty(await Ids(db, new string('z', 10_000)));
        Assert.Empty(await Ids(db, new string('.', 10_000)));
    }

    [Fact]
    public async Task What_begins_with_the_words_comes_first_then_titles_then_text_and_clients_before_the_rest()
    {
        await using var firm = new TestFirm(database.Place);
        var home = await firm.Client("Home of rank");
        var inText = await Told(firm, home.Id, "Something else", "we spoke of quartzite today");
        var inTitle = await Told(firm, home.Id, "About quartzite", null);
        var begins = await Told(firm, home.Id, "Quartzite ordered", null);
        var contact = await Person(firm, home.Id, "Ida Quartzite");
        var inside = await firm.Client("Superquartzite");
        var opportunity = await Chance(firm, home.Id, "Quartzite floor");
        var client = await firm.Client("Quartzite AG");
        await using var db = firm.System();

        Assert.Equal(
            [client.Id, opportunity, begins, contact, inTitle, inText, inside.Id],
            await Ids(db, "quartzite")
        );
    }

    [Fact]
    public async Task Among_equals_the_newer_comes_first()
    {
        await using var firm = new TestFirm(database.Place);
        var home = await firm.Client("Home of age");
        var middle = await Told(firm, home.Id, "Feldspar", null, Monday);
        var oldest = await Told(firm, home.Id, "Feldspar", null, Monday - Duration.FromDays(900));
        var newest = await Told(firm, home.Id, "Feldspar", null, Monday + Duration.FromMinutes(1));
        await using var db = firm.System();

        Assert.Equal([newest, middle, oldest], await Ids(db, "feldspar"));
    }

    [Fact]
    public async Task All_words_are_wanted_in_any_order_and_the_last_may_go_on()
    {
        await using var firm = new TestFirm(database.Place);
        var home = await firm.Client("Home of words");
        var told = await Told(firm, home.Id, "Budgetgespräch", "Der Kostenrahmen steht.");
        await using var db = firm.System();

        Assert.Equal([told], await Ids(db, "kostenrahmen budgetgespr"));
        Assert.Empty(await Ids(db, "budgetgespr kostenrahmen"));
        Assert.Empty(await Ids(db, "budgetgesprach unerwahnt"));
    }

    [Theory]
    [InlineData("amoreno@quarz.example")]
    [InlineData("amoreno")]
    [InlineData("+49 (30) 555-0199")]
    [InlineData("030 5550199")]
    [InlineData("Leiterin Einkauf")]
    [InlineData("Ana Steinbruch")]
    public async Task A_contact_is_found_by_points_title_and_client(string words)
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Steinbruch & Söhne");
        await using var db = firm.System();
        var contact = new Contact
        {
            ClientId = client.Id,
            Name = "Ana Moreno",
            JobTitle = "Leiterin Einkauf",
        };
        db.Add(contact);
        db.Add(Point(contact, PointKind.Email, "amoreno@quarz.example"));
        db.Add(Point(contact, PointKind.Phone, "+49 30 5550199"));
        db.Raise(Contact.Added, contact, client.Id);
        await db.SaveChangesAsync();

        Assert.Contains(contact.Id, await Ids(db, words));
    }

    [Fact]
    public async Task A_contact_is_found_by_the_new_name_of_the_client_and_no_longer_by_the_old()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Oldgranite");
        var contact = await Person(firm, client.Id, "Bea Lind");
        var chance = await Chance(firm, client.Id, "Second floor");
        await using (var db = firm.System())
        {
            await new Rapport.Clients.Clients(db).Change(
                client.Id,
                new ClientDetails { Name = "Newgranite" },
                null
            );
        }
        await using var later = firm.System();

        Assert.Equal([client.Id, contact, chance], await Ids(later, "newgranite"));
        Assert.Empty(await Ids(later, "oldgranite"));
    }

    [Fact]
    public async Task What_is_added_to_or_taken_from_a_record_is_found_or_not()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Home of change");
        var contact = await Person(firm, client.Id, "Cy Twombly");
        await using (var db = firm.System())
        {
            var row = await db.Set<Contact>().SingleAsync(c => c.Id == contact);
            db.Add(Point(row, PointKind.Email, "cy@basalt.example"));
            db.Raise(Contact.Changed, row, client.Id);
            await db.SaveChangesAsync();
        }
        await using (var db = firm.System())
        {
            Assert.Equal([contact], await Ids(db, "basalt"));
            var row = await db.Set<Contact>().SingleAsync(c => c.Id == contact);
            db.Remove(await db.Set<ContactPoint>().SingleAsync(p => p.ContactId == contact));
            row.Name = "Cy Marble";
            db.Raise(Contact.Changed, row, client.Id);
            await db.SaveChangesAsync();
        }
        await using var later = firm.System();

        Assert.Empty(await Ids(later, "basalt"));
        Assert.Empty(await Ids(later, "twombly"));
        Assert.Equal([contact], await Ids(later, "cy marble"));
    }

    [Fact]
    public async Task A_removed_record_is_found_no_more()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Home of removal");
        var contact = await Person(firm, client.Id, "Dora Dolomite");
        await using (var db = firm.System())
        {
            db.Remove(await db.Set<Contact>().SingleAsync(c => c.Id == contact));
            await db.SaveChangesAsync();
        }
        await using var later = firm.System();

        Assert.Empty(await Ids(later, "dolomite"));
        Assert.False(await later.Set<SearchEntry>().AnyAsync(e => e.SubjectId == contact));
    }

    [Fact]
    public async Task A_colleague_without_a_seat_finds_nothing_of_a_client()
    {
        await using var firm = new TestFirm(database.Place);
        var seated = await firm.Colleague(Roles.Consultant);
        var other = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("Gneiss", seated);
        var contact = await Person(firm, client.Id, "Gneiss Person");
        var told = await Told(firm, client.Id, "Gneiss told", null);
        await using var hers = firm.As(seated);
        await using var his = firm.As(other);

        Assert.Equal([client.Id, contact, told], await Ids(hers, "gneiss"));
        Assert.Empty(await Ids(his, "gneiss"));
        Assert.Empty(await Ids(his, "neis"));
        Assert.Empty(await Rapport.Search.Search.Groups(his, "gneiss", null, 5));
    }

    [Fact]
    public async Task An_entry_for_named_people_is_found_by_them_alone()
    {
        await using var firm = new TestFirm(database.Place);
        var author = await firm.Colleague(Roles.Consultant);
        var named = await firm.Colleague(Roles.Consultant);
        var seated = await firm.Colleague(Roles.Consultant);
        var administrator = await firm.Colleague(Roles.Administrator);
        var client = await firm.Client("Confidence", author, named, seated);
        await using var db = firm.System();
        var told = new Interaction
        {
            ClientId = client.Id,
            Subject = "Schistose secret",
            Occurred = Monday,
            RecordedAt = Monday,
            Audience = Audience.Named,
            AuthorId = author.Id,
        };
        db.Add(told);
        db.Add(new AudienceMember { SubjectId = told.Id, ColleagueId = named.Id });
        db.Raise(Interaction.Recorded, told, client.Id);
        await db.SaveChangesAsync();

        Assert.Equal([told.Id], await Ids(firm.As(author), "schistose"));
        Assert.Equal([told.Id], await Ids(firm.As(named), "schistose"));
        Assert.Empty(await Ids(firm.As(seated), "schistose"));
        Assert.Empty(await Ids(firm.As(administrator), "schistose"));
    }

    [Fact]
    public async Task What_belongs_to_no_client_is_found_by_its_owner()
    {
        await using var firm = new TestFirm(database.Place);
        var owner = await firm.Colleague(Roles.AccountManager);
        var other = await firm.Colleague(Roles.AccountManager);
        await using var db = firm.System();
        var chance = new Opportunity { Name = "Unbound travertine", OwnerId = owner.Id };
        db.Add(chance);
        db.Raise(Opportunity.Added, chance, null);
        await db.SaveChangesAsync();

        Assert.Equal([chance.Id], await Ids(firm.As(owner), "travertine"));
        Assert.Empty(await Ids(firm.As(other), "travertine"));
    }

    [Fact]
    public async Task Pages_show_everything_once_and_in_order()
    {
        await using var firm = new TestFirm(database.Place);
        var home = await firm.Client("Home of pages");
        for (var i = 0; i < 7; i++)
        {
            await Told(firm, home.Id, "Pumice " + i, null, Monday + Duration.FromDays(i));
            await Told(firm, home.Id, "Said of pumice", null, Monday + Duration.FromDays(i));
            await Told(firm, home.Id, "Other", "pumice", Monday + Duration.FromDays(i));
            await Person(firm, home.Id, "Al Pumice");
        }
        await firm.Client("Nopumice");
        await using var db = firm.System();
        var all = await Rapport.Search.Search.Find(db, "pumice", new SearchScope(), null, 100);

        var paged = new List<SearchHit>();
        SearchPlace? after = null;
        do
        {
            var page = await Rapport.Search.Search.Find(db, "pumice", new SearchScope(), after, 4);
            paged.AddRange(page);
            after = page.Count == 4 ? page[^1].Place : null;
        } while (after is not null);

        Assert.Equal(29, all.Count);
        Assert.Equal(all.Select(h => h.Id), paged.Select(h => h.Id));
    }

    [Fact]
    public async Task Groups_hold_each_record_once_and_say_whether_there_are_more()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Slate works");
        for (var i = 0; i < 3; i++)
        {
            await Person(firm, client.Id, "Slate " + i);
        }
        await using var db = firm.System();

        var groups = await Rapport.Search.Search.Groups(db, "slate", null, 2);

        Assert.Equal(
            [(SearchKind.Client, 1, false), (SearchKind.Contact, 2, true)],
            groups.Select(g => (g.Kind, g.Hits.Count, g.More))
        );
    }

    [Fact]
    public async Task A_scope_of_kinds_and_client_is_kept()
    {
        await using var firm = new TestFirm(database.Place);
        var one = await firm.Client("Chalk One");
        var two = await firm.Client("Chalk Two");
        var contact = await Person(firm, one.Id, "Chalk Person");
        await Told(firm, two.Id, "Chalk told", null);
        await using var db = firm.System();

        Assert.Equal([contact], await Ids(db, "chalk", new SearchScope([SearchKind.Contact])));
        Assert.Equal([one.Id, contact], await Ids(db, "chalk", new SearchScope(ClientId: one.Id)));
    }

    [Fact]
    public async Task A_batch_of_hundreds_costs_the_same_few_statements()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Home of batches");
        await using var db = firm.System();
        for (var i = 0; i < 500; i++)
        {
            var contact = new Contact { ClientId = client.Id, Name = $"Batch {i} Obsidian" };
            db.Add(contact);
            db.Add(Point(contact, PointKind.Email, $"b{i}@obsidian.example"));
        }
        await db.SaveChangesAsync();

        Assert.Equal(
            500,
            await db.Set<SearchEntry>()
                .CountAsync(e => e.ClientId == client.Id && e.Kind == SearchKind.Contact)
        );
        Assert.Equal(100, (await Ids(db, "obsidian")).Count);
    }

    [Fact]
    public async Task The_sentence_is_shown_with_its_hit_marked()
    {
        await using var firm = new TestFirm(database.Place);
        var home = await firm.Client("Home of sentences");
        await Told(
            firm,
            home.Id,
            "Jour fixe",
            "Alles gut. Sie fürchten die Öffnung der Grube. Sonst nichts."
        );
        await using var db = firm.System();

        var hit = Assert.Single(
            await Rapport.Search.Search.Find(db, "offn", new SearchScope(), null, 5)
        );

        Assert.Equal(
            "Sie fürchten die Öffnung der Grube.",
            string.Concat(hit.Snippet.Select(p => p.Text))
        );
        Assert.Equal(["Öffnung"], hit.Snippet.Where(p => p.Hit).Select(p => p.Text));
    }

    private static async Task<IReadOnlyList<Guid>> Ids(
        Db db,
        string text,
        SearchScope? scope = null
    ) =>
        [
            .. (
                await Rapport.Search.Search.Find(db, text, scope ?? new SearchScope(), null, 100)
            ).Select(h => h.Id),
        ];

    private static async Task<Guid> Told(
        TestFirm firm,
        Guid clientId,
        string subject,
        string? body,
        Instant? at = null
    )
    {
        await using var db = firm.System();
        var told = new Interaction
        {
            ClientId = clientId,
            Subject = subject,
            Body = body,
            Occurred = at ?? Monday,
            RecordedAt = Monday,
        };
        db.Add(told);
        db.Raise(Interaction.Recorded, told, clientId);
        await db.SaveChangesAsync();
        return told.Id;
    }

    private static async Task<Guid> Person(TestFirm firm, Guid clientId, string name)
    {
        await using var db = firm.System();
        var contact = new Contact { ClientId = clientId, Name = name };
        db.Add(contact);
        db.Raise(Contact.Added, contact, clientId);
        await db.SaveChangesAsync();
        return contact.Id;
    }

    private static async Task<Guid> Chance(TestFirm firm, Guid clientId, string name)
    {
        await using var db = firm.System();
        var chance = new Opportunity { ClientId = clientId, Name = name };
        db.Add(chance);
        db.Raise(Opportunity.Added, chance, clientId);
        await db.SaveChangesAsync();
        return chance.Id;
    }

    private static ContactPoint Point(Contact contact, PointKind kind, string value) =>
        new()
        {
            ClientId = contact.ClientId,
            ContactId = contact.Id,
            Kind = kind,
            Value = value,
        };

    public sealed class OnSqlite(Sqlite database) : SearchTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SearchTests(database),
            IClassFixture<Postgres>;
}
