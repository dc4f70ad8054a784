using Rapport.Data;

namespace Rapport.Files;

/// <summary>Removes what nobody needs any more: uploads that were never finished, and bytes that nothing refers to.</summary>
public static class FileSweep
{
    private const int AtOnce = 200;

    /// <summary>Answers how many bytes' rows went.</summary>
    public static async Task<int> Run(Db db, IFileStore store, CancellationToken cancel)
    {
        await Uploads.Sweep(db, cancel);
        var gone = 0;
        List<string> unneeded;
        do
        {
            unneeded = await Contents.Unneeded(db, AtOnce, cancel);
            var before = gone;
            foreach (var hash in unneeded)
            {
                gone += await Contents.Release(db, store, hash, cancel) ? 1 : 0;
            }
            if (gone == before)
            {
                break;
            }
        } while (unneeded.Count == AtOnce);
        return gone;
    }
}
