using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>What is to be changed in many rows, as it was typed.</summary>
public sealed record ChangeInput
{
    /// <summary>The list, as <see cref="ListSaid"/> writes it.</summary>
    public string? Said { get; init; }

    /// <summary>All that the list holds, and not only those that were ticked.</summary>
    public bool All { get; init; }

    /// <summary>Those that were ticked.</summary>
    public Guid[]? Id { get; init; }
    public string? Field { get; init; }
    public string? Way { get; init; }
    public string? Value { get; init; }
    public string? Why { get; init; }

    public IReadOnlyList<Guid> Chosen => Id ?? [];
}

/// <summary>Changing a field of many rows: which field and to what, what would become of it, doing it, taking it back.</summary>
internal static class ListChangePages
{
    public static void Map(IEndpointRouteBuilder pages, ListOf list, ListSpeech speech)
    {
        var changes = pages.MapGroup($"/{list.Key}/changes");
        changes
            .MapPost(
                "/new",
                (Db db, Me me, [FromForm] ChangeInput input, CancellationToken cancel) =>
                    Form(db, me, list, speech, input, null, cancel)
            )
            .Needs(list.Changes)
            .DisableAntiforgery();
        changes
            .MapPost(
                "/",
                (
                    Db db,
                    Me me,
                    ListChanges acts,
                    [FromForm] ChangeInput input,
                    CancellationToken cancel
                ) => Ask(db, me, acts, list, speech, input, cancel)
            )
            .Needs(list.Changes)
            .DisableAntiforgery();
        changes
            .MapGet(
                "/{id:guid}",
                (
                    HttpContext http,
                    Db db,
                    Me me,
                    Guid id,
                    string? fate,
                    string? after,
                    CancellationToken cancel
                ) => Show(http, db, me, speech, id, fate, after, null, cancel)
            )
            .Needs(list.Changes);
        Act("start", (acts, id, cancel) => acts.Start(id, cancel));
        Act("undo", (acts, id, cancel) => acts.TakeBack(id, cancel));
        changes
            .MapPost(
                "/{id:guid}/continue",
                async (ListChanges acts, Jobs.Jobs jobs, Guid id, CancellationToken cancel) =>
                {
                    if (await acts.Find(id, cancel) is not null)
                    {
                        await jobs.GoOnAbout(id, cancel);
                    }
                    return Results.LocalRedirect($"/{list.Key}/changes/{id}");
                }
            )
            .Needs(list.Changes)
            .DisableAntiforgery();

        void Act(
            string verb,
            Func<ListChanges, Guid, CancellationToken, Task<Result<ListChange>>> act
        ) =>
            changes
                .MapPost(
                    "/{id:guid}/" + verb,
                    async (
                        HttpContext http,
                        Db db,
                        Me me,
                        ListChanges acts,
                        Guid id,
                        CancellationToken cancel
                    ) =>
                    {
                        var done = await act(acts, id, cancel);
                        return done.Refusal?.Kind switch
                        {
                            null => Results.LocalRedirect($"/{list.Key}/changes/{id}"),
                            RefusalKind.NotFound => Results.NotFound(),
                            _ => await Show(
                                http,
                                db,
                                me,
                                speech,
                                id,
                                null,
                                null,
                                done.Refusal,
                                cancel
                            ),
                        };
                    }
                )
                .Needs(list.Changes)
                .DisableAntiforgery();
    }

    private static async Task<IResult> Form(
        Db db,
        Me me,
        ListOf list,
        ListSpeech speech,
        ChangeInput input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        list = await list.OfFirm(db, cancel);
        var query = await list.Asked(db, me.Zone, ListSaid.Read(input.Said), cancel);
        if (list.Field(input.Field ?? "") is not { Set: not null } field || !query.Done)
        {
            return TypedResults.LocalRedirect(Back(list, input));
        }
        return Pages.Show<ListChangeForm>(
            new
            {
                Me = me,
                List = list.Key,
                Speech = speech.Of(list),
                Field = ShownField.Of(field),
                Input = input,
                Count = input.All
                    ? await query.Value.Count(cancel)
                    : input.Chosen.Distinct().Count(),
                People = field.Kind == FieldKind.Person
                    ? await FilterNames.Colleagues(db, cancel)
                    : [],
                Refusal = refusal,
                Back = Back(list, input),
            },
            Pages.StatusOf(refusal)
        );
    }

    private static async Task<IResult> Ask(
        Db db,
        Me me,
        ListChanges acts,
        ListOf list,
        ListSpeech speech,
        ChangeInput input,
        CancellationToken cancel
    )
    {
        var field = (await list.OfFirm(db, cancel)).Field(input.Field ?? "");
        var asked = await acts.Ask(
            new ListChangeSaid(
                list.Key,
                ListSaid.Read(input.Said),
                input.All ? null : input.Chosen,
                input.Field,
                FieldText.Choice<ChangeWay>(input.Way) ?? ChangeWay.Set,
                field is null ? input.Value : await TypedValue.Read(db, field, input.Value, cancel),
                input.Why
            ),
            me.Zone,
            cancel
        );
        return asked.Done
            ? TypedResults.LocalRedirect($"/{list.Key}/changes/{asked.Value.Id}")
            : await Form(db, me, list, speech, input, asked.Refusal, cancel);
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        ListSpeech speech,
        Guid id,
        string? fate,
        string? after,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (await ListChangeRecords.Find(db, id, cancel) is not { } change)
        {
            return TypedResults.NotFound();
        }
        var only = FieldText.Choice<ChangeFate>(fate);
        var rows = (
            await ListChangeRecords.Rows(
                db,
                change,
                only,
                Cursor.Read<ChangePlace>(after)?.Position,
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, r => new ChangePlace(r.Position));
        var list = (await ListOf.Find(db, change.List, cancel))!;
        speech = speech.Of(list);
        var field = list.Field(change.Field);
        var values = await ValueWords.Of(
            db,
            field is null ? null : ShownField.Of(field),
            speech,
            [change.Value, .. rows.Items.SelectMany(r => new[] { r.Before, r.After })],
            cancel
        );
        return Pages.IsPartial(http)
            ? Pages.Show<ListChangeRows>(
                new
                {
                    Change = change,
                    Rows = rows,
                    Values = values,
                    Only = only,
                }
            )
            : Pages.Show<ListChangeView>(
                new
                {
                    Me = me,
                    Change = change,
                    Rows = rows,
                    Field = field is null ? change.Field : speech.Field(change.Field),
                    Values = values,
                    Only = only,
                    Refusal = refusal,
                },
                Pages.StatusOf(refusal)
            );
    }

    private static string Back(ListOf list, ChangeInput input) =>
        new ListLinks("/" + list.Key, ListSaid.Read(input.Said)).Href;
}

/// <summary>Where the rows of a change go on.</summary>
public sealed record ChangePlace(int Position);
