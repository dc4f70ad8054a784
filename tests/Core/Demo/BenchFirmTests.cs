using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Demo;
using Rapport.Interactions;
using Rapport.Search;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Demo;

public abstract class BenchFirmTests(ITestEngine engine)
{
    private static readonly Instant End = Instant.FromUtc(2026, 3, 12, 14, 30);

    [Fact]
    public async Task Firm_S_has_its_exact_counts_and_everything_in_it_can_be_found()
    {
        var place = await engine.NewDatabase(Template.Migrated);
        await using (var firm = new TestFirm(place))
        {
            await using var db = firm.System();
            var size = BenchSize.S;
            Assert.True((await BenchFirm.Load(db, size, End, _ => { })).Done);
            Assert.False((await BenchFirm.Load(db, size, End, _ => { })).Done);
            Assert.Equal(size.Clients, await db.Set<Client>().CountAsync());
            Assert.Equal(size.Contacts, await db.Set<Contact>().CountAsync());
            Assert.Equal(size.Interactions, await db.Set<Interaction>().CountAsync());
            Assert.Equal(size.Interactions * 2, await db.Set<Participant>().CountAsync());
            Assert.Equal(
                size.Clients + size.Contacts + size.Interactions,
                await db.Set<SearchEntry>().CountAsync()
            );
            Assert.All(
                await db.Set<Client>().Select(c => c.Id).ToListAsync(),
                id => Assert.True(db.Set<Interaction>().Any(i => i.ClientId == id))
            );
        }
        await engine.Drop(place);
    }

    public sealed class OnSqlite() : BenchFirmTests(SqliteEngine.Instance);

    public sealed class OnPostgres() : BenchFirmTests(PostgresEngine.Instance);
}
