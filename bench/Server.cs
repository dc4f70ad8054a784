using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Rapport.Bench;

/// <summary>A server as a process of its own, ended with us; and the command line of the program.</summary>
internal sealed partial class Server : IDisposable
{
    private readonly Process process;

    private Server(Process process, int port, TimeSpan first) =>
        (this.process, Port, First) = (process, port, first);

    public int Port { get; }

    /// <summary>From the start of the process to its first answered page.</summary>
    public TimeSpan First { get; }

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>
    /// Statements that the program sends for one request, by its own count. Others may run at the same time, so the
    /// least of several tries is it.
    /// </summary>
    public double Statements(Func<int, byte[]> request, string token)
    {
        using var caller = new Caller(Port);
        var counting = Caller.Get("/metrics", token);
        return Enumerable
            .Range(0, 7)
            .Min(n =>
            {
                var (first, second) = (Sent(), Sent());
                caller.Ask(request(n));
                return Sent() - second - (second - first);
            });

        double Sent() =>
            double.Parse(
                Count().Match(caller.Text(counting)).Groups["count"].Value,
                CultureInfo.InvariantCulture
            );
    }

    [GeneratedRegex(
        "^rapport_database_queries_total (?<count>[0-9.e+]+)",
        RegexOptions.Multiline | RegexOptions.NonBacktracking
    )]
    private static partial Regex Count();

    public static async Task<Server> Start(Firm firm)
    {
        var port = FreePort();
        return await Up(Program(firm, port, "serve"), port, "/sign-in");
    }

    public static async Task<Server> Limit(Firm firm)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        string[] words =
        [
            typeof(Server).Assembly.Location,
            "limit",
            $"{port}",
            firm.Postgres is null ? "sqlite" : "postgres",
            firm.Postgres ?? $"Data Source={Path.Combine(firm.Folder, "rapport.db")}",
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }
        return await Up(start, port, null);
    }

    /// <summary>Runs a command of the program to its end; answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public static async Task<string> Command(Firm firm, string? input, params string[] words)
    {
        var start = Program(firm, 0, words);
        // As bin/rapport starts it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        using var command = Process.Start(start)!;
        await command.StandardInput.WriteLineAsync(input ?? "");
        command.StandardInput.Close();
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0
            ? said.Trim()
            : throw new InvalidOperationException(
                $"rapport {string.Join(' ', words)} failed: {said}"
            );
    }

    private static ProcessStartInfo Program(Firm firm, int port, params string[] words)
    {
        var app =
            Environment.GetEnvironmentVariable("RAPPORT_BENCH_APP")
            ?? throw new InvalidOperationException("Run bin/bench, which publishes the program");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(app, "rapport.dll"));
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }
        start.Environment["ASPNETCORE_CONTENTROOT"] = app;
        start.Environment["RAPPORT_DATA"] = firm.Folder;
        start.Environment["RAPPORT_DATABASE"] = firm.Postgres ?? "";
        start.Environment["RAPPORT_URLS"] = $"http://127.0.0.1:{port}";
        return start;
    }

    private static async Task<Server> Up(ProcessStartInfo start, int port, string? page)
    {
        start.RedirectStandardOutput = true;
        var watch = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        _ = started.StandardOutput.ReadToEndAsync();
        while (watch.Elapsed < TimeSpan.FromMinutes(1) && !started.HasExited)
        {
            try
            {
                using var caller = new Caller(port);
                if (page is null || caller.Ask(Caller.Get(page, "Accept: text/html")).Status == 200)
                {
                    return new Server(started, port, watch.Elapsed);
                }
            }
            catch (SocketException)
            {
                await Task.Delay(5);
            }
        }
        started.Kill();
        throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"Nothing answers on port {port}")
        );
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
