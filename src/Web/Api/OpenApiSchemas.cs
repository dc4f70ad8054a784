using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Rapport.Fields;
using Rapport.Values;
using Rapport.Web.Hosting;

namespace Rapport.Web.Api;

/// <summary>What the framework cannot know of the types of the API: how ours are written, and what of them is needed.</summary>
internal static class OpenApiSchemas
{
    public static Task Describe(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancel
    )
    {
        var shape = context.JsonTypeInfo;
        var type = Nullable.GetUnderlyingType(shape.Type) ?? shape.Type;
        if (type == typeof(Instant))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        }
        else if (type == typeof(LocalDate))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date");
        }
        else if (type == typeof(Quarter))
        {
            (schema.Type, schema.Pattern) = (JsonSchemaType.String, "^[0-9]{4}-Q[1-4]$");
        }
        else if (type == typeof(FieldsSaid))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description =
                "The fields that the firm added, by their keys: GET /api/v1/fields tells which there are and what each "
                + "holds, GET /api/v1/openapi.json is this document with them. A text, link, date (ISO 8601), choice (its key) or colleague (an id) is a string, several "
                + "choices are an array of their keys, a number is a number, yes or no is true or false, an amount is "
                + "{ minor, currency }. What is given replaces all of them; null empties one.";
            schema.AdditionalProperties = new OpenApiSchema();
        }
        else if (type.IsEnum && type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            schema.Type = JsonSchemaType.Array;
            schema.UniqueItems = true;
            schema.Items = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. WordLists.Words(type).Select(w => JsonValue.Create(w.Word))],
            };
        }
        else if (shape.Kind == JsonTypeInfoKind.Object && IsSaid(type.Name))
        {
            // Of what is said, all that may be null may be left out too.
            schema.Required = shape.Properties.Where(IsNeeded).Select(p => p.Name).ToHashSet();
        }
        return Task.CompletedTask;
    }

    /// <summary>When all schemas are there: none that is needed is null, and a patch needs none of them.</summary>
    public static void Complete(OpenApiDocument document, IEnumerable<PatchOf> patches)
    {
        var schemas = document.Components!.Schemas!;
        foreach (var (name, schema) in schemas)
        {
            if (schema is not OpenApiSchema own)
            {
                continue;
            }
            // What is answered may grow.
            own.AdditionalPropertiesAllowed = !IsSaid(name);
            if (own.Enum is { Count: > 0 } words)
            {
                // Whether it may be left out is said where it is used.
                own.Enum =
                [
                    .. words.Where(w => w is not null && w.GetValueKind() is JsonValueKind.String),
                ];
                own.Type = JsonSchemaType.String;
            }
            foreach (var needed in Needs(name, own))
            {
                own.Properties![needed] = Needed(own.Properties[needed]);
            }
        }
        foreach (var details in patches.Select(p => p.Details.Name).Distinct())
        {
            schemas[OpenApiOperations.PatchName(details)] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = schemas[details].Properties,
                AdditionalPropertiesAllowed = false,
            };
        }
        schemas.Remove("JsonElement");
    }

    private static IEnumerable<string> Needs(string name, OpenApiSchema schema) =>
        IsSaid(name) ? schema.Required ?? Enumerable.Empty<string>() : [];

    private static bool IsSaid(string name) =>
        name.EndsWith("Details", StringComparison.Ordinal)
            && !name.EndsWith("ProblemDetails", StringComparison.Ordinal)
        || name.EndsWith("Input", StringComparison.Ordinal);

    private static bool IsNeeded(JsonPropertyInfo field) =>
        field.IsRequired
        || field.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;

    private static IOpenApiSchema Needed(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { OneOf: [{ Type: JsonSchemaType.Null }, var only] })
        {
            return only;
        }
        if (schema is OpenApiSchema own)
        {
            own.Type &= ~JsonSchemaType.Null;
        }
        return schema;
    }
}
