using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Clients;

/// <summary>What a form chooses from is what there is, whoever wrote the form.</summary>
public abstract class ChoiceTests(TestDatabase database)
{
    [Theory]
    [InlineData("stage", "To", "stage-to")]
    [InlineData("edit/basics", "Tier", "f-Tier")]
    [InlineData("seats", "Role", "f-Role")]
    public async Task What_there_is_not_is_refused_beside_the_field(
        string form,
        string field,
        string beside
    )
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client($"Choices of {ana.Colleague!.Name}");
        var before = await Record(app, client.Id);

        foreach (var typed in new[] { "99", "-1", "Nonsense" })
        {
            var page = await ana.Refused(
                $"/clients/{client.Id}/{form}",
                new()
                {
                    ["Name"] = client.Name,
                    ["Colleague"] = ana.Colleague.Email!,
                    [field] = typed,
                }
            );
            Assert.NotNull(page.QuerySelector($"#{beside}-error"));
        }

        var after = await Record(app, client.Id);
        Assert.Equal((before.Version, before.Stage), (after.Version, after.Stage));
    }

    private static async Task<ClientRecord> Record(TestApp app, Guid id)
    {
        await using var db = app.Firm.System();
        return (await ClientRecords.Find(db, id, default))!;
    }

    public sealed class OnSqlite(Sqlite database) : ChoiceTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ChoiceTests(database),
            IClassFixture<Postgres>;
}
