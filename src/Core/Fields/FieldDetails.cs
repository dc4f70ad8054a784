using System.ComponentModel.DataAnnotations;

namespace Rapport.Fields;

/// <summary>What may be said of a field that the firm adds, in the form in which both the page and the API say it.</summary>
public sealed record FieldDetails
{
    /// <summary>Said when it is added; never changed after.</summary>
    public string? RecordKind { get; init; }

    [Required]
    public string? Name { get; init; }
    public string? Hint { get; init; }

    /// <summary>Said when it is added; never changed after.</summary>
    public FieldKind? Kind { get; init; }

    /// <summary>Of a number; said when it is added, never changed after.</summary>
    public int? Decimals { get; init; }
    public bool Required { get; init; }

    /// <summary>Of a choice, in their order; those that are not given are no longer offered. Null leaves them as they are.</summary>
    public IReadOnlyList<ChoiceDetails>? Choices { get; init; }
}

/// <param name="Key">Of one that is there already; null of a new one.</param>
public sealed record ChoiceDetails(string? Key, [property: Required] string? Name);
