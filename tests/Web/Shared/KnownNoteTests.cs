using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Shared;

/// <summary>Adding what may be there already is asked about, within the walls, and done by who says so.</summary>
public abstract class KnownNoteTests(TestDatabase database)
{
    private const string New = "/clients/new";

    [Fact]
    public async Task A_client_of_a_known_name_is_shown_before_it_is_added_and_added_anyway()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var known = await app.Firm.Client("Möwe Reederei");

        var asked = await ana.Refused(
            New,
            new() { ["Name"] = "  mowe REEDEREI ", ["Industry"] = "Sea" }
        );
        var before = await Count(app, "mowe reederei");
        await ana.Saved(New, new() { ["Name"] = "Möwe Reederei", ["Anyway"] = "true" });

        Assert.Equal([$"/clients/{known.Id}"], Shown(asked));
        Assert.Equal("Sea", asked.Typed("Industry"));
        Assert.NotNull(asked.QuerySelector("form button[name=Anyway]"));
        Assert.Equal((1, 2), (before, await Count(app, "mowe reederei")));
    }

    [Theory]
    [InlineData("https://www.Kestrel-Rail.example/about", true)]
    [InlineData("kestrel-rail.example", true)]
    [InlineData("rail.example", false)]
    [InlineData("not-kestrel-rail.example", false)]
    public async Task A_client_of_a_known_website_is_shown_too(string website, bool known)
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await using (var db = app.Firm.System())
        {
            var added = await new Rapport.Clients.Clients(db).Add(
                new() { Name = "Kestrel", Website = "http://Kestrel-Rail.example" },
                Cancel
            );
            Assert.True(added.Done);
        }

        using var answer = await ana.Post(
            New,
            new() { ["Name"] = $"Other {website}", ["Website"] = website }
        );

        Assert.Equal(
            known ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Redirect,
            answer.StatusCode
        );
    }

    [Fact]
    public async Task What_is_behind_a_wall_is_not_told_of()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var hers = await app.Firm.Client("Hers alone", ana.Colleague!);
        var hidden = await app.Firm.Client("Hidden Harbour");
        await Person(app, hidden, "Hidden Person", "hidden@walled.example");

        await ana.Saved(New, new() { ["Name"] = "Hidden Harbour" });
        await ana.Saved(
            $"/contacts/new?client={hers.Id}",
            Named("Hidden Person", "hidden@walled.example")
        );
    }

    [Fact]
    public async Task A_person_of_the_same_mail_address_or_of_the_same_name_there_is_shown_first()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        var here = await app.Firm.Client("Here");
        var there = await app.Firm.Client("There");
        var eva = await Person(app, there, "Eva Lund", "eva@lund.example");
        var path = $"/contacts/new?client={here.Id}";

        var mail = await ana.Refused(path, Named("E. Lund", "EVA@lund.example"));
        await ana.Saved(path, Named("Eva Lund", "other@lund.example"));
        var name = await ana.Refused(path, Named("eva LUND", null));
        await ana.Saved(path, new(Named("Eva Lund", null)) { ["Anyway"] = "true" });

        Assert.Equal([$"/contacts/{eva}"], Shown(mail));
        Assert.Contains(
            "There",
            mail.QuerySelector(".known")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain($"/contacts/{eva}", Shown(name));
        Assert.Single(Shown(name));
    }

    [Fact]
    public async Task What_is_wrong_is_said_together_with_whom_it_may_be()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator);
        await app.Firm.Client("Both at once");

        var page = await ana.Refused(
            New,
            new() { ["Name"] = "Both at once", ["Website"] = "nowhere" }
        );
        using var nevertheless = await ana.Post(
            New,
            new()
            {
                ["Name"] = "Both at once",
                ["Website"] = "nowhere",
                ["Anyway"] = "true",
            }
        );

        Assert.Single(Shown(page));
        Assert.NotNull(page.Wrong("Website"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nevertheless.StatusCode);
    }

    private static Dictionary<string, string> Named(string name, string? mail) =>
        new()
        {
            ["Name"] = name,
            ["Points[0].Kind"] = "Email",
            ["Points[0].Value"] = mail ?? "",
        };

    private static IEnumerable<string> Shown(IDocument page) =>
        page.QuerySelectorAll(".known a").Select(a => a.GetAttribute("href")!);

    private static async Task<Guid> Person(TestApp app, Client client, string name, string mail)
    {
        await using var db = app.Firm.System();
        var added = await new Rapport.Contacts.Contacts(db).Add(
            new()
            {
                ClientId = client.Id,
                Name = name,
                Points = [new(null, PointKind.Email, mail)],
            },
            Cancel
        );
        return added.Value.Id;
    }

    private static async Task<int> Count(TestApp app, string key)
    {
        await using var db = app.Firm.System();
        return await db.Set<Client>().CountAsync(c => c.NameKey == key, Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database) : KnownNoteTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : KnownNoteTests(database),
            IClassFixture<Postgres>;
}
