using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
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
        catch (Exception unread) when (!http.Response.HasStarted && IsTheAskers(http, unread))
        {
            if (Gate.IsApi(http.Request) && Field(unread.InnerException) is { } field)
            {
                await Answers.Problem(Refusal.Invalid(field, Fault.Unknown)).ExecuteAsync(http);
                return;
            }
            http.Response.StatusCode =
                (
                    unread as BadHttpRequestException
                    ?? unread.InnerException as BadHttpRequestException
                )?.StatusCode
                ?? StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Text in letters that we do not know: the framework would take that for a fault of ours.</summary>
    public static Task RefuseUnknownCharsets(HttpContext http, RequestDelegate next)
    {
        if (
            !MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || type.Charset.Length == 0
            // The page that says so comes by with the same body.
            || http.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || Knows(HeaderUtilities.RemoveQuotes(type.Charset).ToString())
        )
        {
            return next(http);
        }
        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    /// <summary>The path of what did not fit, such as <c>participants[0].contactId</c>; null for what is no JSON at all.</summary>
    public static string? Field(Exception? failure) =>
        // A name with a dot or a quote in it stands in brackets there; what is no JSON has a failure of the reader within.
        failure is JsonException { Path: { } path, InnerException: not JsonException }
        && path.Replace("['", ".", StringComparison.Ordinal)
            .Replace("']", "", StringComparison.Ordinal)
            .TrimStart('$', '.')
            is { Length: > 0 } field
            ? field
            : null;

    /// <summary>A form that never came to be was cut off or broken; the other failures of a stream are ours.</summary>
    private static bool IsTheAskers(HttpContext http, Exception unread) =>
        unread is BadHttpRequestException or AntiforgeryValidationException
        || unread is InvalidDataException or IOException
            && http.Request.HasFormContentType
            && http.Features.Get<IFormFeature>()?.Form is null;

    private static bool Knows(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset) is not null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
