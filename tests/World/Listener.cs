using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Rapport.Tests.World;

/// <summary>One thing that a stream said.</summary>
/// <param name="Place">Its id: where whoever comes back goes on.</param>
public sealed record Said(string Type, JsonArray Lines, string Place)
{
    public bool Names(Guid id) => Lines.Any(l => (string?)l!["id"] == id.ToString());
}

/// <summary>A browser that listens at /live.</summary>
public sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly HttpResponseMessage answer;
    private readonly CancellationTokenSource left = new();
    private readonly Channel<Said> heard = Channel.CreateUnbounded<Said>();
    private readonly Task reading;

    private Listener(HttpResponseMessage answer)
    {
        this.answer = answer;
        reading = Read();
    }

    /// <summary>Where whoever comes back goes on.</summary>
    public string? Place { get; private set; }

    /// <summary>What was said at once.</summary>
    public Said First { get; private set; } = new("", [], "");

    /// <param name="last">Up to where it heard before.</param>
    public static async Task<Listener> Open(Visitor visitor, string? last = null)
    {
        var opened = await Ask(visitor, last);
        Assert.True(opened.IsSuccessStatusCode, $"/live answered {(int)opened.StatusCode}");
        var listener = new Listener(opened);
        // It is there when it has said so.
        listener.First = await listener.Next();
        return listener;
    }

    public static async Task<HttpResponseMessage> Ask(Visitor visitor, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live");
        request.Headers.Accept.Add(new("text/event-stream"));
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }
        return await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>What is said next, pings included.</summary>
    public async Task<Said> Next()
    {
        using var limit = new CancellationTokenSource(Longest);
        return await Next(limit.Token);
    }

    /// <summary>
    /// Listens until it is said, a minute in all, since pings go on for ever; answers all that was said until then, that
    /// included.
    /// </summary>
    public async Task<List<Said>> Until(Func<Said, bool> said)
    {
        using var limit = new CancellationTokenSource(Longest);
        var all = new List<Said>();
        do
        {
            all.Add(await Next(limit.Token));
        } while (!said(all[^1]));
        return all;
    }

    private async Task<Said> Next(CancellationToken limit)
    {
        var said = await heard.Reader.ReadAsync(limit);
        Place = said.Place;
        return said;
    }

    /// <summary>What a test made before may still be told of meanwhile, hence the event.</summary>
    public Task<List<Said>> Until(Guid id, string happened = "client.changed") =>
        Until(s =>
            s.Lines.Any(l => (string?)l!["id"] == id.ToString() && (string?)l["event"] == happened)
        );

    /// <summary>Ends when the server ended it.</summary>
    public Task Ended() => reading.WaitAsync(Longest);

    public async ValueTask DisposeAsync()
    {
        await left.CancelAsync();
        await reading;
        answer.Dispose();
        left.Dispose();
    }

    private async Task Read()
    {
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(left.Token);
            var parser = SseParser.Create(stream);
            await foreach (var item in parser.EnumerateAsync(left.Token))
            {
                var lines = JsonNode.Parse(item.Data)!.AsArray();
                heard.Writer.TryWrite(new Said(item.EventType, lines, parser.LastEventId));
            }
        }
        catch (Exception over)
            when (over is OperationCanceledException or IOException or HttpRequestException)
        {
            // Nobody reads any more, or the server went.
        }
        heard.Writer.Complete();
    }
}
