using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Rapport.Web.Api;

/// <summary>The document of the API: OpenAPI 3.1, of /api/v1 alone, with the token as its security.</summary>
internal static class ApiDocument
{
    private const string Scheme = "token";

    public static void AddOpenApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            o =>
            {
                o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                o.ShouldInclude = endpoint =>
                    endpoint.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
                o.AddSchemaTransformer(OpenApiSchemas.Describe);
                o.AddOperationTransformer(OpenApiOperations.Describe);
                o.AddDocumentTransformer(
                    (document, context, _) =>
                    {
                        Introduce(document);
                        OpenApiShared.AddTo(document);
                        OpenApiSchemas.Complete(
                            document,
                            context
                                .DescriptionGroups.SelectMany(g => g.Items)
                                .SelectMany(d => d.ActionDescriptor.EndpointMetadata)
                                .OfType<PatchOf>()
                        );
                        return Task.CompletedTask;
                    }
                );
            }
        );

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Rapport",
            Version = "1",
            Description = "The account handbook of a service firm.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(
            StringComparer.Ordinal
        )
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token of Rapport: rp_…",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(Scheme, document)] = [],
            },
        ];
    }
}
