using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using NodaTime;
using Rapport.People;
using Rapport.Web.Hosting;

namespace Rapport.Web.Access;

/// <summary>What an endpoint expects of who asks; one without an expectation answers nobody.</summary>
/// <param name="Act">What one must be allowed to do; null where anybody may come, signed in or not.</param>
public sealed record Expectation(Act? Act);

/// <summary>What one may do also while a second factor is overdue: set it up, and leave.</summary>
public sealed record WhileOverdue;

/// <summary>Says of a refused request that its form's token was missing or no longer good.</summary>
internal sealed record OldForm;

internal static class Expectations
{
    public static T Needs<T>(this T endpoints, Act act)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new Expectation(act));

    /// <summary>For sign-in, health and the like: nothing of a client is behind it.</summary>
    public static T Open<T>(this T endpoints)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new Expectation(null));

    public static T AlsoWhileOverdue<T>(this T endpoints)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new WhileOverdue());
}

/// <summary>
/// The one door: knows who asks before anything is read, keeps out who may not, and refuses an unsafe request that
/// carries neither a form's token nor an API token.
/// </summary>
internal sealed class Gate(RequestDelegate next, IAntiforgery antiforgery, IClock clock)
{
    public async Task InvokeAsync(HttpContext http)
    {
        // The page of what went wrong shows a refusal that was made already; asking again would refuse that page too,
        // and who asks is known since then, if the database could be asked at all.
        if (
            http.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || http.Features.Get<IExceptionHandlerFeature>() is not null
        )
        {
            await next(http);
            return;
        }
        var byToken = BearerToken.IsOn(http.Request);
        await http.AuthenticateAsync(byToken ? BearerToken.Scheme : SignIn.Scheme);
        // What is no route of ours says only that the method or the form of the body does not fit.
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }
        var me = http.Features.Get<Me>();
        var forScripts = byToken && IsForScripts(http.Request);
        var refused = endpoint.Metadata.GetMetadata<Expectation>() switch
        {
            null => StatusCodes.Status404NotFound,
            _ when http.Features.Get<TriedTooOften>() is not null =>
                StatusCodes.Status429TooManyRequests,
            { Act: { } } when me is null => StatusCodes.Status401Unauthorized,
            // A page would let a token make another that outlives it.
            { Act: { } } when byToken && !forScripts => StatusCodes.Status403Forbidden,
            { Act: { } act } when !me!.May(act) || !InScope(me, http.Request) =>
                StatusCodes.Status403Forbidden,
            { Act: { } } when IsOverdue(me!) && !AlsoThen(endpoint) =>
                StatusCodes.Status307TemporaryRedirect,
            // Only a token that was taken stands for a form's, and only where scripts write: whoever can set a header
            // must not be taken for one who filled in the form.
            _ when !(forScripts && me is not null)
                    && IsUnsafe(http.Request)
                    && !await antiforgery.IsRequestValidAsync(http) =>
                StatusCodes.Status400BadRequest,
            _ => 0,
        };
        if (refused == StatusCodes.Status400BadRequest)
        {
            http.Features.Set(new OldForm());
        }
        switch (refused)
        {
            case 0:
                await next(http);
                break;
            case StatusCodes.Status429TooManyRequests:
                Limits.SayWhen(http, http.Features.Get<TriedTooOften>()!.Refused);
                http.Response.StatusCode = refused;
                break;
            case StatusCodes.Status307TemporaryRedirect when !IsApi(http.Request):
                http.Response.Redirect(Account.OwnSignInPages.Path);
                break;
            case StatusCodes.Status307TemporaryRedirect:
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            case StatusCodes.Status401Unauthorized when !IsApi(http.Request):
                var back = HttpMethods.IsGet(http.Request.Method)
                    ? http.Request.Path + http.Request.QueryString
                    : "/";
                http.Response.Redirect("/sign-in?to=" + Uri.EscapeDataString(back));
                break;
            case StatusCodes.Status401Unauthorized:
                http.Response.Headers.WWWAuthenticate = "Bearer";
                http.Response.StatusCode = refused;
                break;
            default:
                http.Response.StatusCode = refused;
                break;
        }
    }

    public static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>The firm asks a second factor of this colleague, and the days of grace are over.</summary>
    private bool IsOverdue(Me me) =>
        me.Session is { FactorBy: { } by } && by <= clock.GetCurrentInstant();

    private static bool AlsoThen(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<WhileOverdue>() is not null;

    private static bool IsForScripts(HttpRequest request) =>
        IsApi(request)
        || request.Path.StartsWithSegments("/export", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);

    private static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && !HttpMethods.IsOptions(request.Method);

    private static bool InScope(Me me, HttpRequest request) =>
        me.Scopes.HasFlag(IsUnsafe(request) ? Scopes.Write : Scopes.Read);
}
