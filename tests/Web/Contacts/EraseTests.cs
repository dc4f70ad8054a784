using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Contacts;

/// <summary>Erasing a person on her page.</summary>
public abstract class EraseTests(TestDatabase database)
{
    [Fact]
    public async Task Entries_with_half_her_name_are_shown_before_and_blackened_where_it_is_hers()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var client = await app.Firm.Client("Halves AS", ana);
        await using var db = app.Firm.As(ana);
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails
                {
                    ClientId = client.Id,
                    GivenName = "Ylva",
                    FamilyName = "Tungsten",
                }
            )
        ).Value;
        var hers = await Note(db, client.Id, "Ylva wants to wait");
        var other = await Note(db, client.Id, "Prices of tungsten rise");
        using var visitor = await app.SignedIn(Roles.Administrator);
        var path = $"/contacts/{contact.Id}/erase";

        var page = await visitor.Page(path);

        Assert.Equal(
            new[] { hers, other }.Order(),
            page.QuerySelectorAll("input[name=Reviewed]")
                .Select(i => Guid.Parse(i.GetAttribute("value")!))
                .Order()
        );
        using var erased = await visitor.Post(
            path,
            new()
            {
                ["Reason"] = "She asked",
                ["Confirm"] = "Ylva Tungsten",
                ["Reviewed"] = hers.ToString(),
            }
        );
        Assert.Equal(HttpStatusCode.Redirect, erased.StatusCode);
        var subjects = await db.Set<Interaction>()
            .AsNoTracking()
            .ToDictionaryAsync(i => i.Id, i => i.Subject);
        Assert.Equal("▇▇▇ wants to wait", subjects[hers]);
        Assert.Equal("Prices of tungsten rise", subjects[other]);
    }

    [Fact]
    public async Task Who_has_only_a_whole_name_is_erased_as_one_whose_halves_are_filled_in()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var client = await app.Firm.Client("Whole AS", ana);
        await using var db = app.Firm.As(ana);
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails { ClientId = client.Id, Name = "Zelda Quorn" }
            )
        ).Value;
        var turned = await Note(db, client.Id, "Quorn, Zelda. Zelda-Quorn.");
        var family = await Note(db, client.Id, "Mrs Quorn");
        var given = await Note(db, client.Id, "Note about Zelda");
        using var visitor = await app.SignedIn(Roles.Administrator);
        var path = $"/contacts/{contact.Id}/erase";

        var page = await visitor.Page(path);

        var offered = page.QuerySelectorAll("input[name=Reviewed]")
            .Select(i => Guid.Parse(i.GetAttribute("value")!))
            .ToList();
        Assert.Contains(family, offered);
        Assert.Contains(given, offered);
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        using var erased = await script.Send(
            $"/api/v1/contacts/{contact.Id}/erasures",
            new { reason = "She asked", reviewed = new[] { family, given } }
        );
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        var subjects = await db.Set<Interaction>()
            .AsNoTracking()
            .ToDictionaryAsync(i => i.Id, i => i.Subject);
        Assert.Equal("▇▇▇. ▇▇▇.", subjects[turned]);
        Assert.Equal("Mrs ▇▇▇", subjects[family]);
        Assert.Equal("Note about ▇▇▇", subjects[given]);
    }

    [Fact]
    public async Task A_script_names_the_entries_in_which_half_her_name_is_hers()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.AccountManager);
        var client = await app.Firm.Client("Scripted AS", ana);
        await using var db = app.Firm.As(ana);
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails
                {
                    ClientId = client.Id,
                    GivenName = "Runa",
                    FamilyName = "Cobalt",
                }
            )
        ).Value;
        var hers = await Note(db, client.Id, "Runa wants to wait");
        var other = await Note(db, client.Id, "Prices of cobalt rise");
        using var script = await app.Script(await app.Firm.Colleague(Roles.Administrator));
        var path = $"/api/v1/contacts/{contact.Id}/erasures";

        using var without = await script.Send(path, new { reviewed = new[] { hers } });
        using var erased = await script.Send(
            path,
            new { reason = "She asked", reviewed = new[] { hers } }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Equal(["reason"], await without.Faults());
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        var subjects = await db.Set<Interaction>()
            .AsNoTracking()
            .ToDictionaryAsync(i => i.Id, i => i.Subject);
        Assert.Equal("▇▇▇ wants to wait", subjects[hers]);
        Assert.Equal("Prices of cobalt rise", subjects[other]);
    }

    [Fact]
    public async Task Every_act_with_a_contact_is_taken_with_the_fields_of_its_own_form_alone()
    {
        var app = await database.App();
        var ana = await app.Firm.Colleague(Roles.Administrator, "Ana Acts");
        var client = await app.Firm.Client("Acts AS", ana);
        await using var db = app.Firm.As(ana);
        var contact = (
            await new Rapport.Contacts.Contacts(db).Add(
                new ContactDetails { ClientId = client.Id, Name = "Odd Acts" }
            )
        ).Value;
        using var visitor = await app.SignedIn(ana);
        foreach (
            var (act, fields) in new (string, Dictionary<string, string>)[]
            {
                ("know", new() { ["Colleague"] = ana.Email!, ["Closeness"] = "Met" }),
                ("consent", new() { ["Purpose"] = "Marketing" }),
                ("leave", new() { ["WentTo"] = "Elsewhere" }),
                ("erase", new() { ["Reason"] = "Asked", ["Confirm"] = "Odd Acts" }),
            }
        )
        {
            using var answer = await visitor.Post($"/contacts/{contact.Id}/{act}", fields);
            Assert.True(
                answer.StatusCode == HttpStatusCode.Redirect,
                $"{act} answered {(int)answer.StatusCode}"
            );
        }
    }

    private static async Task<Guid> Note(Rapport.Data.Db db, Guid client, string subject) => (
            await new Rapport.Interactions.Interactions(db).Record(
                new InteractionDetails
                {
                    ClientId = client,
                    Touchpoint = Touchpoint.Sales,
                    Channel = Channel.Note,
                    Subject = subject,
                }
            )
        ).Value.Id;

    public sealed class OnSqlite(Sqlite database) : EraseTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : EraseTests(database),
            IClassFixture<Postgres>;
}
