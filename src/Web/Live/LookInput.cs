namespace Rapport.Web.Live;

/// <summary>What a page says of the record that it shows.</summary>
public sealed record LookInput
{
    public string Kind { get; init; } = "";

    public Guid Id { get; init; }

    /// <summary>Names the page while it is open; without it one asks and is not seen.</summary>
    public Guid? Tab { get; init; }

    /// <summary>The record is being changed there.</summary>
    public bool? Edits { get; init; }

    /// <summary>The page is being left.</summary>
    public bool? Gone { get; init; }
}
