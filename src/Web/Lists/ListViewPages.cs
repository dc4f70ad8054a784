using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>A view as it was typed.</summary>
public sealed record ViewInput
{
    public string? Name { get; init; }
    public string? Scope { get; init; }

    /// <summary>The list that is to be kept, as <see cref="ListSaid"/> writes it; null where the view keeps its own.</summary>
    public string? Said { get; init; }

    /// <summary>The list as it stands before who changes a view.</summary>
    public string? Shown { get; init; }

    /// <summary>The list is to open with it.</summary>
    public bool Usual { get; init; }
    public int? Version { get; init; }

    /// <summary>The fields, as they are told where two change them: a list by whose it is, since its address says nobody anything.</summary>
    /// <param name="theirs">The list that the view says now.</param>
    internal static FormShape Shape(string theirs, IFormCollection? form = null)
    {
        var lists = new List<Option> { new(theirs, ListWords.ViewListTheirs) };
        if (form is not null)
        {
            lists.Add(new(form["Said"].ToString(), ListWords.ViewListMine));
            lists.Add(new(FormState.OpenedWith(form)?["Said"] ?? "", ListWords.ViewListBefore));
        }
        return new([
            new("Name", ListWords.ViewName),
            new("Scope", ListWords.ViewFor, ListViewForm.Scopes),
            new("Said", ListWords.ViewList, lists),
        ]);
    }

    internal static ViewInput Of(IFormCollection form) =>
        new()
        {
            Name = form["Name"],
            Scope = form["Scope"],
            Said = form.TryGetValue("Said", out var said) ? said.ToString() : null,
            Shown = form["Shown"],
            Version = Overtaken.Version(form),
        };

    internal static ViewInput Of(ViewRecord view) =>
        new()
        {
            Name = view.Name,
            Scope = view.Scope.ToString(),
            Said = view.Said,
            Version = view.Version,
        };
}

