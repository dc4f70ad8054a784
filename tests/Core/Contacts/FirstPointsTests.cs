using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;

namespace Rapport.Tests.Core.Contacts;

/// <summary>The first mail address and number of a contact, by which the list of contacts is sorted and filtered.</summary>
public abstract class FirstPointsTests(TestDatabase database)
{
    [Fact]
    public async Task A_contact_is_found_by_her_first_address_and_number_whatever_happens_to_them()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var contacts = new Rapport.Contacts.Contacts(db);
        var kari = new ContactDetails
        {
            ClientId = scene.Halden.Id,
            Name = "Kari Lund",
            Points =
            [
                new(null, PointKind.Mobile, "+47 22 33 44 55"),
                new(null, PointKind.Email, "Kari@Halden.example"),
                new(null, PointKind.Email, "lund@private.example"),
            ],
        };
        var id = (await contacts.Add(kari, Cancel)).Value.Id;
        Assert.Equal([id], await Found(db, "email eq \"kari@halden.example\" and phone pr"));
        Assert.Empty(await Found(db, "email co \"private\""));

        var points = (await ContactRecords.Find(db, id, Cancel))!.Details.Points!;
        var turned = kari with { Points = [points[2], points[1]] };
        Assert.True((await contacts.Change(id, turned, null, Cancel)).Done);
        Assert.Equal([id], await Found(db, "email sw \"lund@\" and not (phone pr)"));

        Assert.True((await contacts.Change(id, kari with { Points = [] }, null, Cancel)).Done);
        Assert.Equal([id], await Found(db, "name eq \"kari lund\" and not (email pr)"));
    }

    [Fact]
    public async Task Pages_sorted_by_address_hold_everybody_once_those_without_one_at_the_end()
    {
        await using var scene = await Scene.Set(database.Place);
        await using var db = scene.Firm.As(scene.Ana);
        var contacts = new Rapport.Contacts.Contacts(db);
        string?[] addresses = ["b@x.example", null, "c@x.example", "a@x.example", null];
        foreach (var (n, address) in addresses.Index())
        {
            await contacts.Add(
                new ContactDetails
                {
                    ClientId = scene.Halden.Id,
                    Name = $"Page {n}",
                    Points = address is null ? [] : [new(null, PointKind.Email, address)],
                },
                Cancel
            );
        }
        var list = await Query(db, "name sw \"page\"", new Sort(ContactList.Reached));
        var seen = new List<string?>();
        ListPlace? last = null;
        while (await list.Page(last, 2, Cancel) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(p => p.Value));
            last = page[^1];
        }
        Assert.Equal(["a@x.example", "b@x.example", "c@x.example", null, null], seen);
    }

    private static async Task<List<Guid>> Found(Db db, string filter) =>
        [.. (await (await Query(db, filter, null)).Page(null, 10, Cancel)).Select(p => p.Id)];

    private static async Task<ListQuery<Contact>> Query(Db db, string filter, Sort? sort) =>
        ListQuery<Contact>
            .Of(
                ContactList.Instance,
                db,
                DateTimeZone.Utc,
                FilterText.Read(filter).Value,
                sort,
                await ContactList.Instance.Rows(db, DateTimeZone.Utc, ListSaid.Nothing, Cancel)
            )
            .Value;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class OnSqlite(Sqlite database)
        : FirstPointsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : FirstPointsTests(database),
            IClassFixture<Postgres>;
}
