using System.Security.Cryptography;

namespace Rapport.Import;

/// <summary>Where uploaded files lie while they are needed: beside the database, under the import's id.</summary>
internal static class ImportFiles
{
    public static FileStream Open(string folder, Guid id) =>
        new(PathOf(folder, id), FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>Writes the file and answers its length and SHA-256; null when it is longer than it may be.</summary>
    public static async Task<(long Size, string Hash)?> Save(
        string folder,
        Guid id,
        Stream content,
        long atMost,
        CancellationToken cancel
    )
    {
        var path = PathOf(folder, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            var buffer = new byte[1 << 16];
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0 && size <= atMost)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                size += read;
            }
            // The job relies on it once the import's row is committed.
            file.Flush(flushToDisk: true);
        }
        if (size > atMost)
        {
            Remove(folder, id);
            return null;
        }
        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static bool Exists(string folder, Guid id) => File.Exists(PathOf(folder, id));

    public static void Remove(string folder, Guid id) => File.Delete(PathOf(folder, id));

    /// <summary>Files that have been there for longer than any upload takes, by their ids.</summary>
    public static IEnumerable<Guid> OlderThan(string folder, DateTime moment) =>
        Directory.Exists(Path.Combine(folder, "imports"))
            ? Directory
                .EnumerateFiles(Path.Combine(folder, "imports"))
                .Where(file => File.GetLastWriteTimeUtc(file) < moment)
                .Select(file =>
                    Guid.TryParse(Path.GetFileName(file), out var id) ? id : (Guid?)null
                )
                .OfType<Guid>()
            : [];

    private static string PathOf(string folder, Guid id) =>
        Path.Combine(folder, "imports", id.ToString("N"));
}
