using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Search;

/// <summary>Whether search knows every record: it is behind where records came into the database past the program.</summary>
public sealed record IndexState(long Records, long Entries)
{
    public bool IsBehind => Records != Entries;

    public static async Task<IndexState> Count(Db db, CancellationToken cancel)
    {
        var records = 0L;
        foreach (var searched in Searched.All)
        {
            records += await searched.Count(db, cancel);
        }
        return new IndexState(
            records,
            await db.Set<SearchEntry>().IgnoreQueryFilters().LongCountAsync(cancel)
        );
    }
}
