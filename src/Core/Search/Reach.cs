using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Search;

/// <summary>
/// The clients behind whose walls the viewer looks, where they are few: named in the query they let the engine begin
/// at them. The walls themselves are the filters, which stand in any case.
/// </summary>
/// <param name="Clients">Null when there is no wall, or too many to name.</param>
internal sealed record Reach(Guid[]? Clients, Guid? Own)
{
    private const int MostNamed = 200;

    public static async Task<Reach> Of(Db db, SearchScope scope, CancellationToken cancel)
    {
        if (scope.ClientId is { } only)
        {
            return new Reach([only], null);
        }
        if (db.Viewer.SeesAll)
        {
            return new Reach(null, null);
        }
        var me = db.Viewer.ColleagueId;
        var clients = await db.Set<Pass>()
            .Where(p => p.ColleagueId == me)
            .Select(p => p.ClientId)
            .Take(MostNamed + 1)
            .ToArrayAsync(cancel);
        return clients.Length > MostNamed ? new Reach(null, null) : new Reach(clients, me);
    }
}
