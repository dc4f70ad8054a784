using System.Security.Cryptography;

namespace Rapport.Files;

/// <summary>Where bytes lie until they are all there: beside the database, under the upload's id.</summary>
internal static class UploadFiles
{
    /// <summary>The file, held alone; null while somebody else holds it.</summary>
    public static FileStream? Hold(string folder, Guid id)
    {
        var path = PathOf(folder, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static async Task<string> Hash(Stream file, CancellationToken cancel)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }

    public static bool Exists(string folder, Guid id) => File.Exists(PathOf(folder, id));

    public static void Remove(string folder, Guid id)
    {
        if (Exists(folder, id))
        {
            File.Delete(PathOf(folder, id));
        }
    }

    /// <summary>Files that nothing was written to since, by their ids.</summary>
    public static IEnumerable<Guid> OlderThan(string folder, DateTime moment) =>
        Directory.Exists(Path.Combine(folder, "uploads"))
            ? Directory
                .EnumerateFiles(Path.Combine(folder, "uploads"))
                .Where(file => File.GetLastWriteTimeUtc(file) < moment)
                .Select(file =>
                    Guid.TryParse(Path.GetFileName(file), out var id) ? id : (Guid?)null
                )
                .OfType<Guid>()
            : [];

    public static string PathOf(string folder, Guid id) =>
        Path.Combine(folder, "uploads", id.ToString("N"));
}
