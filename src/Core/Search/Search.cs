using Rapport.Data;

namespace Rapport.Search;

/// <param name="Kinds">Null or empty for all.</param>
/// <param name="ClientId">Only what belongs to this client; the client itself among it.</param>
public sealed record SearchScope(
    IReadOnlyCollection<SearchKind>? Kinds = null,
    Guid? ClientId = null
);

/// <summary>What was found of one kind.</summary>
public sealed record SearchGroup(SearchKind Kind, IReadOnlyList<SearchHit> Hits, bool More);

/// <summary>Where the next page begins.</summary>
public sealed record SearchPlace(Nearness Nearness, long Place);

/// <summary>
/// Finds records by words. What begins with the words comes before what has them in its title, and that before what
/// has them in its text; among equals clients, contacts, opportunities, files, commitments, meetings, series, interactions, each the
/// newest first.
/// </summary>
/// <remarks>
/// Two shelves have text indexes of their own: names (few) and interactions (many). On a shelf a word is either
/// frequent, then the newest entries already hold enough of it; or it is not, then the text index has few places for
/// it. So neither a million matches are sorted nor a million rows walked, also behind walls.
/// </remarks>
public static class Search
{
    /// <summary>So many newest entries are looked at before the text index is asked.</summary>
    private const int Walked = 2000;

    /// <summary>And so many where the first ones hold some of what is wanted, but too little.</summary>
    private const int WalkedAtMost = 10_000;

    /// <summary>
    /// Among so many newest entries the text index is asked first: a word that is in one of a thousand has enough places
    /// there, and too many in all to fetch each.
    /// </summary>
    private const int Near = 100_000;

    private static readonly Nearness[] Descending =
    [
        Nearness.Begins,
        Nearness.Title,
        Nearness.Text,
    ];

    /// <summary>At most <paramref name="limit"/> records that the viewer may see, best first.</summary>
    public static async Task<IReadOnlyList<SearchHit>> Find(
        Db db,
        string? text,
        SearchScope scope,
        SearchPlace? after,
        int limit,
        CancellationToken cancel = default
    )
    {
        var wanted = Wanted.Parse(text);
        if (wanted.IsNothing || limit < 1)
        {
            return [];
        }
        if (after is { Nearness: Nearness.Alike })
        {
            return [];
        }
        var entries = new Entries(db, wanted, scope, await Reach.Of(db, scope, cancel));
        var found = new List<Match>();
        foreach (var shelf in Shelf.For(scope.Kinds))
        {
            found.AddRange(await On(entries, shelf, after, limit, cancel));
        }
        found = [.. Best(found, limit)];
        if (found.Count < limit && Shelf.HasNames(scope.Kinds))
        {
            // Names that hold the words only inside their own; the place for what is merely similar.
            var below = after is { Nearness: Nearness.Inside } ? after.Place : (long?)null;
            found.AddRange(await entries.Inside(below, limit - found.Count, cancel));
            if (found.Count == 0 && after is null)
            {
                found.AddRange(await entries.Alike(limit, cancel));
            }
        }
        return await SearchHits.Load(db, wanted, found, cancel);
    }

    /// <summary>The first few of each kind, and whether there are more.</summary>
    public static async Task<IReadOnlyList<SearchGroup>> Groups(
        Db db,
        string? text,
        Guid? clientId,
        int each,
        CancellationToken cancel = default
    )
    {
        var wanted = Wanted.Parse(text);
        if (wanted.IsNothing)
        {
            return [];
        }
        var scope = new SearchScope(ClientId: clientId);
        var entries = new Entries(db, wanted, scope, await Reach.Of(db, scope, cancel));
        var found = new List<(SearchKind Kind, Match Match)>();
        foreach (var kind in Shelf.All)
        {
            var shelf = Shelf.For([kind]).Single();
            found.AddRange(
                (await On(entries, shelf, null, each + 1, cancel)).Select(m => (kind, m))
            );
        }
        if (!found.Exists(f => Shelf.IsName(f.Kind)))
        {
            found.AddRange(
                (await entries.Inside(null, each, cancel)).Select(m => (Places.KindOf(m.Place), m))
            );
        }
        if (found.Count == 0)
        {
            found.AddRange(
                (await entries.Alike(each, cancel)).Select(m => (Places.KindOf(m.Place), m))
            );
        }
        var hits = await SearchHits.Load(db, wanted, [.. found.Select(f => f.Match)], cancel);
        return
        [
            .. hits.GroupBy(h => h.Kind)
                .OrderByDescending(g => g.Key)
                .Select(g => new SearchGroup(g.Key, [.. g.Take(each)], g.Count() > each)),
        ];
    }

