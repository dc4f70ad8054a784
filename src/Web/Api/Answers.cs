using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Web.Api;

/// <summary>A page of a list, and where the next begins.</summary>
/// <param name="Next">Give it back as <c>cursor</c>; null on the last page.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>How the API answers: records with their version as ETag, refusals as problem details.</summary>
internal static class Answers
{
    /// <summary>A page out of one row more than asked for: that one tells that there is more.</summary>
    public static ListPage<T> AsPage<T>(
        this IReadOnlyList<T> rows,
        int size,
        Func<T, object> place
    ) =>
        rows.Count > size
            ? new([.. rows.Take(size)], Cursor.Write(place(rows[size - 1])))
            : new(rows, null);

    public static IResult Record<T>(HttpContext http, T record, int version)
    {
        var body = Tagged(http, record, version);
        return HttpMethods.IsGet(http.Request.Method) && IsKnown(http)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : Body(body, StatusCodes.Status200OK);
    }

    public static IResult Created<T>(HttpContext http, string location, T record, int version)
    {
        http.Response.Headers.Location = location;
        return Body(Tagged(http, record, version), StatusCodes.Status201Created);
    }

    public static IResult NotFound() => Problem(Refusal.NotFound);

    /// <summary>The version that an If-Match names, alone or as part of a tag; a problem when it is missing (428) or no version of ours (412).</summary>
    public static (int? Version, IResult? Problem) IfMatch(HttpContext http)
    {
        var given = http.Request.Headers.IfMatch.ToString();
        if (given.Length == 0)
        {
            return (
                null,
                TypedResults.Problem(
                    statusCode: StatusCodes.Status428PreconditionRequired,
                    title: FaultWords.IfMatchMissing,
                    // The framework knows the types of the older ones only.
                    type: "https://tools.ietf.org/html/rfc6585#section-3"
                )
            );
        }
        return int.TryParse(
            given.Trim('"').Split('-')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? (version, null)
            : (null, Problem(Refusal.Stale));
    }

    public static IResult Problem(Refusal refusal) =>
        refusal.Kind switch
        {
            RefusalKind.NotFound => TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: FaultWords.NotFound
            ),
            RefusalKind.Forbidden => TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: FaultWords.Forbidden
            ),
            RefusalKind.Stale => TypedResults.Problem(
                statusCode: StatusCodes.Status412PreconditionFailed,
                title: FaultWords.Stale
            ),
            // What was understood but cannot be taken is a 422, where the framework's own helper would say 400.
            _ => TypedResults.Problem(
                new HttpValidationProblemDetails(
                    refusal
                        .Faults.GroupBy(f => f.Field)
                        .ToDictionary(g => g.Key, g => g.Select(f => f.Words()).ToArray())
                )
                {
                    Status = StatusCodes.Status422UnprocessableEntity,
                    Title = FaultWords.Invalid,
                }
            ),
        };

    /// <summary>
    /// The record as it is sent, whose tag is its version and a hash of all of it: what stands around a record, such as
    /// a client's seats, changes without raising its version.
    /// </summary>
    private static byte[] Tagged<T>(HttpContext http, T record, int version)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(record, Hosting.Json.Options);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 6));
        http.Response.Headers.ETag = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{version}-{hash}\""
        );
        return body;
    }

    /// <summary>A proxy that packs an answer marks its tag as weak: here it says the same.</summary>
    private static bool IsKnown(HttpContext http) =>
        EntityTagHeaderValue.Parse(http.Response.Headers.ETag.ToString()) is var tag
        && EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known)
        && known.Any(k => k.Compare(tag, useStrongComparison: false));

    private static Utf8ContentHttpResult Body(byte[] body, int status) =>
        TypedResults.Text(body, "application/json; charset=utf-8", status);
}
