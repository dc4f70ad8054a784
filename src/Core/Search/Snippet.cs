namespace Rapport.Search;

/// <summary>A piece of text as written; a hit is what was asked for.</summary>
public sealed record Piece(string Text, bool Hit);

/// <summary>Shows what was found where it stands: the sentence around the first hit, every hit in it marked.</summary>
public static class Snippet
{
    private const int Longest = 180;
    private const int Before = 70;
    private const string Cut = "…";

    /// <summary>What may stand between the end of a sentence and the space behind it.</summary>
    private const string Closing = "\"'”“’‘»«)]";

    /// <summary>So short is what a dot shortens, or an ordinal: "Dr.", "z. B.", "am 3. März".</summary>
    private const int ShortWord = 2;

    /// <summary>The whole text, with its hits marked; where none stands by itself, the words that hold one.</summary>
    public static IReadOnlyList<Piece> Mark(string text, Wanted wanted)
    {
        var hits = Hits(text, wanted).ToList();
        return Pieces(text, 0, text.Length, hits.Count > 0 ? hits : Holding(text, wanted));
    }

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
        var (start, begins) = Start(text, hits[0].Start);
        var (end, ends) = End(text, start, hits[0].End);
        return
        [
            .. begins ? Array.Empty<Piece>() : [new Piece(Cut, false)],
            .. Pieces(text, start, end, hits),
            .. ends ? Array.Empty<Piece>() : [new Piece(Cut, false)],
        ];
    }

    /// <summary>The begin of the sentence, or of a word not too far before the hit.</summary>
    private static (int At, bool Begins) Start(string text, int hit)
    {
        var earliest = Math.Max(0, hit - Before);
        for (var at = hit - 1; at >= earliest; at--)
        {
            if (Sentence(text, at) is { } end && end <= hit)
            {
                return (Spaces(text, end, hit), true);
            }
        }
        if (earliest == 0)
        {
            return (Spaces(text, 0, hit), true);
        }
        var space = text.IndexOf(' ', earliest, hit - earliest);
        return (space < 0 ? hit : Spaces(text, space, hit), false);
    }

    /// <summary>The end of the sentence, or of the last word that still fits.</summary>
    private static (int At, bool Ends) End(string text, int start, int hitEnd)
    {
        var latest = Math.Min(text.Length, Math.Max(start + Longest, hitEnd));
        for (var at = hitEnd; at < latest; at++)
        {
            if (Sentence(text, at) is { } end)
            {
                return (Parts(text[at]) ? Worded(text, hitEnd, at) : end, true);
            }
        }
        if (string.IsNullOrWhiteSpace(text[latest..]))
        {
            return (latest, true);
        }
        var space = text.LastIndexOf(' ', latest - 1, latest - hitEnd);
        return (
            space > hitEnd ? Worded(text, hitEnd, space)
            : char.IsHighSurrogate(text[latest - 1]) ? latest - 1
            : latest,
            false
        );
    }

    /// <summary>
    /// Where the sentence is over that this sign ends; null where it ends none: the dot in an address or a number, behind
    /// a shortened word, or before one that goes on small.
    /// </summary>
    private static int? Sentence(string text, int at)
    {
        if (Parts(text[at]) || text[at] is '。' or '！' or '？')
        {
            return at + 1;
        }
        if (text[at] is not ('.' or '!' or '?'))
        {
            return null;
        }
        var end = at + 1;
        while (end < text.Length && Closing.Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }
        if (end == text.Length)
        {
            return end;
        }
        if (!char.IsWhiteSpace(text[end]))
        {
            return null;
        }
        var word = at;
        while (word > 0 && char.IsLetterOrDigit(text[word - 1]))
        {
            word--;
        }
        var next = Spaces(text, end, text.Length);
        return
            text[at] == '.'
            && (
                (at - word is > 0 and <= ShortWord)
                || (next < text.Length && char.IsLower(text[next]))
            )
            ? null
            : end;
    }

    /// <summary>What stands between lines, and between the details of a record.</summary>
    private static bool Parts(char sign) => sign is '\n' or '·';

    /// <summary>Without what would hang after the last word.</summary>
    private static int Worded(string text, int from, int to)
    {
        while (
            to > from
            && !char.IsLetterOrDigit(text[to - 1])
            && !Closing.Contains(text[to - 1], StringComparison.Ordinal)
        )
        {
            to--;
        }
        return to;
    }

    private static int Spaces(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
        {
            from++;
        }
        return from;
    }

    private static List<Piece> Pieces(string text, int start, int end, List<Span> hits)
    {
        var pieces = new List<Piece>();
        var at = start;
        foreach (var hit in hits.Where(h => h.Start >= start && h.End <= end))
        {
            if (hit.Start > at)
            {
                pieces.Add(new Piece(text[at..hit.Start], false));
            }
            pieces.Add(new Piece(text.Substring(hit.Start, hit.Length), true));
            at = hit.End;
        }
        if (at < end)
        {
            pieces.Add(new Piece(text[at..end], false));
        }
        return pieces;
    }

    /// <summary>What hangs together is one hit: "port-call", "3.2".</summary>
    private static IEnumerable<Span> Hits(string text, Wanted wanted)
    {
        Span? before = null;
        foreach (var hit in Alone(text, wanted))
        {
            if (before is not null && !Joined(text, before.End, hit.Start))
            {
                yield return before;
                before = null;
            }
            before = before is null ? hit : new Span(before.Start, hit.End - before.Start);
        }
        if (before is not null)
        {
            yield return before;
        }
    }

    private static bool Joined(string text, int end, int start) =>
        start == end || (start == end + 1 && !char.IsWhiteSpace(text[end]));

    private static IEnumerable<Span> Alone(string text, Wanted wanted) =>
        Tokens
            .Words(text)
            .Select(word =>
                wanted.Terms.Select(term => Hit(word, term)).FirstOrDefault(h => h is not null)
            )
            .OfType<Span>();

    private static List<Span> Holding(string text, Wanted wanted) =>
        [
            .. Tokens
                .Words(text)
                .Where(word =>
                    wanted.Terms.Any(t => word.Key.Contains(t.Key, StringComparison.Ordinal))
                )
                .Select(word => new Span(word.Start, word.Length)),
        ];

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

    private sealed record Span(int Start, int Length)
    {
        public int End => Start + Length;
    }
}
