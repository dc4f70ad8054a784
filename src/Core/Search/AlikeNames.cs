namespace Rapport.Search;

/// <summary>
/// Names that are nearly what was typed: one letter wrong, missing, too many or changed places with its neighbour in a
/// word of four or more, two in one of nine or more.
/// </summary>
internal static class AlikeNames
{
    private const int ShortestWord = 4;
    private const int TwoSlipsFrom = 9;

    /// <summary>What a trigram index can be asked for.</summary>
    private const int ShortestPiece = 3;

    /// <summary>The word by whose pieces names are gathered: the longest, of which there are the fewest.</summary>
    public static Term? Leading(IReadOnlyList<Term> terms) =>
        terms
            .Where(t =>
                !t.Unspaced && t.Key.Length >= ShortestWord && !t.Key.All(char.IsAsciiDigit)
            )
            .MaxBy(t => t.Key.Length);

    /// <summary>
    /// Parts of a word of which slips leave one whole: two slips of three parts. Neighbours that changed places across the
    /// middle touch two parts at once, hence a gap there where the word is long enough for one.
    /// </summary>
    public static IReadOnlyList<string> Pieces(string word)
    {
        var (length, half) = (word.Length, word.Length / 2);
        if (length >= TwoSlipsFrom)
        {
            var third = length / 3;
            return [word[..third], word[third..(2 * third)], word[(2 * third)..]];
        }
        var gap = half - 1 >= ShortestPiece ? 1 : 0;
        return
        [
            word[..Math.Max(half - gap, ShortestPiece)],
            word[Math.Min(half + gap, length - ShortestPiece)..],
        ];
    }

    /// <summary>How many slips lie between what was asked for and a title; null where it is too many.</summary>
    public static int? Slips(IReadOnlyList<Term> terms, string title)
    {
        var words = Tokens.Words(title).Select(w => w.Key).ToList();
        var all = 0;
        foreach (var term in terms)
        {
            var most = Most(term);
            var least = words.Count == 0 ? most + 1 : words.Min(w => Slips(term, w, most));
            if (least > most)
            {
                return null;
            }
            all += least;
        }
        return all;
    }

    private static int Most(Term term) =>
        term.Unspaced || term.Key.Length < ShortestWord ? 0
        : term.Key.Length < TwoSlipsFrom ? 1
        : 2;

    private static int Slips(Term term, string word, int most)
    {
        if (!term.Prefix)
        {
            return Distance(term.Key, word);
        }
        // As it is being typed: the word may go on behind what is there.
        var least = int.MaxValue;
        for (
            var length = Math.Max(0, term.Key.Length - most);
            length <= Math.Min(word.Length, term.Key.Length + most);
            length++
        )
        {
            least = Math.Min(least, Distance(term.Key, word[..length]));
        }
        return least;
    }

    /// <summary>
    /// Insertions, deletions, replacements and exchanges of neighbours, each counted as one, no part twice: the optimal
    /// string alignment of Damerau and Levenshtein.
    /// </summary>
    internal static int Distance(string one, string other)
    {
        var before = new int[other.Length + 1];
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
            (before, above) = (above, row);
        }
        return above[other.Length];
    }
}
