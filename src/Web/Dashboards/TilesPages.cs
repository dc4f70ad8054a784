using Microsoft.AspNetCore.Mvc;
using Rapport.Dashboards;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Dashboards;

/// <summary>The tiles of a dashboard: each asked for by itself, added, changed and moved.</summary>
internal static class TilesPages
{
    public static void Map(IEndpointRouteBuilder dashboards)
    {
        dashboards.MapGet("/tiles/new", New).Needs(Act.Look);
        dashboards.MapPost("/tiles/new", Add).Needs(Act.Look).DisableAntiforgery();
        dashboards.MapGet("/{id:guid}/tiles/new", Sources).Needs(Act.Look);
        dashboards.MapGet("/{id:guid}/tiles/{tileId:guid}", Show).Needs(Act.Look);
        dashboards.MapGet("/{id:guid}/tiles/{tileId:guid}/edit", Edit).Needs(Act.Look);
        dashboards
            .MapPost("/{id:guid}/tiles/{tileId:guid}/edit", Change)
            .Needs(Act.Look)
            .DisableAntiforgery();
        dashboards
            .MapPost(
                "/{id:guid}/tiles/{tileId:guid}/place",
                async (
                    Rapport.Dashboards.Dashboards acts,
                    Guid id,
                    Guid tileId,
                    [FromForm] TilePlaceInput input,
                    CancellationToken cancel
                ) => Back(await acts.MoveTile(id, tileId, input.To ?? 0, cancel), id)
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
        dashboards
            .MapPost(
                "/{id:guid}/tiles/{tileId:guid}/removal",
                async (
                    Rapport.Dashboards.Dashboards acts,
                    Guid id,
                    Guid tileId,
                    CancellationToken cancel
                ) =>
                    (await acts.RemoveTile(id, tileId, cancel)).Done
                        ? Results.LocalRedirect(DashboardsPages.Of(id))
                        : Results.NotFound()
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
    }

    /// <summary>What could be shown on a dashboard: each list, and its views.</summary>
    private static async Task<IResult> Sources(Db db, Me me, Guid id, CancellationToken cancel)
    {
        if (await DashboardRecords.Find(db, id, cancel) is not { Mine: true } dashboard)
        {
            return TypedResults.NotFound();
        }
        var sources = new List<(string, IReadOnlyList<ViewRecord>)>();
        foreach (var list in ListOf.All)
        {
            sources.Add((list.Key, await SavedViews.Of(db, list.Key, cancel)));
        }
        return Pages.Show<TileSourceView>(
            new
            {
                Me = me,
                Dashboard = dashboard,
                Sources = sources,
            }
        );
    }

    /// <param name="said">The list as its address says it; of a view, nothing.</param>
    private static Task<IResult> New(
        Db db,
        Me me,
        Guid? dashboard,
        string? list,
        Guid? view,
        string? said,
        CancellationToken cancel
    )
    {
        var input = new TileInput
        {
            Dashboard = dashboard?.ToString(),
            List = list,
            View = view,
            Said = said,
            Filter = ListSaid.Read(said)[ListSaid.Filter],
        };
        return Form(db, me, null, input, null, cancel);
    }

    private static async Task<IResult> Add(
        Db db,
        Me me,
        Once once,
        Rapport.Dashboards.Dashboards acts,
        [FromForm] TileInput input,
        CancellationToken cancel
    )
    {
        if (Guid.TryParse(input.Dashboard, out var id))
        {
            var added = await once.Do(
                input,
                () => acts.AddTile(id, input.Details(), cancel),
                cancel
            );
            return added.Done
                ? Back(added, id)
                : await Form(db, me, null, input, added.Refusal, cancel);
        }
        var begun = await once.Do(
            input,
            () =>
                acts.Add(new(DashboardWords.MyDashboard, ViewScope.Own), [input.Details()], cancel),
            cancel
        );
        return begun.Done
            ? TypedResults.LocalRedirect(DashboardsPages.Of(begun.Value.Id))
            : await Form(db, me, null, input, Whole(begun.Refusal!), cancel);
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        Guid tileId,
        CancellationToken cancel
    )
    {
        if (await Find(db, id, tileId, cancel) is not var (dashboard, tile))
        {
            return TypedResults.NotFound();
        }
        var shown = new
        {
            Me = me,
            Dashboard = dashboard,
            Result = await TileResult.Of(db, tile, me.Zone, cancel),
            Now = db.Now,
        };
        return Pages.IsPartial(http) ? Pages.Show<TileBody>(shown) : Pages.Show<TileView>(shown);
    }

    private static async Task<IResult> Edit(
        Db db,
        Me me,
        Guid id,
        Guid tileId,
        CancellationToken cancel
    ) =>
        await Find(db, id, tileId, cancel) is ({ Mine: true }, var tile)
            ? await Form(db, me, tile, TileInput.Of(tile), null, cancel)
            : TypedResults.NotFound();

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Rapport.Dashboards.Dashboards acts,
        Guid id,
        Guid tileId,
        [FromForm] TileInput input,
        CancellationToken cancel
    )
    {
        if (await Find(db, id, tileId, cancel) is not ({ Mine: true }, var tile))
        {
            return TypedResults.NotFound();
        }
        input = input with { Dashboard = id.ToString(), List = tile.List };
        var changed = await acts.ChangeTile(id, tileId, input.Details(), cancel);
        return changed.Done
            ? Back(changed, id)
            : await Form(db, me, tile, input, changed.Refusal, cancel);
    }

    /// <param name="tile">Null for a new one.</param>
    private static async Task<IResult> Form(
        Db db,
        Me me,
        TileRecord? tile,
        TileInput input,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (
            refusal?.Kind == RefusalKind.NotFound
            || await ListOf.Find(db, input.List, cancel) is not { } list
        )
        {
            return TypedResults.NotFound();
        }
        var views = input.View is null ? [] : await SavedViews.Of(db, list.Key, cancel);
        return Pages.Show<TileForm>(
            new
            {
                Me = me,
                List = list,
                Input = input,
                Tile = tile,
                View = views.FirstOrDefault(v => v.Id == input.View),
                Dashboards = (await DashboardRecords.All(db, cancel)).Where(d => d.Mine).ToList(),
                Once = Guid.NewGuid().ToString(),
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
    }

    private static async Task<(DashboardRecord Dashboard, TileRecord Tile)?> Find(
        Db db,
        Guid id,
        Guid tileId,
        CancellationToken cancel
    ) =>
        await DashboardRecords.Find(db, id, cancel) is { } dashboard
        && (await DashboardRecords.Tiles(db, id, cancel)).FirstOrDefault(t => t.Id == tileId)
            is { } tile
            ? (dashboard, tile)
            : null;

    private static IResult Back(Result<Tile> act, Guid id) =>
        act.Done
            ? Results.LocalRedirect($"{DashboardsPages.Of(id)}#tile-{act.Value.Id}")
            : Results.NotFound();

    /// <summary>What is wrong with the one tile of a dashboard is wrong with the tile.</summary>
    private static Refusal Whole(Refusal refusal) =>
        refusal.Kind == RefusalKind.Invalid
            ? Refusal.Invalid([
                .. refusal.Faults.Select(f =>
                    f with
                    {
                        Field = f.Field.Replace("tiles[0].", "", StringComparison.Ordinal),
                    }
                ),
            ])
            : refusal;
}
