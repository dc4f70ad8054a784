using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>A stage as it was chosen, and why.</summary>
public sealed class StageForm
{
    public string? To { get; set; }
    public string? Reason { get; set; }

    /// <summary>Where the client stands is what two may move; each has reasons of her own.</summary>
    internal static FormShape Shape =>
        new([
            new(
                "To",
                ClientWords.NewStage,
                ClientTexts.Options<Stage>(s => s.Label()),
                Property: nameof(Client.Stage)
            ),
        ]);

    public static StageForm Of(IFormCollection form) =>
        new() { To = form["To"], Reason = form["Reason"] };

    internal static FormState State(ClientRecord client) =>
        FormState.Of(Shape, new StageForm { To = client.Stage.ToString() });
}

/// <summary>What is known of a client as a document, and changing it part by part.</summary>
internal static class ClientEditPages
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/details", Details).Needs(Act.Look);
        client.MapGet("/edit/{section}", Edit).Needs(Act.ChangeClient);
        client.MapPost("/edit/{section}", Change).Needs(Act.ChangeClient).DisableAntiforgery();
        client.MapGet("/stage", MoveForm).Needs(Act.ChangeClient);
        client.MapPost("/stage", Move).Needs(Act.ChangeClient).DisableAntiforgery();
        ClientRatingPages.Map(client);
    }

    private static async Task<IResult> Details(Db db, Me me, Guid id, CancellationToken cancel) =>
        await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel) is { } heading
        && await ClientRecords.Find(db, id, cancel) is { } client
            ? Pages.Show<ClientDetailsView>(
                new
                {
                    Me = me,
                    Heading = heading,
                    Client = client,
                    Stages = await ClientRecords.Stages(db, id, cancel),
                    Merged = await Rapport.Duplicates.MergeRecords.Into(db, id, cancel),
                    Now = db.Now,
                }
            )
            : TypedResults.NotFound();

    private static async Task<IResult> Edit(
        Db db,
        Me me,
        Guid id,
        string section,
        CancellationToken cancel
    )
    {
        if (
            Section(section) is not { } part
            || await ClientRecords.Find(db, id, cancel) is not { } client
        )
        {
            return TypedResults.NotFound();
        }
        var rows = part.Rows(client.Details);
        if (part.List() is not null && rows.Count == 0)
        {
            rows.Add(FormRow.New);
        }
        var input = ClientInput.Of(client.Details, await ParentName(db, client, cancel));
        return Pages.Show<ClientEditView>(
            new
            {
                Me = me,
                Client = client,
                Section = part,
                Opened = FormState.Of(part.Shape(), input, part.Rows(client.Details)).Write(),
                Input = input,
                Rows = rows,
                FocusLast = rows is [var only] && only.Record is null,
            }
        );
    }

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Rapport.Clients.Clients clients,
        Guid id,
        string section,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (
            Section(section) is not { } part
            || await ClientRecords.Find(db, id, cancel) is not { } client
        )
        {
            return TypedResults.NotFound();
        }
        var version = Overtaken.Version(form);
        var sent = Sent.Read(part.Shape(), form);
        form = sent.Settled(form);
        var input = ClientInput.Of(form);
        var rows = part.List() is { } list ? FormRows.Read(form, list) : [];
        var shown = client with { Version = version ?? client.Version };
        if (WeekInput.Asked(form) || FormRows.Rearranged(form, rows))
        {
            return Shown(StatusCodes.Status200OK, null, focusLast: form.ContainsKey("add"));
        }
        FormRows.DropEmpty(rows, part.Columns());
        var now = FormState.Of(
            part.Shape(),
            ClientInput.Of(client.Details, await ParentName(db, client, cancel)),
            part.Rows(client.Details)
        );
        if (
            await Overtaken.Page(db, me, sent, now, version, Of(client, part), cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = await Said(db, client, part, input, rows, faults, cancel);
        var refusal = (
            await db.Attempt(faults, () => clients.Change(id, said, client.Version, cancel))
        ).Refusal;
        switch (refusal?.Kind)
        {
            case null:
                return TypedResults.Redirect($"/clients/{id}/details#{section}");
            case RefusalKind.NotFound:
                return TypedResults.NotFound();
            case RefusalKind.Stale:
                // Overtaken between looking and saving: looked at once more.
                db.Forget();
                return await Change(db, me, clients, id, section, form, cancel);
            default:
                return Shown(StatusCodes.Status422UnprocessableEntity, refusal);
        }

        IResult Shown(int status, Refusal? wrong, bool focusLast = false) =>
            Pages.Show<ClientEditView>(
                new
                {
                    Me = me,
                    Client = shown,
                    Section = part,
                    Input = input,
                    Rows = rows,
                    FocusLast = focusLast,
                    Refusal = wrong,
                    Opened = form[FormState.Opened].ToString(),
                },
                status
            );
    }

    private static async Task<ClientDetails> Said(
        Db db,
        ClientRecord client,
        ClientSection part,
        ClientInput input,
        List<FormRow> rows,
        Faults faults,
        CancellationToken cancel
    )
    {
        switch (part)
        {
            case ClientSection.Basics:
                return input.ToDetails(
                    client.Details.WithoutLists(),
                    await ClientNames.Chosen(db, input.Parent, "parentId", faults, cancel),
                    faults
                );
            case ClientSection.Tags:
                return client.Details.WithoutLists() with { Tags = ClientInput.Split(input.Tags) };
            default:
                return part.Said(client.Details, rows, faults);
        }
    }

    private static async Task<IResult> MoveForm(Db db, Me me, Guid id, CancellationToken cancel) =>
        await StagePage(db, me, id, new StageForm(), null, null, cancel);

    private static async Task<IResult> Move(
        Db db,
        Me me,
        Rapport.Clients.Clients clients,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await ClientRecords.Find(db, id, cancel) is not { } client)
        {
            return TypedResults.NotFound();
        }
        var sent = Sent.Read(StageForm.Shape, form);
        form = sent.Settled(form);
        var input = StageForm.Of(form);
        var contested = new Contested(
            nameof(Client),
            id,
            client.Version,
            ClientWords.MoveStageOf.With(client.Details.Name),
            "clients",
            $"/clients/{id}/stage",
            $"/clients/{id}"
        )
        {
            Beside = [new("Reason", input.Reason ?? "")],
        };
        var now = StageForm.State(client);
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var moved = Choice.Of<Stage>(input.To) is { } to
            ? await clients.Move(id, to, input.Reason, client.Version, cancel)
            : Refusal.Invalid("to", Fault.Unknown);
        if (moved.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Move(db, me, clients, id, form, cancel);
        }
        return moved.Done
            ? TypedResults.Redirect($"/clients/{id}")
            : await StagePage(
                db,
                me,
                id,
                input,
                form[FormState.Opened].ToString(),
                moved.Refusal,
                cancel
            );
    }

    private static async Task<IResult> StagePage(
        Db db,
        Me me,
        Guid id,
        StageForm input,
        string? opened,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        await ClientRecords.Find(db, id, cancel) is { } client
            ? Pages.Show<StageView>(
                new
                {
                    Me = me,
                    Client = client,
                    Input = input,
                    Opened = opened ?? StageForm.State(client).Write(),
                    Refusal = refusal,
                },
                Pages.StatusOf(refusal)
            )
            : TypedResults.NotFound();

    private static ClientSection? Section(string name) =>
        Enum.TryParse<ClientSection>(name, ignoreCase: true, out var section)
        && !char.IsAsciiDigit(name[0])
            ? section
            : null;

    private static Contested Of(ClientRecord client, ClientSection part)
    {
        var name = part.ToString().ToLowerInvariant();
        return new(
            nameof(Client),
            client.Id,
            client.Version,
            $"{part.Title()} · {client.Details.Name}",
            "clients",
            $"/clients/{client.Id}/edit/{name}",
            $"/clients/{client.Id}/details#{name}"
        );
    }

    private static async Task<string?> ParentName(
        Db db,
        ClientRecord client,
        CancellationToken cancel
    ) =>
        client is { Parent: not null, Details.ParentId: { } id }
            ? await ClientNames.Said(db, id, cancel)
            : null;
}
