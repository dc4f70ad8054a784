using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Lists;

/// <summary>Whatever the handbook knows of a client and of a person is there to be filtered by and shown.</summary>
public abstract class KnownFieldsTests(TestDatabase database)
{
    [Theory]
    [InlineData("legalName eq \"HALDEN MARITIME AS\"", true)]
    [InlineData("legalName co \"gmbh\"", false)]
    [InlineData("website co \"halden\"", true)]
    [InlineData("phone co \"(471) 12-34\"", true)]
    [InlineData("phone sw \"0047\"", true)]
    [InlineData("phone sw \"+49\"", false)]
    [InlineData("founded ge 1998 and founded lt 1999", true)]
    [InlineData("currency eq \"nok\"", true)]
    [InlineData("currency ne \"NOK\"", false)]
    [InlineData("languages eq \"nb\"", true)]
    [InlineData("languages eq \"en\" and not (languages eq \"de\")", true)]
    [InlineData("languages ne \"en\"", false)]
    [InlineData("not (languages pr)", false)]
    [InlineData("timeZone eq \"Europe/Oslo\"", true)]
    [InlineData("street sw \"havne\" and postalCode eq \"1771\" and region co \"fold\"", true)]
    [InlineData("values co \"bribes\"", true)]
    [InlineData("values eq \"no bribes\" and winningCriteria pr", true)]
    [InlineData("winningCriteria co \"price\"", false)]
    [InlineData("avoidedTopics co \"1997\"", true)]
    [InlineData("billingEntities sw \"halden dry\"", true)]
    [InlineData("projectManager eq \"me\" and backup pr", true)]
    [InlineData("sponsor pr or consultant eq \"me\"", false)]
    [InlineData("number ge 1", true)]
    public async Task A_filter_lets_a_client_through_by_what_is_known_of_it(
        string filter,
        bool through
    )
    {
        await using var firm = new TestFirm(database.Place);
        var (me, id) = await Halden(firm);
        await using var db = firm.As(me);

        Assert.Equal(through, await Holds(db, ClientList.Instance, filter, id));
    }

    [Theory]
    [InlineData("language eq \"nb\"", true)]
    [InlineData("language ne \"nb\"", false)]
    [InlineData("timeZone pr", false)]
    [InlineData("channels eq \"phone\"", true)]
    [InlineData("channels eq \"letter\"", false)]
    [InlineData("offHours eq true", true)]
    [InlineData("department co \"schiff\"", true)]
    [InlineData("interest co \"quiet engines\"", true)]
    [InlineData("joined ge \"2024-01-01\"", true)]
    [InlineData("wentTo pr", false)]
    [InlineData("marketing eq true", false)]
    [InlineData("recording eq true", true)]
    [InlineData("reference eq true or profile eq true", false)]
    [InlineData("knownBy eq \"me\"", true)]
    [InlineData("reportsTo eq \"Liv Head\"", true)]
    [InlineData("phone co \"471 12\"", true)]
    public async Task A_filter_lets_a_person_through_by_what_is_known_of_her(
        string filter,
        bool through
    )
    {
        await using var firm = new TestFirm(database.Place);
        var (me, client) = await Halden(firm);
        var kari = await Kari(firm, me, client);
        await using var db = firm.As(me);

        Assert.Equal(through, await Holds(db, ContactList.Instance, filter, kari));
    }

