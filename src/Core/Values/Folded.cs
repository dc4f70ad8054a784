using System.Globalization;
using System.Text;

namespace Rapport.Values;

/// <summary>Folds text into the key by which it is matched, sorted and held unique, alike on both engines.</summary>
public static class Folded
{
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        var space = false;
        foreach (var c in text.Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }
            if (char.IsWhiteSpace(c))
            {
                space = key.Length > 0;
                continue;
            }
            if (space)
            {
                key.Append(' ');
                space = false;
            }
            key.Append(char.ToLowerInvariant(c));
        }
        return key.Replace("ß", "ss").ToString();
    }
}
