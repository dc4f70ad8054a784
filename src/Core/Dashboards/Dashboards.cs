using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Dashboards;

/// <summary>What can be done with dashboards. Whoever made one changes it.</summary>
public sealed class Dashboards(Db db)
{
    private readonly TileFilling filling = new(db);

    public Task<Result<Dashboard>> Add(DashboardDetails said, CancellationToken cancel = default) =>
        Add(said, [], cancel);

    /// <summary>With its first tiles, in their order.</summary>
    public async Task<Result<Dashboard>> Add(
        DashboardDetails said,
        IReadOnlyList<TileDetails> tiles,
        CancellationToken cancel = default
    )
    {
        var faults = new Faults();
        var dashboard = await Begin(said, faults, cancel);
        faults.If(
            tiles.Count > Dashboard.MostTiles,
            "tiles",
            Fault.TooMany,
            $"{Dashboard.MostTiles}"
        );
        foreach (var (place, one) in tiles.Take(Dashboard.MostTiles).Index())
        {
            var tile = Tile(dashboard, place);
            await filling.Fill(tile, one, $"tiles[{place}].", faults, cancel);
            db.Add(tile);
        }
        return await Finish(dashboard, faults, cancel);
    }

    /// <summary>One's own dashboard with the tiles of another that one has; private until it is shared.</summary>
    /// <param name="name">What it is called.</param>
    public async Task<Result<Dashboard>> Copy(
        Guid id,
        string? name,
        CancellationToken cancel = default
    )
    {
        if (await DashboardRecords.Find(db, id, cancel) is null)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        var copy = await Begin(new(name, ViewScope.Own), faults, cancel);
        foreach (var tile in await Tiles(id, cancel))
        {
            db.Add(
                new Tile
                {
                    DashboardId = copy.Id,
                    Position = tile.Position,
                    Title = tile.Title,
                    List = tile.List,
                    ViewId = tile.ViewId,
                    Said = tile.Said,
                    Shape = tile.Shape,
                    Measure = tile.Measure,
                    Field = tile.Field,
                    GroupBy = tile.GroupBy,
                    Step = tile.Step,
                    Ahead = tile.Ahead,
                    RowLimit = tile.RowLimit,
                }
            );
        }
        return await Finish(copy, faults, cancel);
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Dashboard>> Change(
        Guid id,
        DashboardDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Sharing.Changeable<Dashboard>(db, id, cancel) is not { } dashboard)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != dashboard.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        await Fill(dashboard, said, faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        return await Changed(dashboard, dashboard, cancel);
    }

    public async Task<Result<Dashboard>> Remove(Guid id, CancellationToken cancel = default)
    {
        if (await Sharing.Changeable<Dashboard>(db, id, cancel) is not { } dashboard)
        {
            return Refusal.NotFound;
        }
        db.RemoveRange(await Tiles(id, cancel));
        db.Remove(dashboard);
        db.Raise(Dashboard.Removed, dashboard, null);
        return await db.Commit(cancel) is { } refusal ? refusal : dashboard;
    }

    /// <summary>At the end of the page.</summary>
    public async Task<Result<Tile>> AddTile(
        Guid id,
        TileDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Sharing.Changeable<Dashboard>(db, id, cancel) is not { } dashboard)
        {
            return Refusal.NotFound;
        }
        var beside = await Tiles(id, cancel);
        var faults = new Faults();
        faults.If(
            beside.Count >= Dashboard.MostTiles,
            "dashboard",
            Fault.TooMany,
            $"{Dashboard.MostTiles}"
        );
        var tile = Tile(dashboard, beside.Count == 0 ? 0 : beside[^1].Position + 1);
        await filling.Fill(tile, said, "", faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        db.Add(tile);
        return await Changed(dashboard, tile, cancel);
    }

    public async Task<Result<Tile>> ChangeTile(
        Guid id,
        Guid tileId,
        TileDetails said,
        CancellationToken cancel = default
    )
    {
        if (
            await Sharing.Changeable<Dashboard>(db, id, cancel) is not { } dashboard
            || (await Tiles(id, cancel)).Find(t => t.Id == tileId) is not { } tile
        )
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        await filling.Fill(tile, said, "", faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        return await Changed(dashboard, tile, cancel);
    }

    /// <param name="to">The first stands at 0; beyond the last is the last.</param>
    public async Task<Result<Tile>> MoveTile(
        Guid id,
        Guid tileId,
        int to,
        CancellationToken cancel = default
    )
    {
        if (await Sharing.Changeable<Dashboard>(db, id, cancel) is not { } dashboard)
        {
            return Refusal.NotFound;
        }
        var tiles = await Tiles(id, cancel);
        if (tiles.Find(t => t.Id == tileId) is not { } tile)
        {
            return Refusal.NotFound;
        }
        tiles.Remove(tile);
        tiles.Insert(Math.Clamp(to, 0, tiles.Count), tile);
        foreach (var (place, one) in tiles.Index())
        {
            one.Position = place;
        }
        return await Changed(dashboard, tile, cancel);
    }

    public async Task<Result<Tile>> RemoveTile(
        Guid id,
        Guid tileId,
        CancellationToken cancel = default
    )
    {
        if (
            await Sharing.Changeable<Dashboard>(db, id, cancel) is not { } dashboard
            || (await Tiles(id, cancel)).Find(t => t.Id == tileId) is not { } tile
        )
        {
            return Refusal.NotFound;
        }
        db.Remove(tile);
        return await Changed(dashboard, tile, cancel);
    }

    private static Tile Tile(Dashboard dashboard, int position) =>
        new()
        {
            DashboardId = dashboard.Id,
            Position = position,
            List = "",
        };

    private Task<List<Tile>> Tiles(Guid id, CancellationToken cancel) =>
        db.Set<Tile>()
            .Where(t => t.DashboardId == id)
            .OrderBy(t => t.Position)
            .ThenBy(t => t.Id)
            .ToListAsync(cancel);

    private async Task<Dashboard> Begin(
        DashboardDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        var dashboard = new Dashboard { Name = "", OwnerId = db.Viewer.ColleagueId ?? Guid.Empty };
        await Fill(dashboard, said, faults, cancel);
        var kept = await db.Set<Dashboard>()
            .CountAsync(d => d.OwnerId == dashboard.OwnerId, cancel);
        faults.If(kept >= Dashboard.Most, "name", Fault.TooLarge, $"{Dashboard.Most}");
        return dashboard;
    }

    private async Task<Result<Dashboard>> Finish(
        Dashboard dashboard,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        db.Add(dashboard);
        db.Raise(Dashboard.Added, dashboard, null);
        return await db.Commit(cancel) is { } refusal ? refusal : dashboard;
    }

    private async Task<Result<T>> Changed<T>(Dashboard dashboard, T row, CancellationToken cancel)
        where T : Row
    {
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Dashboard.Changed, dashboard, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : row;
    }

    private async Task Fill(
        Dashboard dashboard,
        DashboardDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        dashboard.Name = faults.Text("name", said.Name, Dashboard.NameLength, required: true) ?? "";
        dashboard.NameKey = Folded.Key(dashboard.Name);
        faults.If(
            await db.Set<Dashboard>()
                .AnyAsync(
                    d =>
                        d.OwnerId == dashboard.OwnerId
                        && d.NameKey == dashboard.NameKey
                        && d.Id != dashboard.Id,
                    cancel
                ),
            "name",
            Fault.Taken
        );
        await Sharing.Share(db, dashboard, said.Scope, faults, cancel);
    }
}
