using System.Globalization;
using System.Text;
using Rapport.Values;

namespace Rapport.Files;

/// <summary>The name of a file, made harmless: it may be shown anywhere, and saved on any machine.</summary>
public static class FileName
{
    public const int Length = 200;

    /// <summary>A longer ending is no ending, but part of the name.</summary>
    private const int LongestEnding = 12;
    private const string Nameless = "file";

    /// <summary>Signs that some system gives a meaning of its own.</summary>
    private const string Meaningful = "<>:\"|?*";

    /// <summary>Joins letters of some scripts and the parts of pictures; the others of its kind turn or hide text.</summary>
    private static readonly Rune[] Joiners = [new(0x200C), new(0x200D)];

    private static readonly HashSet<string> Devices = new(
        [
            "con",
            "prn",
            "aux",
            "nul",
            .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" }),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>
    /// The last part of a path, composed (NFC), without what is not seen or turns the text around, at most
    /// <see cref="Length"/> units with its ending kept. Never empty.
    /// </summary>
    public static string Clean(string? given)
    {
        var name = new StringBuilder();
        foreach (var rune in Last(given ?? "").EnumerateRunes())
        {
            if (IsSeen(rune))
            {
                name.Append(
                    rune.IsAscii && Meaningful.Contains((char)rune.Value, StringComparison.Ordinal)
                        ? "-"
                        : rune.ToString()
                );
            }
        }
        var clean = name.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.', '\u00A0');
        if (clean.Length == 0)
        {
            return Nameless;
        }
        var (stem, ending) = Split(clean);
        if (Devices.Contains(stem))
        {
            stem = "_" + stem;
        }
        return Shortened.To(stem, Length - ending.Length) + ending;
    }

    /// <summary>What stands behind the last dot, small, such as <c>pdf</c>; empty without one.</summary>
    public static string Ending(string name) =>
        Split(name).Ending.TrimStart('.').ToLowerInvariant();

    private static string Last(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private static bool IsSeen(Rune rune) =>
        rune != Rune.ReplacementChar
        && (
            Joiners.Contains(rune)
            || Rune.GetUnicodeCategory(rune)
                is not (
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
                )
        );

    private static (string Stem, string Ending) Split(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= LongestEnding
            ? (name[..dot], name[dot..])
            : (name, "");
    }
}
