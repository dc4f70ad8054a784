using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Files;

/// <summary>What can be done with the files of records: attach, rename, take off, put back.</summary>
public sealed class Attachments(Db db, Uploads uploads)
{
    /// <summary>Whether there is such a record, for this viewer.</summary>
    public async Task<bool> Can(Holder to, CancellationToken cancel = default) =>
        await Holders.Find(db, to, cancel) is not null;

    /// <summary>Attaches a file that was brought, in a save of its own.</summary>
    public async Task<Result<Attachment>> Attach(
        Holder to,
        Guid uploadId,
        CancellationToken cancel = default
    )
    {
        if (await Holders.Find(db, to, cancel) is null)
        {
            return Refusal.NotFound;
        }
        var kept = await uploads.Keep(uploadId, cancel);
        if (!kept.Done)
        {
            return kept.Refusal!;
        }
        var added = await Add(to, [kept.Value], cancel);
        return added.Done ? added.Value[0] : added.Refusal!;
    }

    /// <summary>Hangs files that are in the store on a record: together with what the caller does, or by itself.</summary>
    public async Task<Result<IReadOnlyList<Attachment>>> Add(
        Holder to,
        IReadOnlyList<Upload> kept,
        CancellationToken cancel = default
    )
    {
        if (await Holders.Find(db, to, cancel) is not { } standing)
        {
            return Refusal.NotFound;
        }
        var added = new List<Attachment>();
        foreach (var upload in kept)
        {
            var attachment = new Attachment
            {
                SubjectKind = to.Kind,
                SubjectId = to.Id,
                Name = upload.Name,
                NameKey = Folded.Key(upload.Name),
                Hash = upload.Hash!,
                Size = upload.Received,
                MediaType = upload.MediaType ?? FileType.Unknown,
                AddedAt = db.Now,
                AddedById = db.Viewer.ColleagueId,
            };
            attachment.Stand(standing);
            db.Add(attachment);
            db.Remove(upload);
            db.Raise(Attachment.Added, attachment, attachment.ClientId);
            added.Add(attachment);
        }
        if (await db.Commit(cancel) is { } refusal)
        {
            return refusal;
        }
        foreach (var upload in kept)
        {
            // What was stored elsewhere lies here still; where the caller takes all of this back, it is in the store.
            UploadFiles.Remove(db.Folder, upload.Id);
        }
        return added;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Attachment>> Rename(
        Guid id,
        string? name,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Find(id, cancel) is not { } attachment)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != attachment.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        faults.If(string.IsNullOrWhiteSpace(name), "name", Fault.Required);
        var clean = FileName.Clean(name);
        faults.If(FileType.CanRun(clean, []), "name", Fault.FileCanRun, clean);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        if (clean != attachment.Name)
        {
            (attachment.Name, attachment.NameKey) = (clean, Folded.Key(clean));
            db.Raise(Attachment.Renamed, attachment, attachment.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : attachment;
    }

    /// <summary>Takes a file off its record. That it was there stays, and for a time it can be put back.</summary>
    public async Task<Result<Attachment>> Remove(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } attachment)
        {
            return Refusal.NotFound;
        }
        if (attachment.Removal is null)
        {
            attachment.Removal = new Removal
            {
                AttachmentId = attachment.Id,
                At = db.Now,
                ByColleagueId = db.Viewer.ColleagueId,
            };
            db.Raise(Attachment.Removed, attachment, attachment.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : attachment;
    }

    /// <summary>Puts a file back that was taken off, as long as its bytes are kept.</summary>
    public async Task<Result<Attachment>> Restore(Guid id, CancellationToken cancel = default) =>
        await db.Together(
            async () =>
            {
                if (await Find(id, cancel) is not { } attachment)
                {
                    return (Result<Attachment>)Refusal.NotFound;
                }
                if (attachment.Removal is not { } removal)
                {
                    return attachment;
                }
                // Nobody lets the bytes go before the removal is gone.
                await db.KeepTurn(Contents.Turn(attachment.Hash), cancel);
                if (!await db.Set<Content>().AnyAsync(c => c.Hash == attachment.Hash, cancel))
                {
                    return Refusal.Invalid("file", Fault.FileGone);
                }
                db.Remove(removal);
                db.Raise(Attachment.Restored, attachment, attachment.ClientId);
                return await db.Commit(cancel) is { } refusal ? refusal : attachment;
            },
            done => done.Done,
            cancel
        );

    /// <summary>Lets the files of one record hang on another, in what the caller is about to commit: a correction has those of what it corrects.</summary>
    public static async Task Move(Db db, Row from, IHoldsFiles to, CancellationToken cancel)
    {
        var files = await db.Set<Attachment>()
            .Where(a => a.SubjectId == from.Id)
            .ToListAsync(cancel);
        foreach (var file in files)
        {
            file.SubjectId = ((Row)to).Id;
            file.Stand(Standing.Of(to));
        }
    }

    private Task<Attachment?> Find(Guid id, CancellationToken cancel) =>
        db.Set<Attachment>().Include(a => a.Removal).FirstOrDefaultAsync(a => a.Id == id, cancel);
}
