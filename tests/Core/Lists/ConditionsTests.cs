using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Lists;

/// <summary>Conditions asked of the engine, and of one record in memory.</summary>
public abstract class ConditionsTests(TestDatabase database)
{
    // A Tuesday.
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 31, 12, 0);

    [Fact]
    public async Task Of_one_record_in_memory_holds_what_the_engine_lets_through()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var (tag, mia) = await Clients(firm);
        await using var db = firm.Source.For(
            new Viewer(ActorKind.Colleague, mia, mia, true, Origin.Page, "Mia")
        );
        var clients = await db.Set<Client>()
            .Where(c => db.Set<ClientTag>().Any(t => t.ClientId == c.Id && t.Text == tag))
            .ToListAsync(Cancel);
        foreach (var filter in Filters.Any.Sample(80))
        {
            var asked = ListQuery<Client>
                .Of(
                    ClientList.Instance,
                    db,
                    DateTimeZone.Utc,
                    filter,
                    null,
                    new ClientFilter(Tag: tag).Clients(db)
                )
                .Value;
            var through = (await asked.Page(null, 100, Cancel)).Select(p => p.Id).ToHashSet();

            var held = clients
                .Where(c => ClientList.Instance.Holds(db, DateTimeZone.Utc, filter, c).Value)
                .Select(c => c.Id);

            Assert.True(through.SetEquals(held), FilterPhrase.Write(filter));
        }
    }

    [Fact]
    public async Task Of_a_record_that_was_changed_and_not_saved_it_holds_what_it_is_now()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var client = await firm.Client("Atlas");
        await using var db = firm.System();
        var read = (await db.FindAsync<Client>([client.Id], Cancel))!;
        bool Holds(string phrase) =>
            ClientList
                .Instance.Holds(
                    db,
                    DateTimeZone.Utc,
                    FilterPhrase.Read(phrase, ClientList.Instance).Filter!,
                    read
                )
                .Value;

        Assert.True(Holds("stage = reach and industry is empty"));
        read.Stage = Stage.Retain;
        read.Industry = "Shipping";
        Assert.True(Holds("stage = retain and industry starts with SHIP"));
        Assert.False(Holds("stage in (reach, acquire) or industry contains rail"));
    }

    [Fact]
    public async Task Working_days_are_those_that_one_is_told()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        var client = await firm.Client("Atlas");
        await using var db = firm.System();
        var read = (await db.FindAsync<Client>([client.Id], Cancel))!;
        // Thursday. Two working days before Tuesday is Friday; three, where that Friday is a holiday, Wednesday.
        read.LastTouch = Instant.FromUtc(2026, 3, 26, 12, 0);
        Result<bool> Holds(string phrase, Func<LocalDate, bool>? isWorkingDay = null) =>
            ClientList.Instance.Holds(
                db,
                DateTimeZone.Utc,
                FilterPhrase.Read(phrase, ClientList.Instance).Filter!,
                read,
                isWorkingDay
            );

        Assert.True(Holds("lastTouch older than 2 bd").Value);
        Assert.False(Holds("lastTouch older than 3 bd").Value);
        Assert.False(
            Holds(
                "lastTouch older than 2 bd",
                d => d.DayOfWeek < IsoDayOfWeek.Saturday && d != new LocalDate(2026, 3, 27)
            ).Value
        );
        Assert.Equal(
            Fault.ValueUnfit,
            Holds("lastTouch older than 2 bd", _ => false).Refusal!.Faults[0].Fault
        );
    }

    [Fact]
    public async Task What_a_field_can_take_is_known_without_the_engine()
    {
        await using var firm = new TestFirm(database.Place, new TestClock(Now));
        await using var db = firm.System();
        foreach (var condition in Filters.Loose.Sample(500))
        {
            var asked = ListQuery<Client>.Of(
                ClientList.Instance,
                db,
                DateTimeZone.Utc,
                condition,
                null,
                db.Set<Client>()
            );

            var known = ConditionFit.Of(ClientList.Instance.Field(condition.Field)!, condition);

            Assert.True(
                Equals(asked.Refusal?.Faults[0], known),
                $"{condition}: {asked.Refusal?.Faults[0]} {known}"
            );
        }
    }

    /// <summary>Clients of a tag of their own, which differ in what conditions ask.</summary>
    private static async Task<(string Tag, Guid Mia)> Clients(TestFirm firm)
    {
        var tag = $"tag {Guid.NewGuid():N}";
        var mia = await firm.Colleague(Roles.AccountManager, "Mia Manager");
        await using var db = firm.System();
        Client? parent = null;
        string?[] industries = ["Shipping", "Erdöl", null, "a b and (30 EUR)"];
        foreach (
            var (at, name) in new[] { "Atlas", "Öl und Gas", "Borealis", "漢字 😀", "30" }.Index()
        )
        {
            var client = (
                await new Rapport.Clients.Clients(db).Add(
                    new ClientDetails
                    {
                        Name = name,
                        Industry = industries[at % 4],
                        Tier = (Tier)(at % 3),
                        Employees = at == 2 ? null : at * 50,
                        Revenue = at switch
                        {
                            0 => new MoneyDetails(100_000, "EUR"),
                            1 => new MoneyDetails(100, "USD"),
                            _ => null,
                        },
                        ParentId = at == 3 ? parent!.Id : null,
                        Tags = at % 2 == 0 ? ["Atlas", "o", tag] : [tag],
                        Addresses =
                            at == 0
                                ? [new(null, AddressKind.Visit, null, null, "Öl", null, "Atlas")]
                                : [],
                    },
                    Cancel
                )
            ).Value;
            client.Stage = (Stage)at;
            client.LastTouch = at == 1 ? null : Now - Duration.FromDays(at * 16);
            client.LastInteraction = at == 4 ? null : Now - Duration.FromHours(at * 20);
            if (at < 2)
            {
                db.Add(
                    new Seat
                    {
                        ClientId = client.Id,
                        ColleagueId = mia.Id,
                        Role = SeatRole.AccountManager,
                        Since = new LocalDate(2026, 1, 1),
                    }
                );
            }
            parent ??= client;
        }
        await db.SaveChangesAsync(Cancel);
        return (tag, mia.Id);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database)
        : ConditionsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ConditionsTests(database),
            IClassFixture<Postgres>;
}
