using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Offers;
using Rapport.People;

namespace Rapport.Import.Taking;

internal static class OpportunitiesOut
{
    public static async Task<(IReadOnlyList<string?[]> Rows, Guid Last)> Page(
        Db db,
        Guid? after,
        CancellationToken cancel
    )
    {
        var deals = await db.Set<Opportunity>()
            .AsNoTracking()
            .Where(o => after == null || o.Id.CompareTo(after.Value) > 0)
            .OrderBy(o => o.Id)
            .Take(Out.AtOnce)
            .Select(o => new
            {
                Deal = o,
                Client = db.Set<Client>()
                    .Where(c => c.Id == o.ClientId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                Owner = db.Set<Colleague>()
                    .Where(c => c.Id == o.OwnerId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return (
            [.. deals.Select(d => Row(d.Deal, d.Client, d.Owner))],
            deals.Count > 0 ? deals[^1].Deal.Id : Guid.Empty
        );
    }

    private static string?[] Row(Opportunity o, string? client, string? owner) =>
        [
            o.Name,
            client ?? o.ClientNamed,
            owner,
            Out.Text(o.Stage),
            o.Value is { } value ? Out.Text(value) : null,
            o.ValueCurrency,
            Out.Text(o.Opened),
            Out.Text(o.Closed),
            o.Product,
            o.System,
            o.ExternalId,
        ];
}
