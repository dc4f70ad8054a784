using System.Text.Json.Nodes;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Reports;

/// <summary>One property of an entry: its values as the audit wrote them, ids by their names.</summary>
/// <param name="Before">Null where there was none, and where the record was added or removed.</param>
/// <param name="Part">The kind of line that it belongs to, such as <c>Participant</c>; null for the record's own.</param>
public sealed record TrailChange(
    string Property,
    string? Before,
    string? After,
    string? Part = null
)
{
    internal IEnumerable<Guid> Ids =>
        new[] { Before, After }
            .Select(v => Guid.TryParseExact(v, "D", out var id) ? id : (Guid?)null)
            .OfType<Guid>();

    /// <summary>What a payload tells: of an added or removed record its values, of a changed one each with the value before.</summary>
    internal static IReadOnlyList<TrailChange> All(string payload)
    {
        var changes = new List<TrailChange>();
        foreach (var (name, value) in JsonNode.Parse(payload)!.AsObject())
        {
            if (value is JsonArray lines && lines.Count > 0 && lines.All(l => l is JsonObject))
            {
                changes.AddRange(
                    lines.SelectMany(l => l!.AsObject().Select(p => Of(p.Key, p.Value, name)))
                );
            }
            else
            {
                changes.Add(Of(name, value, null));
            }
        }
        return changes;
    }

    private static TrailChange Of(string name, JsonNode? value, string? part) =>
        value is JsonArray { Count: 2 } pair
            ? new TrailChange(name, pair[0]?.ToString(), pair[1]?.ToString(), part)
            : new TrailChange(name, null, value?.ToString(), part);

    /// <summary>The payload itself says that it was for no named people.</summary>
    internal static bool IsForAll(string payload) =>
        JsonNode.Parse(payload)![nameof(Interaction.Audience)] is JsonValue audience
        && audience.ToString() is { } said
        && said != nameof(Audience.Named);

    internal TrailChange With(IReadOnlyDictionary<Guid, Named> names) =>
        this with
        {
            Before = Name(Before, names),
            After = Name(After, names),
        };

    /// <summary>Ids of what is known no more say nothing to anybody, and become empty.</summary>
    private static string? Name(string? value, IReadOnlyDictionary<Guid, Named> names) =>
        Guid.TryParseExact(value, "D", out var id)
            ? names.GetValueOrDefault(id)?.Name ?? ""
            : value;
}
