using Rapport.Values;

namespace Rapport.Import;

/// <summary>Finds what is probably the same word written otherwise. Only ever a hint to a person.</summary>
public static class Spelling
{
    private const int MostNames = 500;

    /// <summary>
    /// Names without a space that are two words of the other names run together, with the space put back: "GTXPro" beside
    /// "GTX Basic" and "GTX Plus Pro".
    /// </summary>
    public static IReadOnlyDictionary<string, string> Split(IEnumerable<string> names)
    {
        var all = names.Where(n => n.Length > 0).Distinct().Take(MostNames).ToList();
        var words = all.Where(n => n.Contains(' '))
            .SelectMany(n => n.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(Folded.Key)
            .ToHashSet();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in all.Where(n => !n.Contains(' ')))
        {
            for (var i = 1; i < name.Length; i++)
            {
                if (words.Contains(Folded.Key(name[..i])) && words.Contains(Folded.Key(name[i..])))
                {
                    found[name] = $"{name[..i]} {name[i..]}";
                    break;
                }
            }
        }
        return found;
    }

    /// <summary>The key among those given that is nearest to this one; null when none is near.</summary>
    public static string? Nearest(string key, IEnumerable<string> keys)
    {
        var bare = Bare(key);
        var most = Math.Max(1, bare.Length / 6);
        string? nearest = null;
        foreach (var other in keys)
        {
            var distance = Distance(bare, Bare(other), most);
            if (distance <= most)
            {
                (nearest, most) = (other, distance - 1);
            }
        }
        return nearest;
    }

    private static string Bare(string key) => new([.. key.Where(char.IsLetterOrDigit)]);

    /// <summary>Levenshtein's distance (1965), given up beyond a limit.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, least) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(
                    Math.Min(above, row[j - 1]) + 1,
                    diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)
                );
                diagonal = above;
                least = Math.Min(least, row[j]);
            }
            if (least > limit)
            {
                return limit + 1;
            }
        }
        return row[b.Length];
    }
}
