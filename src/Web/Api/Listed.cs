using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Values;
using Rapport.Web.Access;

namespace Rapport.Web.Api;

/// <summary>What the address of a list of the API says beside the noun's own ways to narrow it.</summary>
internal sealed record ListAsked(string? Filter, string? Sort, string? Cursor, int? Limit);

/// <summary>How every list of the API is answered: filtered, sorted, page by page.</summary>
internal static class Listed
{
    /// <param name="rows">Those that the noun's own parameters leave.</param>
    /// <param name="read">The items of a page, in the order of their ids as given.</param>
    /// <param name="further">Where the list goes on when these rows are at their end; null when it ends there.</param>
    public static async Task<IResult> Answer<TRow, TItem>(
        ListOf<TRow> list,
        Db db,
        Me me,
        IQueryable<TRow> rows,
        ListAsked asked,
        Func<IReadOnlyList<Guid>, Task<IReadOnlyList<TItem>>> read,
        CancellationToken cancel,
        ListPlace? further = null
    )
        where TRow : Row
    {
        list = await list.Whole(db, cancel);
        var filter = FilterText.Read(asked.Filter);
        var query = filter.Done
            ? ListQuery<TRow>.Of(list, db, me.Zone, filter.Value, Sort.Read(asked.Sort), rows)
            : filter.Refusal!;
        var page = Cursor.Asked<ListPlace>(asked.Cursor, asked.Limit);
        if (!query.Done || !page.Done)
        {
            return Answers.Problem(
                Refusal.Invalid([.. query.Refusal?.Faults ?? [], .. page.Refusal?.Faults ?? []])
            );
        }
        var (after, size) = page.Value;
        if (after is not null && !query.Value.Knows(after))
        {
            return Answers.Problem(Refusal.Invalid("cursor", Fault.Unknown));
        }
        var places = await query.Value.Page(after, size + 1, cancel);
        var items = await read([.. places.Take(size).Select(p => p.Id)]);
        return TypedResults.Ok(
            new ListPage<TItem>(
                items,
                (places.Count > size ? places[size - 1] : further) is { } next
                    ? Cursor.Write(next)
                    : null
            )
        );
    }

    /// <summary>The items of a page with what they hold in the firm's own fields.</summary>
    public static async Task<IReadOnlyList<TItem>> WithFields<TRow, TItem>(
        Db db,
        IReadOnlyList<TItem> items,
        Func<TItem, Guid> id,
        Func<TItem, FieldsSaid, TItem> with,
        CancellationToken cancel
    )
        where TRow : IHasFields
    {
        var held = await CustomValues.Of(db, typeof(TRow).Name, [.. items.Select(id)], cancel);
        return [.. items.Select(item => with(item, held[id(item)]))];
    }
}
