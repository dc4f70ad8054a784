using System.Net;
using Rapport.Notices;
using Rapport.Tests.World;
using Rapport.Values;
using Rapport.Web.Notices;

namespace Rapport.Tests.Web.Notices;

/// <summary>Messages go where their host may stand, and what people wrote is only text there.</summary>
public sealed class ChatSenderTests
{
    private const string Meant =
        "<!channel> @all <https://evil.example|Halden> [x](https://evil.example) evil.example *b* & #general <users/all>";

    [Theory]
    [InlineData("*.zulipchat.example", "10.0.0.1", true)]
    [InlineData("*.zulipchat.example", "169.254.169.254", true)]
    [InlineData("*.zulipchat.example", "127.0.0.1", true)]
    [InlineData("firm.zulipchat.example", "127.0.0.1", false)]
    public async Task In_a_network_of_ones_own_only_a_host_that_is_named_exactly_is_reached(
        string allowed,
        string place,
        bool refused
    )
    {
        // Nothing listens there: who is let go finds nobody.
        using var sender = new ChatSender(
            new TestClock(),
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(place)])
        );
        var address = new Uri("https://firm.zulipchat.example/hook");

        var answer = await sender.Send(
            new(ChatKind.Zulip, address, AllowedHosts.Read(allowed).For(address)!),
            [new("Hello", null)],
            default
        );

        Assert.Equal(refused ? ChatOutcome.Refused : ChatOutcome.Later, answer.Outcome);
    }

    [Fact]
    public async Task One_place_of_several_that_is_ones_own_is_one_too_many()
    {
        using var sender = new ChatSender(
            new TestClock(),
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Loopback])
        );
        var address = new Uri("https://firm.zulipchat.example/hook");
        var allowed = AllowedHosts.Read("*.zulipchat.example").For(address)!;

        var answer = await sender.Send(
            new(ChatKind.Zulip, address, allowed),
            [new("Hello", null)],
            default
        );

        Assert.Equal(ChatOutcome.Refused, answer.Outcome);
    }

    [Theory]
    [InlineData(ChatKind.Slack)]
    [InlineData(ChatKind.Mattermost)]
    [InlineData(ChatKind.GoogleChat)]
    [InlineData(ChatKind.Zulip)]
    public async Task What_people_wrote_calls_nobody_and_leads_nowhere(ChatKind kind)
    {
        var text = (string)(await Posted(kind))["text"]!;

        Assert.DoesNotContain("<!", text, Ordinal);
        Assert.DoesNotContain("@all", text, Ordinal);
        Assert.DoesNotContain("](", text, Ordinal);
        Assert.DoesNotContain("evil.example", text, Ordinal);
        Assert.DoesNotContain("https://evil", text, Ordinal);
        Assert.DoesNotContain("<users", text, Ordinal);
        Assert.DoesNotContain("#general", text, Ordinal);
        Assert.Contains("\nhttps://rapport.firm.example/notices/1", text, Ordinal);
        if (kind == ChatKind.Slack)
        {
            Assert.DoesNotContain('<', text);
            Assert.Contains("&amp;", text, Ordinal);
        }
        if (kind == ChatKind.Mattermost)
        {
            Assert.Contains(@"\*b\*", text, Ordinal);
        }
    }

    [Fact]
    public async Task Teams_gets_a_card_of_runs_without_markup_that_lead_to_our_page()
    {
        var posted = await Posted(ChatKind.Teams);

        var attached = posted["attachments"]![0]!;
        var run = attached["content"]!["body"]![0]!["inlines"]![0]!;
        Assert.Equal("message", (string?)posted["type"]);
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)attached["contentType"]);
        Assert.Equal("TextRun", (string?)run["type"]);
        Assert.DoesNotContain("evil.example", (string)run["text"]!, Ordinal);
        Assert.Equal(
            "https://rapport.firm.example/notices/1",
            (string?)run["selectAction"]!["url"]
        );
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static async Task<System.Text.Json.Nodes.JsonNode> Posted(ChatKind kind)
    {
        await using var chat = await ChatServer.Start();
        using var sender = new ChatSender(new TestClock());
        var address = new Uri(chat.Address);
        var answer = await sender.Send(
            new(kind, address, AllowedHosts.Read(chat.Origin).For(address)!),
            [new(Meant, "https://rapport.firm.example/notices/1")],
            default
        );
        Assert.Equal(ChatOutcome.Delivered, answer.Outcome);
        Assert.Equal("200 said by the chat", answer.Answer);
        return Assert.Single(chat.Heard);
    }
}
