namespace Rapport.Files;

/// <summary>Keeps bytes in a folder, as <c>ab/cd/abcd…</c>, so that no folder grows too long to be looked through.</summary>
public sealed class DiskStore(string folder) : IFileStore
{
    public string Place => folder;

    public Task<bool> Has(string hash, CancellationToken cancel) =>
        Task.FromResult(File.Exists(PathOf(hash)));

    /// <summary>It was written and forced to the disk beside the store; here it only gets its name, at once or not at all.</summary>
    public Task Put(string hash, string path, CancellationToken cancel)
    {
        var place = PathOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        try
        {
            File.Move(path, place, overwrite: true);
        }
        catch (FileNotFoundException) when (File.Exists(place))
        {
            // The same request came twice, and its twin was quicker.
        }
        return Task.CompletedTask;
    }

    public Task<Stream?> Open(string hash, long size, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(
                    PathOf(hash),
                    new FileStreamOptions
                    {
                        Access = FileAccess.Read,
                        // Whoever reads goes on reading what is taken away meanwhile.
                        Share = FileShare.Read | FileShare.Delete,
                        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                    }
                )
            );
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Remove(string hash, CancellationToken cancel)
    {
        var place = PathOf(hash);
        if (File.Exists(place))
        {
            File.Delete(place);
        }
        return Task.CompletedTask;
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash[2..4], hash);
}