    [Fact]
    public async Task What_is_known_stands_in_its_column_and_codes_come_as_choices()
    {
        await using var firm = new TestFirm(database.Place);
        var (me, id) = await Halden(firm);
        await using var db = firm.As(me);

        var shown = (
            await ClientList.Instance.Cells(
                db,
                [id],
                [
                    "founded",
                    "currency",
                    "languages",
                    "values",
                    "projectManager",
                    "website",
                    "timeZone",
                ],
                Cancel
            )
        )[id];

        Assert.Equal(
            ["1998", "NOK", "nb\nen", "No bribes\nPaid in 30 days", me.Name],
            shown.Take(5).Select(c => c.Text)
        );
        Assert.Equal("https://halden.example", shown[5].Shown);
        Assert.Equal("Europe/Oslo", shown[6].Text);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<bool> Holds<TRow>(Db db, ListOf<TRow> list, string filter, Guid id)
        where TRow : Row
    {
        var asked = ListQuery<TRow>.Of(
            list,
            db,
            DateTimeZone.Utc,
            FilterText.Read(filter).Value,
            null,
            db.Set<TRow>().Where(r => r.Id == id)
        );
        Assert.True(asked.Done, $"{asked.Refusal?.Faults[0]}");
        var found = await asked.Value.Count(Cancel) == 1;
        // What plays ask of a row in memory is the same.
        var row = await db.Set<TRow>().SingleAsync(r => r.Id == id, Cancel);
        Assert.Equal(
            found,
            list.Holds(db, DateTimeZone.Utc, FilterText.Read(filter).Value!, row).Value
        );
        return found;
    }

    private static async Task<(Colleague Me, Guid Id)> Halden(TestFirm firm)
    {
        var me = await firm.Colleague(Roles.AccountManager, "Mia Manager");
        await using var db = firm.System();
        var added = await new Rapport.Clients.Clients(db).Add(
            new ClientDetails
            {
                Name = "Halden Maritime",
                LegalName = "Halden Maritime AS",
                Website = "https://halden.example",
                Phone = "+47 471 12 34",
                Founded = 1998,
                Currency = "NOK",
                Languages = ["nb", "en"],
                TimeZone = "Europe/Oslo",
                Addresses =
                [
                    new(null, AddressKind.Visit, "Havnegata 3", "1771", "Halden", "Østfold", "NO"),
                ],
                BillingEntities = [new(null, "Halden Dry Dock AS", null, null, null, null, 30)],
                Values =
                [
                    new(null, "No bribes", Compliance.Kept, null),
                    new(null, "Paid in 30 days", Compliance.NotYetKnown, null),
                ],
                WinningCriteria = [new(null, "We answer at night")],
                AvoidedTopics = [new(null, "The strike of 1997", null)],
            },
            Cancel
        );
        Assert.True(added.Done);
        foreach (
            var role in new[] { SeatRole.AccountManager, SeatRole.ProjectManager, SeatRole.Backup }
        )
        {
            await new Seats(db).Take(added.Value.Id, new(me.Id, role, null), Cancel);
        }
        return (me, added.Value.Id);
    }

    private static async Task<Guid> Kari(TestFirm firm, Colleague me, Guid client)
    {
        await using var db = firm.System();
        var people = new Rapport.Contacts.Contacts(db);
        var head = await people.Add(
            new ContactDetails { ClientId = client, Name = "Liv Head" },
            Cancel
        );
        var kari = await people.Add(
            new ContactDetails
            {
                ClientId = client,
                Name = "Kari Nordmann",
                Language = "nb",
                Channels = ["phone", "email"],
                OffHoursAllowed = true,
                Department = "Schiffbau",
                Interest = "Quiet engines",
                Joined = new LocalDate(2024, 2, 1),
                ReportsToId = head.Value.Id,
                Points = [new(null, PointKind.Phone, "0471 12-34")],
            },
            Cancel
        );
        foreach (
            var (purpose, given) in new[]
            {
                (ConsentPurpose.Marketing, true),
                (ConsentPurpose.Recording, true),
                (ConsentPurpose.Marketing, false),
            }
        )
        {
            Assert.True(
                (await people.Consent(kari.Value.Id, new(purpose, given, "By mail"), Cancel)).Done
            );
        }
        Assert.True(
            (await people.Know(kari.Value.Id, new(me.Id, Closeness.KnowsWell, null), Cancel)).Done
        );
        return kari.Value.Id;
    }

    public sealed class OnSqlite(Sqlite database)
        : KnownFieldsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : KnownFieldsTests(database),
            IClassFixture<Postgres>;
}
