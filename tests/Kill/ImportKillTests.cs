using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Import;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>An import is killed at random, on the command line and in the server; each row of the file comes in once.</summary>
public abstract class ImportKillTests(TestDatabase database)
{
    /// <summary>One row in so many names the row before as its parent.</summary>
    private const int ParentEvery = 10;
    private readonly Random random = new(20261122);

    [Fact]
    public async Task An_import_on_the_command_line_goes_on_after_each_kill_and_takes_every_row_once()
    {
        await using var firm = new TestFirm(database.Place);
        var file = WriteFile("command");
        using var victim = new Victim(database.Place);
        for (var kill = 0; kill < Size.ImportKills; kill++)
        {
            using var import = victim.Run("import", file, "--as", "clients");
            await SomeRowsLater(firm, kill, import);
            import.Kill(entireProcessTree: true);
            await import.WaitForExitAsync();
        }
        using var last = victim.Run("import", file, "--as", "clients");
        await last.WaitForExitAsync();
        Assert.Equal(0, last.ExitCode);

        await EveryRowIsThereOnce(firm, "command", $"import killed {Size.ImportKills} times");
    }

    [Fact]
    public async Task An_import_of_the_server_goes_on_after_each_kill_beside_what_people_write()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Size.Token(firm);
        using var victim = new Victim(database.Place);
        await victim.Start();
        var id = await Upload(victim, token, WriteFile("server"));
        await using var load = new Load(victim.Address, token);
        for (var kill = 0; kill < Size.ImportKills; kill++)
        {
            await SomeRowsLater(firm, kill, null);
            victim.Kill();
            await victim.Start();
        }
        await Eventually.Holds(
            async () =>
            {
                await using var db = firm.System();
                return await db.Set<Rapport.Import.Import>()
                    .AnyAsync(i => i.Id == id && i.State == ImportState.Done);
            },
            Size.LongestImport
        );
        await load.Stop();
        victim.Kill();

        await EveryRowIsThereOnce(
            firm,
            "server",
            $"server killed {Size.ImportKills} times as it imports"
        );
        await using var after = firm.System();
        await load.Compare(after, $"{database.Engine.Name}, written beside the import");
    }

    /// <summary>The moment of a kill: some rows on from where it stands; the first as soon as the work is begun.</summary>
    private async Task SomeRowsLater(TestFirm firm, int kill, Process? import)
    {
        var stands = await Taken(firm);
        var on = kill == 0 ? 1 : random.Next(1, 1 + (Size.Rows / (Size.ImportKills + 2)));
        // It may be through by now: then the kill falls where parents are linked, or behind the end.
        var at = Math.Min(stands + on, Size.Rows);
        await Eventually.Holds(async () =>
        {
            Assert.False(import is { HasExited: true, ExitCode: not 0 }, "The import gave up");
            return import is { HasExited: true } || await Taken(firm) >= at;
        });
    }

    private static async Task<int> Taken(TestFirm firm)
    {
        await using var db = firm.System();
        return await db.Set<ImportRow>().CountAsync(r => !r.Dry && r.Part == 0);
    }

    private string WriteFile(string prefix)
    {
        var csv = new StringBuilder("Company name,Industry,City,Parent company\r\n");
        for (var row = 0; row < Size.Rows; row++)
        {
            csv.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{prefix} {row},Energy,Oslo,{(row % ParentEvery == 1 ? $"{prefix} {row - 1}" : "")}\r\n"
            );
        }
        var file = Path.Combine(database.Place.Folder, $"{prefix}.csv");
        File.WriteAllText(file, csv.ToString());
        return file;
    }

    private static async Task<Guid> Upload(Victim victim, string token, string file)
    {
        using var http = new HttpClient { BaseAddress = victim.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var content = new StringContent(
            await File.ReadAllTextAsync(file),
            Encoding.UTF8,
            "text/csv"
        );
        using var answer = await http.PostAsync(
            new Uri("/api/v1/imports?as=clients&name=server.csv", UriKind.Relative),
            content
        );
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return Guid.Parse((string)JsonNode.Parse(text)!["id"]!);
    }

    private async Task EveryRowIsThereOnce(TestFirm firm, string prefix, string what)
    {
        await using var db = firm.System();
        var import = await db.Set<Rapport.Import.Import>()
            .SingleAsync(i => i.FileName == $"{prefix}.csv" && i.State == ImportState.Done);
        var fates = await db.Set<ImportRow>()
            .Where(r => r.ImportId == import.Id && !r.Dry && r.Part == 0)
            .CountAsync();
        var key = $"{prefix} ";
        var found = await db.Set<Client>()
            .Where(c => c.NameKey.StartsWith(key))
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.ParentId,
            })
            .ToListAsync();
        var names = found.Select(f => f.Name).Distinct().Count();
        Console.WriteLine(
            $"{database.Engine.Name}, {what}: {Size.Rows} rows in the file, {names} of them found, {found.Count - names} twice, {fates} fates"
        );
        Assert.Equal((Size.Rows, Size.Rows), (found.Count, names));
        Assert.Equal((Size.Rows, Size.Rows), (fates, import.News));
        Assert.Equal(Size.Rows / ParentEvery, found.Count(f => f.ParentId is not null));
        await Traces.Each(db, [.. found.Select(f => f.Id)]);
        await Traces.ChainHolds(db, database.Place.Folder);
    }

    public sealed class OnSqlite(Sqlite database)
        : ImportKillTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ImportKillTests(database),
            IClassFixture<Postgres>;
}
