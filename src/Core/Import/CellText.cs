using System.Text;
using Rapport.Import.Reading;

namespace Rapport.Import;

/// <summary>
/// How several values stand in one cell, so that a person reads them and the import takes them back exactly. Words are
/// parted by semicolons; things of several parts stand a line each, their parts between strokes: "Honesty | kept |
/// audit of 2025". A backslash before a semicolon, a stroke or a backslash says that it belongs to the text.
/// </summary>
internal static class CellText
{
    private const char Escape = '\\';
    private const string Stroke = " | ";

    /// <summary>Words parted by semicolons; one that holds a comma gets a semicolon behind it, so that it stays one.</summary>
    public static string List(IEnumerable<string> values)
    {
        var all = values.Select(v => Escaped(v, ';')).ToList();
        var text = string.Join("; ", all);
        return all.Count == 1 && text.AsSpan().ContainsAny(',', '\n') ? text + ";" : text;
    }

    /// <summary>The words of a cell that holds several, however they are parted.</summary>
    public static IEnumerable<string> ReadList(string cell)
    {
        var part =
            cell.Contains(';') ? ';'
            : cell.Contains('\n') ? '\n'
            : ',';
        IEnumerable<string> words = cell.Contains(Escape) ? Split(cell, part) : cell.Split(part);
        return words.Select(w => w.Trim()).Where(w => w.Length > 0);
    }

    /// <summary>Things of several parts, a line each.</summary>
    public static string? Lines(IEnumerable<string> lines) =>
        string.Join('\n', lines) is { Length: > 0 } text ? text : null;

    /// <summary>One thing of several parts; empty ones at its end are not written.</summary>
    public static string Line(params IReadOnlyList<string?> parts)
    {
        var last = parts.Count;
        while (last > 0 && string.IsNullOrEmpty(parts[last - 1]))
        {
            last--;
        }
        return string.Join(
            Stroke,
            parts
                .Take(last)
                .Select(p =>
                    Escaped(p ?? "", '|')
                        .Replace("\r", "\\r", StringComparison.Ordinal)
                        .Replace("\n", "\\n", StringComparison.Ordinal)
                )
        );
    }

    public static IEnumerable<CellLine> ReadLines(string cell) =>
        cell.Split('\n')
            .Select(l => l.Trim())
            .Where(l => l.Length > 0)
            .Select(l => new CellLine(l, [.. Split(l, '|').Select(p => p.Trim())]));

    /// <summary>One of a fixed set as a person would write it: "not yet known".</summary>
    public static string Word(Enum one) => HeaderKey.Of(one.ToString());

    private static string Escaped(string text, char part) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace($"{part}", $"\\{part}", StringComparison.Ordinal);

    private static List<string> Split(string text, char part)
    {
        var (all, one) = (new List<string>(), new StringBuilder());
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape && i + 1 < text.Length && Meant(text[i + 1], part) is { } meant)
            {
                one.Append(meant);
                i++;
            }
            else if (text[i] == part)
            {
                all.Add(one.ToString());
                one.Clear();
            }
            else
            {
                one.Append(text[i]);
            }
        }
        all.Add(one.ToString());
        return all;
    }

    /// <summary>What a character behind a backslash stands for; null where the backslash is only itself.</summary>
    private static char? Meant(char behind, char part) =>
        behind == Escape || behind == part || behind == ';' ? behind
        : part != '|' ? null
        : behind == 'n' ? '\n'
        : behind == 'r' ? '\r'
        : null;
}

/// <summary>One line of a cell by its parts; what is not there is null.</summary>
internal sealed record CellLine(string Text, IReadOnlyList<string> Parts)
{
    public string? this[int at] => at < Parts.Count && Parts[at].Length > 0 ? Parts[at] : null;
}
