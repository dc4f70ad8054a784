using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Contacts;

/// <summary>Adding a contact, and changing what is known of one: one form.</summary>
internal static class ContactFormPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contacts/new", New).Needs(Act.ChangeContact);
        app.MapPost("/contacts/new", Add).Needs(Act.ChangeContact).DisableAntiforgery();
        app.MapGet("/contacts/{id:guid}/edit", Edit).Needs(Act.ChangeContact);
        app.MapPost("/contacts/{id:guid}/edit", Change)
            .Needs(Act.ChangeContact)
            .DisableAntiforgery();
    }

    /// <summary>What the form shows.</summary>
    private sealed record Shown(
        ContactInput Input,
        List<FormRow> Rows,
        Guid? ClientId,
        ContactRecord? Contact = null,
        Refusal? Refusal = null,
        bool Stale = false,
        bool FocusLast = false
    )
    {
        /// <summary>Those whom a new one may be already.</summary>
        public IReadOnlyList<KnownContact> Known { get; init; } = [];
    }

    private static async Task<IResult> New(Db db, Me me, Guid? client, CancellationToken cancel) =>
        client is { } id && !await ClientRecords.Sees(db, id, cancel)
            ? TypedResults.NotFound()
            : await Form(db, me, new(new(), ContactInput.FirstRows, client), cancel);

    private static async Task<IResult> Add(
        Db db,
        Me me,
        Once once,
        Rapport.Contacts.Contacts contacts,
        Guid? client,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var input = ContactInput.Of(form);
        var rows = FormRows.Read(form, ContactInput.Points);
        if (WeekInput.Asked(form) || FormRows.Rearranged(form, rows))
        {
            return await Form(
                db,
                me,
                new(input, rows, client, FocusLast: form.ContainsKey("add")),
                cancel
            );
        }
        FormRows.DropEmpty(rows, ContactInput.Columns);
        var faults = new Faults();
        var at = client ?? await ClientNames.Chosen(db, input.Client, "clientId", faults, cancel);
        var said = input.ToDetails(at, rows, null, faults);
        var known = await KnownContacts.Like(db, said, cancel);
        Anyway.Ask(form, known.Count > 0, faults);
        var added = await db.Attempt(
            faults,
            () => once.Do(said, () => contacts.Add(said, cancel), cancel)
        );
        return added.Done
            ? TypedResults.Redirect($"/contacts/{added.Value.Id}")
            : await Form(
                db,
                me,
                new(input, rows, client, Refusal: added.Refusal) { Known = known },
                cancel
            );
    }

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel)
    {
        if (await ContactRecords.Find(db, id, cancel) is not { } contact)
        {
            return TypedResults.NotFound();
        }
        var rows = ContactInput.Rows(contact.Details);
        if (rows.Count == 0)
        {
            rows.Add(FormRow.New);
        }
        var input = ContactInput.Of(contact.Details);
        return await Form(db, me, new(input, rows, contact.Details.ClientId, contact), cancel);
    }

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await ContactRecords.Find(db, id, cancel) is not { } contact)
        {
            return TypedResults.NotFound();
        }
        var rows = FormRows.Read(form, ContactInput.Points);
        var shown = new Shown(
            ContactInput.Of(form),
            rows,
            contact.Details.ClientId,
            contact with
            {
                Version = Version(form) ?? contact.Version,
            }
        );
        if (WeekInput.Asked(form) || FormRows.Rearranged(form, rows))
        {
            return await Form(db, me, shown with { FocusLast = form.ContainsKey("add") }, cancel);
        }
        FormRows.DropEmpty(rows, ContactInput.Columns);
        var faults = new Faults();
        var said = shown.Input.ToDetails(contact.Details.ClientId, rows, contact.Details, faults);
        var refusal = (
            await db.Attempt(
                faults,
                () => contacts.Change(id, said, shown.Contact!.Version, cancel)
            )
        ).Refusal;
        return refusal?.Kind switch
        {
            null => TypedResults.Redirect($"/contacts/{id}"),
            RefusalKind.NotFound => TypedResults.NotFound(),
            // What was typed stays; sent again, knowing of the other change, it holds.
            RefusalKind.Stale => await Form(
                db,
                me,
                shown with
                {
                    Contact = await ContactRecords.Find(db, id, cancel),
                    Stale = true,
                },
                cancel
            ),
            _ => await Form(db, me, shown with { Refusal = refusal }, cancel),
        };
    }

    private static async Task<IResult> Form(Db db, Me me, Shown shown, CancellationToken cancel)
    {
        var people = shown.ClientId is { } client ? await PeopleOf.Client(db, client, cancel) : [];
        return Pages.Show<ContactFormView>(
            new
            {
                Me = me,
                shown.Input,
                shown.Rows,
                shown.ClientId,
                shown.Contact,
                shown.Refusal,
                shown.Stale,
                shown.FocusLast,
                shown.Known,
                Client = shown.ClientId is { } id ? await ClientNames.Said(db, id, cancel) : null,
                Above = people
                    .Where(p => p.Id != shown.Contact?.Id)
                    .Where(p => p.Left is null || p.Id == shown.Contact?.ReportsTo?.Id)
                    .Select(p => new Option(p.Id.ToString(), p.Name))
                    .ToList(),
                Once = Guid.NewGuid().ToString(),
            },
            shown.Stale ? StatusCodes.Status409Conflict
                : shown.Refusal is null ? StatusCodes.Status200OK
                : StatusCodes.Status422UnprocessableEntity
        );
    }

    private static int? Version(IFormCollection form) =>
        int.TryParse(
            form["Version"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : null;
}
