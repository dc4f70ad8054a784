using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>The server is killed at random while people write; what was acknowledged is compared with what is there.</summary>
public abstract class KillTests(TestDatabase database)
{
    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it_once()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Size.Token(firm);
        using var victim = new Victim(database.Place);
        await victim.Start();
        await using var load = new Load(victim.Address, token);
        var random = new Random(20261122);

        for (var kill = 0; kill < Size.Kills; kill++)
        {
            // At a random count of acknowledged writes, so that the kill falls into the middle of others.
            var at = load.Acknowledged + random.Next(5, 60);
            await Eventually.Holds(() => Task.FromResult(load.Acknowledged >= at));
            victim.Kill();
            await victim.Start();
        }
        await load.Stop();
        victim.Kill();

        await using var db = firm.System();
        await load.Compare(db, $"{database.Engine.Name}, server killed {Size.Kills} times");
        await Traces.ChainHolds(db, database.Place.Folder);
    }

    public sealed class OnSqlite(Sqlite database) : KillTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : KillTests(database),
            IClassFixture<Postgres>;
}
