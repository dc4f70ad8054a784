using System.ComponentModel.DataAnnotations;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Lists;

/// <summary>A view, as a script says it.</summary>
public sealed record ViewBody
{
    /// <summary>Such as <c>clients</c>.</summary>
    [Required]
    public string? List { get; init; }

    [Required]
    public string? Name { get; init; }
    public ViewScope Scope { get; init; }

    /// <summary>The list as the query of its page says it: <c>filter=…&amp;sort=-lastHeard</c>.</summary>
    public string? Said { get; init; }
}

/// <summary>A change of a field in many rows, as a script says it.</summary>
public sealed record ChangeBody
{
    /// <summary>Such as <c>clients</c>.</summary>
    [Required]
    public string? List { get; init; }

    /// <summary>The list as the query of its page says it: all its rows are meant where no ids are given.</summary>
    public string? Said { get; init; }
    public IReadOnlyList<Guid>? Ids { get; init; }

    [Required]
    public string? Field { get; init; }
    public ChangeWay Way { get; init; }

    /// <summary>As filters write it: choices by name, amounts as <c>1000.00 EUR</c>, people by id, words one a line.</summary>
    public string? Value { get; init; }

    /// <summary>For acts that ask for a reason.</summary>
    public string? Why { get; init; }
}

/// <summary>Views of lists and changes of many rows, as JSON. A change goes on after the answer; look again until it is done.</summary>
internal static class ListsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Lists");
        views.MapGet("/", Views).Needs(Act.Look).Produces<ListPage<ViewRecord>>();
        views
            .MapPost("/", Save)
            .Needs(Act.Look)
            .Produces<ViewRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        views
            .MapDelete("/{id:guid}", Remove)
            .Needs(Act.Look)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        var changes = api.MapGroup("/changes").WithTags("Lists");
        changes
            .MapPost("/", Ask)
            .Needs(Act.Look)
            .Produces<ListChangeRecord>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        changes
            .MapGet("/{id:guid}", Change)
            .Needs(Act.Look)
            .Produces<ListChangeRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        changes
            .MapGet("/{id:guid}/rows", Rows)
            .Needs(Act.Look)
            .Produces<ListPage<ListChangeRowRecord>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        changes
            .MapPost("/{id:guid}/run", Run)
            .Needs(Act.Look)
            .Produces<ListChangeRecord>(StatusCodes.Status201Created);
        changes
            .MapPost("/{id:guid}/reversal", Reverse)
            .Needs(Act.Look)
            .Produces<ListChangeRecord>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> Views(Db db, string? list, CancellationToken cancel) =>
        ListOf.OfKey(list) is null
            ? Answers.Problem(Refusal.Invalid("list", Fault.Unknown, list))
            : TypedResults.Ok(
                new ListPage<ViewRecord>(await SavedViews.Of(db, list!, cancel), null)
            );

    private static async Task<IResult> Save(
        HttpContext http,
        Db db,
        Once once,
        SavedViews views,
        ViewBody said,
        CancellationToken cancel
    )
    {
        var details = new ViewDetails(said.List, said.Name, said.Scope, ListSaid.Read(said.Said));
        var saved = await once.Do(said, () => views.Save(details, cancel), cancel);
        if (!saved.Done)
        {
            return Answers.Problem(saved.Refusal!);
        }
        var all = await SavedViews.Of(db, saved.Value.List, cancel);
        return Answers.Created(
            http,
            $"/api/v1/views?list={saved.Value.List}",
            all.First(v => v.Id == saved.Value.Id),
            saved.Value.Version
        );
    }

    private static async Task<IResult> Remove(SavedViews views, Guid id, CancellationToken cancel)
    {
        var removed = await views.Remove(id, cancel);
        return removed.Done ? TypedResults.NoContent() : Answers.Problem(removed.Refusal!);
    }

    private static async Task<IResult> Ask(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        ListChanges changes,
        ChangeBody said,
        CancellationToken cancel
    )
    {
        if (ListOf.OfKey(said.List) is { } list && !me.May(list.Changes))
        {
            return Answers.Problem(Refusal.Forbidden);
        }
        var change = new ListChangeSaid(
            said.List,
            ListSaid.Read(said.Said),
            said.Ids,
            said.Field,
            said.Way,
            said.Value,
            said.Why
        );
        var asked = await once.Do(said, () => changes.Ask(change, me.Zone, cancel), cancel);
        return asked.Done
            ? await Created(http, db, asked.Value.Id, cancel)
            : Answers.Problem(asked.Refusal!);
    }

    private static async Task<IResult> Change(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await ListChangeRecords.Find(db, id, cancel) is { } change
            ? Answers.Record(http, change, change.Version)
            : Answers.NotFound();

    private static async Task<IResult> Rows(
        Db db,
        Guid id,
        ChangeFate? fate,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var page = Cursor.Asked<ChangePlace>(cursor, limit);
        if (!page.Done)
        {
            return Answers.Problem(page.Refusal!);
        }
        if (await ListChangeRecords.Find(db, id, cancel) is not { } change)
        {
            return Answers.NotFound();
        }
        var (after, size) = page.Value;
        var rows = await ListChangeRecords.Rows(
            db,
            change,
            fate,
            after?.Position,
            size + 1,
            cancel
        );
        return TypedResults.Ok(rows.AsPage(size, r => new ChangePlace(r.Position)));
    }

    private static Task<IResult> Run(
        HttpContext http,
        Db db,
        Me me,
        ListChanges changes,
        Guid id,
        CancellationToken cancel
    ) => Then(http, db, me, id, changes.Start, cancel);

    private static Task<IResult> Reverse(
        HttpContext http,
        Db db,
        Me me,
        ListChanges changes,
        Guid id,
        CancellationToken cancel
    ) => Then(http, db, me, id, changes.TakeBack, cancel);

    private static async Task<IResult> Then(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        Func<Guid, CancellationToken, Task<Result<ListChange>>> act,
        CancellationToken cancel
    )
    {
        if (await ListChangeRecords.Find(db, id, cancel) is not { } change)
        {
            return Answers.NotFound();
        }
        if (!me.May(ListOf.OfKey(change.List)!.Changes))
        {
            return Answers.Problem(Refusal.Forbidden);
        }
        var begun = await act(id, cancel);
        return begun.Done ? await Created(http, db, id, cancel) : Answers.Problem(begun.Refusal!);
    }

    private static async Task<IResult> Created(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        var change = (await ListChangeRecords.Find(db, id, cancel))!;
        return Answers.Created(http, $"/api/v1/changes/{id}", change, change.Version);
    }
}
