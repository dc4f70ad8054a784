using System.Net;
using Rapport.People;

namespace Rapport.Web.Access;

/// <summary>From where a request comes, as the log of sign-ins keeps it.</summary>
internal static class Callers
{
    public static Caller Of(HttpContext http) =>
        new(Plain(http.Connection.RemoteIpAddress), http.Request.Headers.UserAgent.ToString());

    private static string? Plain(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
