using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Notices;

/// <summary>One's own feeds as JSON.</summary>
internal static class FeedsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/me/feeds").WithTags("Me");
        mine.MapGet("/", List).Needs(Act.Look).Produces<ListPage<FeedRecord>>();
        mine.MapPost("/", Open)
            .Needs(Act.Look)
            .Produces<NewFeed>(StatusCodes.Status201Created)
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        mine.MapDelete("/{id:guid}", End)
            .Needs(Act.Look)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>As many as one has: they are few.</summary>
    private static async Task<IResult> List(Feeds feeds, CancellationToken cancel) =>
        TypedResults.Ok(new ListPage<FeedRecord>(await feeds.Mine(cancel), null));

    private static async Task<IResult> Open(
        HttpContext http,
        Db db,
        Feeds feeds,
        FeedDetails said,
        CancellationToken cancel
    )
    {
        if (!await FeedsPages.Sees(db, said.ClientId, cancel))
        {
            return Answers.Problem(Refusal.Invalid("clientId", Fault.Unknown));
        }
        var opened = await feeds.Open(said.ClientId, cancel);
        if (!opened.Done)
        {
            return Answers.Problem(opened.Refusal!);
        }
        var (feed, secret) = opened.Value;
        return TypedResults.Created(
            $"/api/v1/me/feeds/{feed.Id}",
            new NewFeed(
                feed.Id,
                feed.ClientId,
                feed.CreatedAt,
                FeedTexts.Address(http.Request, secret)
            )
        );
    }

    private static async Task<IResult> End(Feeds feeds, Guid id, CancellationToken cancel) =>
        (await feeds.End(id, cancel)).Done ? TypedResults.NoContent() : Answers.NotFound();
}
