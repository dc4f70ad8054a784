using System.Net;
using AngleSharp.Dom;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using static Rapport.Tests.Web.Conflicts.EditForm;

namespace Rapport.Tests.Web.Conflicts;

/// <summary>Two who edit one record, without scripts: nothing lost, both told.</summary>
public abstract class ConflictTests(TestDatabase database)
{
    [Fact]
    public async Task Who_saves_second_sees_both_and_chooses_field_by_field()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana First");
        using var tom = await app.SignedIn(Roles.ProjectManager, "Tom Second");
        var client = await app.Firm.Client("Contested", ana.Colleague!, tom.Colleague!);
        var path = $"/clients/{client.Id}/edit/basics";
        var (hers, his) = (Filled(await ana.Page(path)), Filled(await tom.Page(path)));
        await ana.Saved(
            path,
            new(hers)
            {
                ["Name"] = "Named by Ana",
                ["Industry"] = "Shipping",
                ["Tier"] = "Key",
            }
        );

        using var second = await tom.Post(
            path,
            new(his)
            {
                ["Name"] = "Named by Tom",
                ["Phone"] = "+47 1",
                ["Tier"] = "Core",
            }
        );
        var page = await Visitor.Read(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Named by Ana", (await Record(app, client.Id)).Name);
        Assert.Equal(["Name", "Tier"], Asked(page));
        var said = page.Said();
        Assert.Contains("Named by Ana", said, StringComparison.Ordinal);
        Assert.Contains("Named by Tom", said, StringComparison.Ordinal);
        Assert.Contains("Ana First, ", said, StringComparison.Ordinal);
        Assert.Contains("Shipping", said, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("input[type=radio][checked]"));

        // One left unchosen is asked again, and nothing is saved.
        var half = Filled(page);
        half["_take.Name"] = "mine";
        half["_ask"] = "Tier";
        using var unsure = await tom.Post(path, half, from: path);
        var again = await Visitor.Read(unsure);
        Assert.Equal(HttpStatusCode.Conflict, unsure.StatusCode);
        Assert.Equal(["Tier"], Asked(again));
        Assert.NotNull(again.QuerySelector(".claim.is-wrong .error"));

        var rest = Filled(again);
        rest["_take.Tier"] = "theirs";
        await tom.Saved(path, rest, from: path);
        var saved = await Record(app, client.Id);
        Assert.Equal(
            ("Named by Tom", "Shipping", "+47 1", Tier.Key),
            (saved.Name, saved.Industry, saved.Phone, saved.Tier)
        );
    }

    [Fact]
    public async Task Parts_of_a_client_are_never_overwritten_unseen()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana First");
        using var tom = await app.SignedIn(Roles.ProjectManager, "Tom Second");
        var client = await app.Firm.Client("With addresses", ana.Colleague!, tom.Colleague!);
        var path = $"/clients/{client.Id}/edit/addresses";
        await ana.Saved(path, new(Filled(await ana.Page(path))) { ["Addresses[0].City"] = "Oslo" });
        var (hers, his) = (Filled(await ana.Page(path)), Filled(await tom.Page(path)));
        await ana.Saved(
            path,
            new(hers)
            {
                ["Addresses[0].City"] = "Bergen",
                ["Addresses[1].Id"] = "",
                ["Addresses[1].Kind"] = "Post",
                ["Addresses[1].City"] = "Tromsø",
            }
        );

        using var second = await tom.Post(path, new(his) { ["Addresses[0].City"] = "Molde" });
        var page = await Visitor.Read(second);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.EndsWith("/City", Assert.Single(Asked(page)), StringComparison.Ordinal);
        var chosen = Filled(page);
        chosen["_take." + chosen["_ask"]] = "mine";

        // A third change meanwhile is shown as well.
        await ana.Saved(path, new(Filled(await ana.Page(path))) { ["Addresses[0].City"] = "Bodø" });
        using var third = await tom.Post(path, chosen, from: path);
        var more = await Visitor.Read(third);
        Assert.Equal(HttpStatusCode.Conflict, third.StatusCode);
        Assert.Contains("Bodø", more.Said(), StringComparison.Ordinal);
        var last = Filled(more);
        last["_take." + last["_ask"]] = "mine";
        await tom.Saved(path, last, from: path);

