using Rapport.Data;
using Rapport.Lists;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Lists;

/// <summary>The record beside another in a list, by the list's order and filter.</summary>
/// <param name="Page">The list, begun at this record, for the way back.</param>
public sealed record Neighbour(string Href, string Page);

internal static class ListNeighbour
{
    /// <param name="rows">Those that the noun's own ways of narrowing leave.</param>
    public static async Task<IResult> Of<TRow>(
        ListOf<TRow> list,
        ListLinks links,
        Db db,
        Me me,
        IQueryable<TRow> rows,
        Asked asked,
        CancellationToken cancel
    )
        where TRow : Row
    {
        list = await list.Whole(db, cancel);
        var filter = FilterText.Read(links[ListSaid.Filter]);
        var query = filter.Done
            ? ListQuery<TRow>.Of(
                list,
                db,
                me.Zone,
                filter.Value,
                Sort.Read(links[ListSaid.Sort]),
                rows
            )
            : filter.Refusal!;
        if (!query.Done)
        {
            return TypedResults.NoContent();
        }
        var before = asked.Before == true;
        // Going back, the one before tells where a page begins with the neighbour.
        var found = await query.Value.Beside(asked.Of, before, before ? 2 : 1, cancel);
        if (found.Count == 0)
        {
            return TypedResults.NoContent();
        }
        var start = !before
            ? await query.Value.PlaceOf(asked.Of, cancel)
            : found.ElementAtOrDefault(1);
        return TypedResults.Ok(
            new Neighbour(
                $"/{list.Key}/{found[0].Id}",
                links.With(ListLinks.After, start is null ? null : Cursor.Write(start))
            )
        );
    }
}

/// <param name="Of">The record whose neighbour is asked for.</param>
/// <param name="Before">The one before it instead of the next.</param>
public sealed record Asked(Guid Of, bool? Before = null);
