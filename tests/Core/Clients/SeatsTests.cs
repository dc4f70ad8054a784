using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Clients;

/// <summary>Seats open and close the wall, keep their history, and lock nobody out unknowingly.</summary>
public abstract class SeatsTests(TestDatabase database)
{
    [Fact]
    public async Task A_seat_opens_the_wall_and_the_last_one_given_up_closes_it()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("Opens and closes");
        Assert.False(await Sees(firm, ana, client));

        await using var db = firm.System();
        var seat = await new Seats(db).Take(
            client.Id,
            new(ana.Id, SeatRole.Consultant, null),
            Cancel
        );
        Assert.True(await Sees(firm, ana, client));

        var ended = await new Seats(db).GiveUp(client.Id, seat.Value.Id, null, false, Cancel);

        Assert.True(ended.Done);
        Assert.False(await Sees(firm, ana, client));
        Assert.False(await db.Set<Pass>().AnyAsync(p => p.ClientId == client.Id, Cancel));
    }

    [Fact]
    public async Task Of_two_seats_the_one_that_stays_keeps_the_wall_open()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("Two seats");
        await using var db = firm.System();
        var one = await new Seats(db).Take(
            client.Id,
            new(ana.Id, SeatRole.Consultant, null),
            Cancel
        );
        await new Seats(db).Take(client.Id, new(ana.Id, SeatRole.Backup, null), Cancel);

        await new Seats(db).GiveUp(client.Id, one.Value.Id, null, false, Cancel);

        Assert.True(await Sees(firm, ana, client));
    }

    [Fact]
    public async Task A_refused_commit_leaves_wall_and_seat_as_they_were()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("All or nothing");
        await using var db = firm.System();
        var seat = await new Seats(db).Take(
            client.Id,
            new(ana.Id, SeatRole.Consultant, null),
            Cancel
        );

        await using var ending = firm.System();
        var kept = await ending.Together(
            () => new Seats(ending).GiveUp(client.Id, seat.Value.Id, null, false, Cancel),
            _ => false,
            Cancel
        );

        Assert.True(kept.Done);
        Assert.True(await Sees(firm, ana, client));
        await using var after = firm.System();
        Assert.Single(await SeatRecords.Held(after, client.Id, Cancel));
    }

    [Fact]
    public async Task The_same_seat_is_held_once_and_may_be_taken_again_after_it_ended()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("Once only");
        await using var db = firm.System();
        var said = new SeatDetails(ana.Id, SeatRole.Sponsor, new LocalDate(2024, 2, 1));
        var first = await new Seats(db).Take(client.Id, said, Cancel);

        var twice = await new Seats(db).Take(client.Id, said, Cancel);
        await new Seats(db).GiveUp(
            client.Id,
            first.Value.Id,
            new LocalDate(2025, 3, 31),
            false,
            Cancel
        );
        var again = await new Seats(db).Take(client.Id, said with { Since = null }, Cancel);

        Assert.Equal(Fault.AlreadyDone, twice.Refusal!.Faults[0].Fault);
        Assert.True(again.Done);
        var all = await SeatRecords.All(db, client.Id, Cancel);
        Assert.Equal([null, new LocalDate(2025, 3, 31)], all.Select(s => s.Until));
    }

    [Fact]
    public async Task Two_who_give_the_same_seat_at_once_give_it_once()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("At once");

        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async _ =>
                {
                    await using var db = firm.System();
                    return await new Seats(db).Take(
                        client.Id,
                        new(ana.Id, SeatRole.Finance, null),
                        Cancel
                    );
                })
        );

        Assert.Single(taken, t => t.Done);
        await using var after = firm.System();
        Assert.Single(await SeatRecords.All(after, client.Id, Cancel));
    }

    [Fact]
    public async Task Seats_given_and_ended_at_once_leave_the_wall_as_the_seats_say()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("Many hands");
        var roles = Enum.GetValues<SeatRole>();

        async Task<Result<Seat>> Take(SeatRole role)
        {
            await using var db = firm.System();
            return await new Seats(db).Take(client.Id, new(ana.Id, role, null), Cancel);
        }

        async Task End(Guid seat)
        {
            await using var db = firm.System();
            await new Seats(db).GiveUp(client.Id, seat, null, false, Cancel);
        }

        var taken = await Task.WhenAll(roles.Select(Take));
        Assert.All(taken, t => Assert.True(t.Done, $"{t.Refusal}"));
        Assert.True(await Sees(firm, ana, client));
        await Task.WhenAll(taken.Select(t => End(t.Value.Id)));
        Assert.False(await Sees(firm, ana, client));
    }

    [Fact]
    public async Task Nobody_gives_up_the_last_seat_of_her_own_unknowingly()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var client = await firm.Client("Own last", ana);
        await using var db = firm.As(ana);
        var seat = (await SeatRecords.Held(db, client.Id, Cancel))[0];

        var unknowing = await new Seats(db).GiveUp(client.Id, seat.Id, null, false, Cancel);
        Assert.True(await Sees(firm, ana, client));
        var knowing = await new Seats(db).GiveUp(client.Id, seat.Id, null, true, Cancel);

        Assert.Equal(Fault.LosesSight, unknowing.Refusal!.Faults[0].Fault);
        Assert.True(knowing.Done);
        Assert.False(await Sees(firm, ana, client));
    }

    [Fact]
    public async Task A_seat_does_not_end_before_it_began_nor_begin_the_day_after_tomorrow()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.Consultant);
        var client = await firm.Client("Days");
        await using var db = firm.System();
        var today = db.Now.InUtc().Date;
        var seat = await new Seats(db).Take(
            client.Id,
            new(ana.Id, SeatRole.Consultant, today),
            Cancel
        );

        var early = await new Seats(db).GiveUp(
            client.Id,
            seat.Value.Id,
            today.PlusDays(-1),
            false,
            Cancel
        );
        var late = await new Seats(db).Take(
            client.Id,
            new(ana.Id, SeatRole.Backup, today.PlusDays(2)),
            Cancel
        );

        Assert.Equal(Fault.BeforeItBegan, early.Refusal!.Faults[0].Fault);
        Assert.Equal(Fault.InTheFuture, late.Refusal!.Faults[0].Fault);
    }

    [Fact]
    public async Task A_client_behind_the_wall_has_no_seats_to_take_or_to_end()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var bo = await firm.Colleague(Roles.AccountManager);
        var client = await firm.Client("Not hers", bo);
        await using var all = firm.System();
        var seat = (await SeatRecords.Held(all, client.Id, Cancel))[0];
        await using var db = firm.As(ana);

        var taken = await new Seats(db).Take(client.Id, new(ana.Id, SeatRole.Backup, null), Cancel);
        var ended = await new Seats(db).GiveUp(client.Id, seat.Id, null, true, Cancel);

        Assert.Equal(Refusal.NotFound, taken.Refusal);
        Assert.Equal(Refusal.NotFound, ended.Refusal);
        Assert.Empty(await SeatRecords.All(db, client.Id, Cancel));
    }

    [Fact]
    public async Task A_seat_at_the_parent_opens_no_child_not_even_its_name()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var parent = await firm.Client("Walled Group", ana);
        await using var all = firm.System();
        var child = await new Rapport.Clients.Clients(all).Add(
            new ClientDetails { Name = "Walled Works", ParentId = parent.Id },
            Cancel
        );
        await using var db = firm.As(ana);

        Assert.Null(await ClientRecords.Find(db, child.Value.Id, Cancel));
        Assert.Empty(await ClientNames.Children(db, parent.Id, Cancel));
        Assert.Equal(
            ["Walled Group"],
            (await ClientNames.Complete(db, "walled", 10, Cancel)).Select(c => c.Name)
        );
        Assert.Empty(
            await ClientNames.Complete(db, ClientRecords.Number(child.Value.Number), 10, Cancel)
        );
        Assert.Null(await ClientNames.Meant(db, "Walled Works", Cancel));
        Assert.Null(await ClientNames.Meant(db, ClientRecords.Number(child.Value.Number), Cancel));
        Assert.Equal(1, await new ClientFilter("walled").Clients(db).CountAsync(Cancel));
        var moved = await new Rapport.Clients.Clients(db).Change(
            parent.Id,
            new ClientDetails { Name = "Walled Group", ParentId = child.Value.Id },
            null,
            Cancel
        );
        Assert.Equal(Fault.Unknown, moved.Refusal!.Faults[0].Fault);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<bool> Sees(TestFirm firm, Colleague colleague, Client client)
    {
        await using var db = firm.As(colleague);
        return await ClientRecords.Sees(db, client.Id, Cancel);
    }

    public sealed class OnSqlite(Sqlite database) : SeatsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SeatsTests(database),
            IClassFixture<Postgres>;
}
