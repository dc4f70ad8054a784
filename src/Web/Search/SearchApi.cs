using NodaTime;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Search;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;

namespace Rapport.Web.Search;

/// <summary>Search as JSON.</summary>
internal static class SearchApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/search", Find)
            .WithTags("Search")
            .Needs(Act.Look)
            .Produces<ListPage<FoundRecord>>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);

    /// <param name="kind">client, contact, opportunity, file, commitment, meeting, interaction, or several with commas; all without it.</param>
    private static async Task<IResult> Find(
        Db db,
        string? q,
        string? kind,
        Guid? clientId,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var kinds = new List<SearchKind>();
        foreach (var name in kind?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (Found.Kind(name) is not { } known)
            {
                return Answers.Problem(Refusal.Invalid("kind", Fault.Unknown));
            }
            kinds.Add(known);
        }
        var asked = Cursor.Asked<SearchPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        var page = (
            await Rapport.Search.Search.Find(
                db,
                q,
                new SearchScope(kinds, clientId),
                after,
                size + 1,
                cancel
            )
        ).AsPage(size, h => h.Place);
        return TypedResults.Ok(
            new ListPage<FoundRecord>([.. page.Items.Select(FoundRecord.Of)], page.Next)
        );
    }
}

/// <summary>A record that was found.</summary>
/// <param name="Snippet">The sentence in which it was found, in pieces; empty when it was the title.</param>
public sealed record FoundRecord(
    SearchKind Kind,
    Guid Id,
    string Title,
    Guid? ClientId,
    string? Client,
    Touchpoint? Touchpoint,
    Channel? Channel,
    Instant At,
    IReadOnlyList<Piece> Snippet
)
{
    internal static FoundRecord Of(SearchHit hit) =>
        new(
            hit.Kind,
            hit.Id,
            hit.Title.AsText(),
            hit.ClientId,
            hit.Client,
            hit.Touchpoint,
            hit.Channel,
            hit.At,
            hit.Snippet
        );
}
