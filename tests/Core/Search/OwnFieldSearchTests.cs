using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Offers;
using Rapport.People;
using Rapport.Search;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Search;

/// <summary>What records hold in the firm's own fields finds them, as long as they hold it.</summary>
public abstract class OwnFieldSearchTests(TestDatabase database)
{
    [Fact]
    public async Task Texts_links_and_choices_find_their_record_and_show_the_sentence()
    {
        await using var firm = new TestFirm(database.Place);
        var text = await firm.Field(nameof(Client), "Motto one", FieldKind.Text);
        var story = await firm.Field(nameof(Contact), "Story one", FieldKind.LongText);
        var link = await firm.Field(nameof(Opportunity), "Page one", FieldKind.Link);
        var choices = await firm.Field(
            nameof(Client),
            "Regions one",
            FieldKind.Choices,
            "Tundra",
            "Steppe"
        );
        await using var db = firm.System();
        var client = await Client(db, (text.Key, "Quietly obsidian"), (choices.Key, "steppe"));
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails
                {
                    ClientId = client,
                    Name = "Ingrid Storyteller",
                    Fields = Holds(
                        (story.Key, "Once upon a time. There was a malachite stair. It fell.")
                    ),
                }
            )
        ).Value.Id;
        var offer = (
            await new Opportunities(db).Add(
                new OpportunityDetails
                {
                    ClientId = client,
                    Name = "Linked",
                    Fields = Holds((link.Key, "https://chrysoprase.example/x")),
                }
            )
        ).Value.Id;

        Assert.Equal([client], await Found(db, "obsidian"));
        Assert.Equal([client], await Found(db, "steppe quietly"));
        Assert.Empty(await Found(db, "tundra"));
        Assert.Equal([offer], await Found(db, "chrysoprase"));
        var hit = Assert.Single(await Rapport.Search.Search.Find(db, "malachite", new(), null, 9));
        Assert.Equal(contact, hit.Id);
        Assert.Equal(
            "There was a malachite stair.",
            string.Concat(hit.Snippet.Select(p => p.Text)).Trim()
        );
        // The name of a field finds nobody.
        Assert.Empty(await Found(db, "motto one"));
    }

    [Fact]
    public async Task A_value_that_is_changed_or_emptied_finds_no_more()
    {
        await using var firm = new TestFirm(database.Place);
        var text = await firm.Field(nameof(Client), "Motto two", FieldKind.Text);
        await using var db = firm.System();
        var client = await Client(db, (text.Key, "Beryl dawn"));
        Assert.Equal([client], await Found(db, "beryl dawn"));

        await CustomValues.Change<Client>(
            db,
            client,
            FieldsSaid.One(text.Key, "Topaz dusk"),
            null,
            default
        );
        Assert.Empty(await Found(db, "beryl dawn"));
        Assert.Equal([client], await Found(db, "topaz dusk"));
        await CustomValues.Change<Client>(
            db,
            client,
            FieldsSaid.One(text.Key, null),
            null,
            default
        );
        Assert.Empty(await Found(db, "topaz dusk"));
    }

    [Fact]
    public async Task An_archived_field_finds_nobody_until_it_is_restored_and_a_renamed_choice_by_its_new_name()
    {
        await using var firm = new TestFirm(database.Place);
        var field = await firm.Field(nameof(Client), "Terrain", FieldKind.Choice, "Fenland");
        await using var db = firm.System();
        var client = await Client(db, (field.Key, "fenland"));
        Assert.Equal([client], await Found(db, "fenland"));
        var fields = new CustomFields(db);

        await fields.Archive(field.Id);
        await Settle(db);
        Assert.Empty(await Found(db, "fenland"));
        await fields.Restore(field.Id);
        await Settle(db);
        Assert.Equal([client], await Found(db, "fenland"));
        await fields.Change(
            field.Id,
            new FieldDetails
            {
                Name = "Terrain",
                Choices = [new ChoiceDetails("fenland", "Heathland")],
            },
            null
        );
        await Settle(db);

        Assert.Empty(await Found(db, "fenland"));
        Assert.Equal([client], await Found(db, "heathland"));
    }

    [Fact]
    public async Task Walls_close_around_what_fields_hold_too_and_a_rebuild_says_the_same()
    {
        await using var firm = new TestFirm(database.Place);
        var text = await firm.Field(nameof(Client), "Motto four", FieldKind.Text);
        var ana = await firm.Colleague(Roles.AccountManager);
        await using var db = firm.System();
        await Client(db, (text.Key, "Walled zircon"));
        await using var hers = firm.As(ana);

        Assert.Empty(await Found(hers, "zircon"));
        var step = await Rebuild.Step(db, RebuildPlace.Begin, default);
        Assert.Equal(0, step.Written);
        Assert.Single(await Found(db, "zircon"));
    }

    [Fact]
    public async Task An_erased_person_is_found_by_nothing_a_field_held()
    {
        await using var firm = new TestFirm(database.Place);
        var story = await firm.Field(nameof(Contact), "Story five", FieldKind.LongText);
        await using var db = firm.System();
        var client = await Client(db);
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails
                {
                    ClientId = client,
                    Name = "Erased Person",
                    Fields = Holds((story.Key, "Likes sunstone walks")),
                }
            )
        ).Value.Id;
        Assert.Equal([contact], await Found(db, "sunstone"));

        Assert.True((await new Rapport.Contacts.Contacts(db).Erase(contact, "asked")).Done);

        Assert.Empty(await Found(db, "sunstone"));
    }

    private static async Task<Guid> Client(Db db, params (string Key, string Value)[] held) =>
        (
            await new Rapport.Clients.Clients(db).Add(
                new ClientDetails { Name = $"Holder {Guid.NewGuid():N}", Fields = Holds(held) }
            )
        )
            .Value
            .Id;

    private static FieldsSaid Holds(params (string Key, string Value)[] held) =>
        new(held.ToDictionary(h => h.Key, object? (h) => h.Value));

    private static async Task<IEnumerable<Guid>> Found(Db db, string text) =>
        (await Rapport.Search.Search.Find(db, text, new(), null, 9)).Select(h => h.Id);

    private static async Task Settle(Db db)
    {
        while (await Outbox.Deliver(db, null, default) > 0) { }
        db.Forget();
    }

    public sealed class OnSqlite(Sqlite database)
        : OwnFieldSearchTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OwnFieldSearchTests(database),
            IClassFixture<Postgres>;
}