/// <summary>Keeping a list as it stands, and finding it again.</summary>
internal static class ListViewPages
{
    public static void Map(IEndpointRouteBuilder pages, ListOf list)
    {
        var views = pages.MapGroup($"/{list.Key}/views");
        views.MapGet("/new", (HttpContext http, Me me) => New(http, me, list)).Needs(Act.Look);
        views
            .MapPost(
                "/new",
                (
                    Db db,
                    Me me,
                    Once once,
                    SavedViews saved,
                    [FromForm] ViewInput input,
                    CancellationToken cancel
                ) => Save(me, once, saved, list, input, cancel)
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
        views
            .MapGet(
                "/{id:guid}",
                (HttpContext http, Db db, Me me, Guid id, CancellationToken cancel) =>
                    Edit(http, db, me, list, id, cancel)
            )
            .Needs(Act.Look);
        views
            .MapPost(
                "/{id:guid}",
                (
                    Db db,
                    Me me,
                    SavedViews saved,
                    Guid id,
                    [FromForm] IFormCollection form,
                    CancellationToken cancel
                ) => Change(db, me, saved, list, id, form, cancel)
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
        views
            .MapPost(
                "/{id:guid}/removal",
                async (SavedViews saved, Guid id, CancellationToken cancel) =>
                    (await saved.Remove(id, cancel)).Done
                        ? Results.LocalRedirect("/" + list.Key)
                        : Results.NotFound()
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
        views
            .MapPost(
                "/{id:guid}/usual",
                async (Db db, SavedViews saved, Guid id, CancellationToken cancel) =>
                    (await saved.Choose(list.Key, id, cancel)).Done
                        ? Opened(await Find(db, list, id, cancel))
                        : Results.NotFound()
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
        views
            .MapPost(
                "/unusual",
                async (SavedViews saved, CancellationToken cancel) =>
                {
                    await saved.Choose(list.Key, null, cancel);
                    return Results.LocalRedirect("/" + list.Key);
                }
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
    }

    private static RazorComponentResult<ListViewForm> New(HttpContext http, Me me, ListOf list) =>
        Pages.Show<ListViewForm>(
            new
            {
                Me = me,
                List = list.Key,
                Once = Guid.NewGuid().ToString(),
                Input = new ViewInput
                {
                    Scope = nameof(ViewScope.Own),
                    Said = Said(http.Request.QueryString.Value).ToString(),
                },
            }
        );

    private static async Task<IResult> Save(
        Me me,
        Once once,
        SavedViews saved,
        ListOf list,
        ViewInput input,
        CancellationToken cancel
    )
    {
        var view = await once.Do(
            input,
            () => saved.Save(Details(list, input, Said(input.Said)), cancel),
            cancel
        );
        if (!view.Done)
        {
            return Again(me, list, null, input, view.Refusal!);
        }
        if (input.Usual)
        {
            await saved.Choose(list.Key, view.Value.Id, cancel);
        }
        return Opened(list, view.Value.Id, view.Value.Said);
    }

    private static async Task<IResult> Edit(
        HttpContext http,
        Db db,
        Me me,
        ListOf list,
        Guid id,
        CancellationToken cancel
    ) =>
        await Find(db, list, id, cancel) is { Mine: true } view
            ? Pages.Show<ListViewForm>(
                new
                {
                    Me = me,
                    List = list.Key,
                    View = view,
                    Once = Guid.NewGuid().ToString(),
                    Opened = FormState.Of(ViewInput.Shape(view.Said), ViewInput.Of(view)).Write(),
                    Input = ViewInput.Of(view) with
                    {
                        Said = Said(http.Request.QueryString.Value).ToString(),
                        Shown = Said(http.Request.QueryString.Value).ToString(),
                    },
                }
            )
            : TypedResults.NotFound();

    private static async Task<IResult> Change(
        Db db,
        Me me,
        SavedViews saved,
        ListOf list,
        Guid id,
        IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await Find(db, list, id, cancel) is not { Mine: true } view)
        {
            return TypedResults.NotFound();
        }
        var shape = ViewInput.Shape(view.Said, form);
        var sent = Sent.Read(shape, form);
        form = sent.Settled(form);
        var input = ViewInput.Of(form);
        var now = FormState.Of(shape, ViewInput.Of(view));
        var address = $"/{list.Key}/views/{id}";
        var contested = new Contested(
            nameof(SavedView),
            id,
            view.Version,
            ListWords.ViewEdit.With(view.Name),
            list.Key,
            address,
            new ListLinks("/" + list.Key, ListSaid.Read(view.Said)).With(
                ListLinks.View,
                id.ToString()
            )
        );
        if (
            await Overtaken.Page(db, me, sent, now, input.Version, contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var changed = await saved.Change(
            id,
            Details(list, input, input.Said is null ? null : Said(input.Said)),
            view.Version,
            cancel
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(db, me, saved, list, id, form, cancel);
        }
        return changed.Done
            ? Opened(list, id, changed.Value.Said)
            : Again(me, list, view, input, changed.Refusal!, form[FormState.Opened]);
    }

    private static IResult Again(
        Me me,
        ListOf list,
        ViewRecord? view,
        ViewInput input,
        Refusal refusal,
        string? opened = null
    ) =>
        refusal.Kind == RefusalKind.NotFound
            ? TypedResults.NotFound()
            : Pages.Show<ListViewForm>(
                new
                {
                    Me = me,
                    List = list.Key,
                    View = view,
                    Once = Guid.NewGuid().ToString(),
                    Opened = opened,
                    Input = input,
                    Refusal = refusal,
                },
                Pages.StatusOf(refusal)
            );

    private static ViewDetails Details(ListOf list, ViewInput input, ListSaid? said) =>
        new(list.Key, input.Name, FieldText.Choice<ViewScope>(input.Scope) ?? ViewScope.Own, said);

    private static async Task<ViewRecord?> Find(
        Db db,
        ListOf list,
        Guid id,
        CancellationToken cancel
    ) => (await SavedViews.Of(db, list.Key, cancel)).FirstOrDefault(v => v.Id == id);

    private static IResult Opened(ViewRecord? view) =>
        view is null
            ? TypedResults.NotFound()
            : Opened(ListOf.OfKey(view.List)!, view.Id, view.Said);

    private static RedirectHttpResult Opened(ListOf list, Guid id, string said) =>
        TypedResults.LocalRedirect(
            new ListLinks("/" + list.Key, ListSaid.Read(said)).With(ListLinks.View, id.ToString())
        );

    /// <summary>What is kept of an address: not where the list went on, nor as which view it was opened.</summary>
    private static ListSaid Said(string? query) =>
        ListSaid
            .Read(query?.TrimStart('?'))
            .But(ListLinks.After, null)
            .But(ListLinks.Adding, null)
            .But(ListLinks.View, null);
}
