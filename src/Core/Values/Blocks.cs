using System.Text;

namespace Rapport.Values;

/// <summary>One block of a text file: a title, and lines of the form "key: what is said", keys being repeatable.</summary>
public sealed record Block(string Title, ILookup<string, string> Lines)
{
    public string? One(string key) => Lines[key].FirstOrDefault();

    /// <summary>The parts of the first such line between bars; empty when there is none.</summary>
    public string[] Parts(string key) => One(key) is { } line ? Blocks.Parts(line) : [];

    /// <summary>What stands between commas.</summary>
    public string[] List(string key) => One(key) is { } line ? Blocks.Words(line) : [];
}

/// <summary>Reads texts that lie beside the code as blocks and travel inside the assembly.</summary>
public static class Blocks
{
    /// <exception cref="ArgumentException">No text has this name.</exception>
    public static IReadOnlyList<Block> Read(string name)
    {
        using var stream =
            typeof(Blocks).Assembly.GetManifestResourceStream($"Rapport.{name}.txt")
            ?? throw new ArgumentException($"No text is named {name}", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var blocks = new List<Block>();
        var (title, lines) = ("", new List<(string Key, string Said)>());
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                Close(blocks, title, lines);
                (title, lines) = (line[2..].Trim(), []);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                lines.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
        }
        Close(blocks, title, lines);
        return blocks;
    }

    public static string[] Parts(string line) => line.Split('|', StringSplitOptions.TrimEntries);

    public static string[] Words(string line) =>
        line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Close(
        List<Block> blocks,
        string title,
        List<(string Key, string Said)> lines
    )
    {
        if (title.Length > 0)
        {
            blocks.Add(
                new Block(title, lines.ToLookup(l => l.Key, l => l.Said, StringComparer.Ordinal))
            );
        }
    }
}
