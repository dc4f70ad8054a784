using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.Search;

/// <summary>
/// The statements that each engine needs for itself. Every one begins as rows of <see cref="SearchEntry"/>, so that
/// wall and audience filters close around it.
/// </summary>
internal sealed class Entries(Db db, Wanted wanted, SearchScope scope, Reach reach)
{
    /// <summary>An engine whose index gives the newest first needs no walk before.</summary>
    public bool CanWalk => db.Engine == EngineKind.Postgres;

    private EngineWords Words =>
        db.Engine == EngineKind.Postgres ? EngineWords.Postgres : EngineWords.Sqlite;

    /// <summary>What matches among the newest entries.</summary>
    public async Task<IReadOnlyList<Match>> Newest(
        Shelf shelf,
        long? below,
        int walked,
        CancellationToken cancel
    )
    {
        var (low, behind, any) = (
            shelf.Low,
            shelf.Until(below),
            wanted.Written(Words, Nearness.Text)
        );
        var newest = reach.Clients is null
            ? db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT e.* FROM (
                        SELECT "Place" FROM "SearchEntry" WHERE "Place" >= {low} AND "Place" < {behind}
                        ORDER BY "Place" DESC LIMIT {walked}
                    ) AS n JOIN "SearchEntry" AS e ON e."Place" = n."Place"
                    WHERE e."TextKey" @@ CAST({any} AS tsquery)
                    """
                )
            : db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT e.* FROM (
                        SELECT "Place" FROM "SearchEntry"
                        WHERE "ClientId" = ANY({reach.Clients}) AND "Place" >= {low} AND "Place" < {behind}
                        UNION ALL
                        SELECT "Place" FROM "SearchEntry"
                        WHERE "ClientId" IS NULL AND "AuthorId" = {reach.Own} AND "Place" >= {low} AND "Place" < {behind}
                        ORDER BY 1 DESC LIMIT {walked}
                    ) AS n JOIN "SearchEntry" AS e ON e."Place" = n."Place"
                    WHERE e."TextKey" @@ CAST({any} AS tsquery)
                    """
                );
        var rows = await InScope(newest, shelf)
            .Select(e => new { e.Place, e.Title })
            .ToListAsync(cancel);
        return [.. rows.Select(r => new Match(wanted.Of(r.Title), r.Place))];
    }

    /// <summary>All that finds each of the newest entries of interactions, as <see cref="Tokens.Index"/> writes it.</summary>
    public async Task<IReadOnlyList<string>> NewestWords(int most, CancellationToken cancel)
    {
        var shelf = Shelf.For([SearchKind.Interaction]).Single();
        var (low, behind) = (shelf.Low, shelf.Until(null));
        var newest =
            db.Engine == EngineKind.Postgres && reach is { Clients: { } clients, Own: var own }
                ? db.Set<SearchEntry>()
                    .FromSql(
                        $"""
                        SELECT e.* FROM (
                            SELECT "Place" FROM "SearchEntry"
                            WHERE "ClientId" = ANY({clients}) AND "Place" >= {low} AND "Place" < {behind}
                            UNION ALL
                            SELECT "Place" FROM "SearchEntry"
                            WHERE "ClientId" IS NULL AND "AuthorId" = {own} AND "Place" >= {low} AND "Place" < {behind}
                            ORDER BY 1 DESC LIMIT {most}
                        ) AS n JOIN "SearchEntry" AS e ON e."Place" = n."Place"
                        """
                    )
                : db.Set<SearchEntry>()
                    .Where(e => e.Place >= low && e.Place < behind)
                    .OrderByDescending(e => e.Place)
                    .Take(most);
        return await InScope(newest, shelf).Select(e => e.TextKey).ToListAsync(cancel);
    }

    /// <summary>Whether any entry of an interaction holds the word.</summary>
    public async Task<bool> AnyHolds(Term term, CancellationToken cancel)
    {
        var condition = Words.All(
            term.Parts.Select(
                (part, at) => Words.Word(part, term.Prefix && at == term.Parts.Count - 1)
            )
        );
        // Asked whether there is any, PostgreSQL hopes to meet one soon, and reads every entry where there is none.
        return await Newest(Holding(condition))
            .Select(e => (long?)e.Place)
            .FirstOrDefaultAsync(cancel)
            is not null;
    }

    /// <summary>All that finds some of the entries of interactions that hold one of these words.</summary>
    public async Task<IReadOnlyList<string>> WordsOf(
        IEnumerable<string> words,
        int most,
        CancellationToken cancel
    )
    {
        var conditions = words.Select(w => Words.Word(w, false)).ToArray();
        var places = await Newest(
                db.Engine == EngineKind.Postgres
                    ? HoldingEach(conditions)
                    : Holding(Words.Any(conditions))
            )
            .Take(most)
            .Select(e => e.Place)
            .ToListAsync(cancel);
        return await db.Set<SearchEntry>()
            .Where(e => places.Contains(e.Place))
            .Select(e => e.TextKey)
            .ToListAsync(cancel);
    }

    /// <summary>
    /// For PostgreSQL, word by word: of hundreds in one condition it expects most entries, and reads them all instead of asking
    /// the text index. A word that is in more entries than these is met among the newest.
    /// </summary>
    private IQueryable<SearchEntry> HoldingEach(string[] conditions)
    {
        const int each = 200;
        var shelf = Shelf.For([SearchKind.Interaction]).Single();
        return InScope(
            db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT e.* FROM unnest({conditions}) AS w CROSS JOIN LATERAL (
                        SELECT * FROM "SearchEntry" AS s
                        WHERE s."Kind" = 'Interaction' AND s."TextKey" @@ CAST(w AS tsquery)
                        ORDER BY s."Place" + 0 DESC LIMIT {each}
                    ) AS e
                    """
                ),
            shelf
        );
    }

    private IQueryable<SearchEntry> Holding(string condition)
    {
        var shelf = Shelf.For([SearchKind.Interaction]).Single();
        return InScope(Matching(shelf, condition, null), shelf);
    }

    /// <summary>The place so many entries down from the newest; null when there are fewer.</summary>
    public Task<long?> Edge(Shelf shelf, long? below, int depth, CancellationToken cancel)
    {
        var (low, behind) = (shelf.Low, shelf.Until(below));
        return db.Set<SearchEntry>()
            .IgnoreQueryFilters()
            .Where(e => e.Place >= low && e.Place < behind)
            .OrderByDescending(e => e.Place)
            .Select(e => (long?)e.Place)
            .Skip(depth)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>The newest of each level, out of the text index, in one statement.</summary>
    /// <param name="from">Nothing older than this place is looked for.</param>
    public async Task<IReadOnlyList<Match>> Indexed(
        Shelf shelf,
        IReadOnlyList<Nearness> levels,
        long? below,
        int limit,
        CancellationToken cancel,
        long? from = null
    )
    {
        IQueryable<Leveled>? all = null;
        foreach (var level in levels)
        {
            var matching = InScope(Matching(shelf, Condition(level), below), shelf);
            if (from is { } oldest)
            {
                // Both ends, or the engine gathers the places of the other shelf too.
                var behind = shelf.Until(below);
                matching = matching.Where(e => e.Place >= oldest && e.Place < behind);
            }
            var one = Newest(matching)
                .Take(limit)
                .Select(e => new Leveled { Level = (int)level, Place = e.Place });
            all = all is null ? one : all.Concat(one);
        }
        var rows = await all!.ToListAsync(cancel);
        return [.. rows.Select(r => new Match((Nearness)r.Level, r.Place))];
    }

    /// <summary>Names that hold every word inside one of theirs, and not as the text index has it already.</summary>
    public async Task<IReadOnlyList<Match>> Inside(long? below, int limit, CancellationToken cancel)
    {
        // Shorter ones have no trigram, and are inside too much.
        const int shortest = 3;
        if (wanted.Terms.Any(t => t.Key.Length < shortest))
        {
            return [];
        }
        var names = Shelf.For(scope.Kinds).First();
        var (low, behind) = (names.Low, names.Until(below));
        var keys = wanted.Terms.Select(t => t.Key).ToArray();
        var any = wanted.Written(Words, Nearness.Text);
        IQueryable<SearchEntry> inside;
        if (db.Engine == EngineKind.Postgres)
        {
            inside = db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT * FROM "SearchEntry"
                    WHERE "Kind" <> 'Interaction' AND NOT "TextKey" @@ CAST({any} AS tsquery)
                    """
                );
            foreach (var key in keys)
            {
                inside = inside.Where(e => e.TitleKey.Contains(key));
            }
        }
        else
        {
            var all = string.Join(" AND ", keys.Select(k => $"\"{k}\""));
            inside = db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT e.* FROM "SearchName" AS t JOIN "SearchEntry" AS e ON e."Place" = t.rowid
                    WHERE t."SearchName" MATCH {all}
                        AND e."Place" NOT IN (SELECT rowid FROM "SearchText" WHERE "SearchText" MATCH {any})
                    """
                );
        }
        var places = await InScope(inside, names)
            .Where(e => e.Place >= low && e.Place < behind)
            .OrderByDescending(e => e.Place)
            .Take(limit)
            .Select(e => e.Place)
            .ToListAsync(cancel);
        return [.. places.Select(p => new Match(Nearness.Inside, p))];
    }

    /// <summary>
    /// Names that are nearly what was typed, the nearest first: gathered by pieces of the longest word, one of which a slip
    /// leaves whole, and then compared.
    /// </summary>
    public async Task<IReadOnlyList<Match>> Alike(int limit, CancellationToken cancel)
    {
        // More names that share a piece with a word are not compared.
        const int compared = 3000;
        const int most = 10;
        if (AlikeNames.Leading(wanted.Terms) is not { } leading)
        {
            return [];
        }
        var names = Shelf.For(scope.Kinds).First();
        var pieces = AlikeNames.Pieces(leading.Key);
        IQueryable<SearchEntry> near;
        if (db.Engine == EngineKind.Postgres)
        {
            var patterns = pieces.Select(p => $"%{p}%").ToArray();
            near = db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT * FROM "SearchEntry" WHERE "Kind" <> 'Interaction' AND "TitleKey" LIKE ANY ({patterns})
                    """
                );
        }
        else
        {
            var any = string.Join(" OR ", pieces.Select(p => $"\"{p}\""));
            near = db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT e.* FROM "SearchName" AS t JOIN "SearchEntry" AS e ON e."Place" = t.rowid
                    WHERE t."SearchName" MATCH {any}
                    """
                );
        }
        var rows = await InScope(near, names)
            .OrderByDescending(e => e.Place)
            .Take(compared)
            .Select(e => new { e.Place, e.Title })
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r => (r.Place, Slips: AlikeNames.Slips(wanted.Terms, r.Title)))
                .Where(r => r.Slips is not null)
                .OrderBy(r => r.Slips)
                .ThenByDescending(r => r.Place)
                .Take(Math.Min(limit, most))
                .Select(r => new Match(Nearness.Alike, r.Place)),
        ];
    }

    /// <summary>
    /// By a sum that no index of PostgreSQL has: of a word that it does not know it expects so many rows that it would
    /// walk all entries, newest first, until it met fifty. SQLite's text index is in this order itself.
    /// </summary>
    private IOrderedQueryable<SearchEntry> Newest(IQueryable<SearchEntry> matching) =>
        CanWalk
            ? matching.OrderByDescending(e => e.Place + 0)
            : matching.OrderByDescending(e => e.Place);

    private IQueryable<SearchEntry> Matching(Shelf shelf, string condition, long? below)
    {
        var (low, behind) = (shelf.Low, shelf.Until(below));
        if (db.Engine == EngineKind.Sqlite)
        {
            // The row id of the text index as the place: it is read newest first, and no further than needed.
            return db.Set<SearchEntry>()
                .FromSql(
                    $"""
                    SELECT t.rowid AS "Place", e."Kind", e."SubjectId", e."AudienceOfId", e."ClientId", e."AuthorId", e."Audience"
                    FROM "SearchText" AS t JOIN "SearchEntry" AS e ON e."Place" = t.rowid
                    WHERE t."SearchText" MATCH {condition} AND t.rowid >= {low} AND t.rowid < {behind}
                    """
                );
        }
        // The kind stands in the statement itself, since each shelf has an index of its own.
        var rows = shelf.Interactions
            ? db.Set<SearchEntry>()
                .FromSql(
                    $"""SELECT * FROM "SearchEntry" WHERE "Kind" = 'Interaction' AND "TextKey" @@ CAST({condition} AS tsquery)"""
                )
            : db.Set<SearchEntry>()
                .FromSql(
                    $"""SELECT * FROM "SearchEntry" WHERE "Kind" <> 'Interaction' AND "TextKey" @@ CAST({condition} AS tsquery)"""
                );
        rows = below is null ? rows : rows.Where(e => e.Place < behind);
        return reach is { Clients: { } clients, Own: var own }
            ? rows.Where(e =>
                clients.Contains(e.ClientId!.Value) || (e.ClientId == null && e.AuthorId == own)
            )
            : rows;
    }

    private IQueryable<SearchEntry> InScope(IQueryable<SearchEntry> rows, Shelf shelf)
    {
        rows = rows.AsNoTracking();
        if (scope.ClientId is { } client)
        {
            rows = rows.Where(e => e.ClientId == client);
        }
        if (!shelf.IsWhole)
        {
            var kinds = shelf.Kinds;
            rows = rows.Where(e => kinds.Contains(e.Kind));
        }
        return rows;
    }

    /// <summary>What matches at a level and at none above it.</summary>
    private string Condition(Nearness level)
    {
        var here = wanted.Written(Words, level);
        if (level == Nearness.Begins)
        {
            return here;
        }
        var above =
            level == Nearness.Title ? wanted.WrittenFirst(Words) : wanted.Written(Words, level + 1);
        return db.Engine == EngineKind.Postgres
            ? $"({here}) & !({above})"
            : $"({here}) NOT ({above})";
    }

    private sealed class Leveled
    {
        public int Level { get; init; }
        public long Place { get; init; }
    }
}
