using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Plays;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>
/// Two servers on one PostgreSQL: what recurs runs once, and what a killed one had, the other takes over. SQLite has one.
/// </summary>
public sealed class TwoNodesTests(Postgres database) : IClassFixture<Postgres>
{
    private const string Work = "SweepRequestKeys";
    private const int Asked = 16;
    private const int Rows = 3000;

    /// <summary>A lease, and one look.</summary>
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(35);

    private static readonly string[] Loops = [Sealer.LeaseName, "outbox", PlayClock.LeaseName];

    [Fact]
    public async Task Recurring_work_runs_once_for_each_time_it_is_asked_for_whichever_node_is_asked()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Size.Token(firm);
        using var one = new Victim(database.Place);
        using var two = new Victim(database.Place);
        var before = await Schedulers(firm);
        await Task.WhenAll(one.Start(), two.Start());
        using var first = Script(one, token);
        using var second = Script(two, token);

        var asked = await Task.WhenAll(
            Enumerable.Range(0, Asked).Select(n => Ask(n % 2 == 0 ? first : second))
        );

        await using var db = firm.System();
        await Eventually.Holds(async () =>
            await db.Set<RecurringRun>()
                .CountAsync(r => asked.Contains(r.Id) && r.Outcome == RunOutcome.Done) == Asked
        );
        var runs = await db.Set<RecurringRun>()
            .Where(r => r.Work == Work && r.ByColleagueId != null)
            .OrderBy(r => r.BeganAt)
            .ToListAsync();
        Assert.Equal(asked.Order(), runs.Select(r => r.Id).Order());
        Assert.All(runs, r => Assert.Contains(r.Node, new[] { one.Node, two.Node }));
        // One at a time, among all nodes.
        Assert.All(
            runs.Zip(runs.Skip(1)),
            pair => Assert.True(pair.First.EndedAt <= pair.Second.BeganAt)
        );
        Assert.Equal(2, (await Schedulers(firm)).Except(before).Count());
        Console.WriteLine(
            $"{Asked} runs asked for at two nodes, {runs.Count} done: {string.Join(", ", runs.CountBy(r => r.Node).Select(n => $"{n.Value} by one"))}"
        );
    }

    [Fact]
    public async Task What_a_killed_node_had_the_other_takes_over_and_long_work_becomes_whole()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Size.Token(firm);
        using var one = new Victim(database.Place);
        using var two = new Victim(database.Place);
        // The first has all loops before the second is there.
        await one.Start();
        await Eventually.Holds(async () => await Held(firm, one) == Loops.Length);
        await two.Start();
        using var script = Script(one, token);
        await Import(script);
        await using var db = firm.System();
        ListedJob? job = null;
        await Eventually.Holds(async () =>
            await JobList.Page(db, JobState.Running, null, 1) is [{ Node: not null } running]
            && (job = running) is not null
        );

        // Whose look came first has it; nearly always that is the one where it began.
        var (victim, heir) = job!.Node == one.Node ? (one, two) : (two, one);
        victim.Kill();

        await Eventually.Holds(
            async () => (await JobList.Find(db, job.Id))!.State == JobState.Done,
            Size.LongestImport
        );
        Assert.Equal(Rows, await db.Set<Client>().CountAsync());
        Assert.Equal(Rows, await db.Set<Client>().Select(c => c.NameKey).Distinct().CountAsync());
        await Eventually.Holds(async () => await Held(firm, heir) == Loops.Length, TakenOver);
        // Held and worked at: what the import wrote is sealed.
        await Eventually.Holds(async () =>
            !await db.Set<AuditEntry>().AnyAsync(e => e.Seq == null)
        );
    }

    private static HttpClient Script(Victim node, string token)
    {
        var http = new HttpClient { BaseAddress = node.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }

    private static async Task<Guid> Ask(HttpClient http)
    {
        using var answer = await http.Send($"/api/v1/recurring/{Work}/runs", new { });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return Guid.Parse((string)(await answer.Json())["id"]!);
    }

    private static async Task Import(HttpClient http)
    {
        var csv = new StringBuilder("Company name,Industry\r\n");
        for (var row = 0; row < Rows; row++)
        {
            csv.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Taken over {row},Energy\r\n"
            );
        }
        using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync(
            new Uri("/api/v1/imports?as=clients&name=two.csv", UriKind.Relative),
            content
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static async Task<int> Held(TestFirm firm, Victim node)
    {
        await using var db = firm.System();
        var held = await db.Set<Lease>().Where(l => Loops.Contains(l.Name)).ToListAsync();
        return held.Count(l => Leases.NodeOf(l.Holder) == node.Node && l.Until > db.Now);
    }

    /// <summary>Nodes that Quartz knows of: with one name for two, each would take the other's work for its own.</summary>
    private static async Task<IReadOnlyList<string>> Schedulers(TestFirm firm)
    {
        await using var connection = new NpgsqlConnection(firm.Place.Postgres);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand(
            "SELECT instance_name FROM qrtz_scheduler_state",
            connection
        );
        var names = new List<string>();
        try
        {
            await using var reader = await ask.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
            }
        }
        // No node was ever started on it.
        catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.UndefinedTable) { }
        return names;
    }
}
