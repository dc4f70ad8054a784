using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Rapport.Web.Hosting;

/// <summary>How often one may ask. Whoever is over is told when to come again.</summary>
internal static class Limits
{
    public const string SignIn = "sign-in";
    public const string Api = "api";
    public const int SignInsPerMinute = 20;
    public const int WrongTokensPerMinute = 20;
    public const int CallsPerMinute = 60_000;

    public static RateLimitPartition<string> PerMinute(string who, int most) =>
        RateLimitPartition.GetFixedWindowLimiter(
            who,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = most,
                Window = TimeSpan.FromMinutes(1),
            }
        );

    /// <summary>
    /// Tells with every answer how much may be asked. Not how much of it is left: the limiter keeps its counts to
    /// itself, and a second count beside it would sooner or later say something else than it does.
    /// </summary>
    public static void Tell(HttpContext http, int most)
    {
        var limit = most.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["RateLimit-Limit"] = limit;
        http.Response.Headers["RateLimit-Policy"] = limit + ";w=60";
    }

    public static ValueTask Rejected(OnRejectedContext rejected, CancellationToken cancel)
    {
        SayWhen(rejected.HttpContext, rejected.Lease);
        return ValueTask.CompletedTask;
    }

    /// <summary>When whoever is over may come again.</summary>
    public static void SayWhen(HttpContext http, RateLimitLease refused)
    {
        var wait = refused.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? after
            : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        http.Response.Headers["RateLimit-Remaining"] = "0";
        http.Response.Headers["RateLimit-Reset"] = seconds;
    }
}
