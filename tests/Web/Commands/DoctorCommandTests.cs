using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Search;
using Rapport.Tests.Engines;
using Rapport.Tests.Kill;
using Rapport.Tests.World;
using Rapport.Web.Doctor;
using Rapport.Web.Hosting;

namespace Rapport.Tests.Web.Commands;

/// <summary>What the doctor finds on a real installation, and how its command ends.</summary>
public abstract class DoctorCommandTests(TestDatabase database)
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task What_is_wrong_is_named_until_it_is_put_right()
    {
        await using var firm = new TestFirm(database.Place);
        await firm.Client("Halden", await firm.Colleague(Roles.AccountManager));
        await using var db = firm.System();
        await Traces.ChainHolds(db, database.Place.Folder);
        Assert.Empty(await Wrong("http://127.0.0.1:1"));

        var keys = Path.Combine(database.Place.Folder, "keys");
        var (key, lost, open) = (
            Path.Combine(keys, "audit.pem"),
            Path.Combine(keys, "audit.lost"),
            Path.Combine(keys, "open.xml")
        );
        File.Move(key, lost);
        await File.WriteAllTextAsync(open, "<key/>");
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var job = new Job
        {
            Kind = "import.run",
            State = JobState.Failed,
            FinishedAt = db.Now,
        };
        db.Add(job);
        await db.SaveChangesAsync();
        await db.Set<SearchEntry>().ExecuteDeleteAsync();
        Assert.Equal(
            ["address", "audit", "jobs", "keys", "search"],
            await Wrong($"http://{stranger.LocalEndpoint}")
        );

        File.Move(lost, key);
        File.Delete(open);
        db.Remove(job);
        await db.SaveChangesAsync();
        for (
            var at = RebuildPlace.Begin;
            at is not null;
            at = (await Rebuild.Step(db, at, default)).Next
        ) { }
        var app = await database.App();
        Assert.Empty(await Wrong(app.Address.ToString()));
    }

    [Fact]
    public async Task A_database_that_is_not_there_fails_the_command_and_is_not_made_by_looking()
    {
        var nowhere = new TestPlace(
            database.Place.Postgres is null ? null : "Host=127.0.0.1;Port=1;Username=x;Timeout=2",
            TestFolder.New()
        );
        using var victim = new Victim(nowhere);

        var (exit, printed, _) = await victim.Ask("doctor", "--json");

        var answer = JsonNode.Parse(printed)!;
        Assert.Equal((1, false), (exit, (bool)answer["well"]!));
        Assert.Contains(
            answer["findings"]!.AsArray(),
            f => ((string)f!["about"]!, (string)f["bad"]!) == ("database", "wrong")
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(nowhere.Folder));
    }

    private async Task<IEnumerable<string>> Wrong(string url)
    {
        var settings = new Settings(database.Place.Folder, url, database.Place.Postgres);
        return Judgement
            .Of(await Examination.Of(settings, CancellationToken.None))
            .Where(f => f.Bad == Badness.Wrong)
            .Select(f => f.About)
            .Order(StringComparer.Ordinal);
    }

    public sealed class OnSqlite(Sqlite database)
        : DoctorCommandTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : DoctorCommandTests(database),
            IClassFixture<Postgres>;
}
