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

    /// <summary>The one we have not heard of for longest first; those never heard of at the end.</summary>
    Quiet,
}

/// <summary>Where a list of clients goes on: what its last row is sorted by, and that row.</summary>
public sealed record ClientPlace(string? NameKey, Instant? At, Guid Id)
{
    public static ClientPlace Of(ClientRow row) =>
        new(Folded.Key(row.Name), row.LastInteraction, row.Id);
}

/// <summary>One row of the list of clients.</summary>
/// <param name="Number">As people say it: C-1042.</param>
/// <param name="City">Of the first address.</param>
public sealed record ClientRow(
    Guid Id,
    string Number,
    string Name,
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

/// <summary>
/// The list of clients, by pages that a key of the index begins. What belongs to a row (place, account manager, parent)
/// is read for the rows of the page alone, in one statement each, so that no plan works it out for rows it then drops.
/// </summary>
public static class ClientList
{
    private sealed record Found(
        Guid Id,
        long Number,
        string Name,
        string? Industry,
        Stage Stage,
        Tier Tier,
        Instant? LastInteraction,
        Instant? LastTouch,
        Guid? ParentId
    );

    public static async Task<IReadOnlyList<ClientRow>> Page(
        Db db,
        ClientFilter filter,
        ClientPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var clients = filter.Clients(db);
        var found =
            filter.Order == ClientOrder.Name
                ? await Read(ByName(clients, after), limit, cancel)
                : await ByTime(clients, filter.Order, after, limit, cancel);
        var ids = found.ConvertAll(f => f.Id);
        var places = (await FirstAddresses.All(db, ids, cancel))
            .DistinctBy(p => p.ClientId)
            .ToDictionary(p => p.ClientId);
        var managers = FirstOfEach(await AccountManagers.All(db, ids, cancel));
        var parents = await Parents(db, found, cancel);
        return found.ConvertAll(f => new ClientRow(
            f.Id,
            ClientRecords.Number(f.Number),
            f.Name,
            f.Industry,
            f.Stage,
            f.Tier,
            places.GetValueOrDefault(f.Id)?.City,
            places.GetValueOrDefault(f.Id)?.Country,
            managers.GetValueOrDefault(f.Id),
            f.LastInteraction,
            f.LastTouch,
            f.ParentId is { } parent ? parents.GetValueOrDefault(parent) : null
        ));
    }

    public static Task<int> Count(Db db, ClientFilter filter, CancellationToken cancel) =>
        filter.Clients(db).CountAsync(cancel);

    // Bounded by a first condition that the index can begin at; the second only drops what shares the key.
    private static IQueryable<Client> ByName(IQueryable<Client> clients, ClientPlace? after)
    {
        if (after is { NameKey: { } key, Id: var id })
        {
            clients = clients
                .Where(c => string.Compare(c.NameKey, key) >= 0)
                .Where(c => c.NameKey != key || c.Id.CompareTo(id) > 0);
        }
        return clients.OrderBy(c => c.NameKey).ThenBy(c => c.Id);
    }

    /// <summary>
    /// Those heard of in the order of time, then those never heard of: two statements, since the engines differ in
    /// where they sort what is missing.
    /// </summary>
    private static async Task<List<Found>> ByTime(
        IQueryable<Client> clients,
        ClientOrder order,
        ClientPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var found = after is { At: null }
            ? []
            : await Read(
                order == ClientOrder.Recent ? Recent(clients, after) : Quiet(clients, after),
                limit,
                cancel
            );
        if (found.Count < limit)
        {
            var never = clients.Where(c => c.LastInteraction == null);
            if (after is { At: null, Id: var id })
            {
                never = never.Where(c => c.Id.CompareTo(id) > 0);
            }
            found.AddRange(await Read(never.OrderBy(c => c.Id), limit - found.Count, cancel));
        }
        return found;
    }

    private static IQueryable<Client> Recent(IQueryable<Client> clients, ClientPlace? after)
    {
        clients = clients.Where(c => c.LastInteraction != null);
        if (after is { At: { } at, Id: var id })
        {
            clients = clients
                .Where(c => c.LastInteraction <= at)
                .Where(c => c.LastInteraction != at || c.Id.CompareTo(id) < 0);
        }
        return clients.OrderByDescending(c => c.LastInteraction).ThenByDescending(c => c.Id);
    }

    private static IQueryable<Client> Quiet(IQueryable<Client> clients, ClientPlace? after)
    {
        clients = clients.Where(c => c.LastInteraction != null);
        if (after is { At: { } at, Id: var id })
        {
            clients = clients
                .Where(c => c.LastInteraction >= at)
                .Where(c => c.LastInteraction != at || c.Id.CompareTo(id) > 0);
        }
        return clients.OrderBy(c => c.LastInteraction).ThenBy(c => c.Id);
    }

    private static Task<List<Found>> Read(
        IQueryable<Client> clients,
        int limit,
        CancellationToken cancel
    ) =>
        clients
            .Take(limit)
            .Select(c => new Found(
                c.Id,
                c.Number,
                c.Name,
                c.Industry,
                c.Stage,
                c.Tier,
                c.LastInteraction,
                c.LastTouch,
                c.ParentId
            ))
            .ToListAsync(cancel);

    private sealed record Place(Guid ClientId, string? City, string? Country);

    private sealed record Named(Guid ClientId, string Name);

    private static readonly Question<List<Guid>, Place> FirstAddresses = new(
        (db, ids) =>
            db.Set<Address>()
                .Where(a => ids.Contains(a.ClientId!.Value) && a.Position == 0)
                .Select(a => new Place(a.ClientId!.Value, a.City, a.Country))
    );

    private static readonly Question<List<Guid>, Named> AccountManagers = new(
        (db, ids) =>
            db.Set<Seat>()
                .Where(s => ids.Contains(s.ClientId!.Value))
                .Where(s => s.Role == SeatRole.AccountManager && s.Until == null)
                .OrderBy(s => s.Since)
                .Join(
                    db.Set<Colleague>(),
                    s => s.ColleagueId,
                    p => p.Id,
                    (s, p) => new Named(s.ClientId!.Value, p.Name)
                )
    );

    private static readonly Question<List<Guid>, Named> Names = new(
        (db, ids) =>
            db.Set<Client>().Where(c => ids.Contains(c.Id)).Select(c => new Named(c.Id, c.Name))
    );

    private static async Task<Dictionary<Guid, string>> Parents(
        Db db,
        List<Found> found,
        CancellationToken cancel
    )
    {
        var ids = found.Select(f => f.ParentId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : FirstOfEach(await Names.All(db, ids, cancel));
    }

    private static Dictionary<Guid, string> FirstOfEach(IEnumerable<Named> names) =>
        names.DistinctBy(n => n.ClientId).ToDictionary(n => n.ClientId, n => n.Name);
}
