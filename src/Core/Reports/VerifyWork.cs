using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Reports;

/// <summary>Walks the audit chain as a job, so that one may leave and find the outcome again.</summary>
public sealed class VerifyWork : IWork
{
    public const string Name = "audit.verify";
    private const int AtOnce = 5000;

    public string Kind => Name;

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(Viewer.System("audit"));

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        using var key = AuditKey.In(db.Folder);
        var place = await Verifier.Step(db, key, PlaceOf(job), AtOnce, cancel);
        job.Cursor = JsonSerializer.Serialize(place);
        job.Done = place.Seq;
        return place.AtEnd ? StepResult.Done : StepResult.More;
    }

    /// <summary>How far it came, and what it found.</summary>
    public static VerifyPlace PlaceOf(Job job) =>
        job.Cursor is { } cursor
            ? JsonSerializer.Deserialize<VerifyPlace>(cursor)!
            : VerifyPlace.Start;

    /// <summary>The latest walk; null before the first.</summary>
    public static Task<Job?> Latest(Db db, CancellationToken cancel) =>
        db.Set<Job>()
            .Where(j => j.Kind == Name)
            .OrderByDescending(j => j.Id)
            .FirstOrDefaultAsync(cancel);

    /// <summary>Begins a walk; while one is under way, that one.</summary>
    public static async Task<Job> Begin(Db db, Jobs.Jobs jobs, CancellationToken cancel)
    {
        if (await Latest(db, cancel) is { IsOver: false } under)
        {
            return under;
        }
        var last = await db.Set<AuditEntry>().MaxAsync(e => e.Seq, cancel);
        var job = jobs.Add(Name, Guid.Empty, last ?? 0);
        await db.SaveChangesAsync(cancel);
        return job;
    }
}
