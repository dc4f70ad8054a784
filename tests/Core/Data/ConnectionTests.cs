using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Data;

/// <summary>Connections go from one viewer to the next; nothing of the one before may come along.</summary>
public abstract class ConnectionTests(TestDatabase database)
{
    [Fact]
    public async Task What_was_begun_and_left_is_taken_back_before_the_next_one_looks()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Left in the middle");
        await using (var db = firm.System())
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("BEGIN");
            await Rename(db, client.Id, "Half done");
        }

        await using var next = firm.System();

        Assert.Equal("Left in the middle", await Name(next, client.Id));
        Assert.Equal(1, await Rename(next, client.Id, "Done by the next"));
    }

    [Fact]
    public async Task A_question_asked_again_answers_for_its_own_viewer_and_with_what_is_there_now()
    {
        await using var firm = new TestFirm(database.Place);
        var inside = await firm.Colleague(Roles.AccountManager);
        var outside = await firm.Colleague(Roles.AccountManager);
        var client = await firm.Client("Asked again", inside);
        for (var round = 0; round < 3; round++)
        {
            await using (var db = firm.As(inside))
            {
                Assert.Equal($"Asked again{Suffix(round)}", await Name(db, client.Id));
            }
            await using (var db = firm.As(outside))
            {
                Assert.Null(await Name(db, client.Id));
            }
            await using (var db = firm.System())
            {
                await Rename(db, client.Id, $"Asked again{Suffix(round + 1)}");
            }
        }

        static string Suffix(int round) => new('!', round);
    }

    [Fact]
    public async Task A_question_answers_also_after_its_table_has_grown_a_column()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Grows");
        await using var db = firm.System();
        Assert.Equal("Grows", await Name(db, client.Id));

        await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Client" ADD COLUMN "Grown" integer""");

        Assert.Equal("Grows", await Name(db, client.Id));
        Assert.Equal("Grows", (await ClientRecords.Find(db, client.Id, default))?.Details.Name);
    }

    [Fact]
    public async Task Many_writers_and_readers_at_once_never_hear_that_the_database_is_busy()
    {
        await using var firm = new TestFirm(database.Place);
        const int each = 10;

        var writers = Enumerable
            .Range(0, 12)
            .Select(writer =>
                Task.Run(async () =>
                {
                    for (var n = 0; n < each; n++)
                    {
                        await firm.Client($"Writer {writer} number {n}");
                        await using var db = firm.System();
                        await db.Set<Client>().CountAsync();
                    }
                })
            )
            .ToList();
        await Task.WhenAll(writers);

        await using var after = firm.System();
        Assert.Equal(
            writers.Count * each,
            await after.Set<Client>().CountAsync(c => c.Name.StartsWith("Writer "))
        );
    }

    private static Task<string?> Name(Db db, Guid id) =>
        db.Set<Client>().Where(c => c.Id == id).Select(c => (string?)c.Name).FirstOrDefaultAsync();

    private static Task<int> Rename(Db db, Guid id, string name) =>
        db.Set<Client>()
            .Where(c => c.Id == id)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Name, name));

    public sealed class OnSqlite(Sqlite database) : ConnectionTests(database), IClassFixture<Sqlite>
    {
        private readonly Sqlite database = database;

        [Fact]
        public async Task A_question_asked_while_it_is_being_read_answers_both_times()
        {
            await using var firm = new TestFirm(database.Place);
            await firm.Client("One of two");
            await firm.Client("Two of two");
            await using var db = firm.System();
            var names = db.Set<Client>().Select(c => c.Name);
            var seen = 0;

            await foreach (var name in names.AsAsyncEnumerable())
            {
                Assert.Contains(name, await names.ToListAsync());
                seen++;
            }

            Assert.Equal(await names.CountAsync(), seen);
        }
    }

    public sealed class OnPostgres(Postgres database)
        : ConnectionTests(database),
            IClassFixture<Postgres>;
}
