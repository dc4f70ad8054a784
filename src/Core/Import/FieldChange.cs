using System.Text.Json.Nodes;

namespace Rapport.Import;

/// <summary>One property that a row changed, its values as text for showing; null for none.</summary>
public sealed record FieldChange(string Property, string? Before, string? After)
{
    /// <summary>What an import row remembers of its changes.</summary>
    public static IEnumerable<FieldChange> All(string changes) =>
        JsonNode
            .Parse(changes)!
            .AsObject()
            .Select(c => new FieldChange(
                c.Key,
                c.Value!.AsArray()[0]?.ToString(),
                c.Value.AsArray()[1]?.ToString()
            ));
}
