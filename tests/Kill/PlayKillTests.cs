using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Acts = Rapport.Plays.Plays;

namespace Rapport.Tests.Kill;

/// <summary>
/// The nodes are killed at random while people write what plays answer to, two of them on PostgreSQL; afterwards exactly the
/// commitments are there that follow from what was acknowledged, each once.
/// </summary>
public abstract class PlayKillTests(TestDatabase database)
{
    private const int Writers = 6;
    private const string Prefix = "chance ";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, Guid> acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly Random random = new(20261123);
    private int asked;

    [Fact]
    public async Task Each_event_raises_what_it_has_to_once_however_often_the_nodes_die()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Size.Token(firm);
        var manager = await firm.Colleague(Roles.AccountManager);
        var client = await firm.Client("Of whom much is expected", manager);
        var plays = await Plays(firm, manager);
        var nodes = Enumerable
            .Range(0, database.Place.Postgres is null ? 1 : 2)
            .Select(_ => new Victim(database.Place))
            .ToList();
        await Task.WhenAll(nodes.Select(n => n.Start()));

        var writers = Enumerable
            .Range(0, Writers)
            .Select(_ => Write([.. nodes.Select(n => n.Address)], token, client.Id))
            .ToList();
        for (var kill = 0; kill < Size.Kills * nodes.Count; kill++)
        {
            var at = Math.Min(acknowledged.Count + random.Next(20, 140), Size.Events - 50);
            await Eventually.Holds(() => Task.FromResult(acknowledged.Count >= at));
            var node = nodes[random.Next(nodes.Count)];
            node.Kill();
            await node.Start();
        }
        await Task.WhenAll(writers);
        await using var db = firm.System();
        // What is due by the clock the nodes raise themselves.
        await Eventually.Holds(async () =>
            await db.Set<Commitment>().CountAsync(c => c.PlayId == plays.ByClock.Id) >= Size.Events
        );
        nodes.ForEach(n => n.Dispose());

        await Compare(db, plays, nodes.Count);
    }

    private static async Task<(Play ByEvent, Play ByState, Play ByClock)> Plays(
        TestFirm firm,
        Colleague boss
    )
    {
        await using var db = firm.As(boss);
        var acts = new Acts(db);
        var byEvent = new PlayDetails
        {
            Name = "Answer",
            Of = "opportunities",
            Trigger = Trigger.Event,
            Event = "opportunity.added",
            Owes = "Answer {client} about {subject}",
            Within = "2 bd",
            Ladder = [new("1 bd", Who.Sponsor)],
        };
        return (
            await On(byEvent),
            await On(Shipped.Of("next-step", "en")!),
            await On(
                byEvent with
                {
                    Name = "Look again",
                    Trigger = Trigger.State,
                    Event = null,
                    Condition = FilterText.Write(
                        new Condition("stage", Comparison.Eq, "prospecting")
                    ),
                    Lasts = "0 bh",
                }
            )
        );

        async Task<Play> On(PlayDetails said)
        {
            var added = await acts.Add(said);
            Assert.True(added.Done, string.Join(", ", added.Refusal?.Faults ?? []));
            return (await acts.SwitchOn(added.Value.Id)).Value;
        }
    }

    private async Task Write(IReadOnlyList<Uri> nodes, string token, Guid clientId)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var timer = new PeriodicTimer(Pause);
        for (
            var i = Interlocked.Increment(ref asked);
            i <= Size.Events;
            i = Interlocked.Increment(ref asked)
        )
        {
            for (var attempt = i; !await Post(http, nodes[attempt % nodes.Count], i, clientId); )
            {
                attempt++;
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    private async Task<bool> Post(HttpClient http, Uri node, int i, Guid clientId)
    {
        var key = $"{Prefix}{i}";
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(node, "/api/v1/opportunities")
        )
        {
            Content = JsonContent.Create(new { name = key, clientId }),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                wrong.Enqueue($"{(int)answer.StatusCode}: {text}");
                return false;
            }
            acknowledged[key] = Guid.Parse((string)JsonNode.Parse(text)!["id"]!);
            return true;
        }
        catch (Exception killed)
            when (killed is HttpRequestException or IOException or TaskCanceledException)
        {
            // The node is gone; the same request with the same key goes to another.
            return false;
        }
    }

    private async Task Compare(Db db, (Play, Play, Play) plays, int nodes)
    {
        Assert.Empty(wrong.Distinct());
        Assert.Equal(Size.Events, acknowledged.Count);
        foreach (var play in new[] { plays.Item1, plays.Item2, plays.Item3 })
        {
            var raised = await db.Set<Commitment>()
                .Where(c => c.PlayId == play.Id)
                .Select(c => c.SubjectId!.Value)
                .ToListAsync();
            Console.WriteLine(
                $"{database.Engine.Name}, {nodes} nodes killed {Size.Kills * nodes} times, {play.Trigger} {play.Name}: {acknowledged.Count} events acknowledged, {raised.Count} commitments, {raised.Count - raised.Distinct().Count()} twice, {acknowledged.Values.Except(raised).Count()} missing"
            );
            Assert.Equal(acknowledged.Values.Order(), raised.Order());
        }
        var made = await db.Set<Event>()
            .Where(e => e.Name == Commitment.Made.Name)
            .Select(e => e.SubjectId)
            .ToListAsync();
        Assert.Equal(3 * Size.Events, made.Distinct().Count());
        Assert.Equal(made.Count, made.Distinct().Count());
        await Traces.ChainHolds(db, database.Place.Folder);
    }

    public sealed class OnSqlite(Sqlite database) : PlayKillTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : PlayKillTests(database),
            IClassFixture<Postgres>;
}
