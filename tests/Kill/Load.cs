using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;

namespace Rapport.Tests.Kill;

/// <summary>
/// People who post one client after another, each again with its key until it is acknowledged, through all kills; and
/// afterwards what was acknowledged compared with what is there.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const string Prefix = "written ";
    private const int Writers = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, Guid> acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly CancellationTokenSource enough = new();
    private readonly Uri address;
    private readonly string token;
    private readonly List<Task> writers;
    private int away;

    public Load(Uri address, string token)
    {
        (this.address, this.token) = (address, token);
        writers = [.. Enumerable.Range(0, Writers).Select(Write)];
    }

    public int Acknowledged => acknowledged.Count;

    /// <summary>How often somebody was asked to come again later.</summary>
    public int Away => Volatile.Read(ref away);

    /// <summary>Lets everybody come to the end of the client they are at.</summary>
    public async Task Stop()
    {
        await enough.CancelAsync();
        await Task.WhenAll(writers);
    }

    /// <summary>All that was acknowledged is there, once, with its audit and its event; nobody got an unclear answer.</summary>
    public async Task Compare(Db db, string what)
    {
        var found = await db.Set<Client>()
            .Where(c => c.NameKey.StartsWith(Prefix))
            .Select(c => new { c.Id, c.Name })
            .ToListAsync();
        var twice = found.Count - found.Select(f => f.Name).Distinct().Count();
        Console.WriteLine(
            $"{what}: {acknowledged.Count} acknowledged, {acknowledged.Count(a => found.Exists(f => f.Id == a.Value))} of them found, {twice} twice, {Away} asked to come again"
        );
        Assert.Empty(wrong.Distinct());
        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Values.Except(found.Select(f => f.Id)));
        Assert.Equal(0, twice);
        await Traces.Each(db, [.. found.Select(f => f.Id)]);
    }

    private async Task Write(int writer)
    {
        using var http = new HttpClient
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var timer = new PeriodicTimer(Pause);
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var key = $"{Prefix}{writer} {i}";
            while (!await Post(http, key))
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    private async Task<bool> Post(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/clients")
        {
            Content = JsonContent.Create(new { name = key }),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            switch (answer.StatusCode)
            {
                case HttpStatusCode.Created:
                    acknowledged[key] = Guid.Parse((string)JsonNode.Parse(text)!["id"]!);
                    return true;
                case HttpStatusCode.ServiceUnavailable when answer.Headers.RetryAfter is not null:
                    Interlocked.Increment(ref away);
                    return false;
                default:
                    wrong.Enqueue($"{(int)answer.StatusCode}: {text}");
                    return false;
            }
        }
        catch (Exception killed)
            when (killed is HttpRequestException or IOException or TaskCanceledException)
        {
            // The server is gone; the same request with the same key goes to its successor.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        enough.Dispose();
    }
}

/// <summary>What every new client leaves behind it, once.</summary>
internal static class Traces
{
    public static async Task Each(Db db, List<Guid> ids)
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
        Assert.Equal(audited.Count, audited.Distinct().Count());
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    public static async Task ChainHolds(Db db, string folder)
    {
        using var key = AuditKey.In(folder);
        while (await Sealer.Seal(db, key, 1000, CancellationToken.None) > 0) { }
        var verdict = await Verifier.Verify(db, key, CancellationToken.None);
        Assert.True(verdict.Holds, $"{verdict}");
    }
}
