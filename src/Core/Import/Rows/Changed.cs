using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Import.Rows;

/// <summary>A property's value as JSON and back, in the form in which the engine stores it.</summary>
internal static class Changed
{
    /// <summary>Letters stay letters, so that an erasure finds a name in what is kept.</summary>
    public static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonNode? Write(IProperty property, object? value) =>
        value is null
            ? null
            : JsonSerializer.SerializeToNode(
                property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value
            );

    public static object? Read(IProperty property, JsonNode? stored)
    {
        if (stored is null)
        {
            return null;
        }
        var converter = property.GetTypeMapping().Converter;
        var value = stored.Deserialize(converter?.ProviderClrType ?? property.ClrType);
        return converter is null ? value : converter.ConvertFromProvider(value);
    }

    /// <summary>Property, before and after, of what an import row remembers.</summary>
    public static IEnumerable<(string Property, JsonNode? Before, JsonNode? After)> All(
        string changes
    ) =>
        JsonNode
            .Parse(changes)!
            .AsObject()
            .Select(c => (c.Key, c.Value!.AsArray()[0], c.Value.AsArray()[1]));
}
