using System.Text.Json;
using Rapport.Values;
using Rapport.Web.Access;

namespace Rapport.Web.Api;

/// <summary>
/// What was sent could not be read. Where a field of the API's JSON holds what it cannot, the field is named, as a
/// PATCH names it; all else is a plain 400.
/// </summary>
internal static class Unread
{
    public static async Task Tell(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException unread) when (!http.Response.HasStarted)
        {
            if (Gate.IsApi(http.Request) && Field(unread.InnerException) is { } field)
            {
                await Answers.Problem(Refusal.Invalid(field, Fault.Unknown)).ExecuteAsync(http);
                return;
            }
            http.Response.StatusCode = unread.StatusCode;
        }
    }

    /// <summary>The path of what did not fit, such as <c>participants[0].contactId</c>; null for what is no JSON at all.</summary>
    public static string? Field(Exception? failure) =>
        failure is JsonException { Path: { } path }
        && path.TrimStart('$', '.') is { Length: > 0 } field
            ? field
            : null;
}
