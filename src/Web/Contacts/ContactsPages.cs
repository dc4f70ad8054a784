using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Reports;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Clients;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Contacts;

/// <summary>Contacts as pages: the list, the people of a client, and one person.</summary>
internal static class ContactsPages
{
    private static readonly ListScreen<Contact, ContactRow, ContactRows> Screen = new(
        ContactList.Instance,
        ContactTexts.List,
        ContactList.Read,
        r => r.Id
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contacts", List).Needs(Act.Look);
        Screen.Map(app);
        app.MapGet("/clients/{id:guid}/people", OfClient).Needs(Act.Look);
        app.MapGet("/contacts/{id:guid}", Person).Needs(Act.Look);
        ContactFormPages.Map(app);
        ContactActPages.Map(app);
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] ContactQuery query,
        CancellationToken cancel
    )
    {
        var clients = await ClientNames.Filtered(db, query.Client, cancel);
        var list = await ListShown.Of(
            ContactList.Instance,
            ContactTexts.List,
            query.Links,
            db,
            me,
            query.Quick(clients).Contacts(db),
            query.After,
            counted: !Pages.IsPartial(http),
            cancel
        );
        Pages.VaryByPart(http);
        if (await Screen.Instead(http, db, me, list, cancel) is { } instead)
        {
            return instead;
        }
        return Pages.Show<ContactListView>(
            new
            {
                Me = me,
                List = list,
                Rows = await Screen.Found(db, list, cancel),
                Query = query with
                {
                    After = null,
                },
                Client = clients is [var one] ? one.Said : query.Client,
                Names = await FilterNames.Of(db, list, query.Adding, cancel),
                Now = db.Now,
            },
            Pages.StatusOf(list.Wrong)
        );
    }

    private static async Task<IResult> OfClient(Db db, Me me, Guid id, CancellationToken cancel)
    {
        if (await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel) is not { } heading)
        {
            return TypedResults.NotFound();
        }
        var people = await PeopleOf.Client(db, id, cancel);
        return Pages.Show<PeopleView>(
            new
            {
                Me = me,
                Heading = heading,
                People = people,
                Count = await ContactTexts.Counted(db, id, heading.People, people, cancel),
                Now = db.Now,
            }
        );
    }

    private static async Task<IResult> Person(
        HttpContext http,
        Db db,
        Me me,
        Uploads uploads,
        Guid id,
        string? after,
        CancellationToken cancel
    )
    {
        if (await ContactRecords.Find(db, id, cancel) is not { } contact)
        {
            return TypedResults.NotFound();
        }
        var place = Cursor.Read<StreamPlace>(after);
        var page = (
            await Timeline.Page(
                db,
                new StreamFilter(PersonId: id, Current: true),
                place,
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, e => new StreamPlace(e.Occurred, e.Id));
        var next = page.Next is null
            ? null
            : $"/contacts/{id}?after={Uri.EscapeDataString(page.Next)}";
        var today = db.Now.InZone(me.Zone).Date;
        Pages.VaryByPart(http);
        if (place is not null && Pages.IsPartial(http))
        {
            return Pages.Show<Interactions.StreamView>(
                new
                {
                    Entries = page.Items,
                    me.Zone,
                    Today = today,
                    Next = next,
                    GoesOnFrom = place.Occurred.InZone(me.Zone).Date,
                }
            );
        }
        return Pages.Show<ContactView>(
            new
            {
                Me = me,
                Contact = contact,
                Entries = page.Items,
                Next = next,
                Today = today,
                Now = db.Now,
                Merged = await Rapport.Duplicates.MergeRecords.Into(db, id, cancel),
                Files = (await AttachmentRecords.Of(db, [id], cancel))[id].ToList(),
                Most = await uploads.Most(cancel),
            }
        );
    }
}
