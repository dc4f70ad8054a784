using System.Net;
using AngleSharp.Dom;
using Rapport.Clients;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Audit;

/// <summary>The audit as an administrator reads it, without scripts.</summary>
public abstract class AuditPagesTests(TestDatabase database)
{
    private const string Path = "/settings/audit";

    [Fact]
    public async Task Entries_are_told_in_words_and_narrowed_by_their_address()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager, "Ana Teller");
        var client = await app.Firm.Client("Told Client", ana);
        await using (var db = app.Firm.As(ana))
        {
            await new Rapport.Clients.Clients(db).Change(
                client.Id,
                new ClientDetails { Name = "Told Client", Tier = Tier.Key },
                null
            );
        }
        using var visitor = await app.SignedIn(Roles.Administrator);

        var page = await visitor.Page($"{Path}?who=Ana+Teller&kind=Client");

        var row = Assert.Single(page.QuerySelectorAll("tbody tr:not(.pager)"));
        Assert.Contains("Told Client", row.TextContent);
        Assert.Contains("Ana Teller", row.TextContent);
        Assert.Contains("Tier: ", row.TextContent);
        Assert.DoesNotContain(client.Id.ToString(), row.TextContent);
        Assert.DoesNotMatch(
            "[0-9a-f]{8}-[0-9a-f]{4}-",
            (await visitor.Page(Path)).Body!.TextContent
        );
        var nobody = await visitor.Page($"{Path}?who=Nobody+At+All");
        Assert.NotNull(nobody.QuerySelector("#f-who[aria-invalid]"));
        var none = await visitor.Page($"{Path}?to=2001-01-01");
        Assert.NotNull(none.QuerySelector(".empty"));

        using var file = await visitor.Get($"{Path}/entries.csv?who=Ana+Teller&kind=Client");
        var lines = (await file.Content.ReadAsStringAsync()).Trim().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.Contains("Told Client", lines[1]);
    }

    [Fact]
    public async Task Verifying_is_a_job_whose_outcome_is_found_on_the_page_again()
    {
        var app = await database.App();
        using var visitor = await app.SignedIn(Roles.Administrator);

        using var begun = await visitor.Post($"{Path}/verification", [], Path);

        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        await Eventually.Holds(async () =>
            (await visitor.Page(Path)).QuerySelector("#chain .note.good") is not null
        );
    }

    [Fact]
    public async Task It_is_for_administrators_and_executives()
    {
        var app = await database.App();
        foreach (
            var (roles, status) in new[]
            {
                (Roles.Executive, HttpStatusCode.OK),
                (Roles.Finance, HttpStatusCode.Forbidden),
                (Roles.AccountManager, HttpStatusCode.Forbidden),
            }
        )
        {
            using var visitor = await app.SignedIn(roles);
            using var answer = await visitor.Get(Path);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(
                status == HttpStatusCode.OK,
                (await visitor.Page("/settings")).QuerySelector($"a[href='{Path}']") is not null
            );
        }
    }

    public sealed class OnSqlite(Sqlite database)
        : AuditPagesTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : AuditPagesTests(database),
            IClassFixture<Postgres>;
}
