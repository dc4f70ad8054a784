using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Files;

/// <summary>A file as pages and the API show it.</summary>
/// <param name="SubjectKind">The kind of record that it hangs on, such as <c>Interaction</c>.</param>
/// <param name="RemovedAt">When it was taken off; null while it hangs there.</param>
public sealed record AttachmentRecord(
    Guid Id,
    int Version,
    string Name,
    long Size,
    string MediaType,
    string Hash,
    string SubjectKind,
    Guid SubjectId,
    Guid? ClientId,
    Instant AddedAt,
    string? AddedBy,
    Instant? RemovedAt,
    string? RemovedBy
)
{
    public AttachmentDetails Details => new(Name);
}

/// <summary>What can be changed of an attached file.</summary>
public sealed record AttachmentDetails(string? Name);

/// <summary>Where a list of files goes on.</summary>
public sealed record AttachmentPlace(Guid Id);

/// <summary>Finds files, within walls and audience as all that is found.</summary>
public static class AttachmentRecords
{
    private const int MostWords = 12;

    private static readonly Expression<Func<Db, Attachment, AttachmentRecord>> Shown = (db, a) =>
        new AttachmentRecord(
            a.Id,
            a.Version,
            a.Name,
            a.Size,
            a.MediaType,
            a.Hash,
            a.SubjectKind,
            a.SubjectId,
            a.ClientId,
            a.AddedAt,
            db.Set<Colleague>()
                .Where(c => c.Id == a.AddedById)
                .Select(c => c.Name)
                .FirstOrDefault(),
            a.Removal == null ? null : a.Removal.At,
            a.Removal == null
                ? null
                : db.Set<Colleague>()
                    .Where(c => c.Id == a.Removal.ByColleagueId)
                    .Select(c => c.Name)
                    .FirstOrDefault()
        );

    /// <summary>One file, also one that was taken off; null when the viewer does not see it.</summary>
    public static Task<AttachmentRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Attachment>()
            .Where(a => a.Id == id)
            .Select(Shown.Of(db))
            .FirstOrDefaultAsync(cancel);

    /// <summary>What hangs on records, the oldest first: one statement.</summary>
    public static async Task<ILookup<Guid, AttachmentRecord>> Of(
        Db db,
        IReadOnlyCollection<Guid> subjects,
        CancellationToken cancel
    ) =>
        (
            subjects.Count == 0
                ? []
                : await db.Set<Attachment>()
                    .Where(a => subjects.Contains(a.SubjectId) && a.Removal == null)
                    .OrderBy(a => a.Id)
                    .Select(Shown.Of(db))
                    .ToListAsync(cancel)
        ).ToLookup(a => a.SubjectId);

    /// <summary>Files of a client, or of all, or of one record, the newest first.</summary>
    /// <param name="text">Words that stand in the name, in any order.</param>
    public static Task<List<AttachmentRecord>> Page(
        Db db,
        Guid? clientId,
        Guid? subjectId,
        string? text,
        AttachmentPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var files = db.Set<Attachment>().Where(a => a.Removal == null);
        if (clientId is not null)
        {
            files = files.Where(a => a.ClientId == clientId);
        }
        if (subjectId is not null)
        {
            files = files.Where(a => a.SubjectId == subjectId);
        }
        foreach (var word in Words(text))
        {
            files = files.Where(a => a.NameKey.Contains(word));
        }
        if (after is not null)
        {
            files = files.Where(a => a.Id.CompareTo(after.Id) < 0);
        }
        return files
            .OrderByDescending(a => a.Id)
            .Take(limit)
            .Select(Shown.Of(db))
            .ToListAsync(cancel);
    }

    private static IEnumerable<string> Words(string? text) =>
        Folded.Key(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords);
}
