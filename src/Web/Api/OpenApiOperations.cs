using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Rapport.Lists;
using Rapport.Web.Plays;

namespace Rapport.Web.Api;

/// <summary>Of which details a PATCH changes some.</summary>
internal sealed record PatchOf(Type Details);

/// <summary>
/// What the conventions of the API add to each operation: it follows from its method, its address and its handler, so that
/// no noun has to say it.
/// </summary>
internal static class OpenApiOperations
{
    public static TBuilder Patches<TBuilder>(this TBuilder endpoint, Type details)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new PatchOf(details));

    /// <summary>The name of what a PATCH takes: of <c>ClientDetails</c> a <c>ClientPatch</c>.</summary>
    public static string PatchName(string details) =>
        details.Replace("Details", "Patch", StringComparison.Ordinal);

    public static Task Describe(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancel
    )
    {
        var document = context.Document!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = Id(
            context.Description.HttpMethod,
            context.Description.RelativePath
        );
        Refuses(
            HttpStatusCode.Unauthorized,
            HttpStatusCode.Forbidden,
            HttpStatusCode.TooManyRequests
        );
        if (operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true)
        {
            Refuses(HttpStatusCode.NotFound);
        }
        if (operation.Parameters?.Any(p => p.In == ParameterLocation.Query) == true)
        {
            Refuses(HttpStatusCode.UnprocessableEntity);
        }
        if (operation.RequestBody is not null)
        {
            Refuses(
                HttpStatusCode.BadRequest,
                HttpStatusCode.UnsupportedMediaType,
                HttpStatusCode.UnprocessableEntity
            );
        }
        if (metadata.OfType<PatchOf>().FirstOrDefault() is { } patch)
        {
            Asks(OpenApiShared.IfMatch);
            Refuses(HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionRequired);
            operation.RequestBody = Body(document, patch.Details);
        }
        if (Takes<Once>(metadata))
        {
            Asks(Once.Header);
        }
        if (context.Description.HttpMethod != HttpMethods.Get)
        {
            Asks(GateAsks.Header);
        }
        SayFields(operation, context.Description.RelativePath);
        if (AnswersRecord(metadata))
        {
            AddTags(operation, document);
            if (context.Description.HttpMethod == HttpMethods.Get)
            {
                Asks(OpenApiShared.IfNoneMatch);
                operation.Responses!["304"] = new OpenApiResponse
                {
                    Description = "Nothing of it changed.",
                };
            }
        }
        operation.Responses = InOrder(operation.Responses);
        return Task.CompletedTask;

        void Refuses(params HttpStatusCode[] statuses)
        {
            foreach (var status in statuses)
            {
                operation.Responses ??= [];
                operation.Responses[((int)status).ToString(null, null)] =
                    new OpenApiResponseReference(status.ToString(), document);
            }
        }

        void Asks(string header) =>
            (operation.Parameters ??= []).Add(new OpenApiParameterReference(header, document));
    }

    /// <summary>By what a list is filtered and sorted, as it describes itself; the firm's own fields stand in the firm's document.</summary>
    private static void SayFields(OpenApiOperation operation, string? path)
    {
        if (ListOf.OfKey(path?.TrimEnd('/').Split('/')[^1]) is not { } list)
        {
            return;
        }
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description ??= parameter.Name switch
            {
                ListSaid.Filter =>
                    "Conditions in the grammar of RFC 7644 (3.4.2.2): eq, ne, co, sw, gt, ge, lt, le, pr, "
                        + "joined by and, or, not and brackets; values as JSON, days also as \"-P30D\" from today. Fields: "
                        + string.Join(", ", list.Offered.Select(f => $"{f.Key} ({f.Kind})"))
                        + ".",
                ListSaid.Sort => "A field, with a minus before it from the greatest down: "
                    + string.Join(", ", list.Offered.Where(f => f.Sorts).Select(f => f.Key))
                    + ".",
                _ => null,
            };
        }
    }

    /// <summary>One name for each operation, out of method and path: stable, and unique without being kept by hand.</summary>
    private static string Id(string? method, string? path)
    {
        var words = (path ?? "")
            .Replace("api/v1/", "", StringComparison.Ordinal)
            .Replace(":guid", "", StringComparison.Ordinal)
            .Split(['/', '{', '}', '-'], StringSplitOptions.RemoveEmptyEntries);
        return method?.ToLowerInvariant()
            + string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    private static OpenApiResponses InOrder(OpenApiResponses? responses)
    {
        var ordered = new OpenApiResponses();
        foreach (
            var (status, answer) in (responses ?? []).OrderBy(r => r.Key, StringComparer.Ordinal)
        )
        {
            ordered[status] = answer;
        }
        return ordered;
    }

    private static OpenApiRequestBody Body(OpenApiDocument document, Type details)
    {
        var media = new OpenApiMediaType
        {
            Schema = new OpenApiSchemaReference(PatchName(details.Name), document),
        };
        return new()
        {
            Required = true,
            Description = "What is named replaces, null clears, the rest stays.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/merge-patch+json"] = media,
                ["application/json"] = media,
            },
        };
    }

    private static void AddTags(OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (status is "200" or "201" && answer is OpenApiResponse good)
            {
                good.Headers ??= new Dictionary<string, IOpenApiHeader>();
                good.Headers[OpenApiShared.Tag] = new OpenApiHeaderReference(
                    OpenApiShared.Tag,
                    document
                );
                if (status == "201")
                {
                    good.Headers["Location"] = OpenApiShared.Header("Where the record is.");
                }
            }
        }
    }

    private static bool Takes<T>(IList<object> metadata) =>
        metadata
            .OfType<MethodInfo>()
            .SelectMany(m => m.GetParameters())
            .Any(p => p.ParameterType == typeof(T));

    /// <summary>What is answered is one record, and no page of a list.</summary>
    private static bool AnswersRecord(IList<object> metadata) =>
        metadata
            .OfType<IProducesResponseTypeMetadata>()
            .Where(p => p.StatusCode is StatusCodes.Status200OK or StatusCodes.Status201Created)
            .Select(p => p.Type)
            .Any(t =>
                t is not null
                && t != typeof(void)
                && !(t.IsGenericType && t.GetGenericTypeDefinition() == typeof(ListPage<>))
            );
}
