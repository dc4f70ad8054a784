using System.Text.Json.Nodes;

namespace Rapport.Import.Rows;

/// <summary>What an import changed of a record, as its row remembers it.</summary>
internal static class Changed
{
    /// <summary>Property, before and after, of what an import row remembers.</summary>
    public static IEnumerable<(string Property, JsonNode? Before, JsonNode? After)> All(
        string changes
    ) =>
        JsonNode
            .Parse(changes)!
            .AsObject()
            .Select(c => (c.Key, c.Value!.AsArray()[0], c.Value.AsArray()[1]));
}
