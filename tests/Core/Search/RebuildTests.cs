using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Search;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Search;

public abstract class RebuildTests(TestDatabase database)
{
    [Fact]
    public async Task What_came_in_past_the_index_is_found_after_a_rebuild_and_what_went_is_gone()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Home of rebuilding");
        var lost = await firm.Client("Lost amethyst");
        await using var db = firm.System();
        await db.Set<SearchEntry>().Where(e => e.SubjectId == lost.Id).ExecuteDeleteAsync();
        var ghost = new Contact { ClientId = client.Id, Name = "Ghost Beryl" };
        db.Add(ghost);
        await db.SaveChangesAsync();
        await db.Set<Contact>().Where(c => c.Id == ghost.Id).ExecuteDeleteAsync();
        Assert.Empty(await Find(db, "amethyst"));

        await All(db);

        Assert.Equal([lost.Id], await Find(db, "amethyst"));
        Assert.False(await db.Set<SearchEntry>().AnyAsync(e => e.SubjectId == ghost.Id));
    }

    [Fact]
    public async Task A_rebuild_of_what_is_true_writes_nothing()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        await new Rapport.Clients.Clients(db).Add(
            new ClientDetails
            {
                Name = "Straße 上海 O'Neill",
                Tags = ["zwei", "eins"],
                Website = "https://x.example",
            }
        );
        await All(db);

        Assert.Equal(0, await All(db));
    }

    private static async Task<int> All(Db db)
    {
        var written = 0;
        for (RebuildPlace? at = RebuildPlace.Begin; at is not null; )
        {
            var step = await Rebuild.Step(db, at, default);
            written += step.Written;
            at = step.Next;
        }
        return written;
    }

    private static async Task<IReadOnlyList<Guid>> Find(Db db, string text) =>
        [
            .. (await Rapport.Search.Search.Find(db, text, new SearchScope(), null, 10)).Select(h =>
                h.Id
            ),
        ];

    public sealed class OnSqlite(Sqlite database) : RebuildTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : RebuildTests(database),
            IClassFixture<Postgres>;
}
