using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Rapport.Contacts;
using Rapport.Interactions;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Data;

/// <summary>What was kept before a version says what that version asks of it.</summary>
public abstract class UpgradeTests(TestDatabase database)
{
    [Fact]
    public async Task Contacts_say_their_first_address_and_entries_who_was_there_as_if_they_came_today()
    {
        await using var scene = await Scene.Set(database.Place);
        var kari = await Kari(scene);
        var met = await scene.Record(
            scene.Ana,
            new()
            {
                ClientId = scene.Halden.Id,
                Subject = "Met at the quay",
                Participants = [new(kari, null, null)],
            }
        );
        await using var db = scene.Firm.System();

        await DownAndUp(db, "WordsByTimeAndLargeLists");

        var contact = await db.Set<Contact>().AsNoTracking().SingleAsync(c => c.Id == kari, Cancel);
        var entry = await db.Set<Interaction>()
            .AsNoTracking()
            .SingleAsync(i => i.Id == met.Value.Id, Cancel);
        Assert.Equal("kari@halden.example", contact.EmailKey);
        Assert.NotNull(contact.PhoneKey);
        Assert.Equal((true, false), (entry.ContactsThere, entry.ColleaguesThere));
    }

    /// <summary>Takes the database back to before a migration, and forth to now.</summary>
    private static async Task DownAndUp(Rapport.Data.Db db, string migration)
    {
        var all = db.Database.GetMigrations().ToList();
        var at = all.FindIndex(m => m.EndsWith("_" + migration, StringComparison.Ordinal));
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(all[at - 1], Cancel);
        await migrator.MigrateAsync(cancellationToken: Cancel);
    }

    private static async Task<Guid> Kari(Scene scene)
    {
        await using var db = scene.Firm.As(scene.Ana);
        var added = await new Rapport.Contacts.Contacts(db).Add(
            new ContactDetails
            {
                ClientId = scene.Halden.Id,
                Name = "Kari Lund",
                Points =
                [
                    new(null, PointKind.Mobile, "+47 22 33 44 55"),
                    new(null, PointKind.Email, "Kari@Halden.example"),
                ],
            },
            Cancel
        );
        return added.Value.Id;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database) : UpgradeTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : UpgradeTests(database),
            IClassFixture<Postgres>;
}
