using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Acts = Rapport.Plays.Plays;

namespace Rapport.MadeUp;

/// <summary>While there is a quarrel over a boat, its client is in no mood.</summary>
public sealed class BoatQuarrels : IGuardMood
{
    public const string Boat = "Quarrel";

    public async Task<IReadOnlySet<Guid>> Troubled(
        Db db,
        IReadOnlySet<Guid> clients,
        CancellationToken cancel
    )
    {
        var ids = clients.ToList();
        return (
            await db.Set<Boat>()
                .Where(b => b.Name == Boat && ids.Contains(b.ClientId!.Value))
                .Select(b => b.ClientId!.Value)
                .ToListAsync(cancel)
        ).ToHashSet();
    }
}

/// <summary>A play under the mood guard waits while the client's mood is bad, and loses nothing by it.</summary>
public abstract class MoodGuardTests(TestDatabase database)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public async Task What_happened_in_a_bad_mood_waits_for_a_better_one_and_is_raised_once()
    {
        var (firm, clock, ana, client) = await Scene("Waits Quay");
        await using var _ = firm;
        var play = await Play(firm, ana, OnMove("Waits Quay"));
        var quarrel = await Quarrel(firm, client);

        await Move(firm, ana, client, Stage.Acquire);
        await Move(firm, ana, client, Stage.Convert);
        await Pass(firm, clock, 3);
        var during = await Owed(firm, play);
        await Settle(firm, quarrel);
        await Pass(firm, clock, 2);
        var after = await Owed(firm, play);
        await Pass(firm, clock, 5);

        Assert.Empty(during);
        Assert.Equal("Congratulate Waits Quay", Assert.Single(after).Text);
        Assert.Single(await Owed(firm, play));
    }

    [Fact]
    public async Task What_no_longer_holds_when_the_mood_has_passed_is_asked_of_nobody()
    {
        var (firm, clock, ana, client) = await Scene("Turns Quay");
        await using var _ = firm;
        var play = await Play(firm, ana, OnMove("Turns Quay", "stage = acquire"));
        var quarrel = await Quarrel(firm, client);

        await Move(firm, ana, client, Stage.Acquire);
        await Move(firm, ana, client, Stage.Lapsed);
        await Settle(firm, quarrel);
        await Pass(firm, clock, 3);

        Assert.Empty(await Owed(firm, play));
    }

    [Fact]
    public async Task What_comes_time_and_again_is_asked_for_once_when_the_mood_has_passed()
    {
        var (firm, clock, ana, client) = await Scene("Again Quay");
        await using var _ = firm;
        var quarrel = await Quarrel(firm, client);
        var play = await Play(
            firm,
            ana,
            OnMove("Again Quay") with
            {
                Trigger = Trigger.Cadence,
                Event = null,
                Cadence = "every week",
                Anchor = new LocalDate(2026, 11, 23),
            }
        );

        await Pass(firm, clock, 10);
        var during = await Owed(firm, play);
        await Settle(firm, quarrel);
        await Pass(firm, clock, 2);

        Assert.Empty(during);
        Assert.Single(await Owed(firm, play));
    }

    [Fact]
    public async Task A_play_without_the_guard_and_a_client_in_peace_wait_for_nothing()
    {
        var (firm, _, ana, client) = await Scene("Peace Quay");
        await using var _1 = firm;
        var guarded = await Play(firm, ana, OnMove("Peace Quay"));
        var other = await firm.Client("Other Quay", ana);
        await Quarrel(firm, other);
        var bold = await Play(firm, ana, OnMove("Other Quay") with { Guarded = false });

        await Move(firm, ana, client, Stage.Acquire);
        await Move(firm, ana, other, Stage.Acquire);

        Assert.Single(await Owed(firm, guarded));
        Assert.Single(await Owed(firm, bold));
    }

    private static PlayDetails OnMove(string client, string? also = null) =>
        new()
        {
            Name = $"Praise {client}",
            Of = "clients",
            Trigger = Trigger.Event,
            Event = "client.moved",
            Condition = FilterText.Write(
                FilterPhrase
                    .Read($"name = \"{client}\"{(also is null ? null : $" and {also}")}")
                    .Filter!
            ),
            Guarded = true,
            Owes = "Congratulate {client}",
            Who = Who.AccountManager,
            Within = "2 bd",
        };

    private async Task<(TestFirm Firm, TestClock Clock, Colleague Ana, Client Client)> Scene(
        string name
    )
    {
        var clock = new TestClock(Monday);
        var firm = new TestFirm(database.Place, clock);
        var ana = await firm.Colleague(Roles.Executive);
        return (firm, clock, ana, await firm.Client(name, ana));
    }

    private static async Task<Play> Play(TestFirm firm, Colleague who, PlayDetails said)
    {
        await using var db = firm.As(who);
        var added = await new Acts(db).Add(said);
        Assert.True(added.Done, string.Join(", ", added.Refusal?.Faults ?? []));
        return (await new Acts(db).SwitchOn(added.Value.Id)).Value;
    }

    private static async Task<Guid> Quarrel(TestFirm firm, Client client)
    {
        await using var db = firm.System();
        var boat = new Boat { Name = BoatQuarrels.Boat, ClientId = client.Id };
        return (await new Boats(db).Launch(boat)).Id;
    }

    private static async Task Settle(TestFirm firm, Guid quarrel)
    {
        await using var db = firm.System();
        (await db.Set<Boat>().SingleAsync(b => b.Id == quarrel)).Name = "Peace";
        await db.SaveChangesAsync();
    }

    private static async Task Move(TestFirm firm, Colleague who, Client client, Stage to)
    {
        await using var db = firm.As(who);
        Assert.True((await new Rapport.Clients.Clients(db).Move(client.Id, to, "So it is")).Done);
    }

    /// <summary>Lets days pass, and the clock of plays do what falls due in them, in its order.</summary>
    private static async Task Pass(TestFirm firm, TestClock clock, int days)
    {
        var until = clock.GetCurrentInstant() + Duration.FromDays(days);
        await using var db = firm.System();
        while (await PlayClock.NextAt(db) is { } next && next <= until)
        {
            if (next > clock.GetCurrentInstant())
            {
                clock.Advance(next - clock.GetCurrentInstant());
            }
            while (await PlayClock.Run(db) > 0) { }
        }
        clock.Advance(until - clock.GetCurrentInstant());
    }

    private static async Task<List<Commitment>> Owed(TestFirm firm, Play play)
    {
        await using var db = firm.System();
        return await db.Set<Commitment>()
            .AsNoTracking()
            .Where(c => c.PlayId == play.Id)
            .ToListAsync();
    }

    public sealed class OnSqlite(BoatsOnSqlite database)
        : MoodGuardTests(database),
            IClassFixture<BoatsOnSqlite>;

    public sealed class OnPostgres(BoatsOnPostgres database)
        : MoodGuardTests(database),
            IClassFixture<BoatsOnPostgres>;
}
