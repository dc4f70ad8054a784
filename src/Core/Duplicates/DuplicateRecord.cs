using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Duplicates;

/// <summary>Two records that may be one, as the page and the API show them.</summary>
/// <param name="Weight">What speaks for it, in bits, to a tenth.</param>
/// <param name="SharesMail">Both have one mail address: nobody but a person who looked at the pair merges it.</param>
public sealed record DuplicateRecord(
    Guid Id,
    string Of,
    RecordHead First,
    RecordHead Second,
    decimal Weight,
    Sureness Sureness,
    IReadOnlyList<Reason> Reasons,
    bool SharesMail
);

/// <param name="Weight">In tenths of a bit.</param>
public sealed record DuplicatePlace(int Weight, Guid Id);

/// <summary>Which suggestions are shown; what is null does not narrow.</summary>
/// <param name="RecordId">Only pairs of which this record is one.</param>
public sealed record DuplicateFilter(
    string Noun,
    Sureness? Sureness = null,
    Likeness? Likeness = null,
    Guid? RecordId = null
)
{
    public IQueryable<Duplicate> Of(Db db)
    {
        var pairs = db.Set<Duplicate>().AsNoTracking().Where(d => d.Noun == Noun);
        if (Sureness is { } sureness)
        {
            var (from, below) = Surenesses.Range(sureness);
            pairs = pairs.Where(d => d.Weight >= from && d.Weight < below);
        }
        if (Likeness is { } likeness)
        {
            var word = likeness.ToString();
            pairs = pairs.Where(d => (" " + d.Reasons).Contains(" " + word));
        }
        return RecordId is { } id ? pairs.Where(d => d.FirstId == id || d.SecondId == id) : pairs;
    }
}

public static class DuplicateRecords
{
    /// <summary>The surest first.</summary>
    public static async Task<IReadOnlyList<DuplicateRecord>> Page(
        Db db,
        DuplicateFilter filter,
        DuplicatePlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var pairs = filter.Of(db);
        if (after is not null)
        {
            pairs = pairs.Where(d =>
                d.Weight < after.Weight
                || (d.Weight == after.Weight && d.Id.CompareTo(after.Id) < 0)
            );
        }
        return await Read(
            db,
            DuplicatesOf.OfKey(filter.Noun)!,
            pairs.OrderByDescending(d => d.Weight).ThenByDescending(d => d.Id).Take(limit),
            cancel
        );
    }

    public static async Task<DuplicateRecord?> Find(Db db, Guid id, CancellationToken cancel)
    {
        var noun = await db.Set<Duplicate>()
            .Where(d => d.Id == id)
            .Select(d => d.Noun)
            .FirstOrDefaultAsync(cancel);
        return
            DuplicatesOf.OfKey(noun) is { } of
            && await Read(db, of, db.Set<Duplicate>().AsNoTracking().Where(d => d.Id == id), cancel)
                is [var found]
            ? found
            : null;
    }

    /// <summary>How many there are of each sureness.</summary>
    public static async Task<IReadOnlyDictionary<Sureness, int>> Counts(
        Db db,
        DuplicateFilter filter,
        CancellationToken cancel
    )
    {
        const int likely = Surenesses.Likely;
        const int very = Surenesses.VeryLikely;
        var counts = await filter
            .Of(db)
            .GroupBy(d =>
                d.Weight >= very ? 2
                : d.Weight >= likely ? 1
                : 0
            )
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        return counts.ToDictionary(c => (Sureness)c.Key, c => c.Count);
    }

    private static async Task<IReadOnlyList<DuplicateRecord>> Read(
        Db db,
        DuplicatesOf noun,
        IQueryable<Duplicate> pairs,
        CancellationToken cancel
    )
    {
        var found = await pairs.ToListAsync(cancel);
        var heads = await noun.Heads(
            db,
            [.. found.SelectMany(d => new[] { d.FirstId, d.SecondId }).Distinct()],
            cancel
        );
        return
        [
            .. found
                .Where(d => heads.ContainsKey(d.FirstId) && heads.ContainsKey(d.SecondId))
                .Select(d => new DuplicateRecord(
                    d.Id,
                    d.Noun,
                    heads[d.FirstId],
                    heads[d.SecondId],
                    d.Weight / 10m,
                    Surenesses.Of(d.Weight),
                    Reason.Read(d.Reasons),
                    d.SharesMail
                )),
        ];
    }
}
