using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Audit;

public abstract class ChainTests(TestDatabase database)
{
    [Fact]
    public async Task An_untouched_chain_holds_over_several_batches()
    {
        await using var firm = await Filled();

        var verdict = await Verify(firm);

        Assert.True(verdict.Holds, string.Join(", ", verdict.Findings));
        Assert.True(verdict.Verified >= 20);
        Assert.Equal(0, verdict.Waiting);
    }

    [Theory]
    [InlineData(
        "UPDATE \"AuditEntry\" SET \"Payload\" = '{{\"Name\":\"Forged\"}}' WHERE \"Seq\" = 5",
        5,
        Flaw.Altered
    )]
    [InlineData(
        "UPDATE \"AuditEntry\" SET \"Payload\" = NULL, \"Salt\" = NULL WHERE \"Seq\" = 5",
        5,
        Flaw.Vanished
    )]
    [InlineData("DELETE FROM \"AuditEntry\" WHERE \"Seq\" = 5", 5, Flaw.Missing)]
    [InlineData("UPDATE \"AuditEntry\" SET \"Deed\" = 'Removed' WHERE \"Seq\" = 5", 5, Flaw.Broken)]
    public async Task Tampering_is_found_and_named_with_its_place(string sql, long at, Flaw flaw)
    {
        await using var firm = await Filled();
        await Tamper(firm, sql);

        var verdict = await Verify(firm);

        Assert.Contains(verdict.Findings, f => f.Seq == at && f.Flaw == flaw);
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(5, 9)]
    public async Task Two_entries_that_changed_places_are_both_named_and_nothing_else(
        long one,
        long other
    )
    {
        await using var firm = await Filled();
        await Tamper(firm, $"UPDATE \"AuditEntry\" SET \"Seq\" = -1 WHERE \"Seq\" = {one}");
        await Tamper(firm, $"UPDATE \"AuditEntry\" SET \"Seq\" = {one} WHERE \"Seq\" = {other}");
        await Tamper(firm, $"UPDATE \"AuditEntry\" SET \"Seq\" = {other} WHERE \"Seq\" = -1");

        var verdict = await Verify(firm);

        Assert.Equal(
            [(one, Flaw.Moved, other), (other, Flaw.Moved, one)],
            verdict.Findings.Select(f => (f.Seq, f.Flaw, f.Belongs ?? 0))
        );
    }

    [Fact]
    public async Task A_chain_whose_end_was_cut_off_is_found_by_its_signed_head()
    {
        await using var firm = await Filled();
        await Tamper(
            firm,
            "DELETE FROM \"AuditEntry\" WHERE \"Seq\" > (SELECT max(\"Seq\") - 3 FROM \"AuditEntry\")"
        );

        var verdict = await Verify(firm);

        Assert.Contains(verdict.Findings, f => f.Flaw == Flaw.Cut);
    }

    [Fact]
    public async Task An_erased_record_leaves_the_chain_whole()
    {
        await using var firm = await Filled();
        await using (var db = firm.System())
        {
            var client = await db.Set<Client>().OrderBy(c => c.Number).FirstAsync();
            var erasure = new Erasure
            {
                SubjectId = client.Id,
                At = db.Now,
                Reason = "asked for",
            };
            db.Add(erasure);
            await Erasures.Forget(db, client.Id, erasure, CancellationToken.None);
            await db.SaveChangesAsync();
            Assert.True(
                await db.Set<AuditEntry>().AllAsync(e => e.RootId != client.Id || e.Payload == null)
            );
        }

        var verdict = await Verify(firm);

        Assert.True(verdict.Holds, string.Join(", ", verdict.Findings));
    }

    [Fact]
    public async Task What_changed_is_told_from_what_to_what()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Before");
        await using var db = firm.System();
        await new Rapport.Clients.Clients(db).Change(
            client.Id,
            new ClientDetails { Name = "After" },
            null
        );

        var entry = await db.Set<AuditEntry>()
            .Where(e => e.RowId == client.Id && e.Deed == Deed.Changed)
            .SingleAsync();

        Assert.Equal("""{"Name":["Before","After"]}""", entry.Payload);
    }

    /// <summary>Several clients, sealed in batches smaller than what there is.</summary>
    private async Task<TestFirm> Filled()
    {
        var place = await database.Engine.NewDatabase(Template.Migrated);
        var firm = new TestFirm(place);
        for (var i = 0; i < 12; i++)
        {
            await firm.Client($"Client {i}");
        }
        await Verify(firm);
        return firm;
    }

    private static async Task Tamper(TestFirm firm, string sql)
    {
        await using var db = firm.System();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task<Verdict> Verify(TestFirm firm)
    {
        await using var db = firm.System();
        using var key = AuditKey.In(firm.Place.Folder);
        while (await Sealer.Seal(db, key, 7, CancellationToken.None) > 0) { }
        return await Verifier.Verify(db, key, CancellationToken.None);
    }

    public sealed class OnSqlite(Sqlite database) : ChainTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ChainTests(database),
            IClassFixture<Postgres>;
}
