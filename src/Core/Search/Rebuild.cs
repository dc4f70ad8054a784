using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Search;

/// <summary>How far a rebuild came.</summary>
/// <param name="After">The last record seen of the kind; null before its first.</param>
public sealed record RebuildPlace(SearchKind Kind, Guid? After)
{
    public static readonly RebuildPlace Begin = new(Searched.All[0].Kind, null);
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

    public static Task<RebuildStep> Step(Db db, RebuildPlace place, CancellationToken cancel) =>
        db.Together(
            async () =>
            {
                var step = await Within(db, place, cancel);
                db.ChangeTracker.Clear();
                return step;
            },
            _ => true,
            cancel
        );

    /// <summary>A step within the transaction that is open.</summary>
    internal static async Task<RebuildStep> Within(
        Db db,
        RebuildPlace place,
        CancellationToken cancel
    )
    {
        var searched = Searched.Of(place.Kind);
        var (ids, entries) = await searched.Read(db, place.After, AtOnce, cancel);
        var written = await Indexer.Write(db, entries, cancel);
        await db.SaveChangesAsync(cancel);
        if (ids.Count == AtOnce)
        {
            return new RebuildStep(place with { After = ids[^1] }, ids.Count, written);
        }
        written += await searched.Sweep(db, cancel);
        return new RebuildStep(
            searched.Next is { } next ? new RebuildPlace(next.Kind, null) : null,
            ids.Count,
            written
        );
    }
}
