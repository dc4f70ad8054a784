using System.Net;
using System.Net.Sockets;

namespace Rapport.Values;

/// <summary>
/// A host to which the program may go on somebody's word: <c>chat.firm.example</c>, <c>chat.firm.example:8443</c>,
/// <c>*.zulipchat.com</c> for those below it, or <c>http://127.0.0.1:8065</c> for one on this machine alone.
/// </summary>
/// <param name="Name">Lower case; of a wildcard what stands behind the star, with its dot.</param>
/// <param name="Port">443 where none was said.</param>
/// <param name="IsBelow">Hosts below the name, and not the name itself.</param>
/// <param name="IsPlain">Without encryption, which only this machine is reached by.</param>
public sealed record AllowedHost(string Name, int Port, bool IsBelow, bool IsPlain)
{
    private const int UsualPort = 443;

    /// <summary>Null for what is none.</summary>
    public static AllowedHost? Read(string typed)
    {
        var text = typed.Trim().ToLowerInvariant();
        var below = text.StartsWith("*.", StringComparison.Ordinal);
        var plain = text.StartsWith("http://", StringComparison.Ordinal);
        var address =
            plain ? text
            : text.Contains("://", StringComparison.Ordinal) ? ""
            : $"https://{(below ? text[2..] : text)}";
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || uri is not { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            || address.EndsWith('/')
            || uri.IdnHost.Length == 0
            || uri.IdnHost.Contains('*', StringComparison.Ordinal)
            || (plain && !uri.IsLoopback)
            || (below && (uri.HostNameType != UriHostNameType.Dns || !uri.Host.Contains('.')))
        )
        {
            return null;
        }
        var port = uri.Port > 0 ? uri.Port : UsualPort;
        return new AllowedHost(below ? $".{uri.IdnHost}" : uri.IdnHost, port, below, plain);
    }

    /// <summary>An address at this host, by the way it is to be reached.</summary>
    public bool Takes(Uri address) =>
        address.Scheme == (IsPlain ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)
        && address.Port == Port
        && (
            IsBelow
                ? address.IdnHost.Length > Name.Length
                    && address.IdnHost.EndsWith(Name, StringComparison.OrdinalIgnoreCase)
                : address.IdnHost.Equals(Name, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// Whether it may be reached at this place: anywhere in the open network; in one's own only where it is named exactly; on
    /// this machine without encryption.
    /// </summary>
    public bool MayBeAt(IPAddress place) =>
        IsPlain ? IPAddress.IsLoopback(place) : !IsBelow || IsPublic(place);

    /// <summary>In the open network, which nobody has for herself: by the registries of RFC 6890 and their successors.</summary>
    public static bool IsPublic(IPAddress place)
    {
        if (place.IsIPv4MappedToIPv6)
        {
            place = place.MapToIPv4();
        }
        return place.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(Own, n => n.Contains(place))
            : Open.Contains(place) && !Array.Exists(OwnOfSix, n => n.Contains(place));
    }

    private static readonly IPNetwork[] Own =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/3"),
    ];

    private static readonly IPNetwork Open = IPNetwork.Parse("2000::/3");

    /// <summary>Of the open ones those that lead elsewhere (Teredo, 6to4) or stand in books.</summary>
    private static readonly IPNetwork[] OwnOfSix =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
    ];
}

/// <summary>Hosts to which the program may go, as they are written in the settings: apart by line breaks, spaces or commas.</summary>
public static class AllowedHosts
{
    private static readonly char[] Breaks = [' ', ',', ';', '\t', '\r', '\n'];

    public static IReadOnlyList<string> Apart(string typed) =>
        typed.Split(Breaks, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What can be read of it.</summary>
    public static IReadOnlyList<AllowedHost> Read(string typed) =>
        [.. Apart(typed).Select(AllowedHost.Read).OfType<AllowedHost>()];

    /// <summary>The one by which an address is allowed, an exact one before a wildcard; null where none allows it.</summary>
    public static AllowedHost? For(this IEnumerable<AllowedHost> hosts, Uri address) =>
        hosts.Where(h => h.Takes(address)).OrderBy(h => h.IsBelow).FirstOrDefault();
}
