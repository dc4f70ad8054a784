using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Clients;

/// <summary>The list of clients: its orders, its filters, its pages and its walls.</summary>
public abstract class ClientListTests(TestDatabase database)
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 9, 0);

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("-lastHeard")]
    [InlineData("lastHeard")]
    public async Task Pages_of_every_size_join_to_the_whole_list_with_each_client_once(string order)
    {
        await using var firm = new TestFirm(database.Place);
        var tag = await Tagged(firm, 13);
        await using var db = firm.System();
        var list = Asked(db, new ClientFilter(Tag: tag), order);
        var whole = await Page(db, new ClientFilter(Tag: tag), order);

        Assert.Equal(13, whole.Count);
        Assert.Equal(await list.Count(Cancel), whole.Count);
        Assert.Equal(Expected(whole, order).Select(r => r.Id), whole.Select(r => r.Id));
        for (var size = 1; size <= whole.Count; size++)
        {
            var joined = new List<Guid>();
            ListPlace? after = null;
            IReadOnlyList<ListPlace> page;
            do
            {
                page = await list.Page(after, size, Cancel);
                joined.AddRange(page.Select(r => r.Id));
                after = page.Count == 0 ? null : page[^1];
            } while (page.Count == size);
            Assert.Equal(whole.Select(r => r.Id), joined);
        }
    }

    [Fact]
    public async Task A_colleague_finds_and_counts_only_clients_where_she_sits()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var hers = await firm.Client("Quercus Hers", ana);
        await firm.Client("Quercus Theirs");
        await using var db = firm.As(ana);

        var found = await Page(db, new("quercus"));

        Assert.Equal([hers.Id], found.Select(r => r.Id));
        Assert.Equal(1, await Asked(db, new("quercus")).Count(Cancel));
    }

    [Fact]
    public async Task Mine_are_those_where_I_sit_also_for_who_sees_all()
    {
        await using var firm = new TestFirm(database.Place);
        var chief = await firm.Colleague(Roles.Administrator);
        var mine = await firm.Client("Mine alone", chief);
        await firm.Client("Not mine");
        await using var db = firm.As(chief);

        var found = await Page(db, new(Mine: true));

        Assert.Equal([mine.Id], found.Select(r => r.Id));
    }

    [Theory]
    [InlineData("ost", true)]
    [InlineData("ÖSTER", true)]
    [InlineData("grön", true)]
    [InlineData("ster", false)]
    [InlineData("%", false)]
    [InlineData("_", false)]
    public async Task A_name_is_found_by_how_it_or_one_of_its_words_begins(string typed, bool found)
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Öster Grönland AB");
        await using var db = firm.System();

        var rows = await Page(db, new(typed));

        Assert.Equal(found, rows.Any(r => r.Id == client.Id));
    }

    [Fact]
    public async Task A_row_says_place_account_manager_and_a_parent_only_where_it_is_seen()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager, "Ana Moreno");
        var group = await firm.Client("Row Group");
        await using var all = firm.System();
        var added = await new Rapport.Clients.Clients(all).Add(
            new ClientDetails
            {
                Name = "Row Works",
                ParentId = group.Id,
                Addresses = [new(null, AddressKind.Visit, null, null, "Bergen", null, "Norway")],
            }
        );
        await new Seats(all).Take(added.Value.Id, new(ana.Id, SeatRole.AccountManager, null));
        await using var hers = firm.As(ana);

        var seen = (await Page(all, new("row works")))[0];
        var walled = (await Page(hers, new("row works")))[0];

        Assert.Equal(("Bergen", "Norway"), (seen.City, seen.Country));
        Assert.Equal("Ana Moreno", seen.AccountManager);
        Assert.Equal("Row Group", seen.Parent);
        Assert.Null(walled.Parent);
    }

    [Theory]
    [InlineData("name", 4)]
    [InlineData("-lastHeard", 5)]
    [InlineData("accountManager", 5)]
    public async Task A_page_takes_the_same_few_statements_however_many_rows(string order, int most)
    {
        await using var firm = new TestFirm(database.Place);
        var few = await Tagged(firm, 2);
        var many = await Tagged(firm, 30);
        await using var db = firm.System();

        Task<int> Count(string tag) => Statements.Count(() => Page(db, new(Tag: tag), order));

        var of30 = await Count(many);
        Assert.Equal(await Count(few), of30);
        Assert.InRange(of30, 1, most);
    }

    private static ListQuery<Client> Asked(Db db, ClientFilter quick, string? sort = null) =>
        ListQuery<Client>
            .Of(ClientList.Instance, db, DateTimeZone.Utc, null, Sort.Read(sort), quick.Clients(db))
            .Value;

    private static async Task<IReadOnlyList<ClientRow>> Page(
        Db db,
        ClientFilter quick,
        string? sort = null
    )
    {
        var places = await Asked(db, quick, sort).Page(null, 100, Cancel);
        return await ClientList.Read(db, [.. places.Select(p => p.Id)], Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Clients of a tag of their own: some of one name, some heard of at one moment, some never.</summary>
    private static async Task<string> Tagged(TestFirm firm, int count)
    {
        var tag = $"tag {Guid.NewGuid():N}";
        await using var db = firm.System();
        for (var i = 0; i < count; i++)
        {
            var added = await new Rapport.Clients.Clients(db).Add(
                new ClientDetails { Name = $"Client {i / 3}", Tags = [tag] }
            );
            added.Value.LastInteraction = i % 4 == 0 ? null : Start + Duration.FromDays(i / 2 * 3);
            await db.SaveChangesAsync(Cancel);
        }
        return tag;
    }

    private static IEnumerable<ClientRow> Expected(IReadOnlyList<ClientRow> rows, string order) =>
        order switch
        {
            "-lastHeard" => rows.OrderBy(r => r.LastInteraction is null)
                .ThenByDescending(r => r.LastInteraction),
            "lastHeard" => rows.OrderBy(r => r.LastInteraction is null)
                .ThenBy(r => r.LastInteraction),
            "-name" => rows.OrderByDescending(r => r.Name, StringComparer.Ordinal)
                .ThenByDescending(r => r.Id.ToString(), StringComparer.Ordinal),
            _ => rows.OrderBy(r => r.Name, StringComparer.Ordinal)
                .ThenBy(r => r.Id.ToString(), StringComparer.Ordinal),
        };

    public sealed class OnSqlite(Sqlite database)
        : ClientListTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ClientListTests(database),
            IClassFixture<Postgres>;
}
