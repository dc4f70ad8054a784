namespace Rapport.Search;

/// <summary>A piece of text as written; a hit is what was asked for.</summary>
public sealed record Piece(string Text, bool Hit);

/// <summary>Shows what was found where it stands: the sentence around the first hit, every hit in it marked.</summary>
public static class Snippet
{
    private const int Longest = 180;
    private const int Before = 70;
    private const string Cut = "…";
    private static readonly char[] Ends = ['.', '!', '?', '\n', '。', '！', '？'];

    /// <summary>The whole text, with its hits marked.</summary>
    public static IReadOnlyList<Piece> Mark(string text, Wanted wanted) =>
        Pieces(text, 0, text.Length, [.. Hits(text, wanted)]);

    /// <summary>A sentence with a hit; nothing when no word stands in the text.</summary>
    public static IReadOnlyList<Piece> Of(string? text, Wanted wanted)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }
        var hits = Hits(text, wanted).ToList();
        if (hits.Count == 0)
        {
            return [];
        }
        var start = Start(text, hits[0].Start);
        var end = End(text, start, hits[0].Start + hits[0].Length);
        var pieces = Pieces(text, start, end, hits);
        return
        [
            .. start > 0 && !Ends.Contains(LastBefore(text, start))
                ? [new Piece(Cut, false)]
                : Array.Empty<Piece>(),
            .. pieces,
            .. end < text.TrimEnd().Length && !Ends.Contains(text[end - 1])
                ? [new Piece(Cut, false)]
                : Array.Empty<Piece>(),
        ];
    }

    /// <summary>The begin of the sentence, or of a word not too far before the hit.</summary>
    private static int Start(string text, int hit)
    {
        var earliest = Math.Max(0, hit - Before);
        var sentence = hit == 0 ? -1 : text.LastIndexOfAny(Ends, hit - 1, hit - earliest);
        var start = sentence >= 0 ? sentence + 1 : earliest;
        if (sentence < 0 && earliest > 0)
        {
            var space = text.IndexOf(' ', earliest, hit - earliest);
            start = space < 0 ? hit : space + 1;
        }
        while (start < hit && char.IsWhiteSpace(text[start]))
        {
            start++;
        }
        return start;
    }

    /// <summary>The end of the sentence, or of the last word that still fits.</summary>
    private static int End(string text, int start, int hitEnd)
    {
        var latest = Math.Min(text.Length, Math.Max(start + Longest, hitEnd));
        var sentence = hitEnd < latest ? text.IndexOfAny(Ends, hitEnd, latest - hitEnd) : -1;
        if (sentence >= 0)
        {
            return text[sentence] == '\n' ? sentence : sentence + 1;
        }
        if (latest == text.Length)
        {
            return latest;
        }
        var space = text.LastIndexOf(' ', latest - 1, latest - hitEnd);
        return space > hitEnd ? space
            : char.IsHighSurrogate(text[latest - 1]) ? latest - 1
            : latest;
    }

    private static char LastBefore(string text, int start)
    {
        while (start > 0 && char.IsWhiteSpace(text[start - 1]) && text[start - 1] != '\n')
        {
            start--;
        }
        return start == 0 ? '\n' : text[start - 1];
    }

    private static List<Piece> Pieces(string text, int start, int end, List<Span> hits)
    {
        var pieces = new List<Piece>();
        var at = start;
        foreach (var hit in hits.Where(h => h.Start >= start && h.Start + h.Length <= end))
        {
            if (hit.Start > at)
            {
                pieces.Add(new Piece(text[at..hit.Start], false));
            }
            pieces.Add(new Piece(text.Substring(hit.Start, hit.Length), true));
            at = hit.Start + hit.Length;
        }
        if (at < end)
        {
            pieces.Add(new Piece(text[at..end], false));
        }
        return pieces;
    }

    private static IEnumerable<Span> Hits(string text, Wanted wanted) =>
        Tokens
            .Words(text)
            .Select(word =>
                wanted.Terms.Select(term => Hit(word, term)).FirstOrDefault(h => h is not null)
            )
            .OfType<Span>();

    private static Span? Hit(Word word, Term term)
    {
        if (!word.Unspaced)
        {
            return
                word.Key == term.Key
                || (term.Prefix && word.Key.StartsWith(term.Key, StringComparison.Ordinal))
                ? new Span(word.Start, word.Length)
                : null;
        }
        var at = word.Key.IndexOf(term.Key, StringComparison.Ordinal);
        return at < 0 ? null
            // Folding may have changed how many characters there are; then the whole run is shown as the hit.
            : word.Key.Length == word.Length ? new Span(word.Start + at, term.Key.Length)
            : new Span(word.Start, word.Length);
    }

    private sealed record Span(int Start, int Length);
}
