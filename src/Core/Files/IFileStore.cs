namespace Rapport.Files;

/// <summary>
/// Where bytes are kept, under the hash of what they are: what lies there never changes. Whether they are still needed
/// is for <see cref="Contents"/> to say.
/// </summary>
public interface IFileStore
{
    /// <summary>Where that is, without secrets.</summary>
    string Place { get; }

    Task<bool> Has(string hash, CancellationToken cancel);

    /// <summary>Takes a file in; it is whole there or not there at all, whatever happens meanwhile.</summary>
    /// <param name="path">May be moved from where it lies.</param>
    Task Put(string hash, string path, CancellationToken cancel);

    /// <summary>The bytes, to be read from any place; null when they are not there.</summary>
    Task<Stream?> Open(string hash, long size, CancellationToken cancel);

    /// <summary>Takes it away; what is not there is gone already.</summary>
    Task Remove(string hash, CancellationToken cancel);
}
