using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Rapport.People;

namespace Rapport.Tests.World;

/// <summary>A browser without scripts: keeps cookies, reads pages, sends their forms with their token.</summary>
public sealed class Visitor : IDisposable
{
    private const string TokenField = "__RequestVerificationToken";
    private readonly HttpClient http;

    public Visitor(Uri server) =>
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectCallback = OwnAddress.Connecting(Address),
            }
        )
        {
            BaseAddress = server,
        };

    /// <summary>Where she calls from.</summary>
    public IPAddress Address { get; } = OwnAddress.New();

    public Colleague? Colleague { get; init; }

    public HttpClient Http => http;

    public Task<HttpResponseMessage> Get(string path) =>
        http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>The page as a document; fails when it is not answered with 200.</summary>
    public async Task<IDocument> Page(string path)
    {
        using var answer = await Get(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
        return await Read(answer);
    }

    public static async Task<IDocument> Read(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Sends a form of the page <paramref name="from"/>, the address itself when not given, with that page's token.</summary>
    public async Task<HttpResponseMessage> Post(
        string path,
        Dictionary<string, string> fields,
        string? from = null
    )
    {
        var page = await Page(from ?? path);
        var token = page.QuerySelector($"input[name={TokenField}]")?.GetAttribute("value");
        Assert.NotNull(token);
        return await PostBare(path, new(fields) { [TokenField] = token });
    }

    /// <summary>Sends a form that must be taken; answers where it leads.</summary>
    public async Task<string> Saved(
        string path,
        Dictionary<string, string> fields,
        string? from = null
    )
    {
        using var answer = await Post(path, fields, from);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{path} answered {(int)answer.StatusCode}"
        );
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Sends a form that must be refused; answers the page that says why.</summary>
    public async Task<IDocument> Refused(
        string path,
        Dictionary<string, string> fields,
        string? from = null
    )
    {
        using var answer = await Post(path, fields, from);
        Assert.True(
            answer.StatusCode == HttpStatusCode.UnprocessableEntity,
            $"{path} answered {(int)answer.StatusCode}"
        );
        return await Read(answer);
    }

    /// <summary>Sends just these fields: no token unless it is among them.</summary>
    public async Task<HttpResponseMessage> PostBare(string path, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public void Dispose() => http.Dispose();
}
