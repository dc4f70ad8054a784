using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>Clients that one about to be added may be already, as far as the viewer sees them.</summary>
public static class KnownClients
{
    private const int Most = 5;

    /// <summary>Of those whose website has the domain somewhere in it so many are looked at.</summary>
    private const int MostLookedAt = 100;

    /// <summary>Those of the same folded name, then those of the same website.</summary>
    public static async Task<IReadOnlyList<ClientName>> Like(
        Db db,
        ClientDetails said,
        CancellationToken cancel
    )
    {
        var key = Folded.Key(said.Name ?? "");
        var named =
            key.Length == 0
                ? []
                : await ClientNames.Read(
                    db.Set<Client>().Where(c => c.NameKey == key),
                    Most,
                    cancel
                );
        var there = await OfWebsite(db, said.Website, cancel);
        return [.. named.Concat(there).DistinctBy(c => c.Id).Take(Most)];
    }

    private static async Task<IReadOnlyList<ClientName>> OfWebsite(
        Db db,
        string? website,
        CancellationToken cancel
    )
    {
        if (Known.Domain(website) is not { } domain)
        {
            return [];
        }
        // The engine only narrows: a website is kept as it was typed, with or without scheme and path.
        var near = await db.Set<Client>()
            .Where(c => c.Website != null)
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.Website,
                Small = c.Website!.ToLower(),
            })
            .Where(c => c.Small.Contains(domain))
            .Take(MostLookedAt)
            .ToListAsync(cancel);
        var ids = near.FindAll(c => Known.Domain(c.Website) == domain).ConvertAll(c => c.Id);
        return ids.Count == 0
            ? []
            : await ClientNames.Read(db.Set<Client>().Where(c => ids.Contains(c.Id)), Most, cancel);
    }
}
