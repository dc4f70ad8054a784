using System.Diagnostics;
using Npgsql;
using Rapport.Tests.Engines;
using Rapport.Tests.Rules;

namespace Rapport.Tests.Kill;

/// <summary>A PostgreSQL server of this test alone, which can be killed and started again on its data.</summary>
internal sealed class MortalPostgres : IDisposable
{
    private readonly Process script;

    private MortalPostgres(Process script, TestPlace place) =>
        (this.script, Place) = (script, place);

    /// <summary>An empty database on it.</summary>
    public TestPlace Place { get; }

    public static async Task<MortalPostgres> Start()
    {
        var started = Process.Start(
            new ProcessStartInfo("bash", [Path.Combine(Sources.Root, "tests/Kill/postgres.sh")])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var server = await started.StandardOutput.ReadLineAsync();
        Assert.NotNull(server);
        await using (var connection = new NpgsqlConnection($"{server};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var make = new NpgsqlCommand("CREATE DATABASE mortal", connection);
            await make.ExecuteNonQueryAsync();
        }
        var place = new NpgsqlConnectionStringBuilder(server) { Database = "mortal" };
        return new MortalPostgres(started, new TestPlace(place.ToString(), TestFolder.New()));
    }

    /// <summary>Kills it as the kernel would, or makes it quit without a shutdown.</summary>
    public Task Kill(bool quit) => Tell(quit ? "quit" : "kill");

    public Task StartAgain() => Tell("start");

    private async Task Tell(string word)
    {
        await script.StandardInput.WriteLineAsync(word);
        await script.StandardInput.FlushAsync();
        Assert.Equal("done", await script.StandardOutput.ReadLineAsync());
    }

    /// <summary>Its input ends, so it stops the server and itself.</summary>
    public void Dispose()
    {
        script.StandardInput.Close();
        script.WaitForExit();
        script.Dispose();
    }
}
