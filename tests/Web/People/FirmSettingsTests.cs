using Microsoft.EntityFrameworkCore;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.People;

/// <summary>What the firm says of itself and of its units, and one of us of how the screens read.</summary>
public abstract class FirmSettingsTests(TestDatabase database)
{
    [Fact]
    public async Task The_firm_says_its_name_currency_zone_and_language()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var fields = new Dictionary<string, string>
        {
            ["Name"] = "Nordwind Advisory",
            ["Currency"] = "NOK",
            ["Zone"] = "Europe/Oslo",
            ["Language"] = "de",
        };

        await boss.Saved("/settings/firm", fields);
        var form = await boss.Page("/settings/firm");

        Assert.All(fields, f => Assert.Equal(f.Value, form.Typed(f.Key)));
        foreach (
            var (field, typed) in new[]
            {
                ("Currency", "kroner"),
                ("Currency", ""),
                ("Zone", "Mars/Base"),
                ("Zone", ""),
                ("Language", "xx"),
                ("Name", new string('x', 201)),
            }
        )
        {
            var refused = await boss.Refused("/settings/firm", new(fields) { [field] = typed });
            Assert.NotNull(refused.Wrong(field));
            Assert.Equal(
                "Nordwind Advisory",
                field == "Name" ? fields["Name"] : refused.Typed("Name")
            );
        }
        Assert.Equal("NOK", (await boss.Page("/settings/firm")).Typed("Currency"));
    }

    [Fact]
    public async Task Times_and_words_are_the_firms_where_a_colleague_chose_none()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        await boss.Saved(
            "/settings/firm",
            new()
            {
                ["Name"] = "Nordwind",
                ["Currency"] = "NOK",
                ["Zone"] = "Asia/Tokyo",
                ["Language"] = "de",
            }
        );

        var capture = await boss.Page("/capture");
        Assert.Contains("Tokyo", capture.Said(), StringComparison.Ordinal);
        Assert.Equal("de", capture.DocumentElement.GetAttribute("lang"));

        await using (var db = app.Firm.System())
        {
            var her = await db.Set<Colleague>().OrderByDescending(c => c.Id).FirstAsync();
            (her.TimeZone, her.Language) = ("Europe/Madrid", "es");
            await db.SaveChangesAsync();
        }
        var own = await boss.Page("/capture");
        Assert.Contains("Madrid", own.Said(), StringComparison.Ordinal);
        Assert.Equal("es", own.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_unit_has_a_name_of_its_own_a_lead_who_is_here_and_a_place()
    {
        var app = await database.App();
        using var boss = await app.SignedIn(Roles.Administrator);
        var lead = await app.Firm.Colleague(Roles.Executive, "Lea Lead");
        var above = await Unit(app, "Delivery");
        var fields = new Dictionary<string, string>
        {
            ["Name"] = "Delivery North",
            ["Lead"] = $"Lea Lead ({lead.Email})",
            ["ParentId"] = above.ToString(),
        };

        await boss.Saved("/settings/units", fields);
        var shown = (await boss.Page("/settings/units")).Said();

        Assert.Contains("Delivery North", shown, StringComparison.Ordinal);
        Assert.Contains("Lea Lead", shown, StringComparison.Ordinal);
        foreach (
            var (field, typed) in new[]
            {
                ("Name", " "),
                ("Name", "DELIVERY NORTH"),
                ("Lead", "Nobody we know"),
                ("ParentId", Guid.CreateVersion7().ToString()),
            }
        )
        {
            var page = await boss.Refused(
                "/settings/units",
                new(fields) { ["Name"] = "Delivery South", [field] = typed }
            );
            Assert.NotNull(page.Wrong(field));
            Assert.Equal(fields["Lead"], field == "Lead" ? fields["Lead"] : page.Typed("Lead"));
        }
    }

    [Fact]
    public async Task How_the_screens_read_is_ones_own_choice()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Consultant);

        await ana.Saved("/me", new() { ["Language"] = "es", ["TimeZone"] = "America/Lima" });
        var page = await ana.Page("/me");
        var wrong = await ana.Refused("/me", new() { ["Language"] = "xx", ["TimeZone"] = "Here" });

        Assert.Equal("es", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("America/Lima", page.Typed("TimeZone"));
        Assert.NotNull(wrong.Wrong("Language"));
        Assert.NotNull(wrong.Wrong("TimeZone"));
        Assert.Equal("Here", wrong.Typed("TimeZone"));
        await using var db = app.Firm.System();
        var kept = await ColleagueList.Find(db, ana.Colleague!.Id, default);
        Assert.Equal(Roles.Consultant, kept!.Roles);
    }

    private static async Task<Guid> Unit(TestApp app, string name)
    {
        await using var db = app.Firm.System();
        return (await new Units(db).Add(new UnitDetails(name, null, null))).Value.Id;
    }

    public sealed class OnSqlite(Sqlite database)
        : FirmSettingsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FirmSettingsTests(database),
            IClassFixture<Postgres>;
}
