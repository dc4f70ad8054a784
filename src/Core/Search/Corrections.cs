using Rapport.Data;

namespace Rapport.Search;

/// <summary>
/// What was meant, where nothing holds what was typed: of a word that nobody wrote, the word one slip away that is written
/// most. Only what the viewer may see is looked at, so that no correction tells of what stands behind a wall.
/// </summary>
public static class Corrections
{
    /// <summary>So many of the newest entries tell which words are in use.</summary>
    private const int Newest = 2000;

    /// <summary>And so many of those that hold a word that is not among them.</summary>
    private const int Held = 20;

    /// <summary>The text with other words in the place of those; null where there is none to offer.</summary>
    public static async Task<string?> Of(
        Db db,
        string? text,
        SearchScope scope,
        CancellationToken cancel = default
    )
    {
        var wanted = Wanted.Parse(text);
        if (
            wanted.IsNothing
            || scope.Kinds is { Count: > 0 } kinds && !kinds.Contains(SearchKind.Interaction)
        )
        {
            return null;
        }
        var entries = new Entries(
            db,
            wanted,
            scope with
            {
                Kinds = [SearchKind.Interaction],
            },
            await Reach.Of(db, scope, cancel)
        );
        var used = Counted(await entries.NewestWords(Newest, cancel));
        var meant = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var term in wanted.Terms)
        {
            if (IsUsed(term, used) || await entries.AnyHolds(term, cancel))
            {
                continue;
            }
            if (await Nearest(entries, term, used, cancel) is not { } word)
            {
                return null;
            }
            meant[term.Key] = word;
        }
        return meant.Count == 0 ? null : Replaced(text!, meant);
    }

    /// <summary>Pure: a text with words in the place of others, whatever stands between them.</summary>
    /// <param name="meant">By the folded word.</param>
    internal static string Replaced(string text, IReadOnlyDictionary<string, string> meant)
    {
        var taken = text[..Math.Min(text.Length, Wanted.LongestText)];
        foreach (var word in Tokens.Words(taken).Reverse())
        {
            if (meant.TryGetValue(word.Key, out var other))
            {
                taken = taken[..word.Start] + other + taken[(word.Start + word.Length)..];
            }
        }
        return taken;
    }

    private static async Task<string?> Nearest(
        Entries entries,
        Term term,
        Dictionary<string, int> used,
        CancellationToken cancel
    )
    {
        var near = OneSlip.Of(term.Key);
        if (near.Count == 0)
        {
            return null;
        }
        return Most(near, used) ?? Most(near, Counted(await entries.WordsOf(near, Held, cancel)));
    }

    private static string? Most(IReadOnlyCollection<string> near, Dictionary<string, int> used) =>
        near.Where(used.ContainsKey)
            .OrderByDescending(w => used[w])
            .ThenBy(w => w, StringComparer.Ordinal)
            .FirstOrDefault();

    private static bool IsUsed(Term term, Dictionary<string, int> used) =>
        term.Parts.All(used.ContainsKey) || (term.Prefix && used.Keys.Any(term.Matches));

    /// <summary>In how many entries each word stands.</summary>
    private static Dictionary<string, int> Counted(IEnumerable<string> indexes)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in indexes.SelectMany(Tokens.Indexed))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        return counts;
    }
}
