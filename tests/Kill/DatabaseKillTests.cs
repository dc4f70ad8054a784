using System.Net;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>PostgreSQL itself is killed while people write through a server that lives on.</summary>
public sealed class DatabaseKillTests
{
    private const string Trace = "   at ";

    [Fact]
    public async Task The_server_outlives_its_database_and_what_was_acknowledged_is_there_once()
    {
        using var postgres = await MortalPostgres.Start();
        await using var firm = new TestFirm(postgres.Place);
        await firm.Source.Migrate();
        var token = await Size.Token(firm);
        using var victim = new Victim(postgres.Place);
        await victim.Start();
        await using var load = new Load(victim.Address, token);
        var random = new Random(20261122);

        for (var kill = 0; kill < Size.Kills; kill++)
        {
            var at = load.Acknowledged + random.Next(5, 60);
            await Eventually.Holds(() => Task.FromResult(load.Acknowledged >= at));
            var away = load.Away;
            await postgres.Kill(quit: kill % 2 == 1);
            await Eventually.Holds(() => Task.FromResult(load.Away > away));
            await EverybodyIsAskedToComeAgain(victim, token);
            await postgres.StartAgain();
        }
        await load.Stop();
        Assert.False(victim.HasEnded, "The server ended with its database");
        victim.Kill();

        // Connections of its own: those from before the kills are dead.
        await using var after = new TestFirm(postgres.Place);
        await using var db = after.System();
        await load.Compare(db, $"PostgreSQL itself killed {Size.Kills} times");
        await Traces.ChainHolds(db, postgres.Place.Folder);
    }

    /// <summary>Pages and API alike, with or without a token: 503, when to come again, and nothing of what went wrong inside.</summary>
    private static async Task EverybodyIsAskedToComeAgain(Victim victim, string token)
    {
        using var http = new HttpClient { BaseAddress = victim.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        foreach (var path in new[] { "/clients", "/api/v1/clients", "/readyz" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(
                answer.StatusCode == HttpStatusCode.ServiceUnavailable,
                $"{path} answered {(int)answer.StatusCode}: {text}"
            );
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.DoesNotContain(Trace, text);
            Assert.DoesNotContain("Npgsql", text);
        }
        using var watcher = new HttpClient { BaseAddress = victim.Address };
        using var living = await watcher.GetAsync(new Uri("/healthz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, living.StatusCode);
    }
}
