using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rapport.Tests.World;

/// <summary>A chat of this test's own on the loopback address: it takes messages, and answers as it is told.</summary>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<JsonNode> heard = new();

    private ChatServer(WebApplication app) => this.app = app;

    /// <summary>As in <c>http://127.0.0.1:4711</c>, which may stand in the list of the firm as it is.</summary>
    public string Origin => app.Urls.First().TrimEnd('/');

    public string Address => $"{Origin}/hooks/secret-abcd";

    /// <summary>What it answers from now on.</summary>
    public Action<HttpResponse> Answers { get; set; } = response => response.StatusCode = 200;

    /// <summary>Every message that came, whatever it was answered.</summary>
    public IReadOnlyList<JsonNode> Heard => [.. heard];

    public IReadOnlyList<string> Texts => [.. heard.Select(m => (string)m["text"]!)];

    public static async Task<ChatServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var server = new ChatServer(web);
        web.Run(server.Take);
        await web.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        heard.Enqueue((await JsonNode.ParseAsync(http.Request.Body))!);
        Answers(http.Response);
        await http.Response.WriteAsync("said by the chat");
    }
}
