using Rapport.Dashboards;
using Rapport.Fields;
using Rapport.Lists;

namespace Rapport.Web.Dashboards;

/// <summary>A dashboard as it was typed.</summary>
public sealed record DashboardInput
{
    public string? Name { get; init; }
    public string? Scope { get; init; }

    /// <summary>The tiles with which it begins, by the key of a proposal.</summary>
    public string? Proposal { get; init; }
    public int? Version { get; init; }

    public DashboardDetails Details() =>
        new(Name, FieldText.Choice<ViewScope>(Scope) ?? ViewScope.Own);
}

/// <summary>Where a tile is to stand.</summary>
public sealed record TilePlaceInput
{
    public int? To { get; init; }
}

/// <summary>A tile as it was chosen.</summary>
public sealed record TileInput
{
    /// <summary>The dashboard; empty for a first one of one's own.</summary>
    public string? Dashboard { get; init; }
    public string? Title { get; init; }
    public string? List { get; init; }
    public Guid? View { get; init; }

    /// <summary>The list as its address says it.</summary>
    public string? Said { get; init; }

    /// <summary>What of that is its filter.</summary>
    public string? Filter { get; init; }
    public string? Shape { get; init; }

    /// <summary>As <see cref="MeasureChoice"/> writes it.</summary>
    public string? Measured { get; init; }
    public string? GroupBy { get; init; }

    /// <summary>As <see cref="SpanChoice"/> writes it.</summary>
    public string? Span { get; init; }
    public int? RowLimit { get; init; }

    public static TileInput Of(TileRecord tile) =>
        new()
        {
            Dashboard = tile.DashboardId.ToString(),
            Title = tile.Title,
            List = tile.List,
            View = tile.ViewId,
            Said = tile.ViewId is null ? tile.Said : null,
            Filter = tile.ViewId is null ? ListSaid.Read(tile.Said)[ListSaid.Filter] : null,
            Shape = tile.Shape.ToString(),
            Measured = MeasureChoice(tile.Measure, tile.Field),
            GroupBy = tile.GroupBy,
            Span = SpanChoice(tile.Step, tile.Ahead),
            RowLimit = tile.RowLimit,
        };

    public TileDetails Details()
    {
        var measured = (Measured ?? "").Split(':', 2);
        var span = (Span ?? "").Split(' ', 2);
        return new()
        {
            Title = Title,
            List = List,
            ViewId = View,
            Said = View is null
                ? ListSaid.Read(Said).But(ListSaid.Filter, Filter)
                : ListSaid.Nothing,
            Shape = FieldText.Choice<TileShape>(Shape) ?? TileShape.Number,
            Measure = FieldText.Choice<Measure>(measured[0]) ?? Measure.Count,
            Field = measured.Length > 1 ? measured[1] : null,
            GroupBy = string.IsNullOrEmpty(GroupBy) ? null : GroupBy,
            Step = FieldText.Choice<TimeStep>(span[0]) ?? TimeStep.Month,
            Ahead = span.Length > 1,
            RowLimit = RowLimit,
        };
    }

    /// <summary>A measure and its field in one choice: <c>sum:revenue</c>.</summary>
    public static string MeasureChoice(Measure measure, string? field) =>
        field is null ? FieldText.Write(measure) : $"{FieldText.Write(measure)}:{field}";

    /// <summary>A span of time in one choice: <c>month</c>, or <c>month ahead</c>.</summary>
    public static string SpanChoice(TimeStep step, bool ahead) =>
        ahead ? $"{FieldText.Write(step)} ahead" : FieldText.Write(step);
}
