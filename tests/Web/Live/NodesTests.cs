using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rapport.Live;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Live;

/// <summary>Two nodes on one PostgreSQL database: what happens at one is told at the other.</summary>
public sealed class NodesTests(Postgres database) : IClassFixture<Postgres>
{
    [Fact]
    public async Task A_commit_at_one_node_is_told_at_the_other_within_a_second()
    {
        await using var one = await TestApp.Start(database.Place);
        await using var other = await TestApp.Start(database.Place);
        using var ana = await other.SignedIn(Roles.AccountManager);
        using var stranger = await other.SignedIn(Roles.AccountManager);
        var client = await one.Firm.Client("Far", ana.Colleague!);
        var own = await one.Firm.Client("Own", stranger.Colleague!);
        await Listening(2);
        await using var listener = await Listener.Open(ana);
        await using var walled = await Listener.Open(stranger);

        var watch = Stopwatch.StartNew();
        await LiveTests.Rename(one, client, "Far away");
        await listener.Until(client.Id);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.Elapsed}");

        await LiveTests.Rename(one, own, "Own too");
        Assert.DoesNotContain(await walled.Until(own.Id), t => t.Names(client.Id));
    }

    [Fact]
    public async Task A_session_that_ends_at_one_node_ends_its_stream_at_the_other()
    {
        await using var one = await TestApp.Start(database.Place);
        await using var other = await TestApp.Start(database.Place);
        using var ana = await other.SignedIn(Roles.AccountManager);
        await Listening(2);
        await using var listener = await Listener.Open(ana);

        await using (var db = LiveTests.Inside(one))
        {
            await new Sessions(db).EndOthers(ana.Colleague!.Id, null, new Caller(null, null));
        }

        var told = await listener.Until(t => t.Type == "over");
        await listener.Ended();

        Assert.Equal("over", told[^1].Type);
    }

    [Fact]
    public async Task Who_looks_at_one_node_is_seen_at_the_other()
    {
        await using var one = await TestApp.Start(database.Place);
        await using var other = await TestApp.Start(database.Place);
        using var ana = await one.SignedIn(Roles.Executive, "Ana Amsel");
        using var ben = await other.SignedIn(Roles.Executive);
        var client = await one.Firm.Client("Seen from afar");
        await Listening(2);
        await using var listener = await Listener.Open(ben);

        await LookersTests.Look(ana, client.Id, Guid.NewGuid());

        await listener.Until(client.Id, Looker.Event);
        Assert.Contains("Ana Amsel", await LookersTests.Look(ben, client.Id));
    }

    [Fact]
    public async Task Whoever_comes_from_another_node_misses_nothing()
    {
        await using var one = await TestApp.Start(database.Place);
        await using var other = await TestApp.Start(database.Place);
        using var ana = await one.SignedIn(Roles.AccountManager);
        var client = await one.Firm.Client("Between", ana.Colleague!);
        await Listening(2);
        await using var first = await Listener.Open(ana);
        await LiveTests.Rename(one, client, "Between nodes");
        await first.Until(client.Id);
        var place = first.Place;
        await LiveTests.Rename(one, client, "Between the nodes");
        await first.Until(client.Id);

        var streams = other.Services.GetRequiredService<LiveStreams>();
        var stream = (
            await streams.Begin(
                await LiveTests.SessionOf(one, ana),
                ana.Colleague!.Id,
                false,
                LivePlace.Read(place),
                default
            )
        )!;
        var part = await stream.Next(TimeSpan.Zero, default);
        Assert.True(part.Again || part.Notices.Any(n => n.Id == client.Id));
        streams.End(stream);
    }

    [Fact]
    public async Task Whoever_listens_asks_again_after_the_connection_between_the_nodes_was_away()
    {
        await using var one = await TestApp.Start(database.Place);
        using var ana = await one.SignedIn(Roles.AccountManager);
        await Listening(1);
        await using var listener = await Listener.Open(ana);

        await using (var connection = new NpgsqlConnection(database.Place.Postgres))
        {
            await connection.OpenAsync();
            await using var cut = new NpgsqlCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN rapport_live' AND datname = current_database()",
                connection
            );
            await cut.ExecuteNonQueryAsync();
        }

        var told = await listener.Until(t => t.Type == "again");

        Assert.Equal("again", told[^1].Type);
    }

    /// <summary>Until a node listens, it hears nothing.</summary>
    private async Task Listening(long nodes)
    {
        await using var connection = new NpgsqlConnection(database.Place.Postgres);
        await connection.OpenAsync();
        await Eventually.Holds(async () =>
        {
            await using var count = new NpgsqlCommand(
                "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN rapport_live' AND datname = current_database()",
                connection
            );
            return (long)(await count.ExecuteScalarAsync())! == nodes;
        });
    }
}
