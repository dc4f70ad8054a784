using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Lists;

/// <summary>The firm's own fields in lists: filtered, sorted, paged, shown and changed as any other.</summary>
public abstract class CustomListTests(TestDatabase database)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 31, 12, 0);

    /// <summary>Each field with what three clients hold, the fourth holds nothing; ascending by that order.</summary>
    private static readonly (FieldKind Kind, object?[] Held)[] All =
    [
        (FieldKind.Text, ["alpha", "Bèta", "gamma"]),
        (FieldKind.LongText, ["a\nlong one", "b", "c"]),
        (FieldKind.Link, ["https://a.example", "https://b.example", "https://c.example"]),
        (FieldKind.Number, ["-1.5", "2", "10.5"]),
        (FieldKind.Money, ["5.5 EUR", "10 EUR", "100 EUR"]),
        (FieldKind.Date, ["2026-03-01", "2026-03-31", "2027-01-01"]),
        (FieldKind.Choice, ["small", "middle", "large"]),
        (FieldKind.Choices, ["small", "small\nlarge", "large"]),
        (FieldKind.YesNo, ["false", "true", "true"]),
        (FieldKind.Person, [0, 1, 2]),
    ];

    [Theory]
    [InlineData("fields.text eq \"beta\"", "2")]
    [InlineData("fields.text ne \"beta\"", "1", "3", "4")]
    [InlineData("fields.text co \"mm\"", "3")]
    [InlineData("fields.text pr", "1", "2", "3")]
    [InlineData("not (fields.text pr)", "4")]
    [InlineData("fields.longtext co \"long\"", "1")]
    [InlineData("fields.link sw \"https://b\"", "2")]
    [InlineData("fields.number gt -1.5", "2", "3")]
    [InlineData("fields.number eq 10.5", "3")]
    [InlineData("fields.money ge \"10.00 EUR\"", "2", "3")]
    [InlineData("fields.money ge \"10.00 USD\"")]
    [InlineData("fields.date le \"today\"", "1", "2")]
    [InlineData("fields.date gt \"P30D\"", "3")]
    [InlineData("fields.choice eq \"middle\"", "2")]
    [InlineData("fields.choice eq \"Middle\"", "2")]
    [InlineData("fields.choice ne \"middle\"", "1", "3", "4")]
    [InlineData("fields.choices eq \"large\"", "2", "3")]
    [InlineData("fields.choices ne \"large\"", "1", "4")]
    [InlineData("fields.choices pr", "1", "2", "3")]
    [InlineData("fields.yesno eq true", "2", "3")]
    [InlineData("fields.yesno eq false", "1", "4")]
    [InlineData("fields.person pr and not (fields.text eq \"alpha\")", "2", "3")]
    public async Task A_filter_lets_through_what_it_says(string filter, params string[] names)
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();

        var list = await Asked(db, tag, filter, "name");

        Assert.Equal(names, await Names(db, await list.Page(null, 100, Cancel)));
    }

    [Theory]
    [InlineData("fields.number gt 1.55")]
    [InlineData("fields.choice eq \"huge\"")]
    [InlineData("fields.choice gt \"small\"")]
    [InlineData("fields.nothing pr")]
    public async Task A_filter_that_a_field_cannot_take_is_refused(string filter)
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        await Clients(firm);
        await using var db = firm.System();
        var whole = await ClientList.Instance.Whole(db, Cancel);

        var asked = await whole.Asked(
            db,
            DateTimeZone.Utc,
            ListSaid.Of((ListSaid.Filter, filter)),
            Cancel
        );

        Assert.Equal("filter", asked.Refusal!.Faults[0].Field);
    }

    [Fact]
    public async Task Every_field_that_sorts_pages_to_the_whole_list_with_what_is_missing_at_its_end()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();
        foreach (var (kind, _) in All)
        {
            var key = "fields." + kind.ToString().ToLowerInvariant();
            foreach (var sort in new[] { key, "-" + key })
            {
                var list = await Asked(db, tag, null, sort);
                var joined = new List<ListPlace>();
                IReadOnlyList<ListPlace> page;
                do
                {
                    page = await list.Page(joined.Count == 0 ? null : joined[^1], 1, Cancel);
                    joined.AddRange(page);
                } while (page.Count == 1);

                var names = await Names(db, joined);
                Assert.Equal("4", names[^1]);
                Assert.Equal(sort[0] == '-' ? ["3", "2", "1"] : ["1", "2", "3"], names[..^1]);
            }
        }
    }

    [Fact]
    public async Task Columns_show_what_is_held_and_write_it_as_it_is_read_again()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();
        var list = await ClientList.Instance.Whole(db, Cancel);
        var asked = await Asked(db, tag, null, "name");
        var ids = (await asked.Page(null, 100, Cancel)).Select(p => p.Id).ToList();
        var columns = All.Where(f => f.Kind != FieldKind.Person).ToList();

        var cells = await list.Cells(
            db,
            ids,
            columns.Select(f => "fields." + f.Kind.ToString().ToLowerInvariant()),
            Cancel
        );

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(
                columns.Select(f => (string?)f.Held[i]),
                cells[ids[i]].Select(c => c.Text)
            );
        }
        Assert.All(cells[ids[3]], c => Assert.Null(c.Text));
    }

    [Fact]
    public async Task A_cell_is_set_by_the_rules_of_its_field_and_tells_of_the_change()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();
        var list = await ClientList.Instance.Whole(db, Cancel);
        var first = (await (await Asked(db, tag, null, "name")).Page(null, 1, Cancel))[0].Id;
        var field = list.Field("fields.number")!;

        Assert.NotNull(await field.Set!(db, first, new FieldSaid("1.55"), Cancel));
        Assert.Null(await field.Set!(db, first, new FieldSaid("7.5"), Cancel));

        var cells = await list.Cells(db, [first], ["fields.number"], Cancel);
        Assert.Equal(7.5m, cells[first][0].Shown);
        Assert.Equal(
            Client.Changed.Name,
            db.Set<Event>().OrderByDescending(e => e.Id).First(e => e.SubjectId == first).Name
        );
    }

    [Fact]
    public async Task A_firm_without_fields_of_its_own_has_the_noun_s_list()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        await using var db = firm.System();

        Assert.Same(
            Rapport.Contacts.ContactList.Instance,
            await Rapport.Contacts.ContactList.Instance.Whole(db, Cancel)
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<ListQuery<Client>> Asked(
        Db db,
        string tag,
        string? filter,
        string sort
    )
    {
        var list = await ClientList.Instance.Whole(db, Cancel);
        var query = ListQuery<Client>.Of(
            list,
            db,
            DateTimeZone.Utc,
            FilterText.Read($"tags eq \"{tag}\"{(filter is null ? "" : $" and ({filter})")}").Value,
            Sort.Read(sort),
            db.Set<Client>()
        );
        return query.Value;
    }

    private static async Task<string[]> Names(Db db, IReadOnlyList<ListPlace> places)
    {
        var names = await ClientList.Instance.Names(db, [.. places.Select(p => p.Id)], Cancel);
        return [.. places.Select(p => names[p.Id])];
    }

    /// <summary>Four clients, called 1 to 4, under a tag of their own; the last holds nothing.</summary>
    private static async Task<string> Clients(TestFirm firm)
    {
        await Fields(firm);
        var tag = Guid.NewGuid().ToString("N");
        var people = new List<Guid>();
        foreach (var name in new[] { "Aya", "Ben", "Cem" })
        {
            people.Add((await firm.Colleague(Rapport.People.Roles.Consultant, name)).Id);
        }
        await using var db = firm.System();
        for (var i = 0; i < 4; i++)
        {
            var fields = All.Where(_ => i < 3)
                .ToDictionary(
                    f => f.Kind.ToString().ToLowerInvariant(),
                    f => f.Held[i] is int who ? people[who] : f.Held[i]
                );
            var added = await new Rapport.Clients.Clients(db).Add(
                new ClientDetails
                {
                    Name = $"{i + 1}",
                    Tags = [tag],
                    Fields = new FieldsSaid(fields),
                },
                Cancel
            );
            Assert.True(added.Done);
        }
        return tag;
    }

    /// <summary>Once for all facts of the class, which share a database.</summary>
    private static async Task Fields(TestFirm firm)
    {
        await using var db = firm.System();
        if ((await FieldRecords.Of(db, nameof(Client), Cancel)).Count > 0)
        {
            return;
        }
        foreach (var (kind, _) in All)
        {
            await firm.Field(
                nameof(Client),
                kind.ToString(),
                kind,
                kind is FieldKind.Choice or FieldKind.Choices ? ["Small", "Middle", "Large"] : []
            );
        }
    }

    public sealed class OnSqlite(Sqlite database)
        : CustomListTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CustomListTests(database),
            IClassFixture<Postgres>;
}
