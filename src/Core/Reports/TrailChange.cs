using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Reports;

/// <summary>One property of an entry: its values as the audit wrote them, ids by their names.</summary>
/// <param name="Before">Null where there was none, and where the record was added or removed.</param>
/// <param name="Part">The kind of line that it belongs to, such as <c>Participant</c>; null for the record's own.</param>
/// <param name="Was">The currency of an amount before; null where it is not known, and of what is no amount.</param>
/// <param name="Is">The same after.</param>
public sealed record TrailChange(
    string Property,
    string? Before,
    string? After,
    string? Part = null,
    string? Was = null,
    string? Is = null
)
{
    private const string Minor = "Minor";

    /// <summary>A name said twice would be found only when it is asked for.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The property that says in which currency an amount is; null of what is none.</summary>
    public static string? CurrencyOf(string property) =>
        property.EndsWith(Minor, StringComparison.Ordinal)
            ? property[..^Minor.Length] + "Currency"
            : null;

    internal IEnumerable<Guid> Ids =>
        new[] { Before, After }
            .Select(v => Guid.TryParseExact(v, "D", out var id) ? id : (Guid?)null)
            .OfType<Guid>();

    /// <summary>
    /// What a payload tells: of an added or removed record its values, of a changed one each with the value before. Null
    /// where it is not as the audit writes it: then somebody else wrote there.
    /// </summary>
    internal static IReadOnlyList<TrailChange>? All(string payload)
    {
        if (Read(payload) is not { } said)
        {
            return null;
        }
        var changes = new List<TrailChange>();
        foreach (var (name, value) in said)
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
        return [.. changes.Select(c => c.InCurrency(changes))];
    }

    /// <summary>An amount with the currency that the same entry tells of.</summary>
    private TrailChange InCurrency(List<TrailChange> others) =>
        CurrencyOf(Property) is { } currency
        && others.Find(o => o.Property == currency && o.Part == Part) is { } told
            ? this with
            {
                Was = told.Before,
                Is = told.After,
            }
            : this;

    internal TrailChange In(string? currency) => this with { Was = currency, Is = currency };

    private static TrailChange Of(string name, JsonNode? value, string? part) =>
        value is JsonArray { Count: 2 } pair
            ? new TrailChange(name, pair[0]?.ToString(), pair[1]?.ToString(), part)
            : new TrailChange(name, null, value?.ToString(), part);

    /// <summary>The payload itself says that it was for no named people.</summary>
    internal static bool IsForAll(string payload) =>
        Read(payload)?[nameof(Interaction.Audience)] is JsonValue audience
        && audience.ToString() is { } said
        && said != nameof(Audience.Named);

    private static JsonObject? Read(string payload)
    {
        try
        {
            return JsonNode.Parse(payload, null, Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

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
