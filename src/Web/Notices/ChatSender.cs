using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NodaTime;
using Rapport.Notices;
using Rapport.Today;
using Rapport.Values;

namespace Rapport.Web.Notices;

/// <summary>
/// Posts messages to chats. It goes where the host that is allowed stands, after that was looked up and found to lie where it
/// may; it follows nobody elsewhere, takes no proxy, waits ten seconds and reads a page.
/// </summary>
/// <param name="find">Finds where a host stands; as the machine does where none is given.</param>
public sealed class ChatSender(
    IClock clock,
    Func<string, CancellationToken, Task<IPAddress[]>>? find = null
) : IDisposable
{
    private const int MostRead = 1000;
    private const int MostHeadKilobytes = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly HttpRequestOptionsKey<AllowedHost> Allowed = new("allowed");

    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // Each message looks anew where its host stands.
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseHeadersLength = MostHeadKilobytes,
            MaxResponseDrainSize = 0,
            ConnectCallback = (asked, cancel) =>
                Connect(asked, find ?? Dns.GetHostAddressesAsync, cancel),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Where it was to go is no place for it.</summary>
    private sealed class NoPlaceException(string host)
        : IOException($"{host} stands in a network of one's own and is not named exactly");

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ChatAnswer> Send(
        ChatTarget target,
        IReadOnlyList<ChatLine> lines,
        CancellationToken cancel
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address)
        {
            Content = new StringContent(
                ChatShape.Of(target.Kind, lines),
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.UserAgent.Add(new("Rapport", null));
        request.Options.Set(Allowed, target.Host);
        try
        {
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                limit.Token
            );
            return await Answer(response, limit.Token);
        }
        catch (HttpRequestException failure) when (Inner(failure) is NoPlaceException wrong)
        {
            return new(ChatOutcome.Refused, wrong.Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(ChatOutcome.Later, Inner(failure).Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(
                ChatOutcome.Later,
                $"No answer within {Longest.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds"
            );
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<ChatAnswer> Answer(HttpResponseMessage response, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        var said = $"{status} {await Read(response, cancel)}".Trim();
        return status switch
        {
            >= 200 and < 300 => new(ChatOutcome.Delivered, said),
            404 or 410 => new(ChatOutcome.Gone, said),
            408 or 425 or 429 or >= 500 => new(ChatOutcome.Later, said, Asked(response)),
            _ => new(ChatOutcome.Refused, said),
        };
    }

    /// <summary>When it wants to hear again; null where it does not say.</summary>
    private Instant? Asked(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => clock.GetCurrentInstant()
                + Duration.FromSeconds(Math.Clamp(delta.TotalSeconds, 0, 7 * 86_400)),
            { Date: { } date } => Instant.FromDateTimeOffset(date),
            _ => null,
        };

    /// <summary>The beginning of what it says.</summary>
    private static async Task<string> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[MostRead];
        var read = await body.ReadAtLeastAsync(
            bytes,
            MostRead,
            throwOnEndOfStream: false,
            cancellationToken: cancel
        );
        return new string([
            .. Encoding.UTF8.GetString(bytes, 0, read).Select(c => char.IsControl(c) ? ' ' : c),
        ]);
    }

    private static async ValueTask<Stream> Connect(
        SocketsHttpConnectionContext asked,
        Func<string, CancellationToken, Task<IPAddress[]>> find,
        CancellationToken cancel
    )
    {
        var (host, port) = (asked.DnsEndPoint.Host, asked.DnsEndPoint.Port);
        var places = await find(host, cancel);
        if (
            places.Length == 0
            || !asked.InitialRequestMessage.Options.TryGetValue(Allowed, out var allowed)
            || !Array.TrueForAll(places, allowed.MayBeAt)
        )
        {
            throw new NoPlaceException(host);
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(places, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Exception Inner(Exception failure) =>
        failure.InnerException is { } inner ? Inner(inner) : failure;
}
