using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Duplicates;

/// <summary>Addresses of records that became one with another lead to that one, whatever stands behind the id in them.</summary>
internal static class OldAddress
{
    private const string Api = "/api/v1";

    /// <summary>Where the page is now; null where it never was, or the viewer does not see it.</summary>
    public static async Task<string?> Now(Db db, string path, CancellationToken cancel)
    {
        if (Parts(path) is not { } parts)
        {
            return null;
        }
        return await Merges.Now(db, parts.Noun, parts.Id, cancel) is { } kept
            ? string.Concat(path.AsSpan(0, parts.At), kept.ToString(), path.AsSpan(parts.End))
            : null;
    }

    /// <summary>
    /// What the API answers of an old id instead of 404: where it is now, and for whoever does not follow, what it became
    /// part of. What would change it is gone for good: nobody changes another record by mistake.
    /// </summary>
    public static async ValueTask<object?> Answer(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var answer = await next(context);
        var http = context.HttpContext;
        if (
            answer is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status404NotFound }
            || http.Features.Get<Me>() is null
            || Parts(http.Request.Path) is not { } parts
        )
        {
            return answer;
        }
        var db = http.RequestServices.GetRequiredService<Db>();
        if (await Merges.Now(db, parts.Noun, parts.Id, http.RequestAborted) is not { } kept)
        {
            return answer;
        }
        var read =
            HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (read)
        {
            http.Response.Headers.Location = await Now(db, http.Request.Path, http.RequestAborted);
        }
        return TypedResults.Problem(
            statusCode: read ? StatusCodes.Status301MovedPermanently : StatusCodes.Status410Gone,
            title: FaultWords.MergedInto,
            extensions: [new("mergedInto", kept)]
        );
    }

    private static (DuplicatesOf Noun, Guid Id, int At, int End)? Parts(string path)
    {
        var start = path.StartsWith(Api + "/", StringComparison.Ordinal) ? Api.Length + 1 : 1;
        var slash = path.IndexOf('/', Math.Min(start, path.Length));
        if (slash < 0 || DuplicatesOf.OfKey(path[start..slash]) is not { } noun)
        {
            return null;
        }
        var end = path.IndexOf('/', slash + 1) is > 0 and var next ? next : path.Length;
        return Guid.TryParse(path.AsSpan(slash + 1, end - slash - 1), out var id)
            ? (noun, id, slash + 1, end)
            : null;
    }
}
