namespace Rapport.Import;

/// <summary>
/// Where a list is written: first its rows, as far as a step came, then the whole file, which appears at once under its
/// name when it is complete.
/// </summary>
internal static class ExportFiles
{
    /// <summary>The rows so far, to be written on from <paramref name="length"/>: what a killed step left behind it goes.</summary>
    public static FileStream Rows(string folder, Guid id, long length)
    {
        Directory.CreateDirectory(Path.Combine(folder, "exports"));
        var rows = new FileStream(
            PathOf(folder, id) + ".rows",
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite
        );
        rows.SetLength(length);
        rows.Position = length;
        return rows;
    }

    public static FileStream Begin(string folder, Guid id) =>
        new(PathOf(folder, id) + ".part", FileMode.Create, FileAccess.ReadWrite);

    /// <summary>What was begun is whole now; the rows are not needed any more.</summary>
    public static void Finish(string folder, Guid id)
    {
        File.Move(PathOf(folder, id) + ".part", PathOf(folder, id), overwrite: true);
        File.Delete(PathOf(folder, id) + ".rows");
    }

    public static bool Exists(string folder, Guid id) => File.Exists(PathOf(folder, id));

    public static FileStream? Open(string folder, Guid id) =>
        Exists(folder, id)
            ? new FileStream(PathOf(folder, id), FileMode.Open, FileAccess.Read, FileShare.Read)
            : null;

    public static int Sweep(string folder, DateTime before)
    {
        if (!Directory.Exists(Path.Combine(folder, "exports")))
        {
            return 0;
        }
        var old = Directory
            .EnumerateFiles(Path.Combine(folder, "exports"))
            .Where(file => File.GetLastWriteTimeUtc(file) < before)
            .ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }

    private static string PathOf(string folder, Guid id) =>
        Path.Combine(folder, "exports", id.ToString("N"));
}
