using NodaTime;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Dashboards;

/// <summary>Why a tile shows nothing.</summary>
public enum TileTrouble
{
    /// <summary>The saved view that it showed was removed.</summary>
    ViewGone,

    /// <summary>The saved view is not for whoever looks.</summary>
    ViewUnseen,

    /// <summary>A field that it is worked out by is no longer asked for, or its filter names one that is not.</summary>
    FieldGone,

    /// <summary>Its list is none of the firm's.</summary>
    ListGone,

    /// <summary>It was not worked out in time.</summary>
    TooSlow,
}

/// <summary>One of the first rows.</summary>
public sealed record TileRow(Guid Id, IReadOnlyList<Cell> Cells);

/// <summary>What a tile shows to whoever looks.</summary>
/// <param name="Trouble">Why it shows nothing; then nothing else is told.</param>
/// <param name="List">The list as this firm has it.</param>
/// <param name="Said">What it shows of that.</param>
/// <param name="Figures">Of a number and of a chart.</param>
/// <param name="Count">Of rows, how many the whole list has.</param>
/// <param name="Columns">Of rows, the first of which names them.</param>
public sealed record TileResult(
    TileRecord Tile,
    TileTrouble? Trouble,
    ListOf? List,
    ListSaid Said,
    Figures? Figures,
    int Count,
    IReadOnlyList<IListField> Columns,
    IReadOnlyList<TileRow> Rows
)
{
    // Beside the name of a row, which stands for the whole of it.
    private const int MostColumns = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Within the walls of whoever looks: at most five statements, however much the list holds.</summary>
    /// <param name="zone">Of whoever looks: days begin there.</param>
    public static async Task<TileResult> Of(
        Db db,
        TileRecord tile,
        DateTimeZone zone,
        CancellationToken cancel
    )
    {
        var said = ListSaid.Read(tile.Said);
        var result = new TileResult(tile, null, null, said, null, 0, [], []);
        if (tile.Said is null)
        {
            return result with
            {
                Trouble = tile.Gone ? TileTrouble.ViewGone : TileTrouble.ViewUnseen,
            };
        }
        if (await ListOf.Find(db, tile.List, cancel) is not { } list)
        {
            return result with { Trouble = TileTrouble.ListGone };
        }
        result = result with { List = list };
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(Longest);
        try
        {
            return tile.Shape == TileShape.Rows
                ? await FirstRows(result, db, zone, late.Token)
                : await Worked(result, db, zone, late.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return result with { Trouble = TileTrouble.TooSlow };
        }
    }

    private static async Task<TileResult> Worked(
        TileResult result,
        Db db,
        DateTimeZone zone,
        CancellationToken cancel
    )
    {
        var figures = await Lists.Figures.Of(
            result.List!,
            db,
            zone,
            result.Said,
            result.Tile.Asked(),
            cancel
        );
        return figures.Done
            ? result with
            {
                Figures = figures.Value,
            }
            : result with
            {
                Trouble = TileTrouble.FieldGone,
            };
    }

    private static async Task<TileResult> FirstRows(
        TileResult result,
        Db db,
        DateTimeZone zone,
        CancellationToken cancel
    )
    {
        var asked = await result.List!.Shown(db, zone, result.Said, cancel);
        if (!asked.Done)
        {
            return result with { Trouble = TileTrouble.FieldGone };
        }
        var places = await asked.Value.Page(null, result.Tile.RowLimit, cancel);
        var columns = result.List.Columns(result.Said).Take(1 + MostColumns).ToList();
        var ids = places.Select(p => p.Id).ToList();
        var cells = await result.List.Cells(db, ids, columns.Select(c => c.Key), cancel);
        return result with
        {
            Count = await asked.Value.Count(cancel),
            Columns = columns,
            Rows = [.. ids.Where(cells.ContainsKey).Select(id => new TileRow(id, cells[id]))],
        };
    }
}
