using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;

namespace Rapport.Search;

/// <summary>A record that was found.</summary>
/// <param name="Client">Whose it is, where it belongs to a client; null for the client itself.</param>
/// <param name="Title">The title, with what was asked for marked.</param>
/// <param name="Snippet">The sentence in which it was found, when it was not the title.</param>
/// <param name="Touchpoint">Of an interaction.</param>
/// <param name="At">When an interaction happened; when another record began to be kept.</param>
public sealed record SearchHit(
    SearchKind Kind,
    Guid Id,
    IReadOnlyList<Piece> Title,
    Guid? ClientId,
    string? Client,
    IReadOnlyList<Piece> Snippet,
    Touchpoint? Touchpoint,
    Channel? Channel,
    Instant At,
    SearchPlace Place
);

/// <summary>Reads what was found, in one statement.</summary>
internal static class SearchHits
{
    public static async Task<IReadOnlyList<SearchHit>> Load(
        Db db,
        Wanted wanted,
        IReadOnlyList<Match> found,
        CancellationToken cancel
    )
    {
        if (found.Count == 0)
        {
            return [];
        }
        var places = found.Select(m => m.Place).ToList();
        var rows = await db.Set<SearchEntry>()
            .AsNoTracking()
            .Where(e => places.Contains(e.Place))
            .Select(e => new
            {
                e.Place,
                e.Kind,
                e.SubjectId,
                e.ClientId,
                e.Title,
                e.Detail,
                e.At,
                Client = db.Set<Client>()
                    .Where(c => c.Id == e.ClientId && e.ClientId != e.SubjectId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                Told = db.Set<Interaction>()
                    .Where(i => i.Id == e.SubjectId && e.Kind == SearchKind.Interaction)
                    .Select(i => new
                    {
                        i.Touchpoint,
                        i.Channel,
                        Body = i.Body!.Substring(0, Tokens.LongestText),
                    })
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(r => r.Place, cancel);
        return
        [
            // What was removed in between is left out.
            .. found
                .Where(m => rows.ContainsKey(m.Place))
                .Select(m => (m, Row: rows[m.Place]))
                .Select(x => new SearchHit(
                    x.Row.Kind,
                    x.Row.SubjectId,
                    Snippet.Mark(x.Row.Title, wanted),
                    x.Row.ClientId,
                    x.Row.Client,
                    Snippet.Of(x.Row.Told?.Body ?? x.Row.Detail, wanted),
                    x.Row.Told?.Touchpoint,
                    x.Row.Told?.Channel,
                    x.Row.At,
                    new SearchPlace(x.m.Nearness, x.m.Place)
                )),
        ];
    }
}
