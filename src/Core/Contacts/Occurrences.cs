using System.Buffers;
using System.Globalization;
using System.Text;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>
/// Finds a person's names, addresses and telephone numbers in what people wrote, and blackens them. A value is found as
/// a whole, however its letters are written: case, accents and spaces do not matter, and for a number only its digits do,
/// with its country's code or as it is dialled within the country.
/// </summary>
public sealed class Occurrences
{
    public const string Black = "▇▇▇";

    /// <summary>Fewer digits are an extension, or a year.</summary>
    private const int FewestDigits = 5;

    /// <summary>Within a country fewer digits may be anything.</summary>
    private const int FewestWithin = 6;

    /// <summary>Where no nought is dialled first, as in Spain or Norway, so many are a number on their own.</summary>
    private const int FewestBare = 8;

    /// <summary>Before a number that is one only where no other digits stand beside it.</summary>
    private const char Alone = '=';

    private static readonly SearchValues<char> Separators = SearchValues.Create(
        " \u00a0\u202f-–./()"
    );

    private readonly List<string> keys;
    private readonly HashSet<string> numbers;

    public Occurrences(IEnumerable<string> values, IEnumerable<string> phones)
    {
        keys = [.. values.Select(Folded.Key).Where(k => k.Length > 1).Distinct()];
        numbers = [.. phones.SelectMany(p => Dialled(Known.PhoneKey(p))).Distinct()];
    }

    /// <summary>The digits of a number in each way in which it is written.</summary>
    private static IEnumerable<string> Dialled(string key)
    {
        var digits = key.TrimStart('+');
        if (digits.Length < FewestDigits)
        {
            yield break;
        }
        yield return digits;
        yield return "00" + digits;
        if (!key.StartsWith('+') || CountryCodes.Of(digits) is not { } code)
        {
            yield break;
        }
        // "+44 (0)7700" is stored with its nought.
        var within = digits[code.Length..].TrimStart('0');
        if (within.Length < FewestWithin)
        {
            yield break;
        }
        yield return "0" + within;
        foreach (var abroad in new[] { code, "00" + code })
        {
            yield return abroad + within;
            yield return abroad + "0" + within;
        }
        if (within.Length >= FewestBare)
        {
            yield return Alone + within;
        }
    }

    /// <summary>The same name, whatever stands around it aside.</summary>
    public bool Is(string text) => keys.Contains(Folded.Key(text));

    public bool IsIn(string text) => Texts(text).Any() || Numbers(text).Any();

    public string Blacken(string text)
    {
        var found = Texts(text).Concat(Numbers(text)).OrderBy(r => r.From).ThenBy(r => r.To);
        var clean = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (from, to) in found)
        {
            if (to <= at)
            {
                continue;
            }
            // What begins inside the one before is part of the same mark.
            if (from >= at)
            {
                clean.Append(text, at, from - at).Append(Black);
            }
            at = to;
        }
        return clean.Append(text, at, text.Length - at).ToString();
    }

    private IEnumerable<(int From, int To)> Texts(string text)
    {
        var (folded, places) = Fold(text);
        foreach (var key in keys)
        {
            for (
                var at = folded.IndexOf(key, StringComparison.Ordinal);
                at >= 0;
                at = folded.IndexOf(key, at + 1, StringComparison.Ordinal)
            )
            {
                var end = at + key.Length;
                if (!IsInWord(folded, at - 1) && !IsInWord(folded, end))
                {
                    yield return (places[at].From, places[end - 1].To);
                }
            }
        }
    }

    /// <summary>Groups of digits that follow each other as in a telephone number, and together are one of hers.</summary>
    private IEnumerable<(int From, int To)> Numbers(string text)
    {
        if (numbers.Count == 0)
        {
            yield break;
        }
        var groups = Groups(text);
        for (var first = 0; first < groups.Count; first++)
        {
            var digits = "";
            for (var last = first; last < groups.Count; last++)
            {
                if (last > first && !Joins(text, groups[last - 1].To, groups[last].From))
                {
                    break;
                }
                digits += text[groups[last].From..groups[last].To];
                if (
                    numbers.Contains(digits)
                    || (numbers.Contains(Alone + digits) && IsAlone(text, groups, first, last))
                )
                {
                    yield return (
                        Start(text, groups[first].From, groups[last].To),
                        groups[last].To
                    );
                }
                if (digits.Length > 20)
                {
                    break;
                }
            }
        }
    }

    private static bool IsAlone(
        string text,
        List<(int From, int To)> groups,
        int first,
        int last
    ) =>
        (first == 0 || !Joins(text, groups[first - 1].To, groups[first].From))
        && (last == groups.Count - 1 || !Joins(text, groups[last].To, groups[last + 1].From));

    /// <summary>With the plus before it, and the bracket that it closes.</summary>
    private static int Start(string text, int from, int to)
    {
        if (from > 0 && text[from - 1] == '(' && text.AsSpan(from, to - from).Contains(')'))
        {
            from--;
        }
        return from > 0 && text[from - 1] == '+' ? from - 1 : from;
    }

    private static List<(int From, int To)> Groups(string text)
    {
        var groups = new List<(int, int)>();
        for (var at = 0; at < text.Length; at++)
        {
            var from = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
            if (at > from)
            {
                groups.Add((from, at));
            }
        }
        return groups;
    }

    private static bool Joins(string text, int from, int to) =>
        to - from <= 3 && text.AsSpan(from, to - from).IndexOfAnyExcept(Separators) < 0;

    private static bool IsInWord(string text, int at) =>
        at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    /// <summary>The folded text, and for each of its characters where in the text it stands.</summary>
    private static (string Key, List<(int From, int To)> Places) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<(int, int)>(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var next = at + StringInfo.GetNextTextElementLength(text, at);
            var key = char.IsWhiteSpace(text[at])
                ? folded.Length == 0 || folded[^1] == ' '
                    ? ""
                    : " "
                : Folded.Key(text[at..next]);
            folded.Append(key);
            places.AddRange(Enumerable.Repeat((at, next), key.Length));
            at = next;
        }
        return (folded.ToString(), places);
    }
}