        Assert.Equal(
            ["Molde", "Tromsø"],
            (await Record(app, client.Id)).Addresses!.Select(a => a.City)
        );
    }

    [Fact]
    public async Task What_nobody_else_touched_is_saved_without_asking()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager);
        var client = await app.Firm.Client("Two parts", ana.Colleague!);
        var basics = $"/clients/{client.Id}/edit/basics";
        var tags = $"/clients/{client.Id}/edit/tags";
        var (ofBasics, ofTags) = (Filled(await ana.Page(basics)), Filled(await ana.Page(tags)));

        await ana.Saved(tags, new(ofTags) { ["Tags"] = "one, two" });
        await ana.Saved(basics, new(ofBasics) { ["Phone"] = "+47 2" });

        var saved = await Record(app, client.Id);
        Assert.Equal(["one", "two"], saved.Tags);
        Assert.Equal("+47 2", saved.Phone);
    }

    [Fact]
    public async Task So_it_is_with_a_contact_an_opportunity_and_a_colleague()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.Administrator, "Ana First");
        using var tom = await app.SignedIn(Roles.Administrator, "Tom Second");
        var client = await app.Firm.Client("Shared");
        Guid contact;
        Guid business;
        await using (var db = app.Firm.System())
        {
            contact = (
                await new Rapport.Contacts.Contacts(db).Add(
                    new ContactDetails { ClientId = client.Id, Name = "Ingrid Solberg" }
                )
            )
                .Value
                .Id;
            business = (
                await new Opportunities(db).Add(
                    new OpportunityDetails { Name = "Big thing", ClientId = client.Id }
                )
            )
                .Value
                .Id;
        }
        var third = await app.Firm.Colleague(Roles.Consultant, "Third Person");
        await Told($"/contacts/{contact}/edit", "JobTitle", "Captain", "Interest", "peace");
        await Told($"/opportunities/{business}/edit", "Product", "Charter", "Amount", "1200");
        await Told($"/settings/colleagues/{third.Id}", "Name", "Renamed", "Role", "Finance");

        async Task Told(string path, string both, string one, string other, string alone)
        {
            var (hers, his) = (Filled(await ana.Page(path)), Filled(await tom.Page(path)));
            await ana.Saved(path, new(hers) { [both] = one, [other] = alone });
            using var second = await tom.Post(path, new(his) { [both] = one + " of Tom" });
            var page = await Visitor.Read(second);
            Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
            Assert.Equal([both], Asked(page));
            Assert.Contains("Ana First, ", page.Said(), StringComparison.Ordinal);
            var chosen = Filled(page);
            chosen["_take." + both] = "theirs";
            await tom.Saved(path, chosen, from: path);
            var now = Filled(await tom.Page(path));
            Assert.Equal((one, alone), (now[both], now[other]));
        }
    }

    [Fact]
    public async Task A_rating_on_the_handbook_is_not_overwritten_unseen_either()
    {
        var app = await database.App();
        using var ana = await app.SignedIn(Roles.AccountManager, "Ana First");
        using var tom = await app.SignedIn(Roles.ProjectManager, "Tom Second");
        var client = await app.Firm.Client("Rated", ana.Colleague!, tom.Colleague!);
        var values = $"/clients/{client.Id}/edit/values";
        await ana.Saved(
            values,
            new(Filled(await ana.Page(values))) { ["Values[0].Text"] = "Punctual" }
        );
        var id = (await Record(app, client.Id)).Values![0].Id;
        var (handbook, path) = ($"/clients/{client.Id}", $"/clients/{client.Id}/values/{id}");
        var his = (await tom.Page(handbook)).Typed("_opened")!;
        await ana.Saved(
            path,
            new()
            {
                ["_opened"] = his,
                ["Compliance"] = "Kept",
                ["Evidence"] = "Always early",
            },
            from: handbook
        );

        using var second = await tom.Post(
            path,
            new()
            {
                ["_opened"] = his,
                ["Compliance"] = "NotKept",
                ["Evidence"] = "",
            },
            from: handbook
        );
        var page = await Visitor.Read(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(["Compliance"], Asked(page));
        Assert.Contains("Always early", page.Said(), StringComparison.Ordinal);
        var chosen = Filled(page);
        chosen["_take.Compliance"] = "theirs";
        await tom.Saved(path, chosen, from: handbook);
        var kept = (await Record(app, client.Id)).Values![0];
        Assert.Equal((Compliance.Kept, "Always early"), (kept.Compliance, kept.Evidence));
    }

    [Fact]
    public async Task The_API_refuses_the_second_and_names_the_fields_that_differ()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var client = await app.Firm.Client("Patched twice", ana);
        using var script = await app.Script(ana);
        var path = $"/api/v1/clients/{client.Id}";
        await script.Patch(
            path,
            1,
            new
            {
                name = "First",
                industry = "Shipping",
                tags = new[] { "x" },
            }
        );

        using var second = await script.Patch(
            path,
            1,
            new
            {
                name = "Second",
                industry = "Shipping",
                phone = "1",
            }
        );
        // A list alone raises the version too.
        var version = (await Version(script, path));
        await script.Patch(path, version, new { tags = new[] { "y" } });
        using var third = await script.Patch(path, version, new { phone = "2" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType!.MediaType);
        var differs = (await second.Json())["differs"]!.AsObject();
        Assert.Equal(["name", "phone"], differs.Select(d => d.Key).Order());
        Assert.Equal(
            ("Second", "First"),
            ((string)differs["name"]!["yours"]!, (string)differs["name"]!["now"]!)
        );
        Assert.Equal(HttpStatusCode.PreconditionFailed, third.StatusCode);
    }

    private static async Task<int> Version(HttpClient script, string path)
    {
        using var answer = await script.GetAsync(new Uri(path, UriKind.Relative));
        return answer.Version();
    }

    private static async Task<ClientDetails> Record(TestApp app, Guid id)
    {
        await using var db = app.Firm.System();
        return (await ClientRecords.Find(db, id, default))!.Details;
    }

    public sealed class OnSqlite(Sqlite database) : ConflictTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ConflictTests(database),
            IClassFixture<Postgres>;
}
