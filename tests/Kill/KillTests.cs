using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>Separate processes are killed at random while they write; what was acknowledged is compared with what is there.</summary>
public abstract class KillTests(TestDatabase database)
{
    private const int Writers = 6;

    /// <summary>The same kills, small in bin/test and many in bin/prove.</summary>
    private static int Kills =>
        Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full" ? 40 : 4;

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it_once()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Token(firm);
        using var victim = new Victim(database.Place);
        await victim.Start();
        var acknowledged = new ConcurrentDictionary<string, Guid>(StringComparer.Ordinal);
        using var enough = new CancellationTokenSource();
        var writers = Enumerable
            .Range(0, Writers)
            .Select(writer => Write(victim, token, writer, acknowledged, enough.Token))
            .ToList();
        var random = new Random(20261122);

        for (var kill = 0; kill < Kills; kill++)
        {
            // At a random count of acknowledged writes, so that the kill falls into the middle of others.
            var at = acknowledged.Count + random.Next(5, 60);
            await Eventually.Holds(() => Task.FromResult(acknowledged.Count >= at));
            victim.Kill();
            await victim.Start();
        }
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        victim.Kill();

        await using var db = firm.System();
        var found = await db.Set<Client>()
            .Where(c => c.NameKey.StartsWith("written "))
            .Select(c => new { c.Id, c.Name })
            .ToListAsync();
        Console.WriteLine(
            $"{database.Engine.Name}, {Kills} kills: {acknowledged.Count} acknowledged, {acknowledged.Count(a => found.Exists(f => f.Id == a.Value))} of them found, {found.Count - found.Select(f => f.Name).Distinct().Count()} twice"
        );
        Assert.Equal(
            acknowledged.Values.Order(),
            found.Select(f => f.Id).Intersect(acknowledged.Values).Order()
        );
        Assert.Equal(found.Count, found.Select(f => f.Name).Distinct().Count());
        await EachHasItsAuditAndEvent(db, [.. found.Select(f => f.Id)]);
        using var key = AuditKey.In(database.Place.Folder);
        while (await Sealer.Seal(db, key, 1000, CancellationToken.None) > 0) { }
        Assert.True((await Verifier.Verify(db, key, CancellationToken.None)).Holds);
    }

    private static async Task EachHasItsAuditAndEvent(Db db, List<Guid> ids)
    {
        var audited = await db.Set<AuditEntry>()
            .Where(e => e.Kind == nameof(Client) && e.Deed == Deed.Added)
            .Select(e => e.RowId)
            .ToListAsync();
        var told = await db.Set<Event>()
            .Where(e => e.Name == "client.added")
            .Select(e => e.SubjectId)
            .ToListAsync();
        Assert.Empty(ids.Except(audited));
        Assert.Empty(ids.Except(told));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    /// <summary>Posts one client after another, each again with its key until it is acknowledged, through all kills.</summary>
    private static async Task Write(
        Victim victim,
        string token,
        int writer,
        ConcurrentDictionary<string, Guid> acknowledged,
        CancellationToken enough
    )
    {
        using var http = new HttpClient
        {
            BaseAddress = victim.Address,
            Timeout = TimeSpan.FromSeconds(30),
        };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var key = $"written {writer} {i}";
            while (!acknowledged.ContainsKey(key))
            {
                try
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/clients")
                    {
                        Content = JsonContent.Create(new { name = key }),
                    };
                    request.Headers.Add("Idempotency-Key", key);
                    using var answer = await http.SendAsync(request, CancellationToken.None);
                    if (answer.StatusCode == HttpStatusCode.Created)
                    {
                        var record = JsonNode.Parse(
                            await answer.Content.ReadAsStringAsync(CancellationToken.None)
                        )!;
                        acknowledged[key] = Guid.Parse((string)record["id"]!);
                    }
                }
                catch (Exception killed)
                    when (killed is HttpRequestException or IOException or TaskCanceledException)
                {
                    // The server is gone; the same request with the same key goes to its successor.
                    await Task.Yield();
                }
            }
        }
    }

    private static async Task<string> Token(TestFirm firm)
    {
        await using var db = firm.System();
        var colleague = await firm.Colleague(Roles.Administrator);
        return (
            await new ApiTokens(db).Create(colleague.Id, "kill", Scopes.Read | Scopes.Write)
        ).Value;
    }

    public sealed class OnSqlite(Sqlite database) : KillTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : KillTests(database),
            IClassFixture<Postgres>;
}
