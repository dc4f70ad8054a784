using System.Text;
using System.Text.Json.Nodes;
using Rapport.Notices;
using Rapport.Today;

namespace Rapport.Web.Notices;

/// <summary>
/// A message as each chat takes it. What people wrote is text there as here: it calls nobody, leads nowhere and has no
/// markup. Only our own links lead anywhere.
/// </summary>
internal static class ChatShape
{
    /// <summary>Shows nothing, and stands between letters that would mean something together.</summary>
    private const char Apart = '\u200b';

    private const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>What Markdown would read; a word of two chats that take it.</summary>
    private const string Markdown = "\\`*_~[#>|!";

    public static string Of(ChatKind kind, IReadOnlyList<ChatLine> lines) =>
        (kind == ChatKind.Teams ? Card(lines) : Message(kind, lines)).ToJsonString();

    /// <summary>No mention, link or reference of any chat is left in it.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length; at++)
        {
            var c = char.IsControl(text[at]) ? ' ' : text[at];
            plain.Append(c);
            var (before, after) = (Letter(text, at - 1), Letter(text, at + 1));
            if (
                (c is '<' or '@' or ']' or '#' or ':' || (c == '.' && before != ' '))
                && after != ' '
            )
            {
                plain.Append(Apart);
            }
        }
        return plain.ToString();
    }

    private static JsonObject Message(ChatKind kind, IReadOnlyList<ChatLine> lines)
    {
        var message = new JsonObject
        {
            ["text"] = string.Join("\n\n", lines.Select(l => Text(kind, l))),
        };
        if (kind == ChatKind.Slack)
        {
            message["mrkdwn"] = false;
        }
        return message;
    }

    private static char Letter(string text, int at) =>
        at < 0 || at >= text.Length || char.IsWhiteSpace(text[at]) ? ' ' : text[at];

    private static string Text(ChatKind kind, ChatLine line)
    {
        var plain = Plain(line.Text);
        var text = kind switch
        {
            ChatKind.Slack => Entities(plain),
            ChatKind.Mattermost => string.Concat(
                plain.Select(c => Markdown.Contains(c) ? $"\\{c}" : $"{c}")
            ),
            _ => plain,
        };
        return line.Link is { } link ? $"{text}\n{link}" : text;
    }

    /// <summary>The three that Slack wants escaped.</summary>
    private static string Entities(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Runs of text, in which cards know no markup.</summary>
    private static JsonObject Card(IReadOnlyList<ChatLine> lines) =>
        new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(
                new JsonObject
                {
                    ["contentType"] = CardType,
                    ["contentUrl"] = null,
                    ["content"] = new JsonObject
                    {
                        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                        ["type"] = "AdaptiveCard",
                        ["version"] = "1.2",
                        ["body"] = new JsonArray([.. lines.Select(Block)]),
                    },
                }
            ),
        };

    private static JsonObject Block(ChatLine line)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = Plain(line.Text) };
        if (line.Link is { } link)
        {
            run["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = link };
        }
        return new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
    }
}
