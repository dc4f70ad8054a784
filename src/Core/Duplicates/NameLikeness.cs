using Rapport.Values;

namespace Rapport.Duplicates;

/// <summary>Compares names, folded and cut into words.</summary>
public static class NameLikeness
{
    /// <summary>Below it two names are no misspelling of each other; names of the census part there (Winkler 1990).</summary>
    private const double Near = 0.92;
    private const int MostLetters = 3;
    private static readonly char[] Between =
    [
        ' ',
        '-',
        '.',
        ',',
        '\'',
        '’',
        '/',
        '(',
        ')',
        '&',
        '+',
    ];

    public static IReadOnlyList<string> Words(string key) =>
        key.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How the two are alike; null where they are not.</summary>
    /// <param name="ofPeople">A letter at the end of a word makes it another's: Maria and Mario, but Food and Foods.</param>
    public static Reason? Of(
        IReadOnlyList<string> first,
        IReadOnlyList<string> second,
        bool ofPeople = true
    )
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return null;
        }
        if (first.SequenceEqual(second))
        {
            return new(Likeness.SameName);
        }
        if (first.Order().SequenceEqual(second.Order()))
        {
            return new(Likeness.SwappedName);
        }
        if (IsPart(first, second) || IsPart(second, first))
        {
            return new(Likeness.PartOfName);
        }
        return Spelling(first, second, ofPeople) is { } letters
            ? new(Likeness.NearName, letters)
            : null;
    }

    /// <summary>Each word of the shorter stands in the longer, as itself or as its initial, and one of them in full.</summary>
    private static bool IsPart(IReadOnlyList<string> shorter, IReadOnlyList<string> longer)
    {
        if (shorter.Count > longer.Count)
        {
            return false;
        }
        var left = longer.ToList();
        var whole = 0;
        foreach (var word in shorter.OrderByDescending(w => w.Length))
        {
            var at = left.IndexOf(word);
            if (at >= 0 && word.Length > 1)
            {
                whole++;
            }
            else
            {
                at = left.FindIndex(w => (word.Length == 1 || w.Length == 1) && w[0] == word[0]);
            }
            if (at < 0)
            {
                return false;
            }
            left.RemoveAt(at);
        }
        return whole > 0;
    }

    /// <summary>How many letters differ where each word is one of the other's or nearly; null where one is not.</summary>
    private static int? Spelling(
        IReadOnlyList<string> first,
        IReadOnlyList<string> second,
        bool ofPeople
    )
    {
        var (one, two) = (string.Join(' ', first), string.Join(' ', second));
        var letters = Similarity.Letters(one, two);
        if (letters > MostLetters || Similarity.JaroWinkler(one, two) < Near)
        {
            return null;
        }
        if (first.Count != second.Count)
        {
            return letters;
        }
        // Anna and Hanna Berg are two people; a letter more or less counts only in a word that is long enough to be
        // recognised without it.
        for (var i = 0; i < first.Count; i++)
        {
            if (first[i] == second[i])
            {
                continue;
            }
            var differ = Similarity.Letters(first[i], second[i]);
            if (
                (ofPeople && AreForms(first[i], second[i]))
                || differ * 3 > Math.Min(first[i].Length, second[i].Length)
                || Similarity.JaroWinkler(first[i], second[i]) < Near - 0.07
            )
            {
                return null;
            }
        }
        return letters;
    }

    /// <summary>Maria and Mario, Michael and Michaela, Andrea and Andreas: a letter at the end makes it another's name.</summary>
    private static bool AreForms(string one, string two)
    {
        var (shorter, longer) = one.Length <= two.Length ? (one, two) : (two, one);
        return longer.Length == shorter.Length
            ? one[..^1] == two[..^1] && "aeo".Contains(one[^1]) && "aeo".Contains(two[^1])
            : longer.Length == shorter.Length + 1
                && longer.StartsWith(shorter, StringComparison.Ordinal)
                && "aeos".Contains(longer[^1]);
    }
}
