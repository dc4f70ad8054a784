using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Shared;

/// <summary>A refused form tells all that is wrong at once: what cannot be read, and what the rules refuse of the rest.</summary>
public abstract class FormFaultsTests(TestDatabase database)
{
    [Fact]
    public async Task A_client_s_basics_are_refused_for_all_of_their_faults_at_once()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("All at once");

        var page = await ana.Refused(
            $"/clients/{client.Id}/edit/basics",
            new()
            {
                ["Name"] = " ",
                ["Employees"] = "many",
                ["Revenue"] = "a lot",
                ["RevenueCurrency"] = "EUR",
                ["Website"] = "nowhere",
                ["Phone"] = "?",
                ["Parent"] = "Nobody Ltd",
            }
        );

        Assert.Equal(
            ["Name", "Employees", "Revenue", "Website", "Phone", "Parent"],
            Marked(page, "Name", "Employees", "Revenue", "Website", "Phone", "Parent", "Founded")
        );
    }

    [Fact]
    public async Task What_cannot_be_read_keeps_the_rest_from_being_saved()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Untouched");

        var page = await ana.Refused(
            $"/clients/{client.Id}/edit/basics",
            new() { ["Name"] = "Touched", ["Employees"] = "many" }
        );
        await ana.Refused("/clients/new", new() { ["Name"] = "Unmade", ["Parent"] = "Nobody Ltd" });

        Assert.Equal("Touched", page.Typed("Name"));
        await using var db = app.Firm.System();
        Assert.Equal("Untouched", (await ClientRecords.Find(db, client.Id, Cancel))!.Details.Name);
        Assert.False(await db.Set<Client>().AnyAsync(c => c.Name == "Unmade", Cancel));
    }

    [Fact]
    public async Task A_contact_an_opportunity_a_colleague_and_an_entry_are_refused_alike()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Alike");

        var contact = await ana.Refused(
            $"/contacts/new?client={client.Id}",
            new() { ["Name"] = "", ["Joined"] = "once" }
        );
        var opportunity = await ana.Refused(
            "/opportunities/new",
            new()
            {
                ["Name"] = "",
                ["Amount"] = "much",
                ["Owner"] = "Nobody at all",
            }
        );
        var colleague = await ana.Refused(
            "/settings/colleagues/new",
            new()
            {
                ["Name"] = "",
                ["UnitId"] = "elsewhere",
                ["Email"] = "nobody",
            }
        );
        var entry = await ana.Refused(
            $"/capture?client={client.Id}",
            new()
            {
                ["ClientId"] = client.Id.ToString(),
                ["Subject"] = "",
                ["When"] = "lately",
                ["Minutes"] = "long",
            }
        );

        Assert.Equal(["Name", "Joined"], Marked(contact, "Name", "Joined"));
        Assert.Equal(["Name", "Amount", "Owner"], Marked(opportunity, "Name", "Amount", "Owner"));
        Assert.Equal(["Name", "UnitId", "Email"], Marked(colleague, "Name", "UnitId", "Email"));
        Assert.Equal(["Subject", "When", "Minutes"], Marked(entry, "Subject", "When", "Minutes"));
    }

    [Fact]
    public async Task Hours_that_are_not_understood_come_back_as_typed_with_what_is_wrong_beside_the_day()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Hours");
        var path = $"/clients/{client.Id}/edit/basics";

        var page = await ana.Refused(
            path,
            new()
            {
                ["Name"] = "Hours",
                ["OpenHours.Mon"] = "9 - 17",
                ["OpenHours.Tue"] = "mornings, or later",
            }
        );
        using var spread = await ana.Post(
            path,
            new()
            {
                ["Name"] = "Hours",
                ["OpenHours.Mon"] = "9 - 17",
                ["spread"] = "OpenHours",
            }
        );
        var filled = await Visitor.Read(spread);

        Assert.Equal(
            ("9 - 17", "mornings, or later"),
            (page.Typed("OpenHours.Mon"), page.Typed("OpenHours.Tue"))
        );
        Assert.Equal(["Tue"], Marked(page, "OpenHours-Mon", "OpenHours-Tue").Select(f => f[^3..]));
        Assert.Equal("9 - 17", filled.Typed("OpenHours.Fri"));
        Assert.Equal("", filled.Typed("OpenHours.Sat"));
        await using var db = app.Firm.System();
        Assert.Null((await ClientRecords.Find(db, client.Id, Cancel))!.Details.OpenHours);
    }

    private static IEnumerable<string> Marked(
        AngleSharp.Dom.IDocument page,
        params string[] fields
    ) => fields.Where(f => page.Wrong(f) is not null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database)
        : FormFaultsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FormFaultsTests(database),
            IClassFixture<Postgres>;
}
