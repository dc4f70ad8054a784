using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.People;

public abstract class WallTests(TestDatabase database)
{
    [Fact]
    public async Task A_colleague_sees_only_the_clients_where_she_sits()
    {
        await using var firm = new TestFirm(database.Place);
        var consultant = await firm.Colleague(Roles.Consultant);
        var hers = await firm.Client("Hers", consultant);
        var other = await firm.Client("Another's");

        await using var db = firm.As(consultant);
        var seen = await db.Set<Client>().Select(c => c.Id).ToListAsync();

        Assert.Contains(hers.Id, seen);
        Assert.DoesNotContain(other.Id, seen);
    }

    [Theory]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.Executive)]
    [InlineData(Roles.Finance)]
    public async Task Before_those_who_answer_for_the_firm_no_wall_stands(Roles roles)
    {
        await using var firm = new TestFirm(database.Place);
        var colleague = await firm.Colleague(roles);
        var client = await firm.Client("Anybody's");

        await using var db = firm.As(colleague);

        Assert.True(await db.Set<Client>().AnyAsync(c => c.Id == client.Id));
    }

    [Fact]
    public async Task A_seat_at_the_parent_opens_no_child()
    {
        await using var firm = new TestFirm(database.Place);
        var manager = await firm.Colleague(Roles.AccountManager);
        var parent = await firm.Client("Parent", manager);
        await using var all = firm.System();
        var child = (
            await new Rapport.Clients.Clients(all).Add(
                new ClientDetails { Name = "Child", ParentId = parent.Id }
            )
        ).Value;

        await using var db = firm.As(manager);

        Assert.False(await db.Set<Client>().AnyAsync(c => c.Id == child.Id));
    }

    [Fact]
    public async Task The_parts_of_a_client_are_behind_its_wall()
    {
        await using var firm = new TestFirm(database.Place);
        var stranger = await firm.Colleague(Roles.Consultant);
        await using var all = firm.System();
        await new Rapport.Clients.Clients(all).Add(
            new ClientDetails
            {
                Name = "Walled",
                Tags = ["secret"],
                Addresses = [new(null, AddressKind.Visit, null, null, "Hidden City", null, null)],
            }
        );

        await using var db = firm.As(stranger);

        Assert.Empty(await db.Set<ClientTag>().Where(t => t.Text == "secret").ToListAsync());
        Assert.Empty(await db.Set<Address>().Where(a => a.City == "Hidden City").ToListAsync());
        Assert.Empty(await db.Set<Seat>().ToListAsync());
        Assert.Empty(await db.Set<StageChange>().ToListAsync());
    }

    [Fact]
    public async Task Whoever_adds_a_client_and_has_walls_before_her_takes_its_first_seat()
    {
        await using var firm = new TestFirm(database.Place);
        var manager = await firm.Colleague(Roles.AccountManager);
        await using var db = firm.As(manager);

        var client = (
            await new Rapport.Clients.Clients(db).Add(new ClientDetails { Name = "New" })
        ).Value;

        await using var later = firm.As(manager);
        Assert.True(await later.Set<Client>().AnyAsync(c => c.Id == client.Id));
        Assert.True(await later.Set<Seat>().AnyAsync(s => s.ClientId == client.Id));
    }

    public sealed class OnSqlite(Sqlite database) : WallTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : WallTests(database),
            IClassFixture<Postgres>;
}
