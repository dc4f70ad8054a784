using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Audit;

/// <summary>What is wrong with the chain, as an administrator reads it. Apart, since what is forged here stays forged.</summary>
public abstract class AuditFindingsTests(TestDatabase database)
{
    private const string Path = "/settings/audit";

    [Fact]
    public async Task What_was_forged_is_named_by_its_record_though_its_words_cannot_be_read()
    {
        var app = await database.App();
        var client = await app.Firm.Client("Forged upon Ltd");
        await Eventually.Holds(async () =>
        {
            await using var all = app.Firm.System();
            return !await all.Set<AuditEntry>().AnyAsync(e => e.Seq == null);
        });
        await using (var db = app.Firm.System())
        {
            await db.Database.ExecuteSqlAsync(
                $"""UPDATE "AuditEntry" SET "Payload" = 'no longer what it was' WHERE "RowId" = {client.Id}"""
            );
        }
        using var visitor = await app.SignedIn(Roles.Administrator);

        using var begun = await visitor.Post($"{Path}/verification", [], Path);
        await Eventually.Holds(async () =>
            (await visitor.Page($"{Path}?to=2001-01-01")).QuerySelector("#chain .note.bad")
                is not null
        );

        var found = (await visitor.Page($"{Path}?to=2001-01-01")).QuerySelector(
            "#chain .note.bad li"
        )!;
        Assert.Contains("Forged upon Ltd", found.TextContent, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}-", found.TextContent);
        foreach (var page in new[] { Path, $"/clients/{client.Id}/history" })
        {
            Assert.Contains(
                "can no longer be read",
                (await visitor.Page(page)).QuerySelector("#content")!.TextContent,
                StringComparison.Ordinal
            );
        }
    }

    public sealed class OnSqlite(Sqlite database)
        : AuditFindingsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AuditFindingsTests(database),
            IClassFixture<Postgres>;
}
