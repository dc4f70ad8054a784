using Rapport.Data;
using Rapport.Lists;

namespace Rapport.Dashboards;

/// <summary>
/// A page of tiles that somebody put together of lists. What its tiles show is each reader's own: the walls stand before
/// the rows, not before the dashboard.
/// </summary>
public sealed class Dashboard : Row, IShared
{
    public static readonly EventName Added = new("dashboard.added", "A dashboard was made.");
    public static readonly EventName Changed = new(
        "dashboard.changed",
        "A dashboard or a tile of it was changed."
    );
    public static readonly EventName Removed = new(
        "dashboard.removed",
        "A dashboard was removed with its tiles."
    );

    public const int NameLength = 60;

    /// <summary>Dashboards that one person may keep.</summary>
    public const int Most = 50;

    /// <summary>Tiles that one page holds.</summary>
    public const int MostTiles = 24;

    public required string Name { get; set; }
    public string NameKey { get; set; } = "";
    public ViewScope Scope { get; set; }
    public Guid OwnerId { get; init; }

    /// <summary>The unit that has it; null but for a team's.</summary>
    public Guid? UnitId { get; set; }
}
