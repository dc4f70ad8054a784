using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Jobs;

/// <summary>Long work among all other, as administrators see it.</summary>
/// <param name="Kind">As in <c>import.run</c>.</param>
/// <param name="SubjectId">What it is about; all zeros where it is about the whole firm.</param>
/// <param name="By">Who began it; null where the program did.</param>
/// <param name="Done">How far it is, in what the work counts: rows, bytes, entries.</param>
/// <param name="Total">Null where nobody knows how much there is.</param>
/// <param name="Node">Machine and process that has it now; null where nobody has.</param>
public sealed record ListedJob(
    Guid Id,
    int Version,
    string Kind,
    Guid SubjectId,
    Guid? ByColleagueId,
    string? By,
    Instant CreatedAt,
    Instant? FinishedAt,
    JobState State,
    long Done,
    long? Total,
    int Attempts,
    string? Failure,
    string? Node
)
{
    public bool IsOpen => State is JobState.Waiting or JobState.Running;

    public bool CanGoOn => State is JobState.Failed or JobState.Cancelled && JobRunner.Knows(Kind);
}

/// <summary>Where the list of long work goes on: after this one, in its part of the list.</summary>
public sealed record JobPlace(int Part, Guid Id);

/// <summary>All long work: what runs or waits first, then what failed, then the rest; in each the newest first.</summary>
public static class JobList
{
    private static readonly JobState[][] Parts =
    [
        [JobState.Running, JobState.Waiting],
        [JobState.Failed],
        [JobState.Done, JobState.Cancelled],
    ];

    /// <param name="only">Those in this state; null for all.</param>
    public static async Task<IReadOnlyList<ListedJob>> Page(
        Db db,
        JobState? only,
        JobPlace? after,
        int size,
        CancellationToken cancel = default
    )
    {
        var found = new List<ListedJob>();
        // A part at a time: each is read in the order of an index, however many jobs there ever were.
        for (var part = after?.Part ?? 0; part < Parts.Length && found.Count < size; part++)
        {
            var states = only is { } one ? [.. Parts[part].Where(s => s == one)] : Parts[part];
            if (states.Length == 0)
            {
                continue;
            }
            var jobs = db.Set<Job>().Where(j => states.Contains(j.State));
            if (after is { Id: var last } && after.Part == part)
            {
                jobs = jobs.Where(j => j.Id.CompareTo(last) < 0);
            }
            found.AddRange(
                await Records(db, jobs.OrderByDescending(j => j.Id).Take(size - found.Count))
                    .ToListAsync(cancel)
            );
        }
        return await WithNodes(db, found, cancel);
    }

    public static JobPlace PlaceOf(ListedJob job) =>
        new(Array.FindIndex(Parts, p => p.Contains(job.State)), job.Id);

    /// <summary>Null when there is none.</summary>
    public static async Task<ListedJob?> Find(Db db, Guid id, CancellationToken cancel = default)
    {
        var found = await Records(db, db.Set<Job>().Where(j => j.Id == id)).ToListAsync(cancel);
        return await WithNodes(db, found, cancel) is [var job] ? job : null;
    }

    private static IQueryable<ListedJob> Records(Db db, IQueryable<Job> jobs) =>
        jobs.Select(j => new ListedJob(
            j.Id,
            j.Version,
            j.Kind,
            j.SubjectId,
            j.ByColleagueId,
            db.Set<Colleague>()
                .Where(c => c.Id == j.ByColleagueId)
                .Select(c => c.Name)
                .FirstOrDefault(),
            j.CreatedAt,
            j.FinishedAt,
            j.State,
            j.Done,
            j.Total,
            j.Attempts,
            j.Failure,
            null
        ));

    /// <summary>A lease says who has a job, and is there only while somebody does.</summary>
    private static async Task<IReadOnlyList<ListedJob>> WithNodes(
        Db db,
        List<ListedJob> jobs,
        CancellationToken cancel
    )
    {
        var names = jobs.Where(j => j.IsOpen).Select(j => JobRunner.LeaseOf(j.Id)).ToList();
        if (names.Count == 0)
        {
            return jobs;
        }
        var now = db.Now;
        var holders = await db.Set<Lease>()
            .Where(l => names.Contains(l.Name) && l.Until > now)
            .ToDictionaryAsync(l => l.Name, l => l.Holder, cancel);
        return jobs.ConvertAll(j =>
            holders.TryGetValue(JobRunner.LeaseOf(j.Id), out var holder)
                ? j with
                {
                    Node = Leases.NodeOf(holder),
                }
                : j
        );
    }
}
