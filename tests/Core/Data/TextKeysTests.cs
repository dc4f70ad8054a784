using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Data;

/// <summary>Folded keys follow their texts, also of what was kept before the keys were.</summary>
public abstract class TextKeysTests(TestDatabase database)
{
    [Fact]
    public async Task A_key_follows_its_text()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Keyed");
        await using var db = firm.System();
        var clients = new Rapport.Clients.Clients(db);
        async Task Say(string? industry) =>
            Assert.True(
                (
                    await clients.Change(
                        client.Id,
                        new ClientDetails { Name = "Keyed", Industry = industry },
                        null
                    )
                ).Done
            );

        await Say("Öl & Gas");
        Assert.Equal("ol & gas", await Key(firm, client.Id));
        await Say("Straße");
        Assert.Equal("strasse", await Key(firm, client.Id));
        await Say(null);
        Assert.Null(await Key(firm, client.Id));
    }

    [Fact]
    public async Task What_was_kept_before_there_were_keys_gets_its_own_without_being_changed()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var added = await new Rapport.Clients.Clients(db).Add(
            new ClientDetails { Name = "Older than keys", Industry = "Übersee" }
        );
        await db.Set<Client>()
            .Where(c => c.Id == added.Value.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.IndustryKey, (string?)null), Cancel);
        var version = added.Value.Version;

        var filled = await TextKeys.Fill(db, Cancel);

        Assert.True(filled > 0);
        Assert.Equal("ubersee", await Key(firm, added.Value.Id));
        Assert.Equal(0, await TextKeys.Fill(db, Cancel));
        Assert.Equal(
            version,
            await db.Set<Client>()
                .Where(c => c.Id == added.Value.Id)
                .Select(c => c.Version)
                .SingleAsync(Cancel)
        );
    }

    [Fact]
    public async Task A_start_that_was_cut_off_before_the_keys_were_filled_is_made_good_by_the_next()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var added = await new Rapport.Clients.Clients(db).Add(
            new ClientDetails { Name = "Cut off", Industry = "Nächste" }
        );
        async Task Lose() =>
            await db.Set<Client>()
                .Where(c => c.Id == added.Value.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.IndustryKey, (string?)null), Cancel);

        await Lose();
        await firm.Source.Migrate(Cancel);
        Assert.Null(await Key(firm, added.Value.Id));

        // As after a migration that brought another key, and before its keys were said to be filled.
        await db.Set<Counter>()
            .Where(c => c.Kind == "text-keys")
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Next, 1), Cancel);
        await firm.Source.Migrate(Cancel);
        Assert.Equal("nachste", await Key(firm, added.Value.Id));
    }

    private static async Task<string?> Key(TestFirm firm, Guid id)
    {
        await using var db = firm.System();
        return await db.Set<Client>()
            .Where(c => c.Id == id)
            .Select(c => c.IndustryKey)
            .SingleAsync(Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database) : TextKeysTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : TextKeysTests(database),
            IClassFixture<Postgres>;
}
