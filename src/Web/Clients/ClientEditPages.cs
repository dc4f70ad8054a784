using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>A stage as it was chosen, and why.</summary>
public sealed class StageForm
{
    public string? To { get; set; }
    public string? Reason { get; set; }
}

/// <summary>How far we live up to a value, as it was chosen, and what shows it.</summary>
public sealed class RateForm
{
    public string? Compliance { get; set; }
    public string? Evidence { get; set; }
}

/// <summary>A rating that could not be taken, to be shown again where it was given.</summary>
public sealed record RefusedRating(Guid ValueId, RateForm Input, Refusal Refusal);

/// <summary>What is known of a client as a document, and changing it part by part.</summary>
internal static class ClientEditPages
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/details", Details).Needs(Act.Look);
        client.MapGet("/edit/{section}", Edit).Needs(Act.ChangeClient);
        client.MapPost("/edit/{section}", Change).Needs(Act.ChangeClient).DisableAntiforgery();
        client.MapGet("/stage", StageForm).Needs(Act.ChangeClient);
        client.MapPost("/stage", Move).Needs(Act.ChangeClient).DisableAntiforgery();
        client.MapPost("/values/{valueId:guid}", Rate).Needs(Act.ChangeClient).DisableAntiforgery();
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
        return Pages.Show<ClientEditView>(
            new
            {
                Me = me,
                Client = client,
                Section = part,
                Input = ClientInput.Of(client.Details, await ParentName(db, client, cancel)),
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
        var input = ClientInput.Of(form);
        var rows = part.List() is { } list ? FormRows.Read(form, list) : [];
        var shown = client with { Version = Version(form) ?? client.Version };
        if (WeekInput.Asked(form) || FormRows.Rearranged(form, rows))
        {
            return Shown(StatusCodes.Status200OK, null, focusLast: form.ContainsKey("add"));
        }
        FormRows.DropEmpty(rows, part.Columns());
        var faults = new Faults();
        var said = await Said(db, client, part, input, rows, faults, cancel);
        var refusal = (
            await db.Attempt(faults, () => clients.Change(id, said, shown.Version, cancel))
        ).Refusal;
        switch (refusal?.Kind)
        {
            case null:
                return TypedResults.Redirect($"/clients/{id}/details#{section}");
            case RefusalKind.NotFound:
                return TypedResults.NotFound();
            case RefusalKind.Stale:
                // What was typed stays; sent again, knowing of the other change, it holds.
                shown = (await ClientRecords.Find(db, id, cancel))!;
                return Shown(StatusCodes.Status409Conflict, null, stale: true);
            default:
                return Shown(StatusCodes.Status422UnprocessableEntity, refusal);
        }

        IResult Shown(int status, Refusal? wrong, bool stale = false, bool focusLast = false) =>
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
                    Stale = stale,
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

    private static async Task<IResult> StageForm(Db db, Me me, Guid id, CancellationToken cancel) =>
        await StagePage(db, me, id, new StageForm(), null, cancel);

    private static async Task<IResult> Move(
        Db db,
        Me me,
        Rapport.Clients.Clients clients,
        Guid id,
        [FromForm] StageForm input,
        CancellationToken cancel
    )
    {
        var moved = Choice.Of<Stage>(input.To) is { } to
            ? await clients.Move(id, to, input.Reason, cancel)
            : Refusal.Invalid("to", Fault.Unknown);
        return moved.Done
            ? TypedResults.Redirect($"/clients/{id}")
            : await StagePage(db, me, id, input, moved.Refusal, cancel);
    }

    private static async Task<IResult> StagePage(
        Db db,
        Me me,
        Guid id,
        StageForm input,
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
                    Refusal = refusal,
                },
                refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
            )
            : TypedResults.NotFound();

    private static async Task<IResult> Rate(
        Db db,
        Me me,
        Rapport.Clients.Clients clients,
        Guid id,
        Guid valueId,
        [FromForm] RateForm input,
        CancellationToken cancel
    )
    {
        var rated = Choice.Of<Compliance>(input.Compliance) is { } kept
            ? await clients.Rate(id, valueId, kept, input.Evidence, cancel)
            : Refusal.Invalid("compliance", Fault.Unknown);
        return rated.Refusal?.Kind switch
        {
            null => TypedResults.Redirect($"/clients/{id}#value-{valueId}"),
            RefusalKind.NotFound => TypedResults.NotFound(),
            _ => await ClientsPages.HandbookPage(
                db,
                me,
                id,
                null,
                new RefusedRating(valueId, input, rated.Refusal!),
                cancel
            ),
        };
    }

    private static ClientSection? Section(string name) =>
        Enum.TryParse<ClientSection>(name, ignoreCase: true, out var section)
        && !char.IsAsciiDigit(name[0])
            ? section
            : null;

    private static int? Version(IFormCollection form) =>
        int.TryParse(
            form["Version"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : null;

    private static async Task<string?> ParentName(
        Db db,
        ClientRecord client,
        CancellationToken cancel
    ) =>
        client is { Parent: not null, Details.ParentId: { } id }
            ? await ClientNames.Said(db, id, cancel)
            : null;
}
