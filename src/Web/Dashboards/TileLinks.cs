using Rapport.Dashboards;
using Rapport.Lists;
using Rapport.Web.Lists;

namespace Rapport.Web.Dashboards;

/// <summary>Where tiles lead: to their list, narrowed to just the rows that a figure is of.</summary>
internal static class TileLinks
{
    /// <summary>The list as the tile shows it; as its view, where it shows one.</summary>
    public static string Href(TileResult result) =>
        new ListLinks("/" + result.Tile.List, result.Said).With(
            ListLinks.View,
            // Where nothing narrows it, the list would open with the view that the reader chose for it.
            result.Tile.ViewId?.ToString() ?? (result.Said.Pairs.Count == 0 ? ListLinks.None : null)
        );

    /// <summary>Null where no filter says it.</summary>
    public static string? Href(TileResult result, Filter? further)
    {
        if (further is null)
        {
            return null;
        }
        var filter = FilterText.Read(result.Said[ListSaid.Filter]);
        return filter.Done
            ? new ListLinks("/" + result.Tile.List, result.Said).With(
                ListSaid.Filter,
                Filter.Both(filter.Value, further)!.ToString()
            )
            : null;
    }
}
