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

    [Theory]
    [InlineData("UPDATE \"AuditEntry\" SET \"Actor\" = 'Somebody' WHERE \"Seq\" = 5")]
    [InlineData("UPDATE \"AuditEntry\" SET \"Deed\" = 'Rubbish' WHERE \"Seq\" = 5")]
    public async Task What_cannot_be_read_is_named_and_the_rest_is_walked(string sql)
    {
        await using var firm = await Filled();
        await Tamper(firm, sql);
        await Tamper(firm, "DELETE FROM \"AuditEntry\" WHERE \"Seq\" = 9");

        var verdict = await Verify(firm);

        Assert.Equal(
            [(5, Flaw.Unreadable), (9, Flaw.Missing)],
            verdict
                .Findings.Where(f => f.Flaw != Flaw.Broken)
                .Select(f => ((int)f.Seq, f.Flaw))
                .Order()
        );
    }

    [Fact]
    public async Task Who_has_the_database_alone_cannot_write_another_chain()
    {
        await using var firm = await Filled();
        await using (var db = firm.System())
        {
            // Another payload, all links behind it reckoned anew, and the heads that would tell of it removed.
            var rows = await db.Set<AuditEntry>()
                .AsNoTracking()
                .Where(e => e.Seq >= 4)
                .OrderBy(e => e.Seq)
                .ToListAsync();
            var link = rows[0].Link!;
            foreach (var row in rows.Skip(1))
            {
                var hash =
                    row.Seq == 5
                        ? Chain.HashPayload(row.Salt!, "{\"Name\":\"Forged\"}")
                        : row.PayloadHash;
                var copy = await db.Set<AuditEntry>().SingleAsync(e => e.Id == row.Id);
                db.Entry(copy).Property(e => e.PayloadHash).CurrentValue = hash;
                if (row.Seq == 5)
                {
                    db.Entry(copy).Property(e => e.Payload).CurrentValue = "{\"Name\":\"Forged\"}";
                }
                link = Chain.Link(link, row.Seq!.Value, copy);
                db.Entry(copy).Property(e => e.Link).CurrentValue = link;
            }
            await db.SaveChangesAsync();
        }
        await Tamper(firm, "DELETE FROM \"ChainHead\" WHERE \"Seq\" >= 5");

        var verdict = await Verified(firm);

        Assert.Contains(verdict.Findings, f => f.Flaw == Flaw.Unsigned && f.Seq <= 5);
    }

    [Fact]
    public async Task An_end_cut_off_with_its_heads_is_known_by_what_is_kept_beside_the_key()
    {
        await using var firm = await Filled();
        await using (var db = firm.System())
        {
            var head = await db.Set<ChainHead>()
                .OrderByDescending(h => h.Seq)
                .Skip(1)
                .Select(h => h.Seq)
                .FirstAsync();
            await Tamper(firm, $"DELETE FROM \"AuditEntry\" WHERE \"Seq\" > {head}");
            await Tamper(firm, $"DELETE FROM \"ChainHead\" WHERE \"Seq\" > {head}");
        }

        var cut = await Verified(firm);
        // Whatever is sealed behind the cut does not make it forgotten.
        for (var i = 0; i < 12; i++)
        {
            await firm.Client($"Later {i}");
        }
        var later = await Verify(firm);

        Assert.Contains(cut.Findings, f => f.Flaw == Flaw.Cut);
        Assert.False(later.Holds);
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

    private static async Task<Verdict> Verified(TestFirm firm)
    {
        await using var db = firm.System();
        using var key = AuditKey.In(firm.Place.Folder);
        return await Verifier.Verify(db, key, CancellationToken.None);
    }

    public sealed class OnSqlite(Sqlite database) : ChainTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ChainTests(database),
            IClassFixture<Postgres>;
}
