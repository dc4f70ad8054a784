using System.Reflection;

namespace Rapport.Data;

/// <summary>
/// A named event: noun, dot, what happened, in the past tense. Declared as a static field beside the acts that raise
/// it; the catalogue in docs/events.md is generated from all of them.
/// </summary>
/// <param name="Name">As in <c>client.added</c>.</param>
/// <param name="Meaning">One sentence for the catalogue.</param>
public sealed record EventName(string Name, string Meaning)
{
    /// <summary>Every event that is declared, by name.</summary>
    public static IReadOnlyList<EventName> Catalogue { get; } =
    [
        .. Discovered
            .Types.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(EventName))
            .Select(f => (EventName)f.GetValue(null)!)
            .OrderBy(e => e.Name, StringComparer.Ordinal),
    ];
}
