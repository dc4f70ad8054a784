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
/// <param name="At">When an interaction happened or a meeting begins; when another record began to be kept.</param>
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
            .LeftJoin(
                db.Set<Client>(),
                e => e.ClientId,
                c => (Guid?)c.Id,
                (e, c) => new { Entry = e, Client = c }
            )
            .LeftJoin(
                db.Set<Interaction>(),
                x => x.Entry.SubjectId,
                i => i.Id,
                (x, i) =>
                    new
                    {
                        x.Entry.Place,
                        x.Entry.Kind,
                        x.Entry.SubjectId,
                        x.Entry.ClientId,
                        x.Entry.Title,
                        x.Entry.Detail,
                        x.Entry.At,
                        Client = x.Client!.Name,
                        Touchpoint = (Touchpoint?)i!.Touchpoint,
                        Channel = (Channel?)i.Channel,
                        Body = i.Body!.Substring(0, Tokens.LongestText),
                    }
            )
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
                    x.Row.Kind == SearchKind.Client ? null : x.Row.Client,
                    Snippet.Of(x.Row.Body ?? x.Row.Detail, wanted),
                    x.Row.Touchpoint,
                    x.Row.Channel,
                    x.Row.At,
                    new SearchPlace(x.m.Nearness, x.m.Place)
                )),
        ];
    }
}
