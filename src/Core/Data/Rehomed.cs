namespace Rapport.Data;

public enum RehomedWay
{
    /// <summary>A reference was led to the other record.</summary>
    Moved,

    /// <summary>The row is gone: the other record has one that says the same, or it was the record itself.</summary>
    Removed,

    /// <summary>A property got another value.</summary>
    Set,
}

/// <summary>One thing that was done so that two records are one: enough to undo it.</summary>
/// <param name="Kind">The kind of row, such as <c>Seat</c>.</param>
/// <param name="Column">The reference or property; null of a row that is gone.</param>
/// <param name="RowKey">The row's key as it is now, a JSON list.</param>
/// <param name="From">Which record the reference led to.</param>
/// <param name="To">Where it leads now.</param>
/// <param name="Before">
/// JSON: of a row that is gone all of it; of a property its value; of a moved row what else changed of it.
/// </param>
/// <param name="After">JSON: the value that a property got.</param>
public sealed record Rehomed(
    RehomedWay Way,
    string Kind,
    string? Column,
    string RowKey,
    Guid From,
    Guid To,
    string? Before,
    string? After
);
