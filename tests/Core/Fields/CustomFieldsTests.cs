using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Fields;

/// <summary>Fields that the firm adds to its records: what they are, what they hold, and that nothing of it is lost.</summary>
public abstract class CustomFieldsTests(TestDatabase database)
{
    public static readonly TheoryData<FieldKind, object, string> Held = new()
    {
        { FieldKind.Text, "  Frame 7/26 ", "Frame 7/26" },
        { FieldKind.LongText, "one\ntwo", "one\ntwo" },
        { FieldKind.Link, "https://example.org/a", "https://example.org/a" },
        { FieldKind.Number, 12.5m, "12.5" },
        { FieldKind.Money, "1000.50 EUR", "1000.5 EUR" },
        { FieldKind.Date, "2026-11-22", "2026-11-22" },
        { FieldKind.YesNo, false, "false" },
        { FieldKind.Choice, "High", "high" },
        { FieldKind.Choices, "low\nhigh", "high\nlow" },
    };

    [Theory]
    [MemberData(nameof(Held))]
    public async Task Each_kind_holds_what_it_is_told_and_tells_it_again(
        FieldKind kind,
        object said,
        string told
    )
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, $"Held {kind}", kind);
        var client = await firm.Client($"Holds {kind}");

        Assert.Null(await Say(firm, client.Id, (field.Key, said)));

        Assert.Equal(told, await Told(firm, client.Id, field.Key));
    }

    public static readonly TheoryData<FieldKind, string, Fault> Refused = new()
    {
        { FieldKind.Text, new string('x', CustomValue.TextLength + 1), Fault.TooLong },
        { FieldKind.Link, "javascript:alert(1)", Fault.NotALink },
        { FieldKind.Number, "12.55", Fault.NotANumber },
        { FieldKind.Money, "12", Fault.NotAMoney },
        { FieldKind.Date, "2026-02-30", Fault.NotADate },
        { FieldKind.YesNo, "perhaps", Fault.ValueUnfit },
        { FieldKind.Choice, "middle", Fault.ValueUnfit },
        { FieldKind.Choices, "high\nmiddle", Fault.ValueUnfit },
        { FieldKind.Person, "nobody", Fault.Unknown },
        { FieldKind.Person, "00000000-0000-0000-0000-000000000001", Fault.Unknown },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_a_kind_cannot_hold_is_refused_beside_the_field_and_nothing_changes(
        FieldKind kind,
        string said,
        Fault fault
    )
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, $"Refused {Guid.NewGuid():N}", kind);
        var client = await firm.Client($"Refuses {kind}");

        var refusal = await Say(firm, client.Id, (field.Key, said));

        var only = Assert.Single(refusal!.Faults);
        Assert.Equal((CustomValues.At + field.Key, fault), (only.Field, only.Fault));
        Assert.Null(await Told(firm, client.Id, field.Key));
    }

    [Fact]
    public async Task A_colleague_is_chosen_who_is_here_and_stays_when_she_leaves()
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, "Coach", FieldKind.Person);
        var (client, ben) = (await firm.Client("Coached"), await firm.Colleague(Roles.Consultant));

        Assert.Null(await Say(firm, client.Id, (field.Key, ben.Id.ToString())));
        await using (var db = firm.System())
        {
            await new Colleagues(db).Leave(ben.Id, cancel: Cancel);
        }

        Assert.Null(await Say(firm, client.Id, (field.Key, ben.Id.ToString())));
        Assert.Equal(ben.Id.ToString(), await Told(firm, client.Id, field.Key));
    }

    [Fact]
    public async Task A_field_that_nobody_has_is_refused_by_its_name()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Unknown to it");

        var refusal = await Say(firm, client.Id, ("no-such-field", "x"));

        Assert.Equal(
            ("fields.no-such-field", Fault.FieldUnknown),
            (refusal!.Faults[0].Field, refusal.Faults[0].Fault)
        );
    }

    [Fact]
    public async Task Renamed_it_keeps_its_key_and_all_that_it_holds()
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, "Old name", FieldKind.Choice);
        var client = await firm.Client("Renamed for");
        await Say(firm, client.Id, (field.Key, "low"));

        await Change(
            firm,
            field,
            new FieldDetails
            {
                Name = "New name",
                Choices = [new("low", "Lowest"), new("high", "Highest")],
            }
        );

        await using var db = firm.System();
        var held = (await CustomValues.Of<Client>(db, client.Id, Cancel)).Held.First(h =>
            h.Field.Id == field.Id
        );
        Assert.Equal(("New name", "old-name"), (held.Field.Name, held.Field.Key));
        Assert.Equal(("low", "Lowest"), (((Choice)held.Held!).Key, ((Choice)held.Held).Name));
    }

    [Fact]
    public async Task A_choice_that_is_taken_out_is_no_longer_offered_and_stays_where_it_is_held()
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, "Dropping", FieldKind.Choice);
        var (holds, wants) = (await firm.Client("Holds low"), await firm.Client("Wants low"));
        await Say(firm, holds.Id, (field.Key, "low"));

        await Change(
            firm,
            field,
            new FieldDetails { Name = "Dropping", Choices = [new("high", "High")] }
        );

        Assert.Equal("low", await Told(firm, holds.Id, field.Key));
        Assert.Null(await Say(firm, holds.Id, (field.Key, "low")));
        Assert.Equal(
            Fault.Unknown,
            (await Say(firm, wants.Id, (field.Key, "low")))!.Faults[0].Fault
        );
    }

    [Fact]
    public async Task Its_kind_its_records_and_its_decimals_never_change()
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, "Fixed", FieldKind.Number);
        await using var db = firm.System();

        var refusal = (
            await new CustomFields(db).Change(
                field.Id,
                new FieldDetails
                {
                    Name = "Fixed",
                    Kind = FieldKind.Text,
                    RecordKind = nameof(Contact),
                    Decimals = 2,
                },
                null,
                Cancel
            )
        ).Refusal;

        Assert.Equal(["recordKind", "kind", "decimals"], refusal!.Faults.Select(f => f.Field));
    }

    [Fact]
    public async Task Two_of_one_name_are_refused_while_both_are_asked_for()
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, "Twice", FieldKind.Text);
        Assert.Equal("name", (await Add(firm, "TWICE")).Refusal!.Faults[0].Field);

        await using (var db = firm.System())
        {
            await new CustomFields(db).Archive(field.Id, Cancel);
        }
        var second = (await Add(firm, "Twice")).Value;
        await using var again = firm.System();
        var restored = await new CustomFields(again).Restore(field.Id, Cancel);

        Assert.Equal("twice-2", second.Key);
        Assert.Equal(Fault.Taken, restored.Refusal!.Faults[0].Fault);
    }

    [Fact]
    public async Task Archived_it_is_asked_for_no_more_and_comes_back_with_all_that_it_held()
    {
        await using var firm = new TestFirm(database.Place);
        var field = await Field(firm, "Archived once", FieldKind.Text);
        var client = await firm.Client("Kept meanwhile");
        await Say(firm, client.Id, (field.Key, "kept"));
        await using var db = firm.System();

        await new CustomFields(db).Archive(field.Id, Cancel);
        await new CustomFields(db).Archive(field.Id, Cancel);
        Assert.Equal(
            Fault.FieldUnknown,
            (await Say(firm, client.Id, (field.Key, "x")))!.Faults[0].Fault
        );
        // What is said of all fields speaks of those that are asked for.
        await using (var other = firm.System())
        {
            var details = (await ClientRecords.Find(other, client.Id, Cancel))!.Details;
            await new Rapport.Clients.Clients(other).Change(client.Id, details, null, Cancel);
        }
        await new CustomFields(db).Restore(field.Id, Cancel);

        Assert.Equal("kept", await Told(firm, client.Id, field.Key));
        Assert.Equal(
            ["field.added", "field.archived", "field.restored"],
            await db.Set<Event>()
                .Where(e => e.SubjectId == field.Id)
                .OrderBy(e => e.Id)
                .Select(e => e.Name)
                .ToListAsync(Cancel)
        );
    }

    [Fact]
    public async Task A_field_moves_among_those_of_its_records()
    {
        await using var firm = new TestFirm(database.Place);
        var three = new List<CustomField>();
        foreach (var name in new[] { "First", "Second", "Third" })
        {
            three.Add(await firm.Field(nameof(Contact), name, FieldKind.Text));
        }
        await using var db = firm.System();

        await new CustomFields(db).Move(three[2].Id, -5, Cancel);
        await new CustomFields(db).Move(three[0].Id, 99, Cancel);

        Assert.Equal(
            ["Third", "Second", "First"],
            (await FieldRecords.Of(db, nameof(Contact), Cancel))
                .Where(f => three.Exists(t => t.Id == f.Id))
                .Select(f => f.Name)
        );
    }

    [Fact]
    public async Task What_is_required_is_asked_of_new_records_and_never_emptied()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, client) = (
            await firm.Colleague(Roles.Administrator),
            await firm.Client("Needs much")
        );
        var before = await Opportunity(firm, ana, client.Id, null);
        var field = await firm.Field(nameof(Rapport.Offers.Opportunity), "Reason", FieldKind.Text);
        await Change(firm, field, new FieldDetails { Name = "Reason", Required = true });

        var without = await Opportunity(firm, ana, client.Id, null);
        var with = await Opportunity(firm, ana, client.Id, FieldsSaid.One(field.Key, "growth"));
        await using var db = firm.System();
        var renamed = await new Opportunities(db).Change(
            before.Value.Id,
            new OpportunityDetails
            {
                Name = "Renamed",
                ClientId = client.Id,
                OwnerId = ana.Id,
            },
            null,
            Cancel
        );
        var emptied = await CustomValues.Change<Opportunity>(
            db,
            with.Value.Id,
            FieldsSaid.One(field.Key, null),
            null,
            Cancel
        );

        // Other facts add opportunities to this database.
        await new CustomFields(db).Archive(field.Id, Cancel);
        Assert.Equal(("fields.reason", Fault.Required), First(without.Refusal));
        Assert.True(renamed.Done);
        Assert.Equal(("fields.reason", Fault.Required), First(emptied));
    }

    [Fact]
    public async Task What_it_holds_goes_where_its_record_goes_and_stands_behind_the_same_wall()
    {
        await using var firm = new TestFirm(database.Place);
        var (ana, ben) = (
            await firm.Colleague(Roles.Consultant),
            await firm.Colleague(Roles.Consultant)
        );
        var (hers, his) = (await firm.Client("Hers", ana), await firm.Client("His", ben));
        var field = await firm.Field(nameof(Rapport.Offers.Opportunity), "Secret", FieldKind.Text);
        var admin = await firm.Colleague(Roles.Administrator);
        var record = (
            await Opportunity(firm, admin, hers.Id, FieldsSaid.One(field.Key, "hidden"))
        ).Value;

        var (anaBefore, benBefore) = (await Sees(firm, ana, field), await Sees(firm, ben, field));
        await using (var db = firm.System())
        {
            await new Opportunities(db).Change(
                record.Id,
                new OpportunityDetails
                {
                    Name = "Moved",
                    ClientId = his.Id,
                    OwnerId = admin.Id,
                },
                null,
                Cancel
            );
        }

        Assert.Equal((1, 0), (anaBefore, benBefore));
        Assert.Equal((0, 1), (await Sees(firm, ana, field), await Sees(firm, ben, field)));
        Assert.Equal(
            RefusalKind.NotFound,
            (await SayAs<Opportunity>(firm, ana, record.Id, field.Key))!.Kind
        );
    }

    [Fact]
    public async Task What_was_said_of_a_person_is_erased_with_her()
    {
        await using var firm = new TestFirm(database.Place);
        var admin = await firm.Colleague(Roles.Administrator);
        var client = await firm.Client("Forgets");
        var field = await firm.Field(nameof(Contact), "Shoe size", FieldKind.Text);
        await using var db = firm.As(admin);
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails
                {
                    ClientId = client.Id,
                    Name = "Zora Erased",
                    Fields = FieldsSaid.One(field.Key, "thirty-nine"),
                },
                Cancel
            )
        ).Value;

        await new Rapport.Contacts.Contacts(db).Erase(contact.Id, "asked by mail", Cancel);

        Assert.Equal(
            0,
            await db.Set<CustomValue>().CountAsync(v => v.SubjectId == contact.Id, Cancel)
        );
        Assert.False(
            await db.Set<Rapport.Audit.AuditEntry>()
                .AnyAsync(e => e.Payload != null && e.Payload.Contains("thirty-nine"), Cancel)
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<CustomField> Field(TestFirm firm, string name, FieldKind kind) =>
        firm.Field(
            nameof(Client),
            name,
            kind,
            kind is FieldKind.Choice or FieldKind.Choices ? ["High", "Low"] : []
        );

    private static async Task<Result<CustomField>> Add(TestFirm firm, string name)
    {
        await using var db = firm.System();
        return await new CustomFields(db).Add(
            new FieldDetails
            {
                RecordKind = nameof(Client),
                Name = name,
                Kind = FieldKind.Text,
            },
            Cancel
        );
    }

    private static async Task Change(TestFirm firm, CustomField field, FieldDetails said)
    {
        await using var db = firm.System();
        Assert.True((await new CustomFields(db).Change(field.Id, said, null, Cancel)).Done);
    }

    private static async Task<Refusal?> Say(
        TestFirm firm,
        Guid client,
        params (string Key, object? Value)[] said
    )
    {
        await using var db = firm.System();
        return await CustomValues.Change<Client>(
            db,
            client,
            new FieldsSaid(said.ToDictionary(s => s.Key, s => s.Value)),
            null,
            Cancel
        );
    }

    private static async Task<Refusal?> SayAs<T>(TestFirm firm, Colleague by, Guid id, string key)
        where T : Row, IHasFields
    {
        await using var db = firm.As(by);
        return await CustomValues.Change<T>(db, id, FieldsSaid.One(key, "x"), null, Cancel);
    }

    private static async Task<string?> Told(TestFirm firm, Guid client, string key)
    {
        await using var db = firm.System();
        var said = await CustomValues.Of<Client>(db, client, Cancel);
        return FieldText.Write(said.Values[key]);
    }

    private static async Task<int> Sees(TestFirm firm, Colleague who, CustomField field)
    {
        await using var db = firm.As(who);
        return await db.Set<CustomValue>().CountAsync(v => v.FieldId == field.Id, Cancel);
    }

    private static async Task<Result<Opportunity>> Opportunity(
        TestFirm firm,
        Colleague by,
        Guid client,
        FieldsSaid? fields
    )
    {
        await using var db = firm.As(by);
        return await new Opportunities(db).Add(
            new OpportunityDetails
            {
                Name = "Business",
                ClientId = client,
                Fields = fields,
            },
            Cancel
        );
    }

    private static (string, Fault) First(Refusal? refusal) =>
        (refusal!.Faults[0].Field, refusal.Faults[0].Fault);

    public sealed class OnSqlite(Sqlite database)
        : CustomFieldsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CustomFieldsTests(database),
            IClassFixture<Postgres>;
}
