using Rapport.Data;
using Rapport.Files;

namespace Rapport.Reports;

/// <summary>A file with the names of what it hangs on.</summary>
/// <param name="Record">The record's name; null where the viewer does not know it.</param>
public sealed record FileOfClient(AttachmentRecord File, string? Record, string? Client);

/// <summary>Files of a client, wherever they hang: two statements a page.</summary>
public static class ClientFiles
{
    public static async Task<IReadOnlyList<FileOfClient>> Page(
        Db db,
        Guid clientId,
        string? text,
        AttachmentPlace? after,
        int limit,
        CancellationToken cancel
    ) =>
        await Named(
            db,
            await AttachmentRecords.Page(db, clientId, null, text, after, limit, cancel),
            cancel
        );

    /// <summary>One file; null when the viewer does not see it.</summary>
    public static async Task<FileOfClient?> Find(Db db, Guid id, CancellationToken cancel) =>
        await AttachmentRecords.Find(db, id, cancel) is { } file
            ? (await Named(db, [file], cancel))[0]
            : null;

    private static async Task<IReadOnlyList<FileOfClient>> Named(
        Db db,
        List<AttachmentRecord> files,
        CancellationToken cancel
    )
    {
        var names = await Names.Of(
            db,
            files.SelectMany(f => new[] { f.SubjectId, f.ClientId ?? Guid.Empty }),
            cancel
        );
        return
        [
            .. files.Select(f => new FileOfClient(
                f,
                names.GetValueOrDefault(f.SubjectId)?.Name,
                f.ClientId is { } client ? names.GetValueOrDefault(client)?.Name : null
            )),
        ];
    }
}
