using Rapport.Data;
using Rapport.People;
using Rapport.Search;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Plays;
using Rapport.Web.Shared;

namespace Rapport.Web.Search;

/// <summary>Search as a page, and what appears below the field as one types.</summary>
internal static class SearchPages
{
    private const int InGroup = 6;
    private const int Suggested = 8;

    /// <summary>So many of those visited last are named.</summary>
    private const int MostRecent = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/search", Show).Needs(Act.Look);
        app.MapGet("/search/suggest", Suggest).Needs(Act.Look);
        app.MapGet("/search/recent", Recent).Needs(Act.Look);
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] SearchQuery query,
        CancellationToken cancel
    )
    {
        if (query.SearchKind is not { } kind)
        {
            var groups = await Rapport.Search.Search.Groups(db, query.Q, null, InGroup, cancel);
            var plays = await Plays(db, query.Q, InGroup, cancel);
            string? corrected = null;
            if (groups.Count == 0 && plays.Count == 0)
            {
                corrected = await Corrections.Of(db, query.Q, new SearchScope(), cancel);
                groups = corrected is null
                    ? groups
                    : await Rapport.Search.Search.Groups(db, corrected, null, InGroup, cancel);
            }
            return Pages.Show<SearchView>(
                new
                {
                    Me = me,
                    Query = query,
                    Groups = groups,
                    Plays = plays,
                    Next = (string?)null,
                    Corrected = groups.Count == 0 ? null : corrected,
                }
            );
        }
        var page = (
            await Rapport.Search.Search.Find(
                db,
                query.Q,
                new SearchScope([kind]),
                Cursor.Read<SearchPlace>(query.After),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, h => h.Place);
        var next = page.Next is null ? null : query.At(kind) + "&after=" + page.Next;
        if (Pages.IsPartial(http))
        {
            return Pages.Show<SearchRows>(
                new
                {
                    Me = me,
                    Hits = page.Items,
                    Next = next,
                }
            );
        }
        IReadOnlyList<SearchGroup> one =
            page.Items.Count == 0 ? [] : [new SearchGroup(kind, page.Items, false)];
        return Pages.Show<SearchView>(
            new
            {
                Me = me,
                Query = query,
                Groups = one,
                Next = next,
            }
        );
    }

    private static async Task<IResult> Suggest(Db db, Me me, string? q, CancellationToken cancel)
    {
        var hits = await Rapport.Search.Search.Find(
            db,
            q,
            new SearchScope(),
            null,
            Suggested,
            cancel
        );
        return Pages.Show<SuggestView>(
            new
            {
                Me = me,
                Hits = hits,
                Plays = await Plays(db, q, Suggested - hits.Count, cancel),
            }
        );
    }

    private static Task<IReadOnlyList<FoundPlay>> Plays(
        Db db,
        string? q,
        int limit,
        CancellationToken cancel
    ) => FoundPlays.Find(db, q, PlaybookPages.Language, limit, cancel);

    /// <param name="of">What a browser kept of where its colleague has been.</param>
    private static async Task<IResult> Recent(Db db, Me me, Guid[] of, CancellationToken cancel) =>
        Pages.Show<RecentView>(
            new { Me = me, Records = await NamedRecords.Find(db, [.. of.Take(MostRecent)], cancel) }
        );
}

/// <summary>What the address of a search says.</summary>
/// <param name="Kind">One kind alone: client, contact, opportunity, file, commitment, meeting, series or interaction.</param>
public sealed record SearchQuery(string? Q, string? Kind, string? After)
{
    public SearchKind? SearchKind => Found.Kind(Kind);

    public string At(SearchKind? kind) =>
        "/search?q="
        + Uri.EscapeDataString(Q ?? "")
        + (kind is null ? "" : "&kind=" + kind.ToString()!.ToLowerInvariant());
}
