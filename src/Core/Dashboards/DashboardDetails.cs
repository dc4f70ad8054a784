using Rapport.Lists;

namespace Rapport.Dashboards;

/// <summary>What may be said of a dashboard.</summary>
public sealed record DashboardDetails(string? Name, ViewScope Scope);

/// <summary>What may be said of a tile.</summary>
public sealed record TileDetails
{
    public string? Title { get; init; }

    /// <summary>The key of the list, such as <c>clients</c>.</summary>
    public string? List { get; init; }

    /// <summary>The saved view that it shows; null where the list is said.</summary>
    public Guid? ViewId { get; init; }

    /// <summary>What it shows of the list; of a saved view, nothing.</summary>
    public ListSaid Said { get; init; } = ListSaid.Nothing;
    public TileShape Shape { get; init; }
    public Measure Measure { get; init; }
    public string? Field { get; init; }
    public string? GroupBy { get; init; }
    public TimeStep Step { get; init; } = TimeStep.Month;
    public bool Ahead { get; init; }

    /// <summary>Of rows, how many are shown at most; null for five.</summary>
    public int? RowLimit { get; init; }
}
