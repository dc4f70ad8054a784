namespace Rapport.Values;

public enum TextFate
{
    Stays,
    Goes,
    Comes,
}

/// <summary>A stretch of text, and what became of it.</summary>
public sealed record TextPiece(TextFate Fate, string Text);

/// <summary>
/// What changed inside a text, by words: the longest common subsequence of both, after Hirschberg's "Algorithms for the
/// longest common subsequence problem" (1977) by the plain table. Pure.
/// </summary>
public static class TextDifference
{
    /// <summary>Cells of the table; where more would be needed, the middle is told as a whole.</summary>
    private const int MostCells = 1_000_000;

    /// <summary>The pieces in order; those that stay and go make the text before, those that stay and come the one after.</summary>
    public static IReadOnlyList<TextPiece> Of(string before, string after)
    {
        var (a, b) = (Words(before), Words(after));
        var start = 0;
        while (start < a.Count && start < b.Count && a[start] == b[start])
        {
            start++;
        }
        var end = 0;
        while (end < a.Count - start && end < b.Count - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }
        var pieces = a.Take(start).Select(w => new TextPiece(TextFate.Stays, w)).ToList();
        pieces.AddRange(Middle(a[start..^end], b[start..^end]));
        pieces.AddRange(a.Skip(a.Count - end).Select(w => new TextPiece(TextFate.Stays, w)));
        return Joined(pieces);
    }

    private static IEnumerable<TextPiece> Middle(List<string> a, List<string> b)
    {
        if ((long)a.Count * b.Count > MostCells)
        {
            return
            [
                new TextPiece(TextFate.Goes, string.Concat(a)),
                new TextPiece(TextFate.Comes, string.Concat(b)),
            ];
        }
        var common = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                common[i, j] =
                    a[i] == b[j]
                        ? common[i + 1, j + 1] + 1
                        : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        return Walk(a, b, common);
    }

    private static IEnumerable<TextPiece> Walk(List<string> a, List<string> b, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < a.Count || j < b.Count)
        {
            if (i < a.Count && j < b.Count && a[i] == b[j])
            {
                yield return new TextPiece(TextFate.Stays, a[i++]);
                j++;
            }
            else if (j == b.Count || (i < a.Count && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new TextPiece(TextFate.Goes, a[i++]);
            }
            else
            {
                yield return new TextPiece(TextFate.Comes, b[j++]);
            }
        }
    }

    /// <summary>Neighbours of one fate as one; between two that stay, all that goes stands before all that comes.</summary>
    private static List<TextPiece> Joined(List<TextPiece> pieces)
    {
        var joined = new List<TextPiece>();
        for (var i = 0; i < pieces.Count; )
        {
            var stays = pieces[i].Fate == TextFate.Stays;
            var run = pieces.Skip(i).TakeWhile(p => (p.Fate == TextFate.Stays) == stays).ToList();
            joined.AddRange(
                run.GroupBy(p => p.Fate)
                    .OrderBy(g => g.Key)
                    .Select(g => new TextPiece(g.Key, string.Concat(g.Select(p => p.Text))))
            );
            i += run.Count;
        }
        return joined;
    }

    /// <summary>Words, the spaces between them, and each other sign by itself.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length; )
        {
            var end = i + 1;
            if (Sort(text[i]) is var sort and not 0)
            {
                while (end < text.Length && Sort(text[end]) == sort)
                {
                    end++;
                }
            }
            words.Add(text[i..end]);
            i = end;
        }
        return words;
    }

    private static int Sort(char sign) =>
        char.IsWhiteSpace(sign) ? 1
        : char.IsLetterOrDigit(sign) || char.IsSurrogate(sign) ? 2
        : 0;
}
