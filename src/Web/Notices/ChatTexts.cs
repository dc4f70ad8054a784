using Rapport.Notices;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>Chats by their names, and what they answered.</summary>
internal static class ChatTexts
{
    public static IReadOnlyList<Option> Kinds { get; } =
    [.. Enum.GetValues<ChatKind>().Select(k => new Option($"{k}", Label(k)))];

    /// <summary>A name that is the same in every language.</summary>
    public static string Label(ChatKind kind) =>
        kind switch
        {
            ChatKind.Teams => "Microsoft Teams",
            ChatKind.GoogleChat => "Google Chat",
            _ => $"{kind}",
        };

    public static Tone Tone(this ChatAnswer answer) =>
        answer.Outcome == ChatOutcome.Delivered ? Shared.Tone.Good : Shared.Tone.Bad;

    /// <summary>What came of a try.</summary>
    public static string Words(this ChatAnswer answer) =>
        (
            answer.Outcome switch
            {
                ChatOutcome.Delivered => NoticeWords.ChatTried,
                ChatOutcome.Gone => NoticeWords.ChatGone,
                ChatOutcome.Refused => NoticeWords.ChatRefused,
                _ => NoticeWords.ChatLater,
            }
        ).With(answer.Answer ?? "");
}
