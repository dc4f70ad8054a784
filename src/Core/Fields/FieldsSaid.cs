using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Values;

namespace Rapport.Fields;

/// <summary>What a record holds in one of the firm's own fields.</summary>
/// <param name="Held">A text, a number, an amount, a date, yes or no, a choice, several, a colleague's id; null for nothing.</param>
/// <param name="Person">The name of the colleague.</param>
public sealed record FieldHeld(FieldRecord Field, object? Held, string? Person);

/// <summary>
/// What is said of a record in the firm's own fields, by their keys. Fields that are not named are empty, or stay as they
/// are, as the act says.
/// </summary>
[JsonConverter(typeof(FieldsSaidJson))]
public sealed class FieldsSaid
{
    /// <param name="values">By key: as <see cref="FieldText"/> writes a value, or the value itself.</param>
    public FieldsSaid(IReadOnlyDictionary<string, object?> values) => Values = values;

    public FieldsSaid(IReadOnlyList<FieldHeld> held)
    {
        Held = held;
        Values = held.ToDictionary(h => h.Field.Key, h => h.Held, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, object?> Values { get; }

    /// <summary>Of a record that was read: all fields that are asked for, in their order.</summary>
    public IReadOnlyList<FieldHeld> Held { get; } = [];

    public static FieldsSaid One(string key, string? value) =>
        new(new Dictionary<string, object?> { [key] = value });
}

/// <summary>
/// As JSON writes values: texts, dates and ids as strings, choices by their keys, several as an array, numbers as
/// numbers, amounts as <c>{ "minor": 12345, "currency": "EUR" }</c>. What is none of these is kept as it is written, and
/// refused by the field that cannot take it.
/// </summary>
internal sealed class FieldsSaidJson : JsonConverter<FieldsSaid>
{
    public override FieldsSaid Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        using var json = JsonDocument.ParseValue(ref reader);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The firm's own fields stand in an object, by their keys");
        }
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            values[field.Name] = Value(field.Value);
        }
        return new FieldsSaid(values);
    }

    public override void Write(
        Utf8JsonWriter writer,
        FieldsSaid value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        foreach (var (key, held) in value.Values)
        {
            writer.WritePropertyName(key);
            Write(writer, held, options);
        }
        writer.WriteEndObject();
    }

    private static object? Value(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => json.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when json.TryGetDecimal(out var number) => number,
            JsonValueKind.Array => json.EnumerateArray().Select(one => Value(one) ?? "").ToList(),
            JsonValueKind.Object when Amount(json) is { } money => money,
            _ => json.GetRawText(),
        };

    private static MoneyDetails? Amount(JsonElement json) =>
        json.TryGetProperty("minor", out var minor)
        && minor.ValueKind == JsonValueKind.Number
        && minor.TryGetInt64(out var whole)
        && json.TryGetProperty("currency", out var currency)
        && currency.ValueKind == JsonValueKind.String
        && Currencies.IsCode(currency.GetString())
            ? new MoneyDetails(whole, currency.GetString()!)
            : null;

    private static void Write(Utf8JsonWriter writer, object? held, JsonSerializerOptions options)
    {
        switch (held)
        {
            case null:
                writer.WriteNullValue();
                break;
            case Choice choice:
                writer.WriteStringValue(choice.Key);
                break;
            case IEnumerable<Choice> choices:
                JsonSerializer.Serialize(writer, choices.Select(c => c.Key), options);
                break;
            default:
                JsonSerializer.Serialize(writer, held, held.GetType(), options);
                break;
        }
    }
}
