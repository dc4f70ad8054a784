using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Rapport.Data;
using Rapport.Web.Access;
using Rapport.Web.Duplicates;
using Rapport.Web.Shared;

namespace Rapport.Web.Hosting;

/// <summary>What is shown instead of a page that is not there, not theirs, or that failed.</summary>
internal static class WrongPages
{
    private static readonly string[] AnyMethod = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods("/wrong", AnyMethod, Show).Open().ExcludeFromDescription();

    /// <summary>What was refused is counted under the route that was asked, not under that of the page that says so.</summary>
    public static async Task CountAsAsked(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<Asked>() is { } asked)
        {
            http.SetEndpoint(asked.Endpoint);
        }
    }

    /// <summary>A database that is away for a moment is told of in a line; what failed by itself, with all there is.</summary>
    public static ExceptionHandlerOptions Handling { get; } =
        new()
        {
            ExceptionHandlingPath = "/wrong",
            StatusCodeSelector = Status,
            SuppressDiagnosticsCallback = failed => Outage.Is(failed.Exception),
        };

    private static int Status(Exception failure) =>
        Outage.Is(failure)
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError;

    private static async Task<IResult> Show(
        HttpContext http,
        ILogger<Outages> log,
        int? code,
        CancellationToken cancel
    )
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is { } refused)
        {
            http.Features.Set(new Asked(refused.Endpoint));
        }
        var failure = http.Features.Get<IExceptionHandlerPathFeature>();
        if (Cleared(http, code) is { } address)
        {
            return TypedResults.LocalRedirect(address);
        }
        if (await Elsewhere(http, code, cancel) is { } now)
        {
            return TypedResults.LocalRedirect(now, permanent: true);
        }
        var status =
            code
            ?? (failure is null ? StatusCodes.Status500InternalServerError : Status(failure.Error));
        var path =
            http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? failure?.Path ?? "";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = Outage.Pause.ToString(CultureInfo.InvariantCulture);
        }
        if (failure is not null && Outage.Is(failure.Error))
        {
            log.LogWarning(
                "The database is away: {Why}",
                failure.Error.GetBaseException().Message.ReplaceLineEndings(" ")
            );
        }
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return TypedResults.Problem(
                statusCode: status,
                title: status == StatusCodes.Status400BadRequest
                    ? FaultWords.Malformed
                    : WrongView.Words(status).Title
            );
        }
        return Pages.Show<WrongView>(
            new
            {
                Status = status,
                OldForm = http.Features.Get<OldForm>() is not null,
                Me = http.Features.Get<Me>(),
            },
            status
        );
    }

    /// <summary>A page whose address asks for what there is not: the same page without it.</summary>
    private static string? Cleared(HttpContext http, int? code) =>
        code == StatusCodes.Status400BadRequest
        && HttpMethods.IsGet(http.Request.Method)
        && http.Features.Get<IStatusCodeReExecuteFeature>()
            is { OriginalQueryString.Length: > 0, OriginalPath: var path }
        && !path.StartsWith("/api/", StringComparison.Ordinal)
            ? path
            : null;

    /// <summary>A page of a record that became one with another: the same page of that one.</summary>
    private static async Task<string?> Elsewhere(
        HttpContext http,
        int? code,
        CancellationToken cancel
    ) =>
        code == StatusCodes.Status404NotFound
        && HttpMethods.IsGet(http.Request.Method)
        && http.Features.Get<Me>() is not null
        && http.Features.Get<IStatusCodeReExecuteFeature>() is { } asked
        && !asked.OriginalPath.StartsWith("/api/", StringComparison.Ordinal)
        && await OldAddress.Now(
            http.RequestServices.GetRequiredService<Db>(),
            asked.OriginalPath,
            cancel
        )
            is { } now
            ? now + asked.OriginalQueryString
            : null;

    /// <param name="Endpoint">Null where there is none at the address.</param>
    private sealed record Asked(Endpoint? Endpoint);

    /// <summary>The name under which the log tells of them.</summary>
    private sealed class Outages;
}
