using Microsoft.AspNetCore.Mvc;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>One's chat: named, tried and removed, on the page of how one is told.</summary>
internal static class ChatPages
{
    public const string Path = $"{TellingPages.Path}/chat";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Path, Connect).Needs(Act.Look).AsksProof().DisableAntiforgery();
        app.MapPost($"{Path}/try", Try).Needs(Act.Look).DisableAntiforgery();
        app.MapPost($"{Path}/end", End).Needs(Act.Look).DisableAntiforgery();
    }

    /// <summary>What the page shows of it.</summary>
    public static async Task<ChatPart> Part(
        ChatAddresses chats,
        Firms firms,
        CancellationToken cancel
    ) =>
        new(
            await chats.Mine(cancel),
            AllowedHosts.Apart((await firms.Read(cancel)).ChatHostsText),
            new ChatInput()
        );

    private static async Task<IResult> Connect(
        TellingPage page,
        ChatAddresses chats,
        [FromForm] ChatInput input,
        CancellationToken cancel
    )
    {
        var named = await chats.Connect(input.Details, cancel);
        return named.Done
            ? TypedResults.Redirect($"{TellingPages.Path}#chat")
            : await page.Show(
                part => part with { Input = input, Refusal = named.Refusal },
                Pages.StatusOf(named.Refusal),
                cancel
            );
    }

    private static async Task<IResult> Try(
        TellingPage page,
        ChatAddresses chats,
        ChatSender sender,
        CancellationToken cancel
    )
    {
        var target = await chats.Target(cancel);
        if (!target.Done)
        {
            return TypedResults.Redirect(TellingPages.Path);
        }
        var answer = await sender.Send(target.Value, [new(NoticeWords.ChatTryText, null)], cancel);
        return await page.Show(
            part => part with { Said = answer.Words(), Tone = answer.Tone() },
            StatusCodes.Status200OK,
            cancel
        );
    }

    private static async Task<IResult> End(ChatAddresses chats, CancellationToken cancel)
    {
        await chats.End(cancel);
        return TypedResults.Redirect(TellingPages.Path);
    }
}
