using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Rapport.Bench;

/// <summary>One connection that asks, waits for the whole answer and asks again: as little client as can be.</summary>
internal sealed class Caller : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[1024 * 1024];
    private int held;

    public Caller(int port) => socket.Connect("127.0.0.1", port);

    /// <summary>The answer with its head, as text.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public string Text(byte[] request)
    {
        Ask(request);
        return Encoding.UTF8.GetString(buffer, 0, held);
    }

    /// <summary>Answers the status and the length of the body as it came over the wire.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public (int Status, int Length) Ask(byte[] request)
    {
        socket.Send(request);
        held = 0;
        int head;
        while ((head = buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8)) < 0)
        {
            held += Receive();
        }
        var header = Encoding.ASCII.GetString(buffer, 0, head);
        var (start, status) = (head + 4, int.Parse(header.AsSpan(9, 3), null));
        if (header.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            while (!buffer.AsSpan(0, held).EndsWith("0\r\n\r\n"u8))
            {
                held += Receive();
            }
            return (status, held - start);
        }
        var length = Length(header);
        while (held < start + length)
        {
            held += Receive();
        }
        return (status, length);
    }

    public static byte[] Get(string path, string header) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n");

    public static byte[] Post(string path, string header, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"
            ),
            .. body,
        ];
    }

    /// <summary>
    /// How long a server is asked before anything counts: the runtime compiles what is asked often a second time, in
    /// the background, and until that is done its CPU would be counted to the requests.
    /// </summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    /// <summary>Requests a second over several connections, and the server's CPU for one of them, in milliseconds.</summary>
    public static (double PerSecond, double Cpu) Throughput(
        Server server,
        Func<int, byte[]> request,
        int connections,
        TimeSpan time
    )
    {
        var (count, refused, stop) = (0, 0, false);
        var threads = Enumerable
            .Range(0, connections)
            .Select(seed => new Thread(() =>
            {
                using var caller = new Caller(server.Port);
                for (var n = seed; !Volatile.Read(ref stop); n += connections)
                {
                    var status = caller.Ask(request(n)).Status;
                    Interlocked.Increment(ref count);
                    if (!Fine(status))
                    {
                        Volatile.Write(ref refused, status);
                    }
                }
            }))
            .ToList();
        threads.ForEach(t => t.Start());
        // The measuring window itself: first to warm up, then what is counted. Nothing is waited for.
        Thread.Sleep(WarmUp);
        var (before, cpu, watch) = (Volatile.Read(ref count), server.Cpu, Stopwatch.StartNew());
        Thread.Sleep(time);
        var (made, spent) = (Volatile.Read(ref count) - before, server.Cpu - cpu);
        var seconds = watch.Elapsed.TotalSeconds;
        Volatile.Write(ref stop, true);
        threads.ForEach(t => t.Join());
        Expect(refused == 0 ? 200 : refused);
        return (made / seconds, spent.TotalMilliseconds / Math.Max(1, made));
    }

    /// <summary>Times of single requests, one after another, sorted, in milliseconds; and CPU for one.</summary>
    /// <param name="many">How many are timed, after the server was warmed up.</param>
    public static (double[] Times, double Cpu) Latency(
        Server server,
        Func<int, byte[]> request,
        int many
    )
    {
        using var caller = new Caller(server.Port);
        var warm = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUp; warm++)
        {
            Expect(caller.Ask(request(warm)).Status);
        }
        var (times, cpu) = (new double[many], server.Cpu);
        for (var n = 0; n < many; n++)
        {
            var watch = Stopwatch.StartNew();
            Expect(caller.Ask(request(warm + n)).Status);
            times[n] = watch.Elapsed.TotalMilliseconds;
        }
        var spent = (server.Cpu - cpu).TotalMilliseconds / many;
        Array.Sort(times);
        return (times, spent);
    }

    private static void Expect(int status)
    {
        if (!Fine(status))
        {
            throw new InvalidOperationException($"The server answered {status}");
        }
    }

    private static bool Fine(int status) => status is >= 200 and <= 299;

    private int Receive()
    {
        var received = socket.Receive(buffer, held, buffer.Length - held, SocketFlags.None);
        return received > 0 ? received : throw new IOException("The server closed the connection");
    }

    private static int Length(string header)
    {
        const string name = "Content-Length: ";
        var at = header.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0
            ? 0
            : int.Parse(header.AsSpan(at + name.Length).ToString().Split('\r')[0], null);
    }

    public void Dispose() => socket.Dispose();
}
