using Rapport.Notices;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Notices;

/// <summary>One's chat as JSON, without its address.</summary>
internal static class ChatApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/me/chat").WithTags("Me");
        mine.MapGet("/", Show)
            .Needs(Act.Look)
            .Produces<ChatRecord>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        mine.MapPut("/", Connect)
            .Needs(Act.Look)
            .Produces<ChatRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        mine.MapDelete("/", End).Needs(Act.Look).Produces(StatusCodes.Status204NoContent);
        mine.MapPost("/tries", Try)
            .Needs(Act.Look)
            .Produces<TriedChat>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(ChatAddresses chats, CancellationToken cancel) =>
        await chats.Mine(cancel) is { } chat ? TypedResults.Ok(chat) : Answers.NotFound();

    private static async Task<IResult> Connect(
        ChatAddresses chats,
        NewChat said,
        CancellationToken cancel
    )
    {
        var named = await chats.Connect(said.Details, cancel);
        return named.Done
            ? TypedResults.Ok(await chats.Mine(cancel))
            : Answers.Problem(named.Refusal!);
    }

    private static async Task<IResult> End(ChatAddresses chats, CancellationToken cancel)
    {
        var ended = await chats.End(cancel);
        return ended.Done ? TypedResults.NoContent() : Answers.Problem(ended.Refusal!);
    }

    private static async Task<IResult> Try(
        ChatAddresses chats,
        ChatSender sender,
        CancellationToken cancel
    )
    {
        var target = await chats.Target(cancel);
        if (!target.Done)
        {
            return Answers.Problem(target.Refusal!);
        }
        var (outcome, answer, _) = await sender.Send(
            target.Value,
            [new(NoticeWords.ChatTryText, null)],
            cancel
        );
        return TypedResults.Ok(new TriedChat(outcome, answer));
    }
}
