using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Kill;

/// <summary>The program as a process of its own, which can be killed at any moment and started again on the same data.</summary>
public sealed class Victim(TestPlace place) : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "rapport.dll");
    private readonly int port = FreePort();
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;

    /// <summary>The lines it wrote to the console so far.</summary>
    public IEnumerable<string> Said => said;

    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>As the program itself names the process: its machine and its number there.</summary>
    public string Node => $"{Environment.MachineName}:{process!.Id}";

    public bool HasEnded => process is not { HasExited: false };

    /// <summary>Starts the server and returns when it answers.</summary>
    public async Task Start()
    {
        process = Run("serve");
        using var http = new HttpClient { BaseAddress = Address };
        await World.Eventually.Holds(async () =>
        {
            Assert.False(process.HasExited, "The program ended by itself");
            try
            {
                using var answer = await http.GetAsync(new Uri("/healthz", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>Ends it as the kernel would: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process!.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Another program on the same data, such as an import on the command line.</summary>
    public Process Run(params string[] arguments)
    {
        var started = Begin(arguments);
        // Read away, so that a full pipe never holds it up.
        started.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        started.BeginOutputReadLine();
        started.ErrorDataReceived += (_, _) => { };
        started.BeginErrorReadLine();
        return started;
    }

    /// <summary>The same, run to its end: its exit code, what it printed and what it said on standard error.</summary>
    public async Task<(int Exit, string Printed, string Why)> Ask(params string[] arguments)
    {
        using var started = Begin(arguments);
        started.StandardInput.Close();
        var (printed, why) = (
            started.StandardOutput.ReadToEndAsync(),
            started.StandardError.ReadToEndAsync()
        );
        await started.WaitForExitAsync();
        return (started.ExitCode, await printed, await why);
    }

    private Process Begin(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["RAPPORT_DATA"] = place.Folder;
        start.Environment["RAPPORT_URLS"] = Address.ToString().TrimEnd('/');
        start.Environment["RAPPORT_DATABASE"] = place.Postgres ?? "";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // It does not live long enough to gain by it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            Kill();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
