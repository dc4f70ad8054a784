using Rapport.Notices;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Notices;

/// <summary>How one is told, as JSON.</summary>
internal static class TellingApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/me/telling").WithTags("Me");
        mine.MapGet("/", Show).Needs(Act.Look).Produces<TellingRecord>();
        mine.MapPut("/", Change)
            .Needs(Act.Look)
            .Produces<TellingRecord>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(NoticeChoices choices, CancellationToken cancel) =>
        TypedResults.Ok(TellingRecord.Of(await choices.Mine(cancel)));

    private static async Task<IResult> Change(
        NoticeChoices choices,
        TellingDetails said,
        CancellationToken cancel
    )
    {
        var choice = said.Read();
        if (!choice.Done)
        {
            return Answers.Problem(choice.Refusal!);
        }
        var chosen = await choices.Choose(choice.Value, cancel);
        return chosen.Done
            ? TypedResults.Ok(TellingRecord.Of(chosen.Value))
            : Answers.Problem(chosen.Refusal!);
    }
}
