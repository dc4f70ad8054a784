using System.ComponentModel.DataAnnotations;
using Rapport.Notices;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>The address of a chat, as a form sends it.</summary>
public sealed class ChatInput
{
    public string? Address { get; set; }
    public string? Kind { get; set; }

    public ChatDetails Details => new(Address, TellingInput.Word<ChatKind>(Kind));
}

/// <summary>The address of one's chat.</summary>
/// <param name="Address">Of an incoming webhook, at a host that the firm allows. It is never answered again.</param>
/// <param name="Kind">Which chat takes it; may be left out where the host says it.</param>
public sealed record NewChat([property: Required] string? Address, ChatKind? Kind)
{
    public ChatDetails Details => new(Address, Kind);
}

/// <summary>What came of a try.</summary>
/// <param name="Answer">What the chat said, or what lay on the way there.</param>
public sealed record TriedChat(ChatOutcome Outcome, string? Answer);

/// <summary>What the page of telling shows of one's chat.</summary>
/// <param name="Record">Null where none is named.</param>
/// <param name="Hosts">At which addresses may be.</param>
/// <param name="Said">What was just done; null where nothing was.</param>
public sealed record ChatPart(
    ChatRecord? Record,
    IReadOnlyList<string> Hosts,
    ChatInput Input,
    Refusal? Refusal = null,
    string? Said = null,
    Tone Tone = Tone.Good
);
