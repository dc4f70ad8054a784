using System.Globalization;
using System.Text;
using Rapport.Values;

namespace Rapport.Search;

/// <summary>A word of a text: where it stands as written, and its folded key.</summary>
/// <param name="Unspaced">A run of a script that puts no spaces between words.</param>
public sealed record Word(int Start, int Length, string Key, bool Unspaced);

/// <summary>
/// Takes text apart, the same way on both engines: words are runs of letters and digits, folded. Runs of scripts
/// without spaces become pairs of characters, so that a name of two characters is found inside any sentence.
/// </summary>
public static class Tokens
{
    public const int LongestWord = 60;

    /// <summary>So many characters of one text are taken; what stands further down does not find it.</summary>
    public const int LongestText = 20_000;

    /// <summary>Before a word of the title.</summary>
    internal const char InTitle = '¶';

    /// <summary>Before the first word of the title.</summary>
    internal const char BeginsTitle = '§';

    private enum Letter
    {
        No,
        Mark,
        Spaced,
        Unspaced,
    }

    public static IEnumerable<Word> Words(string text)
    {
        var (start, kind) = (0, Letter.No);
        for (var at = 0; at <= text.Length; )
        {
            var length = 1;
            var here = Letter.No;
            if (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune))
            {
                (length, here) = (rune.Utf16SequenceLength, Of(rune));
            }
            if (here == Letter.Mark)
            {
                here = kind;
            }
            if (here != kind)
            {
                if (kind != Letter.No && Key(text[start..at]) is { Length: > 0 } key)
                {
                    yield return new Word(start, at - start, key, kind == Letter.Unspaced);
                }
                (start, kind) = (at, here);
            }
            at += length;
        }
    }

    /// <summary>What an index holds of a word: itself, or the pairs of its characters and the last one alone.</summary>
    public static IEnumerable<string> Parts(Word word)
    {
        if (!word.Unspaced)
        {
            return [Shorten(word.Key)];
        }
        var runes = word.Key.EnumerateRunes().Select(r => r.ToString()).ToList();
        return runes.Zip(runes.Skip(1), (a, b) => a + b).Append(runes[^1]);
    }

    /// <summary>All distinct words of a record, with single spaces; those of the title also with their marks.</summary>
    public static string Index(string title, IEnumerable<string?> texts)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in Words(title).SelectMany(Parts))
        {
            if (all.Count == 0)
            {
                all.Add(BeginsTitle + part);
            }
            all.Add(InTitle + part);
            all.Add(part);
        }
        foreach (var text in texts.OfType<string>())
        {
            var taken = text.Length > LongestText ? text[..LongestText] : text;
            all.UnionWith(Words(taken).SelectMany(Parts));
        }
        return string.Join(' ', all);
    }

    /// <summary>Whether two indexes hold the same words.</summary>
    internal static bool Same(string one, string other) =>
        one == other || Indexed(one).ToHashSet(StringComparer.Ordinal).SetEquals(Indexed(other));

    /// <summary>The words of an index, quoted as a tsvector is written or not; those of the title also with their marks.</summary>
    internal static IEnumerable<string> Indexed(string index) =>
        index.Split(' ').Select(w => w.Trim('\''));

    internal static string Shorten(string key) =>
        key.Length <= LongestWord ? key
        : char.IsHighSurrogate(key[LongestWord - 1]) ? key[..(LongestWord - 1)]
        : key[..LongestWord];

    /// <summary>Folding may bring signs and spaces with it (℡ as tel, ½ as 1⁄2): letters and digits alone stay.</summary>
    private static string Key(string written)
    {
        var key = Folded.Key(written);
        foreach (var rune in key.EnumerateRunes())
        {
            if (Of(rune) is Letter.No)
            {
                return string.Concat(key.EnumerateRunes().Where(r => Of(r) is not Letter.No));
            }
        }
        return key;
    }

    private static Letter Of(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
            ? Letter.Mark
        : IsUnspaced(rune.Value) ? Letter.Unspaced
        : Rune.IsLetterOrDigit(rune) ? Letter.Spaced
        : Letter.No;

    /// <summary>Han, kana, Thai, Lao, Myanmar and Khmer.</summary>
    private static bool IsUnspaced(int code) =>
        code
            is (>= 0x0E01 and <= 0x0EDF)
                or (>= 0x1000 and <= 0x109F)
                or (>= 0x1780 and <= 0x17E9)
                or (>= 0x3005 and <= 0x3007)
                or (>= 0x3041 and <= 0x30FF and not 0x30FB)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFF66 and <= 0xFF9F)
                or (>= 0x20000 and <= 0x323AF);
}
