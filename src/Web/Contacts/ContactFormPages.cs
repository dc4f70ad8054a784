using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Fields;
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
        string? Opened = null,
        bool FocusLast = false
    )
    {
        /// <summary>Those whom a new one may be already.</summary>
        public IReadOnlyList<KnownContact> Known { get; init; } = [];

        /// <summary>The firm's own fields that a new one cannot be without.</summary>
        public CustomInput Custom { get; init; } = CustomInput.None;
    }

    private static async Task<IResult> New(Db db, Me me, Guid? client, CancellationToken cancel) =>
        client is { } id && !await ClientRecords.Sees(db, id, cancel)
            ? TypedResults.NotFound()
            : await Form(
                db,
                me,
                new(new(), ContactInput.FirstRows, client)
                {
                    Custom = await CustomInput.Required<Contact>(db, null, cancel),
                },
                cancel
            );

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
        var custom = await CustomInput.Required<Contact>(db, form, cancel);
        if (WeekInput.Asked(form) || FormRows.Rearranged(form, rows))
        {
            return await Form(
                db,
                me,
                new(input, rows, client, FocusLast: form.ContainsKey("add")) { Custom = custom },
                cancel
            );
        }
        FormRows.DropEmpty(rows, ContactInput.Columns);
        var faults = new Faults();
        var at = client ?? await ClientNames.Chosen(db, input.Client, "clientId", faults, cancel);
        var said = input.ToDetails(at, rows, null, faults) with
        {
            Fields = await custom.Said(db, cancel),
        };
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
                new(input, rows, client, Refusal: added.Refusal) { Known = known, Custom = custom },
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
        return await Form(
            db,
            me,
            new(
                input,
                rows,
                contact.Details.ClientId,
                contact,
                Opened: Now(contact, await Above(db, contact, cancel)).Write()
            ),
            cancel
        );
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
        var version = Overtaken.Version(form);
        var above = await Above(db, contact, cancel);
        var sent = Sent.Read(ContactInput.Shape(above), form);
        form = sent.Settled(form);
        var rows = FormRows.Read(form, ContactInput.Points);
        var shown = new Shown(
            ContactInput.Of(form),
            rows,
            contact.Details.ClientId,
            contact with
            {
                Version = version ?? contact.Version,
            },
            Opened: form[FormState.Opened].ToString()
        );
        if (WeekInput.Asked(form) || FormRows.Rearranged(form, rows))
        {
            return await Form(db, me, shown with { FocusLast = form.ContainsKey("add") }, cancel);
        }
        FormRows.DropEmpty(rows, ContactInput.Columns);
        if (
            await Overtaken.Page(db, me, sent, Now(contact, above), version, Of(contact), cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = shown.Input.ToDetails(contact.Details.ClientId, rows, contact.Details, faults);
        var refusal = (
            await db.Attempt(faults, () => contacts.Change(id, said, contact.Version, cancel))
        ).Refusal;
        switch (refusal?.Kind)
        {
            case null:
                return TypedResults.Redirect($"/contacts/{id}");
            case RefusalKind.NotFound:
                return TypedResults.NotFound();
            case RefusalKind.Stale:
                // Overtaken between looking and saving: looked at once more.
                db.Forget();
                return await Change(db, me, contacts, id, form, cancel);
            default:
                return await Form(db, me, shown with { Refusal = refusal }, cancel);
        }
    }

    private static FormState Now(ContactRecord contact, IReadOnlyList<Option> above) =>
        FormState.Of(
            ContactInput.Shape(above),
            ContactInput.Of(contact.Details),
            ContactInput.Rows(contact.Details)
        );

    private static Contested Of(ContactRecord contact) =>
        new(
            nameof(Contact),
            contact.Id,
            contact.Version,
            ContactWords.EditOf.With(contact.Details.Name),
            "contacts",
            $"/contacts/{contact.Id}/edit",
            $"/contacts/{contact.Id}"
        );

    /// <summary>Those to whom she may report.</summary>
    private static async Task<List<Option>> Above(
        Db db,
        ContactRecord contact,
        CancellationToken cancel
    ) =>
        contact.Details.ClientId is { } client
            ?
            [
                .. (await PeopleOf.Client(db, client, cancel)).Select(p => new Option(
                    p.Id.ToString(),
                    p.Name
                )),
            ]
            : [];

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
                shown.Custom,
                shown.Refusal,
                shown.Opened,
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
            shown.Refusal is null
                ? StatusCodes.Status200OK
                : StatusCodes.Status422UnprocessableEntity
        );
    }
}
