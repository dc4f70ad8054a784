using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Contacts;

/// <summary>Contacts as JSON.</summary>
internal static class ContactsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Contacts");
        contacts.MapGet("/", List).Needs(Act.Look).Produces<ListPage<ContactRow>>();
        contacts
            .MapPost("/", Add)
            .Needs(Act.ChangeContact)
            .Produces<ContactRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        contacts
            .MapGet("/{id:guid}", Get)
            .Needs(Act.Look)
            .Produces<ContactRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        contacts
            .MapPatch("/{id:guid}", Change)
            .Patches(typeof(ContactDetails))
            .Needs(Act.ChangeContact)
            .Produces<ContactRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        contacts
            .MapPost("/{id:guid}/departures", Leave)
            .Needs(Act.ChangeContact)
            .Produces<ContactRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        contacts
            .MapPost("/{id:guid}/acquaintances", Know)
            .Needs(Act.ChangeContact)
            .Produces<ContactRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        contacts
            .MapPost("/{id:guid}/consents", Consent)
            .Needs(Act.ChangeContact)
            .Produces<ContactRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        contacts
            .MapPost("/{id:guid}/erasures", Erase)
            .Needs(Act.Erase)
            .AsksProof()
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(
        Db db,
        Me me,
        Guid? client,
        string? q,
        Stance? stance,
        bool? left,
        string? filter,
        string? sort,
        string? cursor,
        int? limit,
        CancellationToken cancel
    ) =>
        await Listed.Answer(
            ContactList.Instance,
            db,
            me,
            new ContactFilter(client, q, stance, left).Contacts(db),
            new ListAsked(filter, sort, cursor, limit),
            async ids =>
                await Listed.WithFields<Contact, ContactRow>(
                    db,
                    await ContactList.Read(db, ids, cancel),
                    item => item.Id,
                    (item, fields) => item with { Fields = fields },
                    cancel
                ),
            cancel
        );

    private static async Task<IResult> Get(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await ContactRecords.Find(db, id, cancel) is { } contact
            ? Answers.Record(http, contact, contact.Version)
            : Answers.NotFound();

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Contacts.Contacts contacts,
        ContactDetails said,
        CancellationToken cancel
    ) =>
        await Done(http, db, await once.Do(said, () => contacts.Add(said, cancel), cancel), cancel);

    private static Task<IResult> Change(
        HttpContext http,
        Db db,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        JsonElement patch,
        CancellationToken cancel
    ) =>
        Patched.Answer(
            http,
            patch,
            async () => (await ContactRecords.Find(db, id, cancel))?.Details,
            (said, version) => contacts.Change(id, said, version, cancel),
            () => Get(http, db, id, cancel)
        );

    private static async Task<IResult> Leave(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        DepartureDetails said,
        CancellationToken cancel
    ) =>
        await Done(
            http,
            db,
            await once.Do(said, () => contacts.Leave(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Know(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        AcquaintanceDetails said,
        CancellationToken cancel
    ) =>
        await Done(
            http,
            db,
            await once.Do(said, () => contacts.Know(id, said, cancel), cancel),
            cancel
        );

    private static async Task<IResult> Consent(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        ConsentDetails said,
        CancellationToken cancel
    ) =>
        await Done(
            http,
            db,
            await once.Do(said, () => contacts.Consent(id, said, cancel), cancel),
            cancel
        );

    /// <summary>Erases the person's data for good. Sent again, there is nobody to erase any more.</summary>
    private static async Task<IResult> Erase(
        Rapport.Contacts.Contacts contacts,
        Guid id,
        ErasureInput said,
        CancellationToken cancel
    )
    {
        var erased = await contacts.Erase(id, said.Reason, said.Reviewed ?? [], cancel);
        return erased.Done ? TypedResults.NoContent() : Answers.Problem(erased.Refusal!);
    }

    private static async Task<IResult> Done(
        HttpContext http,
        Db db,
        Result<Contact> done,
        CancellationToken cancel
    )
    {
        if (!done.Done)
        {
            return Answers.Problem(done.Refusal!);
        }
        var record = (await ContactRecords.Find(db, done.Value.Id, cancel))!;
        return Answers.Created(http, $"/api/v1/contacts/{record.Id}", record, record.Version);
    }
}

/// <summary>Why a person's data is erased, and where half her name is hers.</summary>
public sealed record ErasureInput
{
    /// <summary>Needed, though a body without it is still read: what is missing is then told of by its field.</summary>
    [Required]
    public string Reason { get; init; } = "";

    /// <summary>
    /// Entries of her clients in which her given or family name alone means her; there it is blackened too. The search
    /// finds them: by that name, kind interaction, and the client.
    /// </summary>
    public IReadOnlyList<Guid>? Reviewed { get; init; }
}
