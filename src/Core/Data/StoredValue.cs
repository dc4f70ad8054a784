using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>Values of columns as JSON, in the form in which they are stored, so that each can be given back exactly.</summary>
public static class StoredValue
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
}
