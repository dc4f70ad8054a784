using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rapport.Tests.Rules;

namespace Rapport.Tests.World;

/// <summary>A message as the server got it.</summary>
public sealed record Posted(string From, IReadOnlyList<string> To, string Data)
{
    /// <summary>A line of its head, unfolded.</summary>
    public string? Head(string name) =>
        Data.Split("\r\n\r\n")[0]
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Split("\r\n")
            .FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            ?[(name.Length + 1)..].Trim();

    /// <summary>The calendar files that came with it, as they were before the way: as an alternative, and attached.</summary>
    public IReadOnlyList<string> Calendars() =>
        [
            .. Data.Split("\r\n--")
                .Select(part => part.Split("\r\n\r\n", 2))
                .Where(part =>
                    part.Length == 2
                    && (
                        part[0].Contains("text/calendar", StringComparison.Ordinal)
                        || part[0].Contains("application/ics", StringComparison.Ordinal)
                    )
                )
                .Select(part => Decoded(part[0], part[1])),
        ];

    private static string Decoded(string head, string body)
    {
        if (head.Contains("base64", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8.GetString(
                Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal))
            );
        }
        if (!head.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }
        var plain = body.Replace("=\r\n", "", StringComparison.Ordinal);
        return Uri.UnescapeDataString(
            plain.Replace("%", "=25", StringComparison.Ordinal).Replace('=', '%')
        );
    }

    public string Body =>
        Data[Data.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]
            .Replace("=\r\n", "", StringComparison.Ordinal)
            .Replace("=3D", "=", StringComparison.Ordinal);
}

/// <summary>A real SMTP server of this test's own, on a free port; <c>tests/Outside/smtp.js</c> says whom it refuses.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process process;
    private readonly ConcurrentQueue<Posted> posted = new();
    private readonly Task reading;

    private SmtpServer(Process process, int port)
    {
        (this.process, Port) = (process, port);
        reading = Read();
    }

    public int Port { get; }

    public IReadOnlyList<Posted> Posted => [.. posted];

    public static async Task<SmtpServer> Start()
    {
        var start = new ProcessStartInfo("node", ["smtp.js"])
        {
            WorkingDirectory = Path.Combine(Sources.Root, "tests", "Outside"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var started = Process.Start(start)!;
        var port = await started.StandardOutput.ReadLineAsync();
        return new SmtpServer(started, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    /// <summary>What was posted to an address, once it is so many.</summary>
    public async Task<IReadOnlyList<Posted>> To(string address, int atLeast = 1)
    {
        var found = new List<Posted>();
        await Eventually.Holds(() =>
        {
            found = [.. posted.Where(p => p.To.Contains(address))];
            return Task.FromResult(found.Count >= atLeast);
        });
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task Read()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            posted.Enqueue(JsonSerializer.Deserialize<Posted>(line, Json)!);
        }
    }
}
