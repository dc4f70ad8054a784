using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Shared;

/// <summary>A field that names one of ours: completed as typed, and never guessed.</summary>
public abstract class CompletedFieldTests(TestDatabase database)
{
    private const string Complete = "/colleagues/complete";

    [Fact]
    public async Task A_name_that_several_share_is_refused_with_those_that_may_be_meant()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var one = await app.Firm.Client("Twin Works");
        var two = await app.Firm.Client("Twin Works");
        var seat = $"/clients/{one.Id}/seats";
        var bo = await app.Firm.Colleague(Roles.Consultant, "Bo Twinned");
        var other = await app.Firm.Colleague(Roles.Consultant, "Bo Twinned");

        var opportunity = await ana.Refused(
            "/opportunities/new",
            new() { ["Name"] = "Which", ["Client"] = "twin works" }
        );
        var seats = await ana.Refused(seat, new() { ["Colleague"] = "Bo Twinned" });
        await ana.Saved(seat, new() { ["Colleague"] = $"Bo Twinned ({bo.Email})" });

        Assert.Contains(Number(one), opportunity.Wrong("Client"), StringComparison.Ordinal);
        Assert.Contains(Number(two), opportunity.Wrong("Client"), StringComparison.Ordinal);
        Assert.Contains(bo.Email!, seats.Wrong("Colleague"), StringComparison.Ordinal);
        Assert.Contains(other.Email!, seats.Wrong("Colleague"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_typed_by_half_is_refused_with_what_it_may_mean_within_the_walls()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var hers = await app.Firm.Client("Halfway House", ana.Colleague!);
        var hidden = await app.Firm.Client("Halfway Harbour");

        var page = await ana.Refused(
            "/opportunities/new",
            new() { ["Name"] = "Half", ["Client"] = "halfway" }
        );

        Assert.Contains(Number(hers), page.Wrong("Client"), StringComparison.Ordinal);
        Assert.DoesNotContain(Number(hidden), page.Wrong("Client"), StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour", page.Wrong("Client"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colleague")]
    [InlineData("owner")]
    [InlineData("lead")]
    public async Task Who_of_us_is_completed_in_each_field_that_names_one(string field)
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);
        var bo = await app.Firm.Colleague(Roles.Consultant, $"Bo Completed for {field}");

        var options = await ana.Page($"{Complete}?{field}=completed for {field}");

        Assert.Equal(
            $"{bo.Name} ({bo.Email})",
            Assert.Single(options.QuerySelectorAll("option")).GetAttribute("value")
        );
    }

    [Fact]
    public async Task A_unit_s_lead_completes_like_every_other_colleague()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);

        var page = await ana.Page("/settings/units");
        var field = page.QuerySelector("[name=Lead]")!;

        Assert.Equal(Complete, field.GetAttribute("hx-get"));
        Assert.NotNull(page.QuerySelector($"datalist#{field.GetAttribute("list")}"));
    }

    private static string Number(Client client) => ClientRecords.Number(client.Number);

    public sealed class OnSqlite(Sqlite database)
        : CompletedFieldTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CompletedFieldTests(database),
            IClassFixture<Postgres>;
}
