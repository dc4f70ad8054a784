using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Import;
using Rapport.Jobs;
using Rapport.People;

namespace Rapport.Reports;

/// <summary>
/// Writes a signed export of the audit as a job: first the entries as lines, which a killed step can take up again, then
/// the file of them. It is for whoever asked, and tells of talks in confidence only what that colleague may read.
/// </summary>
public sealed class AuditExportWork : IWork
{
    public const string Name = "audit.export";
    private const int AtOnce = 5000;

    /// <param name="From">Ticks since 1970; null for the beginning.</param>
    /// <param name="Range">Null before the first step.</param>
    private sealed record Place(
        long? From,
        long? Until,
        ExportRange? Range = null,
        long After = 0,
        long Length = 0
    );

    public string Kind => Name;

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Colleagues.ViewerOf(db, job.ByColleagueId, Origin.Page, cancel);

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var place = JsonSerializer.Deserialize<Place>(job.Cursor!)!;
        var range =
            place.Range
            ?? await AuditExport.Range(db, Moment(place.From), Moment(place.Until), cancel);
        if (range is null)
        {
            return StepResult.Done;
        }
        var after = place.Range is null ? range.First - 1 : place.After;
        await using var lines = ExportFiles.Rows(db.Folder, job.SubjectId, place.Length);
        after = await AuditExport.Append(
            db,
            range,
            after,
            AtOnce,
            lines,
            entries => AuditTrail.Unreadable(db, entries, cancel),
            cancel
        );
        lines.Flush(flushToDisk: true);
        (job.Done, job.Total) = (after - range.First + 1, range.Count);
        if (after < range.Last)
        {
            job.Cursor = JsonSerializer.Serialize(
                place with
                {
                    Range = range,
                    After = after,
                    Length = lines.Length,
                }
            );
            return StepResult.More;
        }
        lines.Position = 0;
        using var key = AuditKey.In(db.Folder);
        await using (var file = ExportFiles.Begin(db.Folder, job.SubjectId))
        {
            await AuditExport.Pack(db, key, range, lines, file, cancel);
            file.Flush(flushToDisk: true);
        }
        cancel.ThrowIfCancellationRequested();
        ExportFiles.Finish(db.Folder, job.SubjectId);
        return StepResult.Done;
    }

    /// <summary>The viewer's latest export; null before the first.</summary>
    public static Task<Job?> Latest(Db db, CancellationToken cancel) =>
        Mine(db).OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancel);

    /// <summary>The export, when it is the viewer's.</summary>
    public static Task<Job?> Find(Db db, Guid id, CancellationToken cancel) =>
        Mine(db).FirstOrDefaultAsync(j => j.Id == id, cancel);

    /// <summary>Begins one; while one of the viewer's is under way, that one.</summary>
    public static async Task<Job> Begin(
        Db db,
        Jobs.Jobs jobs,
        Instant? from,
        Instant? until,
        CancellationToken cancel
    )
    {
        if (await Latest(db, cancel) is { IsOver: false } under)
        {
            return under;
        }
        var job = jobs.Add(Name, Guid.CreateVersion7(), null);
        job.Cursor = JsonSerializer.Serialize(
            new Place(from?.ToUnixTimeTicks(), until?.ToUnixTimeTicks())
        );
        await db.SaveChangesAsync(cancel);
        return job;
    }

    /// <summary>The file is whole a moment before its job says so: nobody is told of the one without the other.</summary>
    public static bool IsThere(Db db, Job job) =>
        job.IsOver && ExportFiles.Exists(db.Folder, job.SubjectId);

    /// <summary>The written file; null before it is whole, and a week after.</summary>
    public static Stream? Open(Db db, Job job) => ExportFiles.Open(db.Folder, job.SubjectId);

    private static IQueryable<Job> Mine(Db db) =>
        db.Set<Job>().Where(j => j.Kind == Name && j.ByColleagueId == db.Viewer.ColleagueId);

    private static Instant? Moment(long? ticks) =>
        ticks is { } t ? Instant.FromUnixTimeTicks(t) : null;
}
