using System.Text.Json;

namespace Rapport.Audit;

/// <summary>Why what a row is said to have been cannot be sworn to.</summary>
public enum Doubt
{
    None,

    /// <summary>An entry on the way back was erased: what it changed is known no more.</summary>
    Erased,

    /// <summary>An entry tells of another value than stood there after it: something was changed past the audit.</summary>
    Unfitting,
}

/// <summary>A row at some moment, as the audit writes it: each value that is not null by its property.</summary>
/// <param name="Kind">As in <c>Address</c>.</param>
public sealed record RowState(
    string Kind,
    Guid RowId,
    IReadOnlyDictionary<string, string> Values,
    Doubt Doubt = Doubt.None
);

/// <summary>
/// The state now and the entries since, backwards, give the state then. Pure; entries are undone one by one, the newest
/// first.
/// </summary>
public sealed class Rewinding(IEnumerable<RowState> now)
{
    private readonly Dictionary<(string Kind, Guid RowId), Wound> rows = now.ToDictionary(
        r => (r.Kind, r.RowId),
        r => new Wound(new(r.Values, StringComparer.Ordinal)) { Doubt = r.Doubt }
    );

    /// <summary>All rows that there were before the entries that were undone.</summary>
    public IReadOnlyList<RowState> Rows =>
        [.. rows.Select(r => new RowState(r.Key.Kind, r.Key.RowId, r.Value.Values, r.Value.Doubt))];

    public void Undo(AuditEntry entry)
    {
        var place = (entry.Kind, entry.RowId);
        switch (entry.Deed)
        {
            case Deed.Added:
                rows.Remove(place);
                break;
            case Deed.Removed:
                var back = new Wound(new(StringComparer.Ordinal));
                rows[place] = back;
                back.Restore(entry.Payload);
                break;
            default:
                // A row that is nowhere to be found was taken away past the audit; what is known of it is little.
                if (!rows.TryGetValue(place, out var row))
                {
                    rows[place] = row = new Wound(new(StringComparer.Ordinal))
                    {
                        Doubt = Doubt.Unfitting,
                    };
                }
                row.Undo(entry.Payload);
                break;
        }
    }

    private sealed class Wound(Dictionary<string, string> values)
    {
        public Dictionary<string, string> Values => values;

        public Doubt Doubt { get; set; }

        public void Restore(string? payload)
        {
            if (payload is null)
            {
                Doubt = Doubt.Erased;
                return;
            }
            using var json = JsonDocument.Parse(payload);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                // A list is of lines, which are told with their row and are no values of it.
                if (property.Value.ValueKind != JsonValueKind.Array)
                {
                    Set(property.Name, Text(property.Value));
                }
            }
        }

        public void Undo(string? payload)
        {
            if (payload is null)
            {
                Doubt = Doubt.Erased;
                return;
            }
            using var json = JsonDocument.Parse(payload);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (Pair(property.Value) is not var (before, after))
                {
                    continue;
                }
                if (Values.GetValueOrDefault(property.Name) != after && Doubt == Doubt.None)
                {
                    Doubt = Doubt.Unfitting;
                }
                Set(property.Name, before);
            }
        }

        private void Set(string property, string? value)
        {
            if (value is null)
            {
                Values.Remove(property);
            }
            else
            {
                Values[property] = value;
            }
        }

        private static (string? Before, string? After)? Pair(JsonElement value) =>
            value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() == 2
            && value[0].ValueKind != JsonValueKind.Object
                ? (Text(value[0]), Text(value[1]))
                : null;

        private static string? Text(JsonElement value) =>
            value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => value.GetRawText(),
            };
    }
}
