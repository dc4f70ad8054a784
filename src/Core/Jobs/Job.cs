using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;

namespace Rapport.Jobs;

public enum JobState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>
/// Long work that survives a restart: each step commits what it did together with the place where the next begins.
/// </summary>
public sealed class Job : Row, IAwaited, IStir
{
    /// <summary>The kind under which its progress is told.</summary>
    public const string Told = "job";

    public required string Kind { get; init; }

    /// <summary>What the work is about, such as an import.</summary>
    public Guid SubjectId { get; init; }
    public Guid? ByColleagueId { get; init; }
    public JobState State { get; set; }
    public long Done { get; set; }
    public long? Total { get; set; }

    /// <summary>Where the next step begins, in the work's own words.</summary>
    public string? Cursor { get; set; }
    public string? Failure { get; set; }

    /// <summary>How often the same step failed in a row.</summary>
    public int Attempts { get; set; }
    public Instant CreatedAt { get; init; }
    public Instant? FinishedAt { get; set; }

    public bool IsWaiting => State == JobState.Waiting;

    /// <summary>How far it is is told to whoever began it.</summary>
    public Stir Stirs(bool gone) => new(Told, Id, ByColleagueId);

    public bool IsOver => State is JobState.Done or JobState.Failed or JobState.Cancelled;
}

/// <summary>How far work is.</summary>
public sealed record JobRecord(Guid Id, JobState State, long Done, long? Total, string? Failure)
{
    public static JobRecord? Of(Job? job) =>
        job is null ? null : new(job.Id, job.State, job.Done, job.Total, job.Failure);
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> row)
    {
        row.Property(x => x.Kind).HasMaxLength(60);
        row.HasIndex(x => new { x.State, x.Id });
        row.HasIndex(x => x.SubjectId);
    }
}
