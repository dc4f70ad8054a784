using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Commitments;

/// <summary>What may be said of something owed.</summary>
public sealed record CommitmentDetails
{
    /// <summary>What is owed, in one line.</summary>
    [Required]
    public string? Text { get; init; }
    public Guid? ClientId { get; init; }
    public Favour Favour { get; init; } = Favour.Client;

    /// <summary>The colleague who owes or follows it; whoever says it, when it is not given.</summary>
    public Guid? OwnerId { get; init; }
    public Guid? BackupId { get; init; }

    /// <summary>To whom of them it is owed, or who of them owes it.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The moment by which it is due; one of this and <see cref="DueOn"/>.</summary>
    public Instant? Due { get; init; }

    /// <summary>The day by whose end it is due, in the client's zone.</summary>
    public LocalDate? DueOn { get; init; }

    /// <summary>The day by which we mean to have done it.</summary>
    public LocalDate? TargetOn { get; init; }
    public Audience Audience { get; init; } = Audience.Inside;

    /// <summary>The record that it is about, by the key of its list and its id: an opportunity whose next step it is.</summary>
    public string? SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }

    /// <summary>Colleagues who may read a commitment for named people, beside its owner and who made it.</summary>
    public IReadOnlyList<Guid>? Named { get; init; }
}

/// <summary>How a commitment ends.</summary>
public enum Ending
{
    Kept,
    Missed,
    Waived,
}

/// <summary>That a commitment ends, and how.</summary>
public sealed record ClosureDetails
{
    public Ending Outcome { get; init; }

    /// <summary>The entry of the handbook that shows it done; then it was done when that happened.</summary>
    public Guid? EvidenceId { get; init; }

    /// <summary>Why; of what is missed or waived it must be said.</summary>
    public string? Reason { get; init; }
}

/// <summary>Another date for a commitment.</summary>
public sealed record MoveDetails
{
    /// <summary>One of this and <see cref="DueOn"/>.</summary>
    public Instant? Due { get; init; }
    public LocalDate? DueOn { get; init; }

    /// <summary>Whether the one to whom it is owed agreed.</summary>
    public bool Agreed { get; init; }
    public string? Reason { get; init; }
}

/// <summary>That a commitment waits for the client.</summary>
public sealed record WaitDetails
{
    /// <summary>What the client owes us first, in one line: it becomes a commitment of theirs.</summary>
    [Required]
    public string? Text { get; init; }
    public Guid? ContactId { get; init; }
    public Instant? Due { get; init; }
    public LocalDate? DueOn { get; init; }
}

/// <summary>Another owner for a commitment.</summary>
public sealed record HandoverDetails
{
    [Required]
    public Guid? OwnerId { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Why something is done, where nothing else has to be said.</summary>
public sealed record ReasonDetails
{
    public string? Reason { get; init; }
}

/// <summary>What may be said of a commitment that stands, but for its date and its owner: those have acts of their own.</summary>
public sealed record CommitmentChange
{
    [Required]
    public string? Text { get; init; }
    public Guid? BackupId { get; init; }
    public Guid? ContactId { get; init; }
    public LocalDate? TargetOn { get; init; }
}
