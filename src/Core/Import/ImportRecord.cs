using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Jobs;
using Rapport.People;

namespace Rapport.Import;

/// <summary>An import as pages and API read it: the row, who brought it in, and how far its work is.</summary>
public sealed record ImportRecord(
    Guid Id,
    string Number,
    int Version,
    string FileName,
    long Size,
    ImportKind Kind,
    string? System,
    ImportState State,
    Instant CreatedAt,
    string? By,
    Instant? FinishedAt,
    Instant? UndoneAt,
    FateCounts Counts,
    JobRecord? Job
);

/// <param name="Besides">Records made or changed beside the rows' own.</param>
/// <param name="Notes">Rows that went in with something to look at.</param>
/// <param name="Kept">Records that the undo had to leave.</param>
public sealed record FateCounts(
    int New,
    int Same,
    int Updates,
    int Refused,
    int Besides,
    int Notes,
    int Kept
);

/// <summary>One row's fate.</summary>
/// <param name="InConfidence">What it says is not for this viewer; what became of it is.</param>
public sealed record FateRecord(
    long Number,
    int Part,
    Fate Fate,
    string? Kind,
    Guid? SubjectId,
    string? Label,
    RowReason? Reason,
    string? Detail,
    string? Changes,
    Undo? Undone,
    bool InConfidence
);

/// <summary>Which fates to show; null for all.</summary>
/// <param name="Notes">Only those with something to look at.</param>
public sealed record FateFilter(Fate? Fate = null, bool Notes = false);

public static class ImportRecords
{
    public static string Number(long number) => FormattableString.Invariant($"I-{number}");

    public static async Task<ImportRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        (await Select(db, db.Set<Import>().Where(i => i.Id == id)).ToListAsync(cancel))
            .FirstOrDefault()
            ?.Record;

    /// <summary>Newest first; <paramref name="after"/> is the id of the last one seen.</summary>
    public static async Task<IReadOnlyList<ImportRecord>> Page(
        Db db,
        Guid? after,
        int limit,
        CancellationToken cancel
    )
    {
        var rows = await Select(
                db,
                db.Set<Import>()
                    .Where(i => after == null || i.Id.CompareTo(after.Value) < 0)
                    .OrderByDescending(i => i.Id)
                    .Take(limit)
            )
            .ToListAsync(cancel);
        return [.. rows.Select(r => r.Record).OrderByDescending(r => r.CreatedAt)];
    }

    /// <summary>
    /// Fates in the order of the file; after the row with this number and part. What rows say of entries is for who
    /// brought them in, and for others as far as they may read the entries.
    /// </summary>
    public static async Task<List<FateRecord>> Fates(
        Db db,
        Guid importId,
        bool dry,
        FateFilter filter,
        (long Number, int Part) after,
        int limit,
        CancellationToken cancel
    )
    {
        var rows = await db.Set<ImportRow>()
            .Where(r => r.ImportId == importId && r.Dry == dry)
            .Where(r => filter.Fate == null || (r.Fate == filter.Fate && r.Part == 0))
            .Where(r => !filter.Notes || (r.Reason != null && r.Fate != Fate.Refused))
            .Where(r =>
                r.Number > after.Number || (r.Number == after.Number && r.Part > after.Part)
            )
            .OrderBy(r => r.Number)
            .ThenBy(r => r.Part)
            .Take(limit)
            .Select(r => new FateRecord(
                r.Number,
                r.Part,
                r.Fate,
                r.Kind,
                r.SubjectId,
                r.Label,
                r.Reason,
                r.Detail,
                r.Changes,
                r.Undone,
                false
            ))
            .ToListAsync(cancel);
        var (viewer, outside) = (db.Viewer.ColleagueId, db.Viewer.Actor == ActorKind.System);
        if (
            outside
            || !await db.Set<Import>()
                .AnyAsync(
                    i =>
                        i.Id == importId
                        && i.Kind == ImportKind.Interactions
                        && i.ByColleagueId != viewer,
                    cancel
                )
        )
        {
            return rows;
        }
        var entries = rows.Select(r => r.SubjectId).OfType<Guid>().ToList();
        var readable = await db.Set<Interaction>()
            .Where(i => entries.Contains(i.Id))
            .Select(i => i.Id)
            .ToHashSetAsync(cancel);
        return rows.ConvertAll(r =>
            r.SubjectId is { } id && (r.Kind != nameof(Interaction) || readable.Contains(id))
                ? r
                : r with
                {
                    SubjectId = null,
                    Label = null,
                    Detail = null,
                    Changes = null,
                    InConfidence = true,
                }
        );
    }

    /// <summary>Whether what is known of the rows' fates is from the dry run.</summary>
    public static bool IsDry(this ImportState state) =>
        state is ImportState.Uploaded or ImportState.Checking or ImportState.Checked;

    private sealed record Found(Import Import, string? By, Job? Job)
    {
        public ImportRecord Record =>
            new(
                Import.Id,
                ImportRecords.Number(Import.Number),
                Import.Version,
                Import.FileName,
                Import.Size,
                Import.Kind,
                Import.System,
                Import.State,
                Import.CreatedAt,
                By,
                Import.FinishedAt,
                Import.UndoneAt,
                new FateCounts(
                    Import.News,
                    Import.Sames,
                    Import.Updates,
                    Import.Refused,
                    Import.Besides,
                    Import.Notes,
                    Import.Kept
                ),
                JobRecord.Of(Job)
            );
    }

    private static IQueryable<Found> Select(Db db, IQueryable<Import> imports) =>
        imports
            .AsNoTracking()
            .Select(i => new Found(
                i,
                db.Set<Colleague>()
                    .Where(c => c.Id == i.ByColleagueId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                db.Set<Job>()
                    .Where(j => j.SubjectId == i.Id)
                    .OrderByDescending(j => j.Id)
                    .FirstOrDefault()
            ));
}
