namespace Rapport.Tests.Engines;

/// <summary>Folders for one run, removed when it ends.</summary>
public static class TestFolder
{
    private static readonly string Run = Directory
        .CreateTempSubdirectory("rapport-tests-")
        .FullName;

    static TestFolder() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Run, recursive: true);

    public static string New() =>
        Directory.CreateDirectory(Path.Combine(Run, Guid.NewGuid().ToString("N"))).FullName;
}
