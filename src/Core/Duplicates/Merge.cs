using NodaTime;
using Rapport.Data;

namespace Rapport.Duplicates;

public enum MergeState
{
    /// <summary>Somebody looks at what would become one.</summary>
    Asked,
    Running,
    Done,
    TakingBack,
    TakenBack,

    /// <summary>They were one already, or one of them was gone.</summary>
    Skipped,

    /// <summary>Somebody's data was erased with it: it cannot be taken back any more.</summary>
    Forgotten,
}

/// <summary>
/// Two records became one: which was kept, who did it and when, and through its steps what was chosen and moved, so that
/// it can be taken back. The id of the one that is gone leads here.
/// </summary>
public sealed class Merge : Row, IOfClient
{
    public static readonly EventName Started = new(
        "merge.started",
        "Two records began to become one."
    );
    public static readonly EventName Finished = new("merge.done", "Two records became one.");
    public static readonly EventName UndoStarted = new(
        "merge.undo_started",
        "The merge of two records began to be taken back."
    );
    public static readonly EventName WasTakenBack = new(
        "merge.taken_back",
        "The merge of two records was taken back."
    );

    /// <summary>The key of the noun, such as <c>contacts</c>.</summary>
    public required string Noun { get; init; }
    public Guid KeptId { get; set; }
    public Guid LostId { get; set; }

    /// <summary>The kept record's.</summary>
    public Guid? ClientId { get; set; }

    /// <summary>How the lost one was known to another program, by which its next import finds the kept one.</summary>
    public string? System { get; set; }
    public string? ExternalId { get; set; }

    /// <summary>Keys of fields whose value is the lost one's, between spaces; null leaves it to what each has.</summary>
    public string? FromLost { get; set; }
    public MergeState State { get; set; }
    public Guid? BatchId { get; init; }

    /// <summary>Its place in the batch.</summary>
    public int Position { get; init; }
    public Guid? ByColleagueId { get; init; }
    public Instant At { get; init; }
    public Guid? TakenBackById { get; set; }

    /// <summary>How many steps it took, and how many of them could not be taken back.</summary>
    public int Steps { get; set; }
    public int Left { get; set; }

    public override Guid RootId => KeptId;

    /// <summary>The lost record's id leads to the kept one.</summary>
    public bool Holds => State is MergeState.Done or MergeState.TakingBack;

    public bool IsBusy => State is MergeState.Running or MergeState.TakingBack;

    public bool CanTakeBack => State == MergeState.Done;
}

public enum StepFate
{
    Stands,
    Back,

    /// <summary>Changed since: it stayed when the merge was taken back.</summary>
    Left,
}

/// <summary>One thing that a merge did: what <see cref="Rehomed"/> says.</summary>
public sealed class MergeStep : IPlumbing
{
    public Guid MergeId { get; init; }
    public int Position { get; init; }
    public RehomedWay Way { get; init; }
    public required string Kind { get; init; }
    public string? Column { get; init; }
    public required string RowKey { get; init; }
    public Guid FromId { get; init; }
    public Guid ToId { get; init; }
    public string? Before { get; set; }
    public string? After { get; init; }
    public StepFate Fate { get; set; }

    public Rehomed Rehomed => new(Way, Kind, Column, RowKey, FromId, ToId, Before, After);

    public static MergeStep Of(Guid merge, int position, Rehomed done) =>
        new()
        {
            MergeId = merge,
            Position = position,
            Way = done.Way,
            Kind = done.Kind,
            Column = done.Column,
            RowKey = done.RowKey,
            FromId = done.From,
            ToId = done.To,
            Before = done.Before,
            After = done.After,
        };
}

public enum BatchState
{
    Asked,
    Running,
    Done,
    TakingBack,
    TakenBack,
}

/// <summary>Several merges that somebody chose together. It is its author's alone.</summary>
public sealed class MergeBatch : Row
{
    public static readonly EventName Started = new(
        "merge.batch_started",
        "Several pairs of records began to become one each."
    );
    public static readonly EventName UndoStarted = new(
        "merge.batch_undo_started",
        "Several merges began to be taken back together."
    );

    /// <summary>More are chosen in parts.</summary>
    public const int Most = 5000;

    public required string Noun { get; init; }
    public Guid? OwnerId { get; init; }
    public Instant CreatedAt { get; init; }
    public BatchState State { get; set; }
}
