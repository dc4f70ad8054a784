using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;

namespace Rapport.Search;

/// <summary>
/// Makes the entries of records that were there before search knew their kind: begun when the program starts, a thousand
/// records in each step, while people work.
/// </summary>
public sealed class CatchUp : IWork
{
    public const string Name = "search.new";

    public string Kind => Name;

    public Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel) =>
        Task.FromResult(Viewer.System("search"));

    /// <summary>Begins where a kind has records and no entry at all; answers null where there is none, or it was begun.</summary>
    public static async Task<Job?> Begin(Db db, CancellationToken cancel = default)
    {
        var begun = await db.Set<Job>()
            .AnyAsync(
                j => j.Kind == Name && (j.State == JobState.Waiting || j.State == JobState.Running),
                cancel
            );
        if (begun)
        {
            return null;
        }
        var unknown = new List<SearchKind>();
        foreach (var searched in Searched.All)
        {
            if (await searched.HasRecords(db, cancel) && !await searched.HasEntries(db, cancel))
            {
                unknown.Add(searched.Kind);
            }
        }
        if (unknown.Count == 0)
        {
            return null;
        }
        var job = new Jobs.Jobs(db).Add(Name, Guid.Empty, null);
        job.Cursor = JsonSerializer.Serialize(
            unknown.ConvertAll(kind => new RebuildPlace(kind, null))
        );
        await db.SaveChangesAsync(cancel);
        return job;
    }

    public async Task<StepResult> Step(Db db, Job job, CancellationToken cancel)
    {
        var places = JsonSerializer.Deserialize<List<RebuildPlace>>(job.Cursor ?? "[]") ?? [];
        if (places.Count == 0)
        {
            return StepResult.Done;
        }
        var (place, rest) = (places[0], places[1..]);
        var step = await Rebuild.Within(db, place, cancel);
        job.Done += step.Seen;
        List<RebuildPlace> left =
            step.Next is { } next && next.Kind == place.Kind ? [next, .. rest] : rest;
        job.Cursor = JsonSerializer.Serialize(left);
        return left.Count == 0 ? StepResult.Done : StepResult.More;
    }
}
