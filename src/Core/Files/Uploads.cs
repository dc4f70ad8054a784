using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Files;

/// <summary>
/// How files are brought: begun with a name and a length, then piece by piece, so that a line that breaks costs what
/// was under way and nothing before it. Nothing is ever whole in memory.
/// </summary>
public sealed class Uploads(Db db, IFileStore store, Firms firms)
{
    /// <summary>How long one may take to bring a file and attach it.</summary>
    public static readonly Duration Life = Duration.FromDays(1);

    private const int AtOnce = 1 << 16;

    public async Task<Result<Upload>> Begin(
        string? name,
        long? size,
        CancellationToken cancel = default
    )
    {
        var clean = FileName.Clean(name);
        var most = await Most(cancel);
        var faults = new Faults();
        faults.If(size < 0, "size", Fault.TooSmall);
        faults.If(size == 0, "file", Fault.FileEmpty);
        faults.If(size > most, "file", Fault.FileTooLarge, Megabytes(most));
        faults.If(FileType.CanRun(clean, []), "file", Fault.FileCanRun, clean);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var upload = new Upload
        {
            ColleagueId = db.Viewer.ColleagueId,
            Name = clean,
            Size = size,
            BegunAt = db.Now,
        };
        db.Add(upload);
        return await db.Commit(cancel) is { } refusal ? refusal : upload;
    }

    /// <summary>One that the viewer began; null when there is none.</summary>
    public Task<Upload?> Find(Guid id, CancellationToken cancel = default)
    {
        var me = db.Viewer.ColleagueId;
        return db.Set<Upload>().FirstOrDefaultAsync(u => u.Id == id && u.ColleagueId == me, cancel);
    }

    /// <summary>
    /// Takes the next piece. Stale where it does not begin at what was received; where the line breaks, what came until
    /// then counts. What is too long or can run ends the upload.
    /// </summary>
    public async Task<Result<Upload>> Append(
        Guid id,
        long offset,
        Stream piece,
        CancellationToken cancel = default
    )
    {
        if (await Find(id, cancel) is not { } upload)
        {
            return Refusal.NotFound;
        }
        await using var file = UploadFiles.Hold(db.Folder, id);
        if (file is null)
        {
            return Refusal.Invalid("file", Fault.Busy);
        }
        // Somebody may have held the file until now.
        await db.Entry(upload).ReloadAsync(cancel);
        if (db.Entry(upload).State == EntityState.Detached)
        {
            return Refusal.NotFound;
        }
        if (offset != upload.Received || upload.IsWhole)
        {
            return Refusal.Stale;
        }
        var refused = await Write(upload, file, piece, upload.Size ?? await Most(cancel), cancel);
        if (refused is not null)
        {
            UploadFiles.Remove(db.Folder, id);
            db.Remove(upload);
        }
        // Whoever broke off has gone; what came is kept all the same.
        return await db.Commit(CancellationToken.None) is { } refusal ? refusal
            : refused is not null ? refused
            : upload;
    }

    /// <summary>A file in one go.</summary>
    /// <param name="size">Null where it is told by the end alone.</param>
    public async Task<Result<Upload>> Receive(
        string? name,
        long? size,
        Stream content,
        CancellationToken cancel = default
    )
    {
        var begun = await Begin(name, size, cancel);
        if (!begun.Done)
        {
            return begun;
        }
        var brought = await Append(begun.Value.Id, 0, content, cancel);
        if (!brought.Done)
        {
            return brought;
        }
        var upload = brought.Value;
        upload.Size ??= upload.Received;
        if (upload.Received == 0 || !upload.IsWhole)
        {
            await GiveUp(upload.Id, cancel);
            return Refusal.Invalid("file", upload.Received == 0 ? Fault.FileEmpty : Fault.FileCut);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : upload;
    }

    /// <summary>Puts all of it into the store, where it was not yet: from then on it can be attached.</summary>
    public async Task<Result<Upload>> Keep(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } upload)
        {
            return Refusal.Invalid("file", Fault.Unknown);
        }
        if (!upload.IsWhole)
        {
            return Refusal.Invalid("file", Fault.FileCut);
        }
        if (upload.Hash is not { } hash)
        {
            await using var file = UploadFiles.Hold(db.Folder, id);
            if (file is null)
            {
                return Refusal.Invalid("file", Fault.Busy);
            }
            hash = await UploadFiles.Hash(file, cancel);
            await Contents.Claim(db, upload, hash, cancel);
        }
        if (!await store.Has(hash, cancel))
        {
            await store.Put(hash, UploadFiles.PathOf(db.Folder, id), cancel);
        }
        return upload;
    }

    public async Task<Result<Upload>> GiveUp(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } upload)
        {
            return Refusal.NotFound;
        }
        UploadFiles.Remove(db.Folder, id);
        db.Remove(upload);
        return await db.Commit(cancel) is { } refusal ? refusal : upload;
    }

    /// <summary>How long a file may be, in bytes.</summary>
    public async Task<long> Most(CancellationToken cancel = default) =>
        (await firms.Read(cancel)).MostFileBytes;

    /// <summary>Removes what was begun more than a day ago, and what a fault left; answers how many.</summary>
    public static async Task<int> Sweep(Db db, CancellationToken cancel)
    {
        var before = db.Now - Life;
        var old = await db.Set<Upload>()
            .Where(u => u.BegunAt < before)
            .Select(u => u.Id)
            .ToListAsync(cancel);
        await db.Sweep<Upload>(all => all.Where(u => old.Contains(u.Id)), cancel);
        var left = UploadFiles.OlderThan(db.Folder, before.ToDateTimeUtc()).ToList();
        var begun = await db.Set<Upload>()
            .Where(u => left.Contains(u.Id))
            .Select(u => u.Id)
            .ToListAsync(cancel);
        foreach (var id in old.Concat(left).Except(begun))
        {
            UploadFiles.Remove(db.Folder, id);
        }
        return old.Count;
    }

    private static async Task<Refusal?> Write(
        Upload upload,
        FileStream file,
        Stream piece,
        long most,
        CancellationToken cancel
    )
    {
        // What a process wrote that was killed before it could say so.
        file.SetLength(upload.Received);
        file.Position = upload.Received;
        var buffer = new byte[AtOnce];
        int read;
        while ((read = await Read(piece, buffer, cancel)) > 0)
        {
            if (upload.Received + read > most)
            {
                return Refusal.Invalid("file", Fault.FileTooLarge, Megabytes(most));
            }
            await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            upload.Received += read;
            if (upload.MediaType is null && Looks(upload, file) is { } refused)
            {
                return refused;
            }
        }
        file.Flush(flushToDisk: true);
        return null;
    }

    /// <summary>Says what it is once enough of it came; refuses what can run.</summary>
    private static Refusal? Looks(Upload upload, FileStream file)
    {
        Span<byte> start = stackalloc byte[FileType.Looked];
        var here = file.Position;
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = here;
        if (FileType.CanRun(upload.Name, start))
        {
            return Refusal.Invalid("file", Fault.FileCanRun, upload.Name);
        }
        if (start.Length == FileType.Looked || upload.Size is null || upload.IsWhole)
        {
            upload.MediaType = FileType.Of(upload.Name, start);
        }
        return null;
    }

    /// <summary>The next bytes; none where the line broke.</summary>
    private static async Task<int> Read(Stream piece, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            return await piece.ReadAsync(buffer, cancel);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            return 0;
        }
    }

    private static string Megabytes(long bytes) =>
        (bytes >> 20).ToString(CultureInfo.InvariantCulture);
}
