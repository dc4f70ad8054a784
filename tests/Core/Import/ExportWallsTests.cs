using System.Text;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Values;

namespace Rapport.Tests.Core.Import;

/// <summary>An export holds what its reader sees and no hint of anything else, also where records refer to each other.</summary>
public abstract class ExportWallsTests(TestDatabase database)
{
    private static readonly Instant Then = Instant.FromUtc(2026, 2, 1, 10, 0);

    [Fact]
    public async Task Nothing_behind_a_wall_or_in_confidence_is_in_anybody_elses_export()
    {
        await using var desk = await Desk.Set(database.Place);
        var (reader, writer) = (
            await desk.Firm.Colleague(Roles.AccountManager, "Rita Reader"),
            await desk.Firm.Colleague(Roles.AccountManager, "Will Writer")
        );
        var (open, hidden) = (
            await desk.Firm.Client("Open Fjord AS", reader, writer),
            await desk.Firm.Client("Hidden Peak Ltd", writer)
        );
        var secrets = await Tie(desk, open, hidden, writer);

        var (read, written) = (await TakeOut(desk, reader), await TakeOut(desk, writer));

        Assert.Contains("Open Fjord AS", read, StringComparison.Ordinal);
        Assert.Contains("What all may read", read, StringComparison.Ordinal);
        Assert.All(
            secrets,
            s =>
            {
                Assert.DoesNotContain(s, read, StringComparison.Ordinal);
                Assert.Contains(s, written, StringComparison.Ordinal);
            }
        );
    }

    /// <summary>Ties of every kind from the open client into the hidden one; answers what must not be seen of them.</summary>
    private static async Task<string[]> Tie(Desk desk, Client open, Client hidden, Colleague writer)
    {
        await using var db = desk.Firm.System();
        var before = Person("Hilde Hidden", hidden, null, null);
        var after = Person("Olga Open", open, before.Id, before.Id);
        var told = Entry(open, "What all may read", Audience.Inside, writer, null);
        var secret = Entry(open, "What was said in confidence", Audience.Named, writer, null);
        var behind = Entry(hidden, "What was said behind the wall", Audience.Inside, writer, null);
        var corrects = Entry(open, "What corrects a secret", Audience.Named, writer, secret.Id);
        (await db.FindAsync<Client>(open.Id))!.ParentId = hidden.Id;
        db.AddRange(before, after, told, secret, behind, corrects);
        db.Add(
            new Rapport.Offers.Opportunity
            {
                ClientId = hidden.Id,
                Name = "Hidden deal",
                NameKey = Folded.Key("Hidden deal"),
                CreatedAt = Then,
            }
        );
        db.Add(new ClientValue { ClientId = hidden.Id, Text = "Hidden value" });
        await db.SaveChangesAsync();
        return
        [
            "Hidden Peak Ltd",
            $"{hidden.Id}",
            "Hilde Hidden",
            $"{before.Id}",
            "confidence",
            $"{secret.Id}",
            "behind the wall",
            "corrects a secret",
            "Hidden deal",
            "Hidden value",
        ];
    }

    private static async Task<string> TakeOut(Desk desk, Colleague colleague)
    {
        var all = new StringBuilder();
        foreach (var kind in Exports.Headers.Keys)
        {
            all.Append(
                Encoding.UTF8.GetString(await DemoPlace.TakenOut(desk.Firm.As(colleague), kind))
            );
        }
        return all.ToString();
    }

    private static Contact Person(string name, Client client, Guid? above, Guid? before) =>
        new()
        {
            ClientId = client.Id,
            Name = name,
            NameKey = Folded.Key(name),
            ReportsToId = above,
            CameFromId = before,
            CreatedAt = Then,
        };

    private static Interaction Entry(
        Client client,
        string subject,
        Audience audience,
        Colleague author,
        Guid? corrects
    ) =>
        new()
        {
            ClientId = client.Id,
            Occurred = Then,
            RecordedAt = Then,
            Subject = subject,
            Audience = audience,
            AuthorId = author.Id,
            CorrectsId = corrects,
        };

    public sealed class OnSqlite(Sqlite database)
        : ExportWallsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ExportWallsTests(database),
            IClassFixture<Postgres>;
}
