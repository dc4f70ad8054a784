using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;

namespace Rapport.Dashboards;

/// <summary>A dashboard as pages and the API show it.</summary>
/// <param name="Mine">Whoever looks may change it: her own, and for who sees all whatever is shared.</param>
/// <param name="Tiles">How many it has.</param>
public sealed record DashboardRecord(
    Guid Id,
    int Version,
    string Name,
    ViewScope Scope,
    string Owner,
    bool Mine,
    int Tiles
);

/// <summary>A tile as pages and the API show it.</summary>
/// <param name="View">Of a saved view that the reader has, its name.</param>
/// <param name="ViewId">The saved view that it shows, whether the reader has that or not.</param>
/// <param name="Said">The list as the reader has it; null where its view is gone, or is not for her.</param>
/// <param name="Gone">Its view was removed.</param>
public sealed record TileRecord(
    Guid Id,
    Guid DashboardId,
    int Position,
    string? Title,
    string List,
    Guid? ViewId,
    string? View,
    string? Said,
    bool Gone,
    TileShape Shape,
    Measure Measure,
    string? Field,
    string? GroupBy,
    TimeStep Step,
    bool Ahead,
    int RowLimit
)
{
    public FiguresSaid Asked() =>
        new(Measure, Field, Shape == TileShape.Chart ? GroupBy : null, Step, Ahead);
}

/// <summary>The dashboards that are for whoever looks: her own, her unit's, the firm's.</summary>
public static class DashboardRecords
{
    private static readonly Question<Guid?, DashboardRecord> Visible = new(
        Sharing.Seen<Dashboard, DashboardRecord>(
            (db, dashboards, who) =>
                dashboards
                    .OrderBy(d => d.NameKey)
                    .ThenBy(d => d.Id)
                    .Select(d => new DashboardRecord(
                        d.Id,
                        d.Version,
                        d.Name,
                        d.Scope,
                        db.Set<Colleague>()
                            .Where(c => c.Id == d.OwnerId)
                            .Select(c => c.Name)
                            .FirstOrDefault()!,
                        d.OwnerId == who,
                        db.Set<Tile>().Count(t => t.DashboardId == d.Id)
                    ))
        )
    );

    private static readonly Question<Guid, Guid?, TileRecord> TilesOf = new(
        Sharing.Seen<SavedView, Guid, TileRecord>(
            (db, views, dashboard, who) =>
                db.Set<Tile>()
                    .Where(t => t.DashboardId == dashboard)
                    .OrderBy(t => t.Position)
                    .ThenBy(t => t.Id)
                    .SelectMany(
                        t => views.Where(v => v.Id == t.ViewId).DefaultIfEmpty(),
                        (t, v) =>
                            new TileRecord(
                                t.Id,
                                t.DashboardId,
                                t.Position,
                                t.Title,
                                t.List,
                                t.ViewId,
                                v!.Name,
                                t.Said ?? v.Said,
                                t.ViewId == null && t.Said == null,
                                t.Shape,
                                t.Measure,
                                t.Field,
                                t.GroupBy,
                                t.Step,
                                t.Ahead,
                                t.RowLimit
                            )
                    )
        )
    );

    /// <summary>Her own first, then the team's, then the firm's: one statement.</summary>
    public static async Task<IReadOnlyList<DashboardRecord>> All(Db db, CancellationToken cancel) =>
        [
            .. (await Visible.All(db, db.Viewer.ColleagueId, cancel))
                .OrderBy(d => !d.Mine)
                .ThenBy(d => d.Scope)
                .Select(d => d with { Mine = Sharing.MayChange(db.Viewer, d.Mine, d.Scope) }),
        ];

    /// <summary>Null when it is not for whoever looks.</summary>
    public static async Task<DashboardRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        (await All(db, cancel)).FirstOrDefault(d => d.Id == id);

    /// <summary>In their order: one statement. Of a dashboard that is for whoever looks.</summary>
    public static async Task<IReadOnlyList<TileRecord>> Tiles(
        Db db,
        Guid dashboard,
        CancellationToken cancel
    ) => await TilesOf.All(db, dashboard, db.Viewer.ColleagueId, cancel);
}
