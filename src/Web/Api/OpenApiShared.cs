using System.Net;
using Microsoft.OpenApi;
using Rapport.Web.Plays;

namespace Rapport.Web.Api;

/// <summary>What many operations of the API's document share: refusals, headers that ask and headers that answer.</summary>
internal static class OpenApiShared
{
    public const string Tag = "ETag";
    public const string IfMatch = "If-Match";
    public const string IfNoneMatch = "If-None-Match";

    private static readonly (HttpStatusCode Status, string Description)[] Refusals =
    [
        (HttpStatusCode.BadRequest, "The body is not what the document describes."),
        (HttpStatusCode.Unauthorized, "There is no token, or it is not a good one."),
        (HttpStatusCode.Forbidden, "This is not yours to do."),
        (HttpStatusCode.NotFound, "There is no such thing, or none for you."),
        (HttpStatusCode.PreconditionFailed, "Somebody changed it in between: read it again."),
        (HttpStatusCode.UnsupportedMediaType, "This kind of content is not read here."),
        (HttpStatusCode.UnprocessableEntity, "What cannot be taken is named, field by field."),
        (HttpStatusCode.PreconditionRequired, "Say in If-Match which version you change."),
        (HttpStatusCode.TooManyRequests, "Too often: come again after Retry-After."),
    ];

    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        foreach (var (status, description) in Refusals)
        {
            document.AddComponent(
                status.ToString(),
                new OpenApiResponse
                {
                    Description = description,
                    Headers =
                        status == HttpStatusCode.TooManyRequests
                            ? new Dictionary<string, IOpenApiHeader>
                            {
                                ["Retry-After"] = Header("Seconds.", JsonSchemaType.Integer),
                            }
                            : null,
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        ["application/problem+json"] = new()
                        {
                            Schema = new OpenApiSchemaReference(
                                status == HttpStatusCode.UnprocessableEntity
                                    ? "HttpValidationProblemDetails"
                                    : "ProblemDetails",
                                document
                            ),
                        },
                    },
                }
            );
        }
        document.AddComponent(
            IfMatch,
            Asks(IfMatch, "The tag of the record as it was read, or its version: \"3\".", true)
        );
        document.AddComponent(
            IfNoneMatch,
            Asks(IfNoneMatch, "The tag of what is known already: 304 if nothing changed.", false)
        );
        document.AddComponent(
            Once.Header,
            Asks(
                Once.Header,
                "A key of your own, 200 characters at most: sent again with it, the request is carried out once.",
                false
            )
        );
        document.AddComponent(
            GateAsks.Header,
            Asks(
                GateAsks.Header,
                "Why it is done all the same, percent-encoded, where a play stands before it: a 422 that names \"reason\" asks for it.",
                false
            )
        );
        document.AddComponent(
            Tag,
            Header("The record's version and a hash of all of it: \"3-5ca1ab1e0123\".")
        );
    }

    private static OpenApiParameter Asks(string name, string description, bool required) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    public static OpenApiHeader Header(
        string description,
        JsonSchemaType type = JsonSchemaType.String
    ) =>
        new()
        {
            Description = description,
            Schema = new OpenApiSchema { Type = type },
        };
}
