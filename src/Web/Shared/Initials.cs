using System.Globalization;

namespace Rapport.Web.Shared;

/// <summary>The letters and the colour that stand for a name.</summary>
public static class Initials
{
    public const int Tones = 5;

    /// <summary>First letters of the first and the last word: "Ana María Moreno" is AM, "Halden" is H.</summary>
    public static string Of(string name)
    {
        var words = name.Split(' ')
            .Select(word => string.Concat(word.Trim().SkipWhile(char.IsPunctuation)))
            .Where(word => word.Length > 0)
            .ToList();
        return words switch
        {
            [] => "?",
            [var only] => First(only),
            [var first, .., var last] => First(first) + First(last),
        };
    }

    /// <summary>The same name has the same colour on every page and every node, so no <see cref="string.GetHashCode()"/>.</summary>
    public static int ToneOf(string name)
    {
        var hash = 17;
        foreach (var letter in name)
            hash = (hash * 31 + letter) % 65_521;
        return hash % Tones;
    }

    // A text element, not a char: a letter may be two, and an accent a third.
    private static string First(string word) =>
        StringInfo.GetNextTextElement(word).ToUpper(CultureInfo.CurrentCulture);
}
