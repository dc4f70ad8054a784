using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Tests.Core.Import;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Duplicates;

/// <summary>A firm full of duplicates: looked for, merged in bulk, all taken back to the byte.</summary>
public abstract class ManyMergesTests(TestDatabase database, ITestOutputHelper output)
{
    private static readonly bool Full =
        Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full";

    [Fact]
    public async Task Duplicates_are_suggested_merged_in_bulk_and_all_taken_back_to_the_byte()
    {
        await using var firm = new TestFirm(database.Place);
        var boss = await firm.Colleague(Roles.Executive);
        var known = new LabelledContacts(3, Full ? 10_000 : 500, Full ? 2000 : 100);
        await using (var db = firm.System())
        {
            await known.Save(db);
        }
        await Duplicated.Look(firm, boss);
        var pairs = await Duplicated.Suggested(firm, boss, known);
        var right = pairs.Count(p => known.Truth.Contains((p.FirstId, p.SecondId)));
        output.WriteLine(
            $"{database.Engine.Name}: {known.Contacts.Count} contacts with {known.Truth.Count} duplicates: {pairs.Count} pairs suggested, precision {(double)right / pairs.Count:0.000}, recall {(double)right / known.Truth.Count:0.000}"
        );
        Assert.True(right >= 0.85 * known.Truth.Count);
        var before = await Duplicated.Everything(firm);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var batch = await Merge(firm, boss, [.. pairs.Select(p => p.Id)]);
        await using (var db = firm.System())
        {
            var merged = await db.Set<Merge>()
                .CountAsync(m => m.BatchId == batch && m.State == MergeState.Done, Cancel);
            output.WriteLine($"{merged} merged in {clock.Elapsed.TotalSeconds:0.0} s");
            var own = known.Contacts.ConvertAll(c => c.Id);
            Assert.Equal(
                known.Contacts.Count - merged,
                await db.Set<Rapport.Contacts.Contact>().CountAsync(c => own.Contains(c.Id), Cancel)
            );
        }
        Assert.NotEqual(
            before[ImportKind.Contacts],
            (await Duplicated.Everything(firm))[ImportKind.Contacts]
        );
        clock.Restart();
        await TakeBack(firm, boss, batch);
        output.WriteLine($"taken back in {clock.Elapsed.TotalSeconds:0.0} s");

        var after = await Duplicated.Everything(firm);
        Assert.All(before.Keys, kind => Assert.Equal(before[kind], after[kind]));
        await using var last = firm.System();
        Assert.False(await last.Set<Merge>().AnyAsync(m => m.Left > 0, Cancel));
    }

    [Fact]
    public async Task Those_who_share_a_mail_address_are_merged_only_where_a_person_chose_the_pair()
    {
        await using var firm = new TestFirm(database.Place);
        var boss = await firm.Colleague(Roles.Executive);
        await using (var db = firm.System())
        {
            await new LabelledContacts(4, 200, 40).Save(db);
        }
        await Duplicated.Look(firm, boss);
        await using var mine = firm.As(boss);
        var all = await new MergeBatches(mine, new(mine), new(mine, new(mine))).Ask(
            new DuplicateFilter("contacts"),
            null,
            Cancel
        );
        var taken = await mine.Set<Merge>()
            .Where(m => m.BatchId == all.Value.Id)
            .Select(m => new { m.KeptId, m.LostId })
            .ToListAsync(Cancel);
        var sharing = await mine.Set<Duplicate>().Where(d => d.SharesMail).ToListAsync(Cancel);

        Assert.NotEmpty(sharing);
        Assert.NotEmpty(taken);
        Assert.DoesNotContain(
            taken,
            m =>
                sharing.Exists(d =>
                    Duplicate.Ordered(m.KeptId, m.LostId) == (d.FirstId, d.SecondId)
                )
        );
    }

    [Fact]
    public async Task A_pair_that_is_two_is_never_suggested_again_and_nobody_sees_one_across_a_wall()
    {
        await using var firm = new TestFirm(database.Place);
        var boss = await firm.Colleague(Roles.Executive);
        var known = new LabelledContacts(5, 200, 40);
        await using (var db = firm.System())
        {
            await known.Save(db);
        }
        var ana = await firm.Colleague(Roles.AccountManager);
        await Duplicated.Look(firm, boss);
        var first = (await Duplicated.Suggested(firm, boss, known))[0];
        await using (var db = firm.As(ana))
        {
            Assert.Empty(await Duplicated.Suggested(firm, ana, known));
            Assert.Equal(
                Rapport.Values.RefusalKind.NotFound,
                (await new Rapport.Duplicates.Duplicates(db, new(db)).Dismiss(first.Id, Cancel))
                    .Refusal!
                    .Kind
            );
        }
        await using (var db = firm.As(boss))
        {
            var acts = new Rapport.Duplicates.Duplicates(db, new(db));
            var said = (await acts.Dismiss(first.Id, Cancel)).Value;
            Assert.Equal(said.Id, (await acts.Dismiss(first.Id, Cancel)).Value.Id);
        }

        await Duplicated.Look(firm, boss);

        Assert.DoesNotContain(await Duplicated.Suggested(firm, boss, known), p => p.Id == first.Id);
    }

    [Fact]
    public async Task Each_night_all_are_looked_at_without_anybody_s_asking()
    {
        await using var firm = new TestFirm(database.Place);
        var boss = await firm.Colleague(Roles.Executive);
        var known = new LabelledContacts(6, 100, 20);
        await using (var db = firm.System())
        {
            await known.Save(db);
            await new Rapport.Duplicates.Duplicates(db, new(db)).LookAtAll(Cancel);
            foreach (var noun in DuplicatesOf.All)
            {
                var subject = DuplicateWork.SubjectOf(noun);
                await Duplicated.Run(
                    firm,
                    (await new Rapport.Jobs.Jobs(db).Latest(subject, Cancel))!.Id
                );
            }
        }

        Assert.NotEmpty(await Duplicated.Suggested(firm, boss, known));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Guid> Merge(TestFirm firm, Colleague who, Guid[] ids)
    {
        await using var db = firm.As(who);
        var acts = new MergeBatches(db, new(db), new(db, new(db)));
        var batch = (await acts.Ask(new DuplicateFilter("contacts"), ids, Cancel)).Value;
        await acts.Start(batch.Id, Cancel);
        await Duplicated.Run(firm, (await new Rapport.Jobs.Jobs(db).Latest(batch.Id, Cancel))!.Id);
        return batch.Id;
    }

    private static async Task TakeBack(TestFirm firm, Colleague who, Guid batch)
    {
        await using var db = firm.As(who);
        await new MergeBatches(db, new(db), new(db, new(db))).TakeBack(batch, Cancel);
        await Duplicated.Run(firm, (await new Rapport.Jobs.Jobs(db).Latest(batch, Cancel))!.Id);
    }

    public sealed class OnSqlite(Sqlite database, ITestOutputHelper output)
        : ManyMergesTests(database, output),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database, ITestOutputHelper output)
        : ManyMergesTests(database, output),
            IClassFixture<Postgres>;
}
