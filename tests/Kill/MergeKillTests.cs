using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Duplicates;
using Rapport.People;
using Rapport.Tests.Core.Duplicates;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>
/// The server is killed at random while it merges many pairs, and while it takes them back; each pair becomes one once,
/// and what was taken back is as it was to the byte.
/// </summary>
public abstract class MergeKillTests(TestDatabase database)
{
    private readonly Random random = new(20261123);

    [Fact]
    public async Task Many_merges_go_on_after_each_kill_and_are_all_taken_back_to_the_byte()
    {
        await using var firm = new TestFirm(database.Place);
        var token = await Size.Token(firm);
        var boss = await firm.Colleague(Roles.Executive);
        var known = new LabelledContacts(7, Size.Duplicates.Contacts, Size.Duplicates.Twice);
        await using (var db = firm.System())
        {
            await known.Save(db);
        }
        await Duplicated.Look(firm, boss);
        var pairs = await Duplicated.Suggested(firm, boss, known);
        var before = await Duplicated.Everything(firm);
        using var victim = new Victim(database.Place);
        await victim.Start();
        using var http = new HttpClient { BaseAddress = victim.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var batch = await Ask(http, [.. pairs.Select(p => p.Id)]);

        await Said(http, $"/api/v1/merge-batches/{batch}/run");
        await Killed(firm, victim, batch, pairs.Count, BatchState.Done, MergeState.Done);
        var merged = await Count(firm, batch, MergeState.Done);
        await using (var db = firm.System())
        {
            var skipped = await Count(firm, batch, MergeState.Skipped);
            Assert.Equal(pairs.Count, merged + skipped);
            var own = known.Contacts.ConvertAll(c => c.Id);
            Assert.Equal(
                known.Contacts.Count - merged,
                await db.Set<Contact>().CountAsync(c => own.Contains(c.Id))
            );
        }

        await Said(http, $"/api/v1/merge-batches/{batch}/reversal");
        await Killed(firm, victim, batch, merged, BatchState.TakenBack, MergeState.TakenBack);
        victim.Kill();

        var after = await Duplicated.Everything(firm);
        Assert.All(before.Keys, kind => Assert.Equal(before[kind], after[kind]));
        await using var last = firm.System();
        Assert.False(await last.Set<Merge>().AnyAsync(m => m.BatchId == batch && m.Left > 0));
        await Traces.ChainHolds(last, database.Place.Folder);
        Console.WriteLine(
            $"{database.Engine.Name}, server killed {Size.Kills} times as it merges and {Size.Kills} times as it takes back: {pairs.Count} pairs, {merged} merged, every file as before"
        );
    }

    /// <summary>Kills the server some pairs on from where it stands, again and again, until all are through.</summary>
    private async Task Killed(
        TestFirm firm,
        Victim victim,
        Guid batch,
        int pairs,
        BatchState end,
        MergeState through
    )
    {
        for (var kill = 0; kill < Size.Kills; kill++)
        {
            var stands = await Count(firm, batch, through);
            var on = kill == 0 ? 1 : random.Next(1, 1 + (pairs / (Size.Kills + 2)));
            await Eventually.Holds(async () =>
                await Count(firm, batch, through) >= stands + on || await Stands(firm, batch) == end
            );
            victim.Kill();
            await victim.Start();
        }
        await Eventually.Holds(async () => await Stands(firm, batch) == end, Size.LongestImport);
    }

    private static async Task<int> Count(TestFirm firm, Guid batch, MergeState state)
    {
        await using var db = firm.System();
        return await db.Set<Merge>().CountAsync(m => m.BatchId == batch && m.State == state);
    }

    private static async Task<BatchState> Stands(TestFirm firm, Guid batch)
    {
        await using var db = firm.System();
        return await db.Set<MergeBatch>()
            .Where(b => b.Id == batch)
            .Select(b => b.State)
            .FirstAsync();
    }

    private static async Task<Guid> Ask(HttpClient http, Guid[] ids)
    {
        using var answer = await http.Send("/api/v1/merge-batches", new { of = "contacts", ids });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return Guid.Parse((string)JsonNode.Parse(text)!["id"]!);
    }

    private static async Task Said(HttpClient http, string path)
    {
        using var answer = await http.Send(path, new { });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public sealed class OnSqlite(Sqlite database) : MergeKillTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : MergeKillTests(database),
            IClassFixture<Postgres>;
}
