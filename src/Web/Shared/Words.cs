using System.Globalization;

namespace Rapport.Web.Shared;

public static class Words
{
    private const char Apart = '\u2068';
    private const char Again = '\u2069';

    /// <summary>Fills the {0} of a sentence from the resources: <c>SharedWords.NotMet.With(name)</c>.</summary>
    public static string With(this string words, params object?[] values) =>
        string.Format(
            CultureInfo.CurrentCulture,
            words,
            [.. values.Select(value => value is string text ? Beside(text) : value)]
        );

    /// <summary>
    /// What somebody wrote, to stand beside other words in one line: written from right to left it is kept apart, so that
    /// what follows stays where it belongs. Everything else is as it was.
    /// </summary>
    public static string Beside(string text) =>
        text.EnumerateRunes().Any(RunsLeft) ? $"{Apart}{text}{Again}" : text;

    /// <summary>Hebrew, Arabic and the scripts that are written as they are.</summary>
    private static bool RunsLeft(System.Text.Rune letter) =>
        letter.Value
            is (>= 0x590 and <= 0x8FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFC)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF);
}
