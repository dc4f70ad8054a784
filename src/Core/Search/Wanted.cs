namespace Rapport.Search;

/// <summary>How well an entry answers what was asked: the highest comes first.</summary>
public enum Nearness
{
    /// <summary>Its name is nearly what was typed; asked for only where nothing is exactly that.</summary>
    Alike,

    /// <summary>The words stand only inside words of its name.</summary>
    Inside,

    /// <summary>All words are somewhere in it.</summary>
    Text,

    /// <summary>All words are in its title.</summary>
    Title,

    /// <summary>And the title begins with the first.</summary>
    Begins,
}

/// <summary>One word that was asked for.</summary>
/// <param name="Key">Folded, as typed.</param>
/// <param name="Parts">What the index must hold, all of it.</param>
/// <param name="Prefix">The last part may go on.</param>
public sealed record Term(string Key, IReadOnlyList<string> Parts, bool Prefix, bool Unspaced)
{
    public bool Matches(string part) =>
        Parts.Contains(part, StringComparer.Ordinal)
        || (Prefix && part.StartsWith(Parts[^1], StringComparison.Ordinal));
}

/// <summary>
/// What was asked for, as words: all of them are wanted, in any order, the last one as it is being typed. Nothing in
/// it is an operator, so that no text can be a wrong query.
/// </summary>
public sealed class Wanted
{
    public const int LongestText = 300;
    private const int MostWords = 12;
    private const int FewestDigits = 6;

    private Wanted(IReadOnlyList<Term> terms) => Terms = terms;

    public IReadOnlyList<Term> Terms { get; }

    public bool IsNothing => Terms.Count == 0;

    public static Wanted Parse(string? text)
    {
        var taken = text is null ? "" : text[..Math.Min(text.Length, LongestText)];
        if (Telephone(taken) is { } digits)
        {
            return new Wanted([new Term(digits, [digits], Prefix: true, Unspaced: false)]);
        }
        var words = Tokens.Words(taken).Take(MostWords).ToList();
        return new Wanted([.. words.Select((word, at) => Of(word, at == words.Count - 1))]);
    }

    /// <summary>The condition for an engine, on the parts that stand for a nearness.</summary>
    internal string Written(EngineWords engine, Nearness nearness)
    {
        var parts = new List<string>();
        foreach (var (at, term) in Terms.Index())
        {
            foreach (var (nth, part) in term.Parts.Index())
            {
                var prefix = term.Prefix && nth == term.Parts.Count - 1;
                // What begins a title is in it: asked for besides, it would be read besides.
                var first = nearness == Nearness.Begins && at == 0 && nth == 0;
                var mark =
                    first ? $"{Tokens.BeginsTitle}"
                    : nearness == Nearness.Text ? ""
                    : $"{Tokens.InTitle}";
                parts.Add(engine.Word(mark + part, prefix));
            }
        }
        return engine.All(parts);
    }

    /// <summary>What a title that holds all words must not have, or it begins with the first of them.</summary>
    internal string WrittenFirst(EngineWords engine) =>
        engine.Word(
            Tokens.BeginsTitle + Terms[0].Parts[0],
            Terms[0] is { Prefix: true, Parts.Count: 1 }
        );

    /// <summary>How near a title comes; <see cref="Nearness.Text"/> when not all words are in it.</summary>
    public Nearness Of(string title)
    {
        var parts = Tokens.Words(title).SelectMany(Tokens.Parts).ToList();
        var all = Terms.All(t =>
            t.Parts.All(p =>
                parts.Contains(p, StringComparer.Ordinal)
                || (
                    t.Prefix
                    && p == t.Parts[^1]
                    && parts.Exists(x => x.StartsWith(p, StringComparison.Ordinal))
                )
            )
        );
        return !all ? Nearness.Text
            : parts[0] == Terms[0].Parts[0]
            || (
                Terms[0] is { Prefix: true, Parts.Count: 1 }
                && parts[0].StartsWith(Terms[0].Parts[0], StringComparison.Ordinal)
            )
                ? Nearness.Begins
            : Nearness.Title;
    }

    private static Term Of(Word word, bool last)
    {
        if (!word.Unspaced)
        {
            return new Term(word.Key, [Tokens.Shorten(word.Key)], last, Unspaced: false);
        }
        var parts = Tokens.Parts(word).ToList();
        // The last character alone is held for runs that end with it; asked for alone, it begins a pair or ends a run.
        return parts.Count == 1
            ? new Term(word.Key, parts, Prefix: true, Unspaced: true)
            : new Term(word.Key, parts[..^1], Prefix: false, Unspaced: true);
    }

    /// <summary>Digits with what people put between them; a leading nought or two falls away, since entries are held by every ending.</summary>
    private static string? Telephone(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit)).TrimStart('0');
        return
            digits.Length is >= FewestDigits and <= Tokens.LongestWord
            && text.All(c =>
                char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '/' or '(' or ')' or '.'
            )
            && text.TrimStart() is ['+' or '0' or '(', ..]
            ? digits
            : null;
    }
}

/// <summary>How an engine writes a condition on words. The words hold letters, digits and our marks alone.</summary>
internal sealed record EngineWords(
    string Before,
    string After,
    string Prefix,
    string And,
    string Or
)
{
    public static readonly EngineWords Sqlite = new("\"", "\"", "*", " AND ", " OR ");
    public static readonly EngineWords Postgres = new("'", "'", ":*", " & ", " | ");

    public string Word(string word, bool prefix) => Before + word + After + (prefix ? Prefix : "");

    public string All(IEnumerable<string> conditions) => string.Join(And, conditions);

    public string Any(IEnumerable<string> conditions) => string.Join(Or, conditions);
}
