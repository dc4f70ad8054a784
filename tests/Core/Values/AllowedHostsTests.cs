using System.Net;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Where the program may go on somebody's word.</summary>
public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("hooks.slack.com", "https://hooks.slack.com/services/1", true)]
    [InlineData("hooks.slack.com", "https://HOOKS.slack.com/services/1", true)]
    [InlineData("hooks.slack.com", "http://hooks.slack.com/services/1", false)]
    [InlineData("hooks.slack.com", "https://hooks.slack.com:8443/services/1", false)]
    [InlineData("hooks.slack.com", "https://hooks.slack.com.evil.example/", false)]
    [InlineData("*.zulipchat.com", "https://firm.zulipchat.com/api", true)]
    [InlineData("*.zulipchat.com", "https://zulipchat.com/api", false)]
    [InlineData("*.zulipchat.com", "https://evilzulipchat.com/api", false)]
    [InlineData("chat.firm.example:8443", "https://chat.firm.example:8443/hooks/1", true)]
    [InlineData("http://127.0.0.1:8065", "http://127.0.0.1:8065/hooks/1", true)]
    [InlineData("http://127.0.0.1:8065", "https://127.0.0.1:8065/hooks/1", false)]
    public void An_address_is_allowed_where_its_host_is_named(
        string host,
        string to,
        bool allowed
    ) => Assert.Equal(allowed, AllowedHosts.Read(host).For(new Uri(to)) is not null);

    [Theory]
    [InlineData("http://chat.firm.example")]
    [InlineData("https://chat.firm.example")]
    [InlineData("chat.firm.example/hooks")]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("*.10.0.0.1")]
    [InlineData("a@chat.firm.example")]
    public void What_names_no_host_is_none(string typed) => Assert.Null(AllowedHost.Read(typed));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    public void Networks_of_ones_own_are_not_open(string place, bool open) =>
        Assert.Equal(open, AllowedHost.IsPublic(IPAddress.Parse(place)));
}
