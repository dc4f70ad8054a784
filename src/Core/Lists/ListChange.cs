using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>How a field is changed in many rows at once.</summary>
public enum ChangeWay
{
    /// <summary>To one value, or to none.</summary>
    Set,

    /// <summary>Words are added to those that are there.</summary>
    Add,

    /// <summary>Words are taken from those that are there.</summary>
    Remove,
}

public enum ChangeState
{
    /// <summary>Somebody looks at what would change.</summary>
    Asked,
    Running,
    Done,
    TakingBack,
    TakenBack,
}

/// <summary>
/// A change of one field in many rows of a list: seen before it is done, done by the noun's own act row by row, and
/// taken back where nobody changed the row since. It is its author's alone.
/// </summary>
public sealed class ListChange : Row
{
    public static readonly EventName Started = new(
        "list.change_started",
        "A change of a field in many records of a list began."
    );
    public static readonly EventName UndoStarted = new(
        "list.change_undo_started",
        "A change of many records began to be taken back."
    );

    /// <summary>Rows that one change may have; more are narrowed first.</summary>
    public const int Most = 100_000;
    public const int ValueLength = 2000;

    /// <summary>The key of the list.</summary>
    public required string List { get; init; }
    public required string Field { get; init; }
    public ChangeWay Way { get; init; }

    /// <summary>As <see cref="FieldText"/> writes it; null empties the field.</summary>
    public string? Value { get; init; }

    /// <summary>For acts that ask for a reason.</summary>
    public string? Why { get; init; }
    public Guid? OwnerId { get; init; }
    public Instant CreatedAt { get; init; }
    public ChangeState State { get; set; }

    /// <summary>What a row that holds <paramref name="before"/> will hold.</summary>
    public string? After(string? before)
    {
        if (Way == ChangeWay.Set)
        {
            return Value;
        }
        var (there, said) = (FieldText.Words(before), FieldText.Words(Value));
        var keys = said.Select(Folded.Key).ToHashSet(StringComparer.Ordinal);
        return FieldText.Join(
            Way == ChangeWay.Remove
                ? there.Where(word => !keys.Contains(Folded.Key(word)))
                : there.Concat(said).DistinctBy(Folded.Key)
        );
    }
}

public enum ChangeFate
{
    Waiting,
    Changed,

    /// <summary>It held the value already.</summary>
    Same,
    Refused,
    TakenBack,

    /// <summary>Somebody changed it since: it stays.</summary>
    Kept,
}

/// <summary>What becomes of one row.</summary>
public sealed class ListChangeRow : IPlumbing
{
    public Guid ChangeId { get; init; }
    public int Position { get; init; }
    public Guid RowId { get; init; }
    public ChangeFate Fate { get; set; }
    public string? Before { get; set; }
    public string? After { get; set; }

    /// <summary>Why it was refused.</summary>
    public Fault? Fault { get; set; }
    public string? Detail { get; set; }
}
