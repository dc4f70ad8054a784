using System.Net;
using Rapport.People;
using Rapport.Web.Access;

namespace Rapport.Web.Metrics;

/// <summary>Who may read the figures: an administrator, and who sits at the machine itself.</summary>
/// <param name="ByTokenOnly">Not even from the machine itself without an administrator's token or session.</param>
internal sealed record MetricsAccess(bool ByTokenOnly)
{
    /// <summary>What proxies add when they hand on a request of somebody else.</summary>
    private static readonly string[] Proxied =
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Real-IP",
    ];

    public bool May(HttpContext http, Me? me) =>
        me is not null
            ? me.May(Act.SeeMetrics) && me.Scopes.HasFlag(Scopes.Read)
            : !ByTokenOnly && !BearerToken.IsOn(http.Request) && IsHere(http);

    private static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from)
        && IsLoopback(http.Request.Host.Host)
        && !Array.Exists(Proxied, http.Request.Headers.ContainsKey);

    private static bool IsLoopback(string host) =>
        host == "localhost"
        || (
            IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && IPAddress.IsLoopback(address)
        );
}
