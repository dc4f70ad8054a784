using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

public enum ClientOrder
{
    Name,

    /// <summary>The one we heard of last first; those never heard of at the end.</summary>
    Recent,

    /// <summary>The one we have not heard of for longest first.</summary>
    Quiet,
}

/// <param name="Text">Begins the name or a word of it, folded; null for all.</param>
/// <param name="Mine">Only where the viewer has a seat.</param>
public sealed record ClientFilter(
    string? Text = null,
    Stage? Stage = null,
    Tier? Tier = null,
    string? Tag = null,
    bool Mine = false,
    ClientOrder Order = ClientOrder.Name
);

/// <summary>Where a list of clients goes on.</summary>
public sealed record ClientPlace(string? NameKey, Instant? At, Guid Id);

/// <summary>One row of the list of clients.</summary>
public sealed record ClientRow(
    Guid Id,
    long Number,
    string Name,
    string NameKey,
    string? Industry,
    Stage Stage,
    Tier Tier,
    string? City,
    string? Country,
    string? AccountManager,
    Instant? LastInteraction,
    Instant? LastTouch,
    string? Parent
);

/// <summary>The list of clients, by pages that a key of the index begins.</summary>
public static class ClientList
{
    public static async Task<IReadOnlyList<ClientRow>> Page(
        Db db,
        ClientFilter filter,
        ClientPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var clients = Filtered(db, filter);
        clients = filter.Order switch
        {
            ClientOrder.Recent => clients
                .Where(c =>
                    after == null
                    || (
                        after.At == null
                            ? c.LastInteraction == null && c.Id.CompareTo(after.Id) < 0
                            : c.LastInteraction == null
                                || c.LastInteraction < after.At
                                || (c.LastInteraction == after.At && c.Id.CompareTo(after.Id) < 0)
                    )
                )
                .OrderBy(c => c.LastInteraction == null)
                .ThenByDescending(c => c.LastInteraction)
                .ThenByDescending(c => c.Id),
            ClientOrder.Quiet => clients
                .Where(c => c.LastInteraction != null)
                .Where(c =>
                    after == null
                    || c.LastInteraction > after.At
                    || (c.LastInteraction == after.At && c.Id.CompareTo(after.Id) > 0)
                )
                .OrderBy(c => c.LastInteraction)
                .ThenBy(c => c.Id),
            _ => clients
                .Where(c =>
                    after == null
                    || string.Compare(c.NameKey, after.NameKey) > 0
                    || (c.NameKey == after.NameKey && c.Id.CompareTo(after.Id) > 0)
                )
                .OrderBy(c => c.NameKey)
                .ThenBy(c => c.Id),
        };
        return await clients
            .Take(limit)
            .Select(c => new ClientRow(
                c.Id,
                c.Number,
                c.Name,
                c.NameKey,
                c.Industry,
                c.Stage,
                c.Tier,
                db.Set<Address>()
                    .Where(a => a.ClientId == c.Id)
                    .OrderBy(a => a.Position)
                    .Select(a => a.City)
                    .FirstOrDefault(),
                db.Set<Address>()
                    .Where(a => a.ClientId == c.Id)
                    .OrderBy(a => a.Position)
                    .Select(a => a.Country)
                    .FirstOrDefault(),
                db.Set<Seat>()
                    .Where(s =>
                        s.ClientId == c.Id && s.Role == SeatRole.AccountManager && s.Until == null
                    )
                    .Join(db.Set<Colleague>(), s => s.ColleagueId, p => p.Id, (s, p) => p.Name)
                    .FirstOrDefault(),
                c.LastInteraction,
                c.LastTouch,
                db.Set<Client>().Where(p => p.Id == c.ParentId).Select(p => p.Name).FirstOrDefault()
            ))
            .ToListAsync(cancel);
    }

    public static Task<int> Count(Db db, ClientFilter filter, CancellationToken cancel) =>
        Filtered(db, filter).CountAsync(cancel);

    private static IQueryable<Client> Filtered(Db db, ClientFilter filter)
    {
        var clients = db.Set<Client>().AsNoTracking();
        if (filter.Text is { Length: > 0 } text)
        {
            var (start, word) = (Folded.Key(text), " " + Folded.Key(text));
            clients = clients.Where(c => c.NameKey.StartsWith(start) || c.NameKey.Contains(word));
        }
        if (filter.Stage is { } stage)
        {
            clients = clients.Where(c => c.Stage == stage);
        }
        if (filter.Tier is { } tier)
        {
            clients = clients.Where(c => c.Tier == tier);
        }
        if (filter.Tag is { Length: > 0 } tag)
        {
            var key = Folded.Key(tag);
            clients = clients.Where(c =>
                db.Set<ClientTag>().Any(t => t.ClientId == c.Id && t.TextKey == key)
            );
        }
        if (filter.Mine)
        {
            var me = db.Viewer.ColleagueId;
            clients = clients.Where(c =>
                db.Set<Pass>().Any(p => p.ColleagueId == me && p.ClientId == c.Id)
            );
        }
        return clients;
    }
}
