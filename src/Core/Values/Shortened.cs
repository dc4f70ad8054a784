using System.Globalization;

namespace Rapport.Values;

/// <summary>The beginning of a text that is too long for its place.</summary>
public static class Shortened
{
    /// <summary>
    /// At most so many units of UTF-16, and never half of what a reader takes for one character: a half is no text, and
    /// is stored as something else than was written.
    /// </summary>
    public static string To(string text, int atMost)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= atMost)
        {
            return text;
        }
        var end = 0;
        for (var next = 0; next <= atMost; next += StringInfo.GetNextTextElementLength(text, next))
        {
            end = next;
        }
        // A single one that is longer than its place, by the marks heaped upon it, loses marks.
        return end > 0 ? text[..end]
            : char.IsLowSurrogate(text[atMost]) ? text[..(atMost - 1)]
            : text[..atMost];
    }
}
