namespace Rapport.Lists;

/// <summary>
/// How people write what filters write for programs: <c>30 days ago</c> for <c>-P30D</c>, <c>15 bd ahead</c> for
/// <c>15BD</c>.
/// </summary>
internal static class PhraseValue
{
    public const string Ago = "ago";
    public const string Ahead = "ahead";
    private const string WorkingDays = "bd";

    /// <summary>As they are written of one; of several an s follows.</summary>
    public static readonly IReadOnlyDictionary<string, string> Units = new Dictionary<
        string,
        string
    >(StringComparer.OrdinalIgnoreCase)
    {
        ["day"] = "D",
        ["week"] = "W",
        ["month"] = "M",
        ["year"] = "Y",
        [WorkingDays] = "BD",
    };

    /// <summary>So long from today as a filter writes it; null of a unit that there is none of.</summary>
    public static string? Moved(string count, string unit, bool back)
    {
        if (!Units.TryGetValue(unit, out var letter) && !Units.TryGetValue(One(unit), out letter))
        {
            return null;
        }
        return (back ? "-" : "") + (letter == "BD" ? $"{count}BD" : $"P{count}{letter}");
    }

    /// <summary>"30 days" and whether they lie back; null of a value that does not move with the day so.</summary>
    public static (string Length, bool Back)? Length(string? value)
    {
        var back = value?.StartsWith('-') == true;
        var said = back ? value![1..] : value ?? "";
        var (count, letter) = said switch
        {
            [.. var days, 'B', 'D'] => (days, "BD"),
            ['P', .. var length, var unit] => (length, unit.ToString()),
            _ => ("", ""),
        };
        if (!IsCount(count) || !Units.Values.Contains(letter))
        {
            return null;
        }
        var word = Units.First(u => u.Value == letter).Key;
        var several = count == "1" || word == WorkingDays ? "" : "s";
        return ($"{count} {word}{several}", back);
    }

    public static bool IsCount(string word) =>
        word.Length is > 0 and <= 4 && word[0] != '0' && word.All(char.IsAsciiDigit);

    /// <summary>Figures, a sign before them, a point among them.</summary>
    public static bool IsNumber(string word)
    {
        var parts = word.TrimStart('-', '+').Split('.');
        return word.Length - word.TrimStart('-', '+').Length <= 1
            && parts.Length <= 2
            && parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit));
    }

    public static bool IsCurrency(string word) =>
        word.Length == 3 && word.All(char.IsAsciiLetterUpper);

    /// <summary>An amount with its currency, which two words write.</summary>
    public static bool IsAmount(string value) =>
        value.Split(' ') is [var amount, var currency] && IsNumber(amount) && IsCurrency(currency);

    private static string One(string several) =>
        several.EndsWith('s') || several.EndsWith('S') ? several[..^1] : several;
}
