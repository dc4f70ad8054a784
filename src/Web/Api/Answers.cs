using System.Globalization;
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
        var tag = Tag(version);
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch == tag
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(record);
    }

    public static IResult Created<T>(HttpContext http, string location, T record, int version)
    {
        http.Response.Headers.ETag = Tag(version);
        return TypedResults.Created(location, record);
    }

    public static IResult NotFound() => Problem(Refusal.NotFound);

    /// <summary>The version that an If-Match names; a problem when it is missing (428) or no version of ours (412).</summary>
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
            given.Trim('"'),
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

    private static string Tag(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
