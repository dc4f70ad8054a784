using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Data;

/// <summary>A save keeps the change, its version, its event, its audit entry and its outbox row, or nothing of them.</summary>
public abstract class SavingTests(TestDatabase database)
{
    [Fact]
    public async Task A_stale_version_is_refused_and_nothing_of_it_is_kept()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Changed by two");
        await using var first = firm.System();
        await using var second = firm.System();
        var (hers, his) = (await Find(first, client.Id), await Find(second, client.Id));
        (hers.Industry, his.Industry) = ("Shipping", "Fishing");
        first.Raise(Client.Changed, hers, client.Id);
        second.Raise(Client.Changed, his, client.Id);
        second.Add(new ClientValue { ClientId = client.Id, Text = "Came along" });
        Assert.Null(await first.Commit());
        var before = await Written(firm, client.Id);

        var refused = await second.Commit();

        Assert.Equal(RefusalKind.Stale, refused!.Kind);
        Assert.Equal(before, await Written(firm, client.Id));
        await using var after = firm.System();
        Assert.Equal("Shipping", (await Find(after, client.Id)).Industry);
        Assert.False(await after.Set<ClientValue>().AnyAsync(v => v.Text == "Came along"));
        // Nothing of it is left to slip into the next save either.
        Assert.Null(await second.Commit());
        Assert.Equal(before, await Written(firm, client.Id));
    }

    [Fact]
    public async Task Each_save_raises_the_version_by_one_also_when_only_a_part_changed()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Counted");
        await using var db = firm.System();
        var row = await Find(db, client.Id);

        db.Add(new ClientValue { ClientId = client.Id, Text = "A part alone" });
        db.Raise(Client.Changed, row, client.Id);
        await db.SaveChangesAsync();
        Assert.Equal((2, 2), await Version(firm, client.Id));

        row.Industry = "Shipping";
        db.Add(new ClientValue { ClientId = client.Id, Text = "And both" });
        db.Raise(Client.Changed, row, client.Id);
        await db.SaveChangesAsync();
        Assert.Equal((3, 3), await Version(firm, client.Id));

        await db.SaveChangesAsync();
        Assert.Equal((3, 3), await Version(firm, client.Id));
    }

    [Theory]
    [InlineData("refused by the engine")]
    [InlineData("broken off behind it")]
    public async Task Event_audit_and_outbox_are_kept_with_the_change_or_not_at_all(string end)
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("All or nothing");
        var contact = new Contact
        {
            ClientId = client.Id,
            Name = "Ingrid Solberg",
            NameKey = "ingrid solberg",
        };
        await using (var db = firm.System())
        {
            db.Add(contact);
            await db.SaveChangesAsync();
        }
        var before = await Written(firm, contact.Id);

        await Assert.ThrowsAnyAsync<Exception>(() => Erase(firm, contact, end));
        Assert.Equal(before, await Written(firm, contact.Id));

        await Erase(firm, contact, null);
        Assert.Equal(
            before with
            {
                Version = before.Version + 1,
                Events = before.Events + 1,
                Audit = before.Audit + 1,
                Outbox = before.Outbox + 1,
            },
            await Written(firm, contact.Id)
        );
    }

    [Fact]
    public async Task A_save_that_failed_leaves_no_gap_among_the_numbers()
    {
        await using var firm = new TestFirm(database.Place);
        var before = await firm.Client("Before the gap");
        var id = Guid.NewGuid().ToString();
        await using (var db = firm.System())
        {
            db.Add(new Client { Name = "In the gap" });
            db.AddRange(Twice(before.Id, id));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        }

        var after = await firm.Client("Behind the gap");

        Assert.Equal(before.Number + 1, after.Number);
    }

    /// <summary>An event that the outbox carries, and in the end something that cannot be kept.</summary>
    private static async Task Erase(TestFirm firm, Contact contact, string? end)
    {
        await using var db = firm.System();
        var row = await db.Set<Contact>().SingleAsync(c => c.Id == contact.Id);
        row.JobTitle = "Erased";
        db.Raise(Contact.Erased, row, row.ClientId);
        if (end == "refused by the engine")
        {
            db.AddRange(Twice(contact.ClientId!.Value, Guid.NewGuid().ToString()));
        }
        await db.Together(
            async () =>
            {
                await db.SaveChangesAsync();
                return end is null ? true : throw new InvalidOperationException(end);
            },
            _ => true
        );
    }

    /// <summary>Two entries of one foreign id, which a unique index refuses.</summary>
    private static IEnumerable<Interaction> Twice(Guid clientId, string externalId) =>
        Enumerable
            .Range(0, 2)
            .Select(n => new Interaction
            {
                ClientId = clientId,
                Subject = $"Twice {n}",
                System = "elsewhere",
                ExternalId = externalId,
            });

    private static Task<Client> Find(Db db, Guid id) =>
        db.Set<Client>().SingleAsync(c => c.Id == id);

    private static async Task<(int, int)> Version(TestFirm firm, Guid id)
    {
        await using var db = firm.System();
        var told = await db.Set<Event>()
            .Where(e => e.SubjectId == id)
            .OrderByDescending(e => e.Id)
            .FirstAsync();
        return ((await Find(db, id)).Version, told.Version);
    }

    private static async Task<Kept> Written(TestFirm firm, Guid id)
    {
        await using var db = firm.System();
        var versions = db.Set<Client>()
            .Where(c => c.Id == id)
            .Select(c => c.Version)
            .Concat(db.Set<Contact>().Where(c => c.Id == id).Select(c => c.Version));
        return new Kept(
            await versions.SingleAsync(),
            await db.Set<Event>().CountAsync(e => e.SubjectId == id),
            await db.Set<AuditEntry>().CountAsync(e => e.RootId == id),
            await db.Set<OutboxRow>()
                .CountAsync(o => db.Set<Event>().Any(e => e.Id == o.EventId && e.SubjectId == id))
        );
    }

    private sealed record Kept(int Version, int Events, int Audit, int Outbox);

    public sealed class OnSqlite(Sqlite database) : SavingTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : SavingTests(database),
            IClassFixture<Postgres>;
}
