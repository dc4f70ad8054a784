using Microsoft.AspNetCore.Diagnostics;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Hosting;

/// <summary>What is shown instead of a page that is not there, not theirs, or that failed.</summary>
internal static class WrongPages
{
    private static readonly string[] AnyMethod = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods("/wrong", AnyMethod, Show).Open().ExcludeFromDescription();

    private static IResult Show(HttpContext http, int? code)
    {
        var status = code ?? StatusCodes.Status500InternalServerError;
        var path =
            http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? http.Features.Get<IExceptionHandlerPathFeature>()?.Path
            ?? "";
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return TypedResults.Problem(
                statusCode: status,
                title: status == StatusCodes.Status400BadRequest
                    ? FaultWords.Malformed
                    : WrongView.Words(status).Title
            );
        }
        return Pages.Show<WrongView>(new { Status = status, Me = http.Features.Get<Me>() }, status);
    }
}
