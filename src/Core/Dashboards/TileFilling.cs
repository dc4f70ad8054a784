using Rapport.Data;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Dashboards;

/// <summary>Takes what was said of a tile into it, and tells what of that cannot be shown.</summary>
internal sealed class TileFilling(Db db)
{
    private const int UsualRows = 5;

    /// <param name="at">What stands before the names of its fields.</param>
    public async Task Fill(
        Tile tile,
        TileDetails said,
        string at,
        Faults faults,
        CancellationToken cancel
    )
    {
        tile.Title = faults.Text(at + "title", said.Title, Tile.TitleLength);
        if (await ListOf.Find(db, said.List, cancel) is not { } list)
        {
            faults.Add(at + "list", Fault.Unknown, said.List);
            return;
        }
        tile.List = list.Key;
        await Source(tile, said, list, at, faults, cancel);
        tile.Shape = said.Shape;
        (tile.Measure, tile.Field) = (Measure.Count, null);
        (tile.GroupBy, tile.Step, tile.Ahead) = (null, TimeStep.Month, false);
        tile.RowLimit = UsualRows;
        if (said.Shape == TileShape.Rows)
        {
            tile.RowLimit = said.RowLimit ?? UsualRows;
            faults.If(
                tile.RowLimit < Tile.FewestRows,
                at + "rowLimit",
                Fault.TooSmall,
                $"{Tile.FewestRows}"
            );
            faults.If(
                tile.RowLimit > Tile.MostRows,
                at + "rowLimit",
                Fault.TooLarge,
                $"{Tile.MostRows}"
            );
            return;
        }
        Measured(tile, said, list, at, faults);
        if (said.Shape == TileShape.Chart)
        {
            Grouped(tile, said, list, at, faults);
        }
    }

    private async Task Source(
        Tile tile,
        TileDetails said,
        ListOf list,
        string at,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said.ViewId is { } view)
        {
            // One that is shown already stays, also for who sees all and has not the view.
            faults.If(
                view != tile.ViewId
                    && (await SavedViews.Of(db, list.Key, cancel)).All(v => v.Id != view),
                at + "view",
                Fault.Unknown
            );
            (tile.ViewId, tile.Said) = (view, null);
            return;
        }
        (tile.ViewId, tile.Said) = (null, said.Said.ToString());
        faults.If(
            tile.Said.Length > ListSaid.LongestText,
            at + "said",
            Fault.TooLong,
            $"{ListSaid.LongestText}"
        );
        var asked = await list.Asked(db, NodaTime.DateTimeZone.Utc, said.Said, cancel);
        foreach (var fault in asked.Refusal?.Faults ?? [])
        {
            faults.Add(at + fault.Field, fault.Fault, fault.Detail);
        }
    }

    private static void Measured(Tile tile, TileDetails said, ListOf list, string at, Faults faults)
    {
        if (said.Measure == Measure.Count)
        {
            return;
        }
        var field = list.Field(said.Field ?? "");
        faults.If(field is not { Sums: true }, at + "field", Fault.FieldUnknown, said.Field);
        (tile.Measure, tile.Field) = (said.Measure, field?.Key);
    }

    private static void Grouped(Tile tile, TileDetails said, ListOf list, string at, Faults faults)
    {
        var by = list.Field(said.GroupBy ?? "");
        faults.If(
            by is null,
            at + "groupBy",
            said.GroupBy is null ? Fault.Required : Fault.FieldUnknown,
            said.GroupBy
        );
        faults.If(by is { Groups: false }, at + "groupBy", Fault.FieldUnknown, said.GroupBy);
        tile.GroupBy = by?.Key;
        if (by?.Kind is Fields.FieldKind.Date or Fields.FieldKind.Moment)
        {
            (tile.Step, tile.Ahead) = (said.Step, said.Ahead);
        }
    }
}
