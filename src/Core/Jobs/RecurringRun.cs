using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Jobs;

public enum RunOutcome
{
    Running,
    Done,
    Failed,

    /// <summary>The node that had it died, or lost the database for so long that nobody knows.</summary>
    Left,
}

/// <summary>One run of work that recurs by the calendar: where, from when to when, and how it ended.</summary>
public sealed class RecurringRun : IPlumbing
{
    public const int WorkLength = 60;
    public const int NodeLength = 200;
    public const int FailureLength = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The name of the work in the schedule.</summary>
    public required string Work { get; init; }

    /// <summary>Machine and process, as <see cref="Leases.Node" /> says it.</summary>
    public required string Node { get; init; }

    /// <summary>Who asked for it; null where its time had come.</summary>
    public Guid? ByColleagueId { get; init; }
    public Instant BeganAt { get; init; }
    public Instant? EndedAt { get; private set; }
    public RunOutcome Outcome { get; private set; }

    /// <summary>How many rows or files it worked on; null where the work does not say.</summary>
    public long? Count { get; private set; }
    public string? Failure { get; private set; }

    public bool IsOver => Outcome != RunOutcome.Running;

    public void End(Instant now, long? count) =>
        (Outcome, EndedAt, Count) = (RunOutcome.Done, now, count);

    /// <param name="why">In the words of what failed; cut where it is too long.</param>
    public void Fail(Instant now, string why) =>
        (Outcome, EndedAt, Failure) = (RunOutcome.Failed, now, Shortened.To(why, FailureLength));

    /// <summary>When it ended is known to nobody.</summary>
    public void Leave() => Outcome = RunOutcome.Left;
}

internal sealed class RecurringRunTable : IEntityTypeConfiguration<RecurringRun>
{
    public void Configure(EntityTypeBuilder<RecurringRun> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Ignore(x => x.IsOver);
        row.Property(x => x.Work).HasMaxLength(RecurringRun.WorkLength);
        row.Property(x => x.Node).HasMaxLength(RecurringRun.NodeLength);
        row.Property(x => x.Failure).HasMaxLength(RecurringRun.FailureLength);
        row.HasIndex(x => new
        {
            x.Work,
            x.BeganAt,
            x.Id,
        });
        // What is under way is looked for every few seconds, and is seldom more than one.
        row.HasIndex(x => x.Outcome).HasFilter($"\"Outcome\" = '{nameof(RunOutcome.Running)}'");
    }
}
