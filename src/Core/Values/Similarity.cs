namespace Rapport.Values;

/// <summary>How like two texts are, by their letters. Give it folded keys: it compares binary.</summary>
public static class Similarity
{
    /// <summary>How much a common beginning counts, and how many of its letters: Winkler's own figures.</summary>
    private const double PrefixWeight = 0.1;
    private const int PrefixLength = 4;

    /// <summary>
    /// From 0 (nothing in common) to 1 (the same): the share of letters that both have near the same place, and of those
    /// that stand in the same order (M. A. Jaro, "Advances in Record-Linkage Methodology", JASA 84, 1989), more where the
    /// texts begin alike (W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules", 1990).
    /// </summary>
    public static double JaroWinkler(string first, string second)
    {
        var jaro = Jaro(first, second);
        var prefix = 0;
        while (
            prefix < PrefixLength
            && prefix < first.Length
            && prefix < second.Length
            && first[prefix] == second[prefix]
        )
        {
            prefix++;
        }
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    public static double Jaro(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Length == 0 || second.Length == 0)
        {
            return first.Length == second.Length ? 1 : 0;
        }
        var near = Math.Max((Math.Max(first.Length, second.Length) / 2) - 1, 0);
        Span<bool> firstHas = stackalloc bool[Math.Min(first.Length, 512)];
        Span<bool> secondHas = stackalloc bool[Math.Min(second.Length, 512)];
        var common = 0;
        for (var i = 0; i < firstHas.Length; i++)
        {
            var end = Math.Min(i + near + 1, secondHas.Length);
            for (var j = Math.Max(0, i - near); j < end; j++)
            {
                if (!secondHas[j] && first[i] == second[j])
                {
                    (firstHas[i], secondHas[j]) = (true, true);
                    common++;
                    break;
                }
            }
        }
        if (common == 0)
        {
            return 0;
        }
        var turned = 0;
        for (int i = 0, j = 0; i < firstHas.Length; i++)
        {
            if (!firstHas[i])
            {
                continue;
            }
            while (!secondHas[j])
            {
                j++;
            }
            turned += first[i] == second[j] ? 0 : 1;
            j++;
        }
        double m = common;
        return ((m / first.Length) + (m / second.Length) + ((m - (turned / 2)) / m)) / 3;
    }

    /// <summary>
    /// How many letters have to be put in, left out, replaced or swapped with their neighbour, none of them twice
    /// (optimal string alignment, after F. J. Damerau, "A technique for computer detection and correction of spelling
    /// errors", CACM 7, 1964).
    /// </summary>
    public static int Letters(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var rows = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }
                var same = first[i - 1] == second[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(
                    Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1),
                    rows[i - 1, j - 1] + same
                );
                if (
                    i > 1
                    && j > 1
                    && first[i - 1] == second[j - 2]
                    && first[i - 2] == second[j - 1]
                )
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }
        return rows[first.Length, second.Length];
    }
}
