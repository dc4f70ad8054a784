using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Lists;

/// <summary>Lists as they are asked for: the same rows in the same order on both engines, page by page.</summary>
public abstract class ListQueryTests(TestDatabase database)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 31, 12, 0);

    [Theory]
    [InlineData("stage eq \"retain\"", "Öl und Gas")]
    [InlineData("stage ne \"reach\"", "Öl und Gas")]
    [InlineData("tier eq \"key\" or tier eq \"core\"", "Atlas", "Öl und Gas")]
    [InlineData("industry eq \"SHIPPING\"", "Atlas")]
    [InlineData("industry co \"öl\"", "Öl und Gas")]
    [InlineData("industry pr", "Atlas", "Öl und Gas")]
    [InlineData("not (industry pr)", "Borealis", "Cirrus")]
    [InlineData("industry ne \"shipping\"", "Borealis", "Cirrus", "Öl und Gas")]
    [InlineData("not (industry co \"ship\")", "Borealis", "Cirrus", "Öl und Gas")]
    [InlineData("name sw \"b\" or name ew \"gas\"", "Borealis", "Öl und Gas")]
    [InlineData("name co \"%\"")]
    [InlineData("tags eq \"Nord\"", "Atlas", "Borealis")]
    [InlineData("tags ne \"nord\"", "Cirrus", "Öl und Gas")]
    [InlineData("tags sw \"no\" and not (tags eq \"vip\")", "Borealis")]
    [InlineData("tags pr and not (tags co \"or\")", "Cirrus", "Öl und Gas")]
    [InlineData("city eq \"tromso\"", "Atlas")]
    [InlineData("accountManager pr", "Atlas")]
    [InlineData("accountManager eq \"me\"", "Atlas")]
    [InlineData("accountManager ne \"me\"", "Borealis", "Cirrus", "Öl und Gas")]
    [InlineData("parent pr", "Borealis")]
    [InlineData("employees ge 100", "Atlas")]
    [InlineData("employees lt 100", "Borealis")]
    [InlineData("revenue ge \"1000.00 EUR\"", "Atlas")]
    [InlineData("revenue gt \"1000.00 EUR\"")]
    [InlineData("revenue ge \"1 USD\"")]
    [InlineData("lastHeard lt \"-P30D\"", "Atlas")]
    [InlineData("lastHeard ge \"-P30D\"", "Borealis", "Cirrus")]
    [InlineData("lastHeard eq \"2026-03-31\"", "Cirrus")]
    [InlineData("lastHeard eq \"today\"", "Cirrus")]
    [InlineData("lastHeard le \"2026-03-30\"", "Atlas", "Borealis")]
    [InlineData("lastHeard gt \"2026-03-30T23:30:00Z\"", "Cirrus")]
    [InlineData("lastHeard gt \"2026-03-30T13:00:00+02:00\"", "Borealis", "Cirrus")]
    public async Task A_filter_lets_through_what_it_says(string filter, params string[] names)
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);

        Assert.Equal(names, await Names(firm, tag, filter, "name"));
    }

    [Theory]
    [InlineData("name", "Atlas", "Borealis", "Cirrus", "Öl und Gas")]
    [InlineData("-name", "Öl und Gas", "Cirrus", "Borealis", "Atlas")]
    [InlineData("industry", "Öl und Gas", "Atlas", "Borealis", "Cirrus")]
    [InlineData("-industry", "Atlas", "Öl und Gas", "Borealis", "Cirrus")]
    [InlineData("-employees", "Atlas", "Borealis", "Cirrus", "Öl und Gas")]
    [InlineData("lastHeard", "Atlas", "Borealis", "Cirrus", "Öl und Gas")]
    [InlineData("-tier", "Borealis", "Cirrus", "Öl und Gas", "Atlas")]
    [InlineData("accountManager", "Atlas", "Borealis", "Cirrus", "Öl und Gas")]
    [InlineData("parent", "Borealis", "Atlas", "Cirrus", "Öl und Gas")]
    [InlineData("city", "Atlas", "Borealis", "Cirrus", "Öl und Gas")]
    public async Task An_order_puts_at_the_end_what_has_nothing_to_be_sorted_by(
        string sort,
        params string[] names
    )
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);

        var sorted = await Names(firm, tag, null, sort);

        Assert.Equal(names.Order(), sorted.Order());
        // Those that share their place follow by their ids, which are drawn in the same millisecond at times.
        Assert.Equal(names[..Told(sort)], sorted.Take(Told(sort)));
    }

    [Fact]
    public async Task Every_field_that_sorts_pages_to_the_whole_list_with_each_row_once()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();
        foreach (var field in ClientList.Instance.Fields.Where(f => f.Sorts))
        {
            foreach (var descending in new[] { false, true })
            {
                var list = Asked(db, tag, null, new Sort(field.Key, descending));
                var whole = await list.Page(null, 100, Cancel);
                for (var size = 1; size <= whole.Count; size++)
                {
                    var joined = new List<Guid>();
                    ListPlace? after = null;
                    IReadOnlyList<ListPlace> page;
                    do
                    {
                        page = await list.Page(after, size, Cancel);
                        joined.AddRange(page.Select(p => p.Id));
                        after = page.Count == 0 ? null : page[^1];
                        Assert.True(after is null || list.Knows(after), field.Key);
                    } while (page.Count == size);
                    Assert.Equal(whole.Select(p => p.Id), joined);
                }
            }
        }
    }

    [Fact]
    public async Task Beside_a_row_stand_those_that_the_list_has_there_in_every_order()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();
        foreach (var field in ClientList.Instance.Fields.Where(f => f.Sorts))
        {
            foreach (var descending in new[] { false, true })
            {
                var list = Asked(db, tag, null, new Sort(field.Key, descending));
                var whole = await list.Page(null, 100, Cancel);
                for (var at = 0; at < whole.Count; at++)
                {
                    var next = await list.Beside(whole[at].Id, false, 2, Cancel);
                    var before = await list.Beside(whole[at].Id, true, 2, Cancel);

                    Assert.Equal(whole.Skip(at + 1).Take(2), next);
                    Assert.Equal(whole.Take(at).Reverse().Take(2), before);
                }
            }
        }
    }

    [Fact]
    public async Task Every_field_is_shown_as_it_stands()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var tag = await Clients(firm);
        await using var db = firm.System();
        var list = Asked(db, tag, FilterText.Read("name eq \"atlas\"").Value, null);
        var id = (await list.Page(null, 1, Cancel))[0].Id;
        var fields = ClientList.Instance.Fields;

        var cells = (await list.Cells([id], fields, Cancel))[id];

        var shown = fields.Zip(cells).ToDictionary(f => f.First.Key, f => f.Second);
        Assert.Equal("Atlas", shown["name"].Shown);
        Assert.Equal("Shipping", shown["industry"].Shown);
        Assert.Equal(Tier.Key, shown["tier"].Shown);
        Assert.Equal("Tromsø", shown["city"].Shown);
        Assert.Equal(250L, shown["employees"].Shown);
        Assert.Equal(new MoneyDetails(100_000, "EUR"), shown["revenue"].Shown);
        Assert.Equal("Mia Manager", shown["accountManager"].Shown);
        Assert.NotNull(shown["accountManager"].Link);
        Assert.Equal(["Nord", "VIP", tag], (IEnumerable<string>)shown["tags"].Shown!);
        Assert.Equal(Now - Duration.FromDays(60), shown["lastHeard"].Shown);
        Assert.Null(shown["parent"].Shown);
    }

    [Theory]
    [InlineData("colour eq \"red\"", Fault.FieldUnknown)]
    [InlineData("stage eq \"dreaming\"", Fault.ValueUnfit)]
    [InlineData("stage eq \"1\"", Fault.ValueUnfit)]
    [InlineData("stage gt \"reach\"", Fault.ComparisonUnfit)]
    [InlineData("name gt \"a\"", Fault.ComparisonUnfit)]
    [InlineData("name eq \"\"", Fault.ValueUnfit)]
    [InlineData("employees ge \"many\"", Fault.ValueUnfit)]
    [InlineData("employees co \"1\"", Fault.ComparisonUnfit)]
    [InlineData("revenue ge \"1000\"", Fault.ValueUnfit)]
    [InlineData("revenue ge \"1000 XX\"", Fault.ValueUnfit)]
    [InlineData("lastHeard lt \"yesterday\"", Fault.ValueUnfit)]
    [InlineData("lastHeard lt \"2026-02-30\"", Fault.ValueUnfit)]
    [InlineData("lastHeard lt \"-P9999999Y\"", Fault.ValueUnfit)]
    [InlineData("lastHeard lt \"PT5M\"", Fault.ValueUnfit)]
    [InlineData("accountManager eq \"Mia\"", Fault.ValueUnfit)]
    public async Task A_condition_that_its_field_cannot_take_is_refused(string filter, Fault fault)
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();

        var refused = ListQuery<Client>.Of(
            ClientList.Instance,
            db,
            DateTimeZone.Utc,
            FilterText.Read(filter).Value,
            null,
            db.Set<Client>()
        );

        Assert.Equal(fault, refused.Refusal!.Faults[0].Fault);
    }

    [Fact]
    public async Task Of_two_account_managers_the_first_counts_also_in_a_filter()
    {
        await using var firm = new TestFirm(database.Place);
        var (first, second) = (
            await firm.Colleague(Roles.AccountManager),
            await firm.Colleague(Roles.AccountManager)
        );
        var client = await firm.Client("Atlas");
        await using var db = firm.System();
        foreach (var (who, since) in new[] { (second, 2), (first, 1) })
        {
            db.Add(
                new Seat
                {
                    ClientId = client.Id,
                    ColleagueId = who.Id,
                    Role = SeatRole.AccountManager,
                    Since = new LocalDate(2026, 1, since),
                }
            );
        }
        await db.SaveChangesAsync(Cancel);

        async Task<bool> Holds(string comparison, Colleague who) =>
            await ListQuery<Client>
                .Of(
                    ClientList.Instance,
                    db,
                    DateTimeZone.Utc,
                    FilterText.Read($"accountManager {comparison} \"{who.Id}\"").Value,
                    null,
                    db.Set<Client>().Where(c => c.Id == client.Id)
                )
                .Value.Count(Cancel) == 1;

        Assert.True(await Holds("eq", first));
        Assert.False(await Holds("ne", first));
        Assert.False(await Holds("eq", second));
        Assert.True(await Holds("ne", second));
    }

    [Fact]
    public async Task Neither_an_order_nor_a_filter_tells_of_a_parent_behind_the_wall()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var group = await firm.Client("Zenith Group");
        var child = await firm.Client("Child of one hidden", ana);
        await using (var db = firm.System())
        {
            (await db.FindAsync<Client>([child.Id], Cancel))!.ParentId = group.Id;
            await db.SaveChangesAsync(Cancel);
        }
        await using var hers = firm.As(ana);

        async Task<int> Found(string filter) =>
            await ListQuery<Client>
                .Of(
                    ClientList.Instance,
                    hers,
                    DateTimeZone.Utc,
                    FilterText.Read(filter).Value,
                    new Sort("parent"),
                    hers.Set<Client>()
                )
                .Value.Count(Cancel);

        Assert.Equal(0, await Found("parent pr"));
        Assert.Equal(0, await Found($"parent eq \"{group.Id}\""));
        Assert.Equal(1, await Found("not (parent pr)"));
    }

    private static int Told(string sort) =>
        sort switch
        {
            "-tier" => 0,
            "industry" or "-industry" or "-employees" => 2,
            "lastHeard" => 3,
            "accountManager" or "parent" or "city" => 1,
            _ => 4,
        };

    private static ListQuery<Client> Asked(Db db, string tag, Filter? filter, Sort? sort)
    {
        var asked = ListQuery<Client>.Of(
            ClientList.Instance,
            db,
            DateTimeZone.Utc,
            filter,
            sort,
            new ClientFilter(Tag: tag).Clients(db)
        );
        Assert.True(asked.Done, $"{asked.Refusal?.Faults[0]}");
        return asked.Value;
    }

    private async Task<IReadOnlyList<string>> Names(
        TestFirm firm,
        string tag,
        string? filter,
        string sort
    )
    {
        Guid me;
        await using (var all = firm.System())
        {
            me = await all.Set<Seat>()
                .Where(s => s.Role == SeatRole.AccountManager)
                .OrderByDescending(s => s.Id)
                .Select(s => s.ColleagueId)
                .FirstAsync(Cancel);
        }
        await using var db = firm.Source.For(
            new Viewer(ActorKind.Colleague, me, me, true, Origin.Page, "Mia Manager")
        );
        var list = Asked(db, tag, FilterText.Read(filter).Value, Sort.Read(sort));
        var places = await list.Page(null, 100, Cancel);
        Assert.Equal(places.Count, await list.Count(Cancel));
        return
        [
            .. (await ClientList.Read(db, [.. places.Select(p => p.Id)], Cancel)).Select(r =>
                r.Name
            ),
        ];
    }

    /// <summary>Four clients of a tag of their own.</summary>
    private static async Task<string> Clients(TestFirm firm)
    {
        var tag = $"tag {Guid.NewGuid():N}";
        var mia = await firm.Colleague(Roles.AccountManager, "Mia Manager");
        await using var db = firm.System();
        var atlas = await Add(
            new ClientDetails
            {
                Name = "Atlas",
                Industry = "Shipping",
                Tier = Tier.Key,
                Employees = 250,
                Revenue = new MoneyDetails(100_000, "EUR"),
                Tags = ["Nord", "VIP", tag],
                Addresses = [new(null, AddressKind.Visit, null, null, "Tromsø", null, "Norway")],
            },
            60
        );
        await Add(
            new ClientDetails
            {
                Name = "Borealis",
                Employees = 12,
                ParentId = atlas.Id,
                Tags = ["nord", tag],
            },
            1
        );
        await Add(new ClientDetails { Name = "Cirrus", Tags = [tag] }, 0);
        var oil = await Add(
            new ClientDetails
            {
                Name = "Öl und Gas",
                Industry = "Erdöl",
                Tier = Tier.Core,
                Tags = [tag],
            },
            null
        );
        Assert.True((await new Rapport.Clients.Clients(db).Move(oil.Id, Stage.Retain, null)).Done);
        Assert.True(
            (await new Seats(db).Take(atlas.Id, new(mia.Id, SeatRole.AccountManager, null))).Done
        );
        return tag;

        async Task<Client> Add(ClientDetails said, int? days)
        {
            var added = await new Rapport.Clients.Clients(db).Add(said);
            Assert.True(added.Done, $"{added.Refusal?.Faults[0]}");
            added.Value.LastInteraction = days is { } ago ? Now - Duration.FromDays(ago) : null;
            await db.SaveChangesAsync(Cancel);
            return added.Value;
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database) : ListQueryTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ListQueryTests(database),
            IClassFixture<Postgres>;
}
