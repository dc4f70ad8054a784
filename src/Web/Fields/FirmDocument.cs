using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Web.Access;

namespace Rapport.Web.Fields;

/// <summary>
/// The document of the API as it is for this firm: the same, with the fields that the firm added by their keys, names and
/// kinds. For colleagues and their tokens alone; the one for everybody does not tell what a firm notes.
/// </summary>
internal static class FirmDocument
{
    private const string Property = "fields";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/openapi.json", Show).Needs(Act.Look).ExcludeFromDescription();

    private static async Task<IResult> Show(
        Db db,
        [FromKeyedServices("v1")] IOpenApiDocumentProvider documents,
        CancellationToken cancel
    )
    {
        var document = await documents.GetOpenApiDocumentAsync(cancel);
        var asked = (await FieldRecords.All(db, cancel)).Where(f => !f.Archived);
        var schemas = document.Components!.Schemas!;
        foreach (var kind in asked.GroupBy(f => f.RecordKind))
        {
            var name = kind.Key + "Fields";
            foreach (
                var record in schemas
                    .Where(s => s.Key.StartsWith(kind.Key, StringComparison.Ordinal))
                    .Select(s => s.Value.Properties)
                    .OfType<IDictionary<string, IOpenApiSchema>>()
                    .Where(p => p.ContainsKey(Property))
            )
            {
                record[Property] = new OpenApiSchema
                {
                    OneOf =
                    [
                        new OpenApiSchema { Type = JsonSchemaType.Null },
                        new OpenApiSchemaReference(name, document),
                    ],
                };
            }
            document.AddComponent(
                name,
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "What is given replaces all of them; null empties one.",
                    Properties = kind.ToDictionary(f => f.Key, Described, StringComparer.Ordinal),
                    AdditionalPropertiesAllowed = false,
                }
            );
        }
        return TypedResults.Text(
            await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel),
            "application/json"
        );
    }

    private static IOpenApiSchema Described(FieldRecord field)
    {
        var schema = field.Kind switch
        {
            FieldKind.Number => new OpenApiSchema { Type = JsonSchemaType.Number },
            FieldKind.YesNo => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            FieldKind.Date => Text("date"),
            FieldKind.Link => Text("uri"),
            FieldKind.Person => Text("uuid"),
            FieldKind.Choice => Offered(field),
            FieldKind.Choices => new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                UniqueItems = true,
                Items = Offered(field),
            },
            FieldKind.Money => new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["minor"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Format = "int64",
                    },
                    ["currency"] = Text(null),
                },
                Required = new HashSet<string>(StringComparer.Ordinal) { "minor", "currency" },
            },
            _ => Text(null),
        };
        schema.Title = field.Name;
        schema.Description = field.Hint;
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    private static OpenApiSchema Text(string? format) =>
        new() { Type = JsonSchemaType.String, Format = format };

    /// <summary>Choices that are no longer offered are still read of records that hold them.</summary>
    private static OpenApiSchema Offered(FieldRecord field) =>
        new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. field.Choices!.Select(c => JsonValue.Create(c.Key))],
        };
}
