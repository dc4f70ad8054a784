using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Files;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Files;

public abstract class FileSweepTests(TestDatabase database)
{
    [Fact]
    public async Task Bytes_go_with_the_last_record_that_had_them_and_not_before()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var client = await firm.Client("Two records");
        var (one, two) = (await cabinet.Entry(client), await cabinet.Entry(client));
        var file = await cabinet.Attach(Cabinet.On(one), "one.txt", "shared by two");
        await cabinet.Attach(Cabinet.On(two), "two.txt", "shared by two");

        db.Remove(one);
        await db.SaveChangesAsync();
        await FileSweep.Run(db, cabinet.Store, default);
        Assert.Equal("shared by two", await cabinet.Read(file));
        Assert.Null(await AttachmentRecords.Find(db, file.Id, default));

        db.Remove(two);
        await db.SaveChangesAsync();
        await FileSweep.Run(db, cabinet.Store, default);
        Assert.Null(await cabinet.Read(file));
        Assert.False(await db.Set<Content>().AnyAsync(c => c.Hash == file.Hash));
    }

    /// <summary>Sweeps and uploads of the same bytes at the same moment: whoever was told that a file hangs there finds its bytes.</summary>
    [Fact]
    public async Task Nothing_is_swept_away_under_who_brings_the_same_bytes()
    {
        await using var firm = new TestFirm(database.Place);
        await using var setting = firm.System();
        var client = await firm.Client("Race");
        for (var round = 0; round < 25; round++)
        {
            var text = $"raced for {round % 3}";
            var before = await new Cabinet(setting).Entry(client);
            await new Cabinet(setting).Attach(Cabinet.On(before), "before.txt", text);
            setting.Remove(before);
            await setting.SaveChangesAsync();

            var entry = await new Cabinet(setting).Entry(client);
            var sweeping = Task.Run(async () =>
            {
                await using var db = firm.System();
                await FileSweep.Run(db, new Cabinet(db).Store, default);
            });
            var bringing = Task.Run(async () =>
            {
                await using var db = firm.System();
                return await new Cabinet(db).Attach(Cabinet.On(entry), "after.txt", text);
            });
            await Task.WhenAll(sweeping, bringing);
            Assert.Equal(text, await new Cabinet(setting).Read(await bringing));
        }
    }

    /// <summary>The same race, with the sweep held exactly between its look and its deed.</summary>
    [Fact]
    public async Task Bytes_that_somebody_speaks_for_since_the_look_stay()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var client = await firm.Client("Look");
        var entry = await cabinet.Entry(client);
        var file = await cabinet.Attach(Cabinet.On(entry), "look.txt", "looked at");
        db.Remove(entry);
        await db.SaveChangesAsync();
        Assert.Contains(file.Hash, await Contents.Unneeded(db, 1000, default));

        var upload = await cabinet.Bring("again.txt", "looked at");
        Assert.True((await cabinet.Uploads.Keep(upload.Id)).Done);

        Assert.False(await Contents.Release(db, cabinet.Store, file.Hash, default));
        Assert.Equal("looked at", await cabinet.Read(file));
    }

    public sealed class OnSqlite(Sqlite database) : FileSweepTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FileSweepTests(database),
            IClassFixture<Postgres>;
}
