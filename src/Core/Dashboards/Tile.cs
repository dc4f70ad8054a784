using Rapport.Data;
using Rapport.Lists;

namespace Rapport.Dashboards;

/// <summary>As what a tile shows its list.</summary>
public enum TileShape
{
    /// <summary>One figure.</summary>
    Number,

    /// <summary>A figure for each group.</summary>
    Chart,

    /// <summary>The first rows.</summary>
    Rows,
}

/// <summary>A list on a dashboard: as a number, a chart or its first rows.</summary>
public sealed class Tile : Row
{
    public const int TitleLength = 80;
    public const int FewestRows = 1;
    public const int MostRows = 10;

    public Guid DashboardId { get; init; }
    public int Position { get; set; }

    /// <summary>Null where it is called by what it shows.</summary>
    public string? Title { get; set; }

    /// <summary>The key of the list.</summary>
    public required string List { get; set; }

    /// <summary>The saved view that it shows; null where it says the list itself, and where the view was removed.</summary>
    public Guid? ViewId { get; set; }

    /// <summary>As <see cref="ListSaid"/> writes it; null where it shows a saved view.</summary>
    public string? Said { get; set; }
    public TileShape Shape { get; set; }
    public Measure Measure { get; set; }

    /// <summary>The key of the field that is summed; null where rows are counted.</summary>
    public string? Field { get; set; }

    /// <summary>The key of the field that a chart is grouped by.</summary>
    public string? GroupBy { get; set; }

    /// <summary>Of a chart by a date.</summary>
    public TimeStep Step { get; set; }

    /// <summary>Of a chart by a date: the time that comes.</summary>
    public bool Ahead { get; set; }

    /// <summary>How many rows are shown at most.</summary>
    public int RowLimit { get; set; }

    public override Guid RootId => DashboardId;
}
