using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Values;

namespace Rapport.Bench;

/// <summary>
/// One play over ten thousand clients: what it costs to put its eye on all of them, and what a change of one costs from then
/// on. The clients have no history: a play reads when they were last touched, which stands in each.
/// </summary>
internal static class PlayTimes
{
    private const int Clients = 10_000;
    private const int Changes = 200;
    private const int Seed = 20261123;

    public static async Task Measure(bool postgres, Table table)
    {
        await using var place = await Firm.Bare(postgres);
        await using var source = new DbSource(
            new DbPlace(place.Postgres, place.Folder),
            new MicrosecondClock()
        );
        await source.Migrate();
        var boss = await Fill(source);
        var where =
            $"{Clients.ToString("N0", CultureInfo.InvariantCulture)} clients, {place.Engine}";
        var ids = await Some(source);
        await Touch(source, ids);
        var without = await Touch(source, ids);

        await using var db = source.For(boss);
        var acts = new Plays.Plays(db);
        var play = (await acts.Add(Shipped.Of("check-in", "en")!)).Value;
        var watch = Stopwatch.StartNew();
        await acts.SwitchOn(play.Id);
        table.Add(where, "one play, first run over all", watch.Elapsed.TotalSeconds, "s", 2);

        watch.Restart();
        await using var clock = source.For(Viewer.System("bench"));
        while (await PlayClock.Run(clock) > 0) { }
        var raised = await clock.Set<Commitment>().CountAsync(c => c.PlayId == play.Id);
        table.Add(
            where,
            $"{raised} of them due: raised",
            raised / watch.Elapsed.TotalSeconds,
            "/s",
            null
        );
        table.Add(
            where,
            "one of them changes: what the play adds to the act",
            (await Touch(source, ids) - without).TotalMilliseconds,
            "ms",
            null
        );
    }

    private static async Task<List<Guid>> Some(DbSource source)
    {
        await using var db = source.For(Viewer.System("bench"));
        return await db.Set<Client>()
            .OrderBy(c => c.Id)
            .Take(Changes)
            .Select(c => c.Id)
            .ToListAsync();
    }

    /// <summary>Changes one client after another by the act that people use; answers how long one takes.</summary>
    private static async Task<TimeSpan> Touch(DbSource source, List<Guid> ids)
    {
        var watch = Stopwatch.StartNew();
        foreach (var id in ids)
        {
            await using var db = source.For(Viewer.System("bench", Origin.Page));
            var client = await db.Set<Client>().FirstAsync(c => c.Id == id);
            client.Industry = $"Shipping {watch.ElapsedTicks}";
            db.Raise(Client.Changed, client, id);
            await db.SaveChangesAsync();
        }
        return watch.Elapsed / ids.Count;
    }

    /// <summary>Clients last touched on some day of the last three weeks, so that a few are due; each with an account manager.</summary>
    private static async Task<Viewer> Fill(DbSource source)
    {
        await using var db = source.For(Viewer.System("bench", Origin.Import));
        var boss = (
            await new Colleagues(db).Add(
                new ColleagueDetails
                {
                    Name = "Bench",
                    Email = "boss@bench.example",
                    Roles = Roles.Executive,
                }
            )
        ).Value;
        var luck = new Random(Seed);
        db.InBulk = true;
        for (var i = 0; i < Clients; i++)
        {
            var name = $"Client {i}";
            var client = new Client
            {
                Name = name,
                NameKey = Folded.Key(name),
                LastTouch = MicrosecondClock.Whole(
                    db.Now - Duration.FromHours(luck.Next(1, 22 * 24))
                ),
                CreatedAt = db.Now,
            };
            db.Add(client);
            db.Add(
                new Seat
                {
                    ClientId = client.Id,
                    ColleagueId = boss.Id,
                    Role = SeatRole.AccountManager,
                    Since = new LocalDate(2026, 1, 1),
                }
            );
            db.Raise(Client.Added, client, client.Id);
        }
        await db.SaveChangesAsync();
        return new(ActorKind.Colleague, boss.Id, boss.Id, true, Origin.Page, boss.Name);
    }
}
