using System.Runtime.CompilerServices;

namespace Rapport.Tests.Rules;

/// <summary>The project's own source files, for rules that speak of what is written.</summary>
internal static class Sources
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>Files below a folder of the project, generated ones left out. Paths have forward slashes and begin at the root.</summary>
    public static IEnumerable<Source> Below(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path =>
                !path.Contains("/obj/") && !path.Contains("/bin/") && !path.Contains("/Migrations/")
            )
            .Order(StringComparer.Ordinal)
            .Select(path => new Source(path, File.ReadAllText(Path.Combine(Root, path))));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <param name="Path">From the root of the project, with forward slashes.</param>
internal sealed record Source(string Path, string Text)
{
    public override string ToString() => Path;

    /// <summary>Each line with its number, comments left out.</summary>
    public IEnumerable<(int Number, string Text)> Code =>
        Text.Split('\n')
            .Select((line, index) => (index + 1, line))
            .Where(line => !line.line.TrimStart().StartsWith("//", StringComparison.Ordinal));
}
