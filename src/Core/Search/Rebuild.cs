using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Offers;

namespace Rapport.Search;

/// <summary>How far a rebuild came.</summary>
/// <param name="After">The last record seen of the kind; null before its first.</param>
public sealed record RebuildPlace(SearchKind Kind, Guid? After)
{
    public static readonly RebuildPlace Begin = new(SearchKind.Client, null);
}

/// <param name="Next">Null when all was seen.</param>
/// <param name="Written">Entries that were missing, or said something else.</param>
public sealed record RebuildStep(RebuildPlace? Next, int Seen, int Written);

/// <summary>
/// Makes the entries anew from the records, for what came into the database past Db. Each step is a transaction of
/// its own and writes only what differs, so that one may stop anywhere, and people may work meanwhile.
/// </summary>
public static class Rebuild
{
    private const int AtOnce = 1000;

    private static readonly SearchKind[] Kinds =
    [
        SearchKind.Client,
        SearchKind.Contact,
        SearchKind.Opportunity,
        SearchKind.File,
        SearchKind.Interaction,
    ];

    public static Task<RebuildStep> Step(Db db, RebuildPlace place, CancellationToken cancel) =>
        db.Together(() => StepNow(db, place, cancel), _ => true, cancel);

    private static async Task<RebuildStep> StepNow(
        Db db,
        RebuildPlace place,
        CancellationToken cancel
    )
    {
        var kept = new Kept(db, cancel);
        var (ids, entries) = place.Kind switch
        {
            SearchKind.Client => await Read<Client>(db, place, kept.Clients, cancel),
            SearchKind.Contact => await Read<Contact>(
                db,
                place,
                ids => kept.Contacts(ids, []),
                cancel
            ),
            SearchKind.Opportunity => await Read<Opportunity>(
                db,
                place,
                ids => kept.Opportunities(ids, []),
                cancel
            ),
            SearchKind.File => await Read<Attachment>(
                db,
                place,
                ids => kept.Files(ids, []),
                cancel
            ),
            _ => await Read<Interaction>(db, place, kept.Interactions, cancel),
        };
        var written = await Indexer.Write(db, entries, cancel);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        if (ids.Count == AtOnce)
        {
            return new RebuildStep(place with { After = ids[^1] }, ids.Count, written);
        }
        written += await Sweep(db, place.Kind, cancel);
        var next = Array.IndexOf(Kinds, place.Kind) + 1;
        return new RebuildStep(
            next < Kinds.Length ? new RebuildPlace(Kinds[next], null) : null,
            ids.Count,
            written
        );
    }

    private static async Task<(List<Guid> Ids, IEnumerable<SearchEntry> Entries)> Read<T>(
        Db db,
        RebuildPlace place,
        Func<IReadOnlyCollection<Guid>, Task<IEnumerable<SearchEntry>>> compose,
        CancellationToken cancel
    )
        where T : Row
    {
        var rows = db.Set<T>().IgnoreQueryFilters().AsNoTracking();
        if (place.After is { } after)
        {
            rows = rows.Where(r => r.Id.CompareTo(after) > 0);
        }
        var ids = await rows.OrderBy(r => r.Id).Take(AtOnce).Select(r => r.Id).ToListAsync(cancel);
        return (ids, ids.Count == 0 ? [] : await compose(ids));
    }

    /// <summary>Entries whose record is gone.</summary>
    private static Task<int> Sweep(Db db, SearchKind kind, CancellationToken cancel) =>
        kind switch
        {
            SearchKind.Client => Sweep<Client>(db, kind, cancel),
            SearchKind.Contact => Sweep<Contact>(db, kind, cancel),
            SearchKind.Opportunity => Sweep<Opportunity>(db, kind, cancel),
            SearchKind.File => SweepFiles(db, cancel),
            _ => Sweep<Interaction>(db, kind, cancel),
        };

    /// <summary>Also of files that were taken off.</summary>
    private static Task<int> SweepFiles(Db db, CancellationToken cancel) =>
        db.Set<SearchEntry>()
            .IgnoreQueryFilters()
            .Where(e => e.Kind == SearchKind.File)
            .Where(e =>
                !db.Set<Attachment>()
                    .IgnoreQueryFilters()
                    .Any(a => a.Id == e.SubjectId && a.Removal == null)
            )
            .ExecuteDeleteAsync(cancel);

    private static Task<int> Sweep<T>(Db db, SearchKind kind, CancellationToken cancel)
        where T : Row =>
        db.Set<SearchEntry>()
            .IgnoreQueryFilters()
            .Where(e => e.Kind == kind)
            .Where(e => !db.Set<T>().IgnoreQueryFilters().Any(r => r.Id == e.SubjectId))
            .ExecuteDeleteAsync(cancel);
}