    private static async Task<IReadOnlyList<Match>> On(
        Entries entries,
        Shelf shelf,
        SearchPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        if (after is null)
        {
            return await Take(entries, shelf, Descending, null, limit, cancel);
        }
        var rest = new List<Match>();
        if (after.Nearness != Nearness.Inside)
        {
            rest.AddRange(await Take(entries, shelf, [after.Nearness], after.Place, limit, cancel));
        }
        Nearness[] lower = [.. Descending.Where(n => n < after.Nearness)];
        if (rest.Count < limit && lower.Length > 0)
        {
            rest.AddRange(await Take(entries, shelf, lower, null, limit - rest.Count, cancel));
        }
        return rest;
    }

    /// <summary>The best of a shelf: out of the newest entries what is frequent there, out of the text index the rest.</summary>
    private static async Task<IReadOnlyList<Match>> Take(
        Entries entries,
        Shelf shelf,
        Nearness[] levels,
        long? below,
        int limit,
        CancellationToken cancel
    )
    {
        var found = new List<Match>();
        IReadOnlyList<Nearness> rare = levels;
        if (entries.CanWalk)
        {
            var walked = await entries.Newest(shelf, below, Walked, cancel);
            if (Further(walked, levels, limit) is { } further)
            {
                walked = await entries.Newest(shelf, below, further, cancel);
            }
            rare = Frequent(walked, levels, limit, found);
            if (rare.Count > 0 && await entries.Edge(shelf, below, Near, cancel) is { } edge)
            {
                var near = await entries.Indexed(shelf, rare, below, limit, cancel, edge);
                rare = Frequent(near, rare, limit, found);
            }
        }
        if (rare.Count > 0)
        {
            found.AddRange(await entries.Indexed(shelf, rare, below, limit, cancel));
        }
        return [.. Best(found, limit)];
    }

    /// <summary>
    /// How far to walk so that enough of the highest level is met that is frequent at all; null where that was walked
    /// already, or lies too far.
    /// </summary>
    private static int? Further(
        IReadOnlyList<Match> seen,
        IReadOnlyList<Nearness> levels,
        int limit
    )
    {
        // What came together by chance thins out further down.
        const double reserve = 1.5;
        foreach (var level in levels)
        {
            var here = seen.Count(m => m.Nearness == level);
            if (here >= limit)
            {
                return null;
            }
            var depth = here == 0 ? double.MaxValue : Walked * reserve * limit / here;
            if (depth <= WalkedAtMost)
            {
                return (int)depth;
            }
        }
        return null;
    }

    /// <summary>
    /// Takes the first level of which enough was seen, since whatever is further down is not needed then; answers the
    /// levels above it, of which too little was seen to say.
    /// </summary>
    private static List<Nearness> Frequent(
        IEnumerable<Match> seen,
        IReadOnlyList<Nearness> levels,
        int limit,
        List<Match> found
    )
    {
        var byLevel = seen.ToLookup(m => m.Nearness);
        var rare = levels.TakeWhile(level => byLevel[level].Count() < limit).ToList();
        if (rare.Count < levels.Count)
        {
            found.AddRange(byLevel[levels[rare.Count]].OrderByDescending(m => m.Place).Take(limit));
        }
        return rare;
    }

    private static IEnumerable<Match> Best(IEnumerable<Match> found, int limit) =>
        found.OrderByDescending(m => m.Nearness).ThenByDescending(m => m.Place).Take(limit);
}

/// <summary>An entry found, not yet read.</summary>
internal sealed record Match(Nearness Nearness, long Place);

/// <summary>A part of the entries with a text index of its own, and the places in it that are asked for.</summary>
internal sealed record Shelf(bool Interactions, IReadOnlyList<SearchKind> Kinds)
{
    public static readonly SearchKind[] All = [.. Enum.GetValues<SearchKind>().OrderDescending()];

    /// <summary>Everything on the shelf is asked for.</summary>
    public bool IsWhole => Interactions || Kinds.Count == All.Count(IsName);

    public long Low => Places.Lowest(Kinds.Min());

    /// <summary>A place behind all that is asked for; one that a page ended with may lie on the other shelf.</summary>
    public long Until(long? below) => Math.Min(below ?? long.MaxValue, Places.Behind(Kinds.Max()));

    public static IEnumerable<Shelf> For(IReadOnlyCollection<SearchKind>? kinds)
    {
        var asked = kinds is { Count: > 0 } ? kinds : All;
        var names = asked.Where(IsName).Distinct().ToList();
        if (names.Count > 0)
        {
            yield return new Shelf(Interactions: false, names);
        }
        if (asked.Contains(SearchKind.Interaction))
        {
            yield return new Shelf(Interactions: true, [SearchKind.Interaction]);
        }
    }

    public static bool HasNames(IReadOnlyCollection<SearchKind>? kinds) =>
        kinds is null or { Count: 0 } || kinds.Any(IsName);

    public static bool IsName(SearchKind kind) => kind != SearchKind.Interaction;
}
