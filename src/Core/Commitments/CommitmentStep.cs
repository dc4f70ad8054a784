using NodaTime;
using Rapport.Data;

namespace Rapport.Commitments;

/// <summary>What was done with a commitment.</summary>
public enum StepKind
{
    Moved,
    Waited,
    Resumed,
    HandedOver,
    Kept,
    Missed,
    Waived,
    Reopened,

    /// <summary>What made it owed has ended, so that it is owed no more.</summary>
    NotNeeded,

    /// <summary>It slipped, and the next on the ladder heard of it.</summary>
    Escalated,

    /// <summary>What made its play raise it happened again while it was open.</summary>
    Again,
}

/// <summary>One thing that was done with a commitment: who, when, why, and what it was before.</summary>
public sealed class CommitmentStep : ILineOf
{
    public const int Most = 500;

    public Guid CommitmentId { get; init; }
    public int Position { get; init; }
    public StepKind Kind { get; init; }
    public Instant At { get; init; }

    /// <summary>The colleague; null where the program did it by itself.</summary>
    public Guid? ById { get; init; }
    public string? Reason { get; set; }

    /// <summary>The due time that it had, where it got another.</summary>
    public Instant? From { get; init; }
    public LocalDate? FromOn { get; init; }

    /// <summary>The due time that it got.</summary>
    public Instant? To { get; init; }
    public LocalDate? ToOn { get; init; }

    /// <summary>Whether the one to whom it is owed agreed to another date.</summary>
    public bool? Agreed { get; init; }

    /// <summary>The owner before, where it has another, or who was to do it when it slipped.</summary>
    public Guid? FromOwnerId { get; init; }

    /// <summary>The owner that it got, or who heard that it slipped.</summary>
    public Guid? ToOwnerId { get; init; }

    Guid ILineOf.RowId => CommitmentId;
}
