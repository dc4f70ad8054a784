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

    public static ValueTask Rejected(OnRejectedContext rejected, CancellationToken cancel)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? after
            : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.Headers.RetryAfter = seconds;
        rejected.HttpContext.Response.Headers["RateLimit-Remaining"] = "0";
        rejected.HttpContext.Response.Headers["RateLimit-Reset"] = seconds;
        return ValueTask.CompletedTask;
    }
}
