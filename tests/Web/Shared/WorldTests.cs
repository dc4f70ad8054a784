using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Shared;

/// <summary>Codes that the world keeps are chosen by their names in the reader's language.</summary>
public abstract class WorldTests(TestDatabase database)
{
    [Theory]
    [InlineData("en", "Euro (EUR)", "German", "Europe", "Berlin")]
    [InlineData("de", "Schweizer Franken (CHF)", "Deutsch", "Europa", "Berlin")]
    [InlineData("es", "Dólar estadounidense (USD)", "Alemán", "América", "Buenos Aires, Argentina")]
    public async Task They_are_named_as_the_reader_names_them(
        string reader,
        string currency,
        string language,
        string continent,
        string place
    )
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        ana.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(reader);
        var client = await app.Firm.Client("World");

        var page = await ana.Page($"/clients/{client.Id}/edit/basics");

        Assert.Contains(currency, Choices(page, "Currency"));
        Assert.Contains(language, Choices(page, "Languages"));
        Assert.Contains(place, Choices(page, "TimeZone"));
        Assert.NotNull(page.QuerySelector($"[name=TimeZone] optgroup[label='{continent}']"));
    }

    [Fact]
    public async Task A_code_is_kept_and_one_that_is_not_in_the_list_stays_as_it_was()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var client = await app.Firm.Client("Codes");
        await using (var db = app.Firm.System())
        {
            await new Rapport.Clients.Clients(db).Change(
                client.Id,
                new()
                {
                    Name = "Codes",
                    Currency = "XTS",
                    TimeZone = "Etc/UTC",
                    Languages = ["nb", "en", "de", "es"],
                },
                null,
                Cancel
            );
        }
        var path = $"/clients/{client.Id}/edit/basics";

        var page = await ana.Page(path);
        var fields = page.QuerySelectorAll("form.narrow [name]")
            .Select(f => f.GetAttribute("name")!)
            .Where(n => n is not ("Languages" or "spread"))
            .Distinct()
            .ToDictionary(n => n, n => page.Typed(n)!);
        fields["Languages"] = string.Join(
            ",",
            page.QuerySelectorAll("[name=Languages] option[selected]")
                .Select(o => o.GetAttribute("value"))
        );
        await ana.Saved(path, fields);

        await using var after = app.Firm.System();
        var said = (await ClientRecords.Find(after, client.Id, Cancel))!.Details;
        Assert.Equal(("XTS", "Etc/UTC"), (said.Currency, said.TimeZone));
        Assert.Equal(["nb", "en", "de", "es"], said.Languages);
    }

    private static IEnumerable<string> Choices(AngleSharp.Dom.IDocument page, string field) =>
        page.QuerySelectorAll($"[name={field}] option").Select(o => o.TextContent);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database) : WorldTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : WorldTests(database),
            IClassFixture<Postgres>;
}
