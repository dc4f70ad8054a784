using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Files;

/// <summary>
/// Which bytes are needed. They are spoken for before they are put into the store, and let go only where nobody speaks
/// for them; both under one turn for each hash, so that none are taken away under somebody who brings the same.
/// </summary>
public static class Contents
{
    /// <summary>How long the bytes of a file that was taken off can still be put back.</summary>
    public static readonly Duration KeptAfterRemoval = Duration.FromDays(30);

    /// <summary>From its commit on the bytes of an upload stay, however long storing them takes.</summary>
    internal static Task Claim(Db db, Upload upload, string hash, CancellationToken cancel) =>
        db.Together(
            async () =>
            {
                await db.KeepTurn(Turn(hash), cancel);
                if (!await db.Set<Content>().AnyAsync(c => c.Hash == hash, cancel))
                {
                    db.Add(
                        new Content
                        {
                            Hash = hash,
                            Size = upload.Received,
                            StoredAt = db.Now,
                        }
                    );
                    Measures.FileBytes.Add(upload.Received);
                }
                upload.Hash = hash;
                return await db.SaveChangesAsync(cancel);
            },
            _ => true,
            cancel
        );

    /// <summary>Bytes that nobody speaks for any more.</summary>
    public static Task<List<string>> Unneeded(Db db, int atMost, CancellationToken cancel) =>
        Unneeded(db).Select(c => c.Hash).Take(atMost).ToListAsync(cancel);

    /// <summary>Lets bytes go unless somebody came to speak for them; true when they are gone.</summary>
    /// <remarks>
    /// They go before the commit: a fault in between leaves a row without bytes that nobody speaks for, and whoever
    /// brings them again looks into the store. The other way round they would lie there for ever.
    /// </remarks>
    public static Task<bool> Release(
        Db db,
        IFileStore store,
        string hash,
        CancellationToken cancel
    ) =>
        db.Together(
            async () =>
            {
                await db.KeepTurn(Turn(hash), cancel);
                var gone =
                    await Unneeded(db).FirstOrDefaultAsync(c => c.Hash == hash, cancel) is
                    { } content;
                if (gone)
                {
                    await db.Sweep<Content>(all => all.Where(c => c.Hash == hash), cancel);
                    await store.Remove(hash, cancel);
                }
                return gone;
            },
            gone => gone,
            cancel
        );

    private static IQueryable<Content> Unneeded(Db db)
    {
        var since = db.Now - KeptAfterRemoval;
        return db.Set<Content>()
            .AsNoTracking()
            .Where(c =>
                !EveryRow
                    .Of<Attachment>(db)
                    .Any(a => a.Hash == c.Hash && (a.Removal == null || a.Removal.At >= since))
                && !db.Set<Upload>().Any(u => u.Hash == c.Hash)
            );
    }

    internal static string Turn(string hash) => "content:" + hash;
}
