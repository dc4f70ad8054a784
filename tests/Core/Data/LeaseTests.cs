using NodaTime;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Data;

/// <summary>A lease is the right of one, for a time.</summary>
public abstract class LeaseTests(TestDatabase database)
{
    private static readonly Duration Time = Duration.FromSeconds(30);

    private readonly TestClock clock = new();

    [Fact]
    public async Task Of_many_who_reach_for_it_at_once_one_has_it()
    {
        await using var source = Source();
        for (var round = 0; round < 5; round++)
        {
            var name = $"reached for {round}";
            var taken = await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(n => Task.Run(() => Take(source, name, $"holder {n}")))
            );
            Assert.Single(taken, has => has);
        }
    }

    [Fact]
    public async Task Its_holder_takes_it_again_and_nobody_else_before_its_time_is_up()
    {
        await using var source = Source();
        Assert.True(await Take(source, "held", "one"));
        clock.Advance(Time - Duration.FromSeconds(1));
        Assert.False(await Take(source, "held", "other"));
        Assert.True(await Take(source, "held", "one"));

        clock.Advance(Time);
        Assert.False(await Take(source, "held", "other"));
        clock.Advance(Duration.FromSeconds(1));
        Assert.True(await Take(source, "held", "other"));
        Assert.False(await Take(source, "held", "one"));
    }

    [Fact]
    public async Task Of_many_who_find_it_run_out_one_takes_it_over()
    {
        await using var source = Source();
        Assert.True(await Take(source, "run out", "gone"));
        clock.Advance(Time + Duration.FromSeconds(1));

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => Task.Run(() => Take(source, "run out", $"heir {n}")))
        );

        Assert.Single(taken, has => has);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_gives_it_to_no_second()
    {
        await using var source = Source();
        Assert.True(await Take(source, "jumped", "one"));

        clock.Advance(-Duration.FromDays(1));

        Assert.False(await Take(source, "jumped", "other"));
        Assert.True(await Take(source, "jumped", "one"));
        Assert.False(await Take(source, "jumped", "other"));
    }

    [Fact]
    public async Task Only_its_holder_gives_it_back()
    {
        await using var source = Source();
        Assert.True(await Take(source, "given back", "one"));

        await Free(source, "given back", "other");
        Assert.False(await Take(source, "given back", "other"));
        await Free(source, "given back", "one");
        Assert.True(await Take(source, "given back", "other"));
    }

    private DbSource Source() =>
        new(new DbPlace(database.Place.Postgres, database.Place.Folder), clock);

    private static async Task<bool> Take(DbSource source, string name, string holder)
    {
        await using var db = source.For(Viewer.System("test"));
        return await db.Take(name, Time, default, holder);
    }

    private static async Task Free(DbSource source, string name, string holder)
    {
        await using var db = source.For(Viewer.System("test"));
        await db.Free(name, default, holder);
    }

    public sealed class OnSqlite(Sqlite database) : LeaseTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : LeaseTests(database),
            IClassFixture<Postgres>;
}
