using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Fields;

/// <summary>Filling the firm's own fields of a record: one form for every noun that has a list.</summary>
internal static class RecordFieldsPages
{
    /// <summary>Maps nothing for a noun that takes no fields.</summary>
    public static void Map<TRow>(IEndpointRouteBuilder pages, ListOf<TRow> list)
        where TRow : Data.Row
    {
        if (typeof(TRow).IsAssignableTo(typeof(IHasFields)))
        {
            typeof(RecordFieldsPages)
                .GetMethod(
                    nameof(MapFor),
                    System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static
                )!
                .MakeGenericMethod(typeof(TRow))
                .Invoke(null, [pages, list]);
        }
    }

    private static void MapFor<TRow>(IEndpointRouteBuilder pages, ListOf<TRow> list)
        where TRow : Data.Row, IHasFields
    {
        var path = $"/{list.Key}/{{id:guid}}/fields";
        pages
            .MapGet(
                path,
                (Db db, Me me, Guid id, CancellationToken cancel) => Open(db, me, list, id, cancel)
            )
            .Needs(list.Changes);
        pages
            .MapPost(
                path,
                (
                    Db db,
                    Me me,
                    Guid id,
                    [FromForm] IFormCollection form,
                    CancellationToken cancel
                ) => Change(db, me, list, id, form, cancel)
            )
            .Needs(list.Changes)
            .DisableAntiforgery();
    }

    private static async Task<IResult> Open<TRow>(
        Db db,
        Me me,
        ListOf<TRow> list,
        Guid id,
        CancellationToken cancel
    )
        where TRow : Data.Row, IHasFields
    {
        if (await CustomValues.Find<TRow>(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var input = await CustomInput.Of(db, record.Said.Held, cancel);
        return await Form(db, me, list, record, input, input.State.Write(), null, cancel);
    }

    private static async Task<IResult> Change<TRow>(
        Db db,
        Me me,
        ListOf<TRow> list,
        Guid id,
        IFormCollection form,
        CancellationToken cancel
    )
        where TRow : Data.Row, IHasFields
    {
        if (await CustomValues.Find<TRow>(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var held = await CustomInput.Of(db, record.Said.Held, cancel);
        var sent = Sent.Read(held.Shape, form);
        var settled = sent.Settled(form);
        var input = await CustomInput.Read(db, held.Fields, settled, cancel);
        var name = await Name(db, list, id, cancel);
        var contested = new Contested(
            typeof(TRow).Name,
            id,
            record.Version,
            name,
            list.Key,
            $"/{list.Key}/{id}/fields",
            $"/{list.Key}/{id}"
        );
        if (
            await Overtaken.Page(
                db,
                me,
                sent,
                held.State,
                Overtaken.Version(form),
                contested,
                cancel
            ) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var refusal = await input.Said(db, cancel) is { } fields
            ? await CustomValues.Change<TRow>(db, id, fields, record.Version, cancel)
            : null;
        switch (refusal?.Kind)
        {
            case null:
                return TypedResults.LocalRedirect($"/{list.Key}/{id}#own-fields");
            case RefusalKind.NotFound:
                return TypedResults.NotFound();
            case RefusalKind.Stale:
                // Overtaken between looking and saving: looked at once more.
                db.Forget();
                return await Change(db, me, list, id, settled, cancel);
            default:
                return await Form(
                    db,
                    me,
                    list,
                    record,
                    input,
                    form[FormState.Opened].ToString(),
                    refusal,
                    cancel
                );
        }
    }

    private static async Task<string> Name<TRow>(
        Db db,
        ListOf<TRow> list,
        Guid id,
        CancellationToken cancel
    )
        where TRow : Data.Row => (await list.Names(db, [id], cancel)).GetValueOrDefault(id, "");

    private static async Task<IResult> Form<TRow>(
        Db db,
        Me me,
        ListOf<TRow> list,
        RecordFields record,
        CustomInput input,
        string opened,
        Refusal? refusal,
        CancellationToken cancel
    )
        where TRow : Data.Row =>
        Pages.Show<RecordFieldsView>(
            new
            {
                Me = me,
                List = list.Key,
                Record = record,
                Name = await Name(db, list, record.Id, cancel),
                Input = input,
                Opened = opened,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
}
