using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Offers;

namespace Rapport.Search;

/// <summary>Whether search knows every record: it is behind where records came into the database past the program.</summary>
public sealed record IndexState(long Records, long Entries)
{
    public bool IsBehind => Records != Entries;

    public static async Task<IndexState> Count(Db db, CancellationToken cancel)
    {
        var records =
            await All<Client>(db).LongCountAsync(cancel)
            + await All<Contact>(db).LongCountAsync(cancel)
            + await All<Opportunity>(db).LongCountAsync(cancel)
            + await All<Attachment>(db).LongCountAsync(a => a.Removal == null, cancel)
            + await All<Interaction>(db).LongCountAsync(cancel);
        return new IndexState(records, await All<SearchEntry>(db).LongCountAsync(cancel));
    }

    private static IQueryable<T> All<T>(Db db)
        where T : class => db.Set<T>().IgnoreQueryFilters();
}
