namespace Rapport.Search;

/// <summary>
/// The words that one slip makes of a word: a letter missing, too many or another, or two neighbours changed over. There
/// are some fifty for each letter, few enough to ask an index for all of them.
/// </summary>
internal static class OneSlip
{
    /// <summary>A slip in a shorter word makes too many others.</summary>
    private const int Shortest = 4;
    private const int Longest = 24;

    /// <summary>Folded letters, as people of one script type them.</summary>
    private static readonly string[] Alphabets =
    [
        "abcdefghijklmnopqrstuvwxyz",
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "αβγδεζηθικλμνξοπρστυφχψω",
    ];

    /// <summary>None for a word of figures, a short one, and one of a script without letters.</summary>
    public static IReadOnlySet<string> Of(string word)
    {
        var near = new HashSet<string>(StringComparer.Ordinal);
        if (
            word.Length is < Shortest or > Longest
            || Array.Find(Alphabets, a => word.Any(a.Contains)) is not { } letters
        )
        {
            return near;
        }
        for (var at = 0; at <= word.Length; at++)
        {
            var (before, behind) = (word[..at], word[at..]);
            if (behind.Length > 0)
            {
                near.Add(before + behind[1..]);
            }
            if (behind.Length > 1)
            {
                near.Add($"{before}{behind[1]}{behind[0]}{behind[2..]}");
            }
            foreach (var letter in letters)
            {
                near.Add($"{before}{letter}{behind}");
                if (behind.Length > 0)
                {
                    near.Add($"{before}{letter}{behind[1..]}");
                }
            }
        }
        near.Remove(word);
        return near;
    }
}
