using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Fields;

/// <summary>The fields that the firm adds to its records: which there are, in which order, and what they offer.</summary>
internal static class FieldsPages
{
    public const string Path = "/settings/fields";

    public static void Map(IEndpointRouteBuilder app)
    {
        var fields = app.MapGroup(Path);
        fields.MapGet("/", All).Needs(Act.ManageFields);
        fields.MapGet("/new", New).Needs(Act.ManageFields);
        fields.MapPost("/new", Add).Needs(Act.ManageFields).DisableAntiforgery();
        fields.MapGet("/{id:guid}", Edit).Needs(Act.ManageFields);
        fields.MapPost("/{id:guid}", Change).Needs(Act.ManageFields).DisableAntiforgery();
        fields
            .MapPost(
                "/{id:guid}/place",
                (
                    CustomFields acts,
                    Guid id,
                    [FromForm] PlaceInput input,
                    CancellationToken cancel
                ) => Back(acts.Move(id, input.To ?? 0, cancel))
            )
            .Needs(Act.ManageFields)
            .DisableAntiforgery();
        fields
            .MapPost(
                "/{id:guid}/archival",
                (CustomFields acts, Guid id, CancellationToken cancel) =>
                    Back(acts.Archive(id, cancel))
            )
            .Needs(Act.ManageFields)
            .DisableAntiforgery();
        fields
            .MapPost(
                "/{id:guid}/restoration",
                async (Db db, Me me, CustomFields acts, Guid id, CancellationToken cancel) =>
                {
                    var restored = await acts.Restore(id, cancel);
                    return restored.Refusal switch
                    {
                        null => Results.LocalRedirect(Path),
                        { Kind: RefusalKind.NotFound } => Results.NotFound(),
                        var refusal => await Show(db, me, refusal, cancel),
                    };
                }
            )
            .Needs(Act.ManageFields)
            .DisableAntiforgery();
    }

    private static Task<IResult> All(Db db, Me me, CancellationToken cancel) =>
        Show(db, me, null, cancel);

    private static async Task<IResult> Show(
        Db db,
        Me me,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        Pages.Show<FieldsView>(
            new
            {
                Me = me,
                Fields = await FieldRecords.All(db, cancel),
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );

    private static async Task<IResult> Back(Task<Result<CustomField>> act) =>
        (await act).Done ? TypedResults.LocalRedirect(Path) : TypedResults.NotFound();

    /// <param name="of">The kind of record.</param>
    /// <param name="kind">The kind of field; none yet shows which there are.</param>
    private static IResult New(Me me, string? of, string? kind) =>
        !CustomFields.RecordKinds.Contains(of)
            ? TypedResults.NotFound()
            : Form(me, null, FieldInput.New(of!, Kind(kind)), [FormRow.New], null, false);

    private static async Task<IResult> Add(
        Me me,
        Once once,
        CustomFields acts,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var input = FieldInput.Of(form);
        var rows = FormRows.Read(form, FieldInput.Choices);
        if (FormRows.Rearranged(form, rows))
        {
            return Form(me, null, input, rows, null, form.ContainsKey("add"));
        }
        FormRows.DropEmpty(rows, FieldInput.Columns);
        var said = input.Details(rows);
        var added = await once.Do(said, () => acts.Add(said, cancel), cancel);
        return added.Done
            ? TypedResults.LocalRedirect(Path)
            : Form(me, null, input, rows, added.Refusal, false);
    }

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel)
    {
        if (await FieldRecords.Find(db, id, cancel) is not { } field)
        {
            return TypedResults.NotFound();
        }
        var (input, rows) = (FieldInput.Of(field), FieldInput.Rows(field));
        var opened = FormState.Of(FieldInput.Shape, input, rows).Write();
        return Form(me, field, input, rows, null, false, opened);
    }

    private static async Task<IResult> Change(
        Db db,
        Me me,
        CustomFields acts,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await FieldRecords.Find(db, id, cancel) is not { } field)
        {
            return TypedResults.NotFound();
        }
        var there = FieldInput.Of(field);
        var rows = FormRows.Read(form, FieldInput.Choices);
        if (FormRows.Rearranged(form, rows))
        {
            return Form(
                me,
                field,
                FieldInput.Of(form) with
                {
                    RecordKind = field.RecordKind,
                    Kind = field.Kind,
                },
                rows,
                null,
                form.ContainsKey("add"),
                form[FormState.Opened].ToString()
            );
        }
        var sent = Sent.Read(FieldInput.Shape, form);
        var settled = sent.Settled(form);
        var input = FieldInput.Of(settled) with
        {
            RecordKind = field.RecordKind,
            Kind = field.Kind,
        };
        rows = FormRows.Read(settled, FieldInput.Choices);
        FormRows.DropEmpty(rows, FieldInput.Columns);
        var contested = new Contested(
            nameof(CustomField),
            id,
            field.Version,
            field.Name,
            "settings",
            $"{Path}/{id}",
            $"{Path}/{id}"
        );
        var now = FormState.Of(FieldInput.Shape, there, FieldInput.Rows(field));
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var said = input.Details(rows) with { Decimals = null };
        var changed = await acts.Change(id, said, field.Version, cancel);
        switch (changed.Refusal?.Kind)
        {
            case null:
                return TypedResults.LocalRedirect(Path);
            case RefusalKind.NotFound:
                return TypedResults.NotFound();
            case RefusalKind.Stale:
                // Overtaken between looking and saving: looked at once more.
                db.Forget();
                return await Change(db, me, acts, id, settled, cancel);
            default:
                return Form(
                    me,
                    field,
                    input,
                    rows,
                    changed.Refusal,
                    false,
                    form[FormState.Opened].ToString()
                );
        }
    }

    private static RazorComponentResult<FieldForm> Form(
        Me me,
        FieldRecord? field,
        FieldInput input,
        List<FormRow> rows,
        Refusal? refusal,
        bool focusLast,
        string? opened = null
    ) =>
        Pages.Show<FieldForm>(
            new
            {
                Me = me,
                Field = field,
                Input = input,
                Rows = rows,
                FocusLast = focusLast,
                Opened = opened,
                Refusal = refusal,
                Once = Guid.NewGuid().ToString(),
            },
            Pages.StatusOf(refusal)
        );

    private static FieldKind? Kind(string? said) =>
        FieldText.Choice<FieldKind>(said) is { } kind && CustomField.Kinds.Contains(kind)
            ? kind
            : null;
}
