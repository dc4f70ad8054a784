using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Dashboards;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Dashboards;

/// <summary>A dashboard, as a script says it.</summary>
public sealed record DashboardBody
{
    [Required]
    public string? Name { get; init; }
    public ViewScope Scope { get; init; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<TileBodySaid>? Tiles { get; init; }
}

/// <summary>A tile, as a script says it.</summary>
public sealed record TileBodySaid
{
    public string? Title { get; init; }

    /// <summary>Such as <c>clients</c>.</summary>
    [Required]
    public string? List { get; init; }

    /// <summary>The saved view that it shows; null where the list is said.</summary>
    public Guid? ViewId { get; init; }

    /// <summary>The list as the query of its page says it: <c>filter=…&amp;sort=-lastHeard</c>.</summary>
    public string? Said { get; init; }
    public TileShape Shape { get; init; }
    public Measure Measure { get; init; }

    /// <summary>The field that is summed.</summary>
    public string? Field { get; init; }

    /// <summary>The field that a chart is grouped by.</summary>
    public string? GroupBy { get; init; }
    public TimeStep? Step { get; init; }
    public bool Ahead { get; init; }
    public int? RowLimit { get; init; }

    public TileDetails Details() =>
        new()
        {
            Title = Title,
            List = List,
            ViewId = ViewId,
            Said = ListSaid.Read(Said),
            Shape = Shape,
            Measure = Measure,
            Field = Field,
            GroupBy = GroupBy,
            Step = Step ?? TimeStep.Month,
            Ahead = Ahead,
            RowLimit = RowLimit,
        };
}

/// <summary>A dashboard with its tiles. The figures of each are asked for by themselves.</summary>
public sealed record DashboardAnswer(DashboardRecord Dashboard, IReadOnlyList<TileRecord> Tiles);

/// <summary>A figure of some rows.</summary>
/// <param name="Currency">Of money.</param>
/// <param name="Value">Null of an average of nothing.</param>
/// <param name="Said">Leads to just these rows: the query of the list's page; null where none does.</param>
public sealed record TotalAnswer(
    string? Currency,
    long Rows,
    long Held,
    decimal? Value,
    string? Said
);

/// <param name="Key">The value that the rows share, as filters write it; of a span, its first day.</param>
/// <param name="Begins">Of a span.</param>
public sealed record GroupAnswer(
    GroupKind Kind,
    string? Key,
    string? Name,
    LocalDate? Begins,
    long Rows,
    long Held,
    decimal? Value,
    string? Said
);

/// <param name="Values">By the keys of their fields, as exports write them.</param>
public sealed record RowAnswer(Guid Id, IReadOnlyDictionary<string, string?> Values);

/// <summary>What a tile shows to whoever asks, within the walls of whoever asks.</summary>
/// <param name="Trouble">Why it shows nothing.</param>
/// <param name="Currency">In which the groups are.</param>
/// <param name="Count">Of a short list, how many rows the whole has.</param>
public sealed record TileAnswer(
    TileRecord Tile,
    TileTrouble? Trouble,
    IReadOnlyList<TotalAnswer> Totals,
    string? Currency,
    IReadOnlyList<GroupAnswer> Groups,
    int Count,
    IReadOnlyList<RowAnswer> Rows
);

/// <summary>Dashboards and what their tiles show, as JSON.</summary>
internal static class DashboardsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var dashboards = api.MapGroup("/dashboards").WithTags("Dashboards");
        dashboards.MapGet("/", All).Needs(Act.Look).Produces<ListPage<DashboardRecord>>();
        dashboards
            .MapPost("/", Add)
            .Needs(Act.Look)
            .Produces<DashboardAnswer>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        dashboards
            .MapGet("/{id:guid}", One)
            .Needs(Act.Look)
            .Produces<DashboardAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        dashboards
            .MapDelete("/{id:guid}", Remove)
            .Needs(Act.Look)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        dashboards
            .MapGet("/{id:guid}/tiles/{tileId:guid}", Figures)
            .Needs(Act.Look)
            .Produces<TileAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> All(Db db, CancellationToken cancel) =>
        TypedResults.Ok(
            new ListPage<DashboardRecord>(await DashboardRecords.All(db, cancel), null)
        );

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Once once,
        Rapport.Dashboards.Dashboards acts,
        DashboardBody said,
        CancellationToken cancel
    )
    {
        var tiles = (said.Tiles ?? []).Select(t => t.Details()).ToList();
        var added = await once.Do(
            said,
            () => acts.Add(new(said.Name, said.Scope), tiles, cancel),
            cancel
        );
        return added.Done
            ? Answers.Created(
                http,
                $"/api/v1/dashboards/{added.Value.Id}",
                (await Read(db, added.Value.Id, cancel))!,
                added.Value.Version
            )
            : Answers.Problem(added.Refusal!);
    }

    private static async Task<IResult> One(
        HttpContext http,
        Db db,
        Guid id,
        CancellationToken cancel
    ) =>
        await Read(db, id, cancel) is { } answer
            ? Answers.Record(http, answer, answer.Dashboard.Version)
            : Answers.NotFound();

    private static async Task<DashboardAnswer?> Read(Db db, Guid id, CancellationToken cancel) =>
        await DashboardRecords.Find(db, id, cancel) is { } dashboard
            ? new(dashboard, await DashboardRecords.Tiles(db, id, cancel))
            : null;

    private static async Task<IResult> Remove(
        Rapport.Dashboards.Dashboards acts,
        Guid id,
        CancellationToken cancel
    )
    {
        var removed = await acts.Remove(id, cancel);
        return removed.Done ? TypedResults.NoContent() : Answers.Problem(removed.Refusal!);
    }

    private static async Task<IResult> Figures(
        Db db,
        Me me,
        Guid id,
        Guid tileId,
        CancellationToken cancel
    )
    {
        if (
            await Read(db, id, cancel) is not { } dashboard
            || dashboard.Tiles.FirstOrDefault(t => t.Id == tileId) is not { } tile
        )
        {
            return Answers.NotFound();
        }
        return TypedResults.Ok(Answer(await TileResult.Of(db, tile, me.Zone, cancel)));
    }

    private static TileAnswer Answer(TileResult result)
    {
        string? Said(Filter? further) =>
            TileLinks.Href(result, further)?.Split('?', 2).ElementAtOrDefault(1);
        var measure = result.Tile.Measure;
        return new(
            result.Tile,
            result.Trouble,
            [
                .. (result.Figures?.Totals ?? []).Select(t => new TotalAnswer(
                    t.Currency,
                    t.Figure.Rows,
                    t.Figure.Held,
                    t.Figure.Value(measure),
                    t.Filter is null ? result.Said.ToString() : Said(t.Filter)
                )),
            ],
            result.Figures?.Currency,
            [
                .. (result.Figures?.Groups ?? []).Select(g => new GroupAnswer(
                    g.Kind,
                    g.Key,
                    g.Name,
                    g.Begins,
                    g.Figure.Rows,
                    g.Figure.Held,
                    g.Figure.Value(measure),
                    Said(g.Filter)
                )),
            ],
            result.Count,
            [
                .. result.Rows.Select(r => new RowAnswer(
                    r.Id,
                    result.Columns.Zip(r.Cells).ToDictionary(c => c.First.Key, c => c.Second.Text)
                )),
            ]
        );
    }
}
