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

/// <summary>What an act's form sends, as it was typed; each act reads its own, so none of it is asked of all.</summary>
public sealed class ContactActForm
{
    public string? Date { get; set; }
    public string? WentTo { get; set; }
    public string? Client { get; set; }
    public string? Colleague { get; set; }
    public string? Closeness { get; set; }
    public string? How { get; set; }
    public string? Purpose { get; set; }
    public bool Given { get; set; }
    public string? Source { get; set; }
    public string? Reason { get; set; }
    public string? Confirm { get; set; }
}

/// <summary>What can be done with a contact besides changing what is known: leaving, knowing, consent, erasure.</summary>
internal static class ContactActPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var contact = app.MapGroup("/contacts/{id:guid}");
        contact.MapGet("/leave", Show<LeaveView>).Needs(Act.ChangeContact);
        contact.MapPost("/leave", Leave).Needs(Act.ChangeContact).DisableAntiforgery();
        contact.MapGet("/know", Show<KnowView>).Needs(Act.ChangeContact);
        contact.MapPost("/know", Know).Needs(Act.ChangeContact).DisableAntiforgery();
        contact.MapGet("/consent", Show<ConsentView>).Needs(Act.ChangeContact);
        contact.MapPost("/consent", Consent).Needs(Act.ChangeContact).DisableAntiforgery();
        contact.MapGet("/erase", ErasePage).Needs(Act.Erase);
        contact.MapPost("/erase", Erase).Needs(Act.Erase).AsksProof().DisableAntiforgery();
    }

    private static Task<IResult> Show<T>(Db db, Me me, Guid id, CancellationToken cancel)
        where T : ContactActView => Again<T>(db, me, id, new(), null, cancel);

    private static async Task<IResult> Leave(
        Db db,
        Me me,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        [FromForm] ContactActForm input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var date = ContactInput.Date("date", input.Date, faults);
        var to = await ClientNames.Chosen(db, input.Client, "toClientId", faults, cancel);
        var refusal = (
            await db.Attempt(faults, () => contacts.Leave(id, new(date, input.WentTo, to), cancel))
        ).Refusal;
        return refusal is null
            ? TypedResults.Redirect($"/contacts/{id}")
            : await Again<LeaveView>(db, me, id, input, refusal, cancel);
    }

    private static async Task<IResult> Know(
        Db db,
        Me me,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        [FromForm] ContactActForm input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var colleague = await ColleagueNames.Chosen(
            db,
            input.Colleague,
            "colleagueId",
            faults,
            cancel
        );
        var closeness = Choice.Of<Closeness>(input.Closeness) ?? Closeness.Met;
        var refusal = (
            await db.Attempt(
                faults,
                () => contacts.Know(id, new(colleague, closeness, input.How), cancel)
            )
        ).Refusal;
        return refusal is null
            ? TypedResults.Redirect($"/contacts/{id}#known-by")
            : await Again<KnowView>(db, me, id, input, refusal, cancel);
    }

    private static async Task<IResult> Consent(
        Db db,
        Me me,
        Once once,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        [FromForm] ContactActForm input,
        CancellationToken cancel
    )
    {
        var said = new ConsentDetails(
            Choice.Of<ConsentPurpose>(input.Purpose) ?? ConsentPurpose.Marketing,
            input.Given,
            input.Source
        );
        var noted = await once.Do(said, () => contacts.Consent(id, said, cancel), cancel);
        return noted.Done
            ? TypedResults.Redirect($"/contacts/{id}#consents")
            : await Again<ConsentView>(db, me, id, input, noted.Refusal, cancel);
    }

    private static Task<IResult> ErasePage(Db db, Me me, Guid id, CancellationToken cancel) =>
        EraseAgain(db, me, id, new(), [], null, cancel);

    private static async Task<IResult> Erase(
        HttpContext http,
        Db db,
        Me me,
        Rapport.Contacts.Contacts contacts,
        Guid id,
        [FromForm] ContactActForm input,
        CancellationToken cancel
    )
    {
        if (await ContactRecords.Find(db, id, cancel) is not { } contact)
        {
            return TypedResults.NotFound();
        }
        var reviewed = http
            .Request.Form["Reviewed"]
            .Select(entry => Guid.TryParse(entry, out var found) ? found : Guid.Empty)
            .ToList();
        var confirmed = Folded.Key(input.Confirm ?? "") == Folded.Key(contact.Details.Name ?? "");
        var refusal = confirmed
            ? (await contacts.Erase(id, input.Reason, reviewed, cancel)).Refusal
            : Refusal.Invalid("confirm", Fault.Unknown);
        return refusal is null
            ? TypedResults.Redirect("/contacts")
            : await EraseAgain(db, me, id, input, reviewed, refusal, cancel);
    }

    private static async Task<IResult> EraseAgain(
        Db db,
        Me me,
        Guid id,
        ContactActForm input,
        IReadOnlyList<Guid> reviewed,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        refusal?.Kind != RefusalKind.NotFound
        && await ContactRecords.Find(db, id, cancel) is { } contact
            ? Pages.Show<EraseView>(
                new
                {
                    Me = me,
                    Contact = contact,
                    Input = input,
                    Refusal = refusal,
                    Once = Guid.NewGuid().ToString(),
                    Halves = await Halves.Of(db, contact, cancel),
                    Reviewed = reviewed,
                },
                refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.NotFound();

    private static async Task<IResult> Again<T>(
        Db db,
        Me me,
        Guid id,
        ContactActForm input,
        Refusal? refusal,
        CancellationToken cancel
    )
        where T : ContactActView =>
        refusal?.Kind != RefusalKind.NotFound
        && await ContactRecords.Find(db, id, cancel) is { } contact
            ? Pages.Show<T>(
                new
                {
                    Me = me,
                    Contact = contact,
                    Input = input,
                    Refusal = refusal,
                    Once = Guid.NewGuid().ToString(),
                },
                refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.NotFound();
}
