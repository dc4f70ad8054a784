using System.Globalization;
using System.Text;

namespace Rapport.Values;

/// <summary>The one folding for text that is matched, sorted or unique; its keys are compared binary.</summary>
public static class Folded
{
    /// <summary>
    /// NFKC, diacritics stripped, lower case, a few letters without a decomposition spelt out (ß as ss, æ as ae, ø as o,
    /// đ as d, ł as l, œ as oe, ı as i), white space trimmed and collapsed to single spaces. Folding a key again changes nothing.
    /// </summary>
    public static string Key(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
        {
            return text;
        }

        var key = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in Decomposed(text))
        {
            if (char.IsWhiteSpace(c))
            {
                gap = key.Length > 0;
                continue;
            }

            // Some letters decompose only once lower-cased (İ), hence the second look at the mark's category below.
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (gap)
            {
                key.Append(' ');
                gap = false;
            }

            Append(key, char.ToLowerInvariant(c));
        }

        return key.ToString();
    }

    /// <summary>Null of what is not there.</summary>
    public static string? KeyOf(string? text) => text is null ? null : Key(text);

    private static bool IsPlain(string text)
    {
        var space = true;
        foreach (var c in text)
        {
            if (c > '~' || c < ' ' || char.IsAsciiLetterUpper(c) || (c == ' ' && space))
            {
                return false;
            }

            space = c == ' ';
        }

        return !space || text.Length == 0;
    }

    private static string Decomposed(string text)
    {
        // A lone surrogate cannot be normalised; it is not text, and stands as the replacement character.
        var clean = IsWellFormed(text)
            ? text
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return clean.Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormKD);
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (
                char.IsHighSurrogate(text[i])
                && i + 1 < text.Length
                && char.IsLowSurrogate(text[i + 1])
            )
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Append(StringBuilder key, char lower) =>
        _ = lower switch
        {
            'ß' => key.Append("ss"),
            'æ' => key.Append("ae"),
            'œ' => key.Append("oe"),
            'ø' => key.Append('o'),
            'đ' => key.Append('d'),
            'ð' => key.Append('d'),
            'ł' => key.Append('l'),
            'ı' => key.Append('i'),
            _ => key.Append(lower),
        };
}
