using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Files;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.People;
using Rapport.Tests.Core.Import;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Files;

/// <summary>What becomes of files where more than they is removed.</summary>
public abstract class TakenAlongTests(TestDatabase database)
{
    [Fact]
    public async Task An_erasure_takes_the_files_of_the_person_and_her_name_out_of_the_others()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Erased");
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails { ClientId = client.Id, Name = "Ragnhild Moe" }
            )
        ).Value;
        var hers = await cabinet.Attach(
            new Holder(nameof(Contact), contact.Id),
            "portrait.txt",
            "her picture"
        );
        var named = await cabinet.Attach(Cabinet.On(client), "CV_Ragnhild_Moe.txt", "her life");

        await using (var erasing = firm.As(await firm.Colleague(Roles.Administrator)))
        {
            var erased = await new Rapport.Contacts.Contacts(erasing).Erase(contact.Id, "asked");
            Assert.True(erased.Done, $"{erased.Refusal}");
        }
        await FileSweep.Run(db, cabinet.Store, default);

        Assert.Null(await cabinet.Read(hers));
        Assert.Null(await AttachmentRecords.Find(db, hers.Id, default));
        var other = (await AttachmentRecords.Find(db, named.Id, default))!;
        Assert.Equal("CV ▇▇▇.txt", other.Name);
        Assert.Equal("her life", await cabinet.Read(named));
        Assert.All(
            await db.Set<AuditEntry>()
                .AsNoTracking()
                .Where(e => e.RootId == hers.Id || e.RootId == named.Id)
                .ToListAsync(),
            e => Assert.Null(e.Payload)
        );
    }

    [Fact]
    public async Task An_undo_leaves_what_files_hang_on_and_takes_along_those_that_were_taken_off()
    {
        await using var desk = await Desk.Set(database.Place);
        var import = await desk.BringIn(
            "Company name\r\nWith File Ltd\r\nWithout Ltd\r\n",
            ImportKind.Clients
        );
        await using var db = desk.Firm.System();
        var made = await db.Set<Client>()
            .Where(c => c.Name == "With File Ltd" || c.Name == "Without Ltd")
            .ToDictionaryAsync(c => c.Name);
        var cabinet = new Cabinet(db);
        await cabinet.Attach(Cabinet.On(made["With File Ltd"]), "stays.txt", "stays");
        var off = await cabinet.Attach(Cabinet.On(made["Without Ltd"]), "goes.txt", "goes");
        Assert.True((await cabinet.Attachments.Remove(off.Id)).Done);

        var undone = await desk.TakeBack(import);

        Assert.Equal(1, undone.Kept);
        var names = (await desk.All<Client>()).Select(c => c.Name).ToList();
        Assert.Contains("With File Ltd", names);
        Assert.DoesNotContain("Without Ltd", names);
        Assert.Null(await AttachmentRecords.Find(db, off.Id, default));
        await FileSweep.Run(db, cabinet.Store, default);
        Assert.Null(await cabinet.Read(off));
    }

    public sealed class OnSqlite(Sqlite database)
        : TakenAlongTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TakenAlongTests(database),
            IClassFixture<Postgres>;
}
