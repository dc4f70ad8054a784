using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Offers;

namespace Rapport.Import.Taking;

/// <summary>Opportunities in the order of their numbers.</summary>
internal sealed class OpportunitiesOut(Db db) : IPages
{
    private long after = long.MinValue;

    public async Task<IReadOnlyList<OutRow>> Next(CancellationToken cancel)
    {
        var deals = await db.Set<Opportunity>()
            .AsNoTracking()
            .Where(o => o.Number > after)
            .OrderBy(o => o.Number)
            .Take(Out.AtOnce)
            .Select(o => new
            {
                Deal = o,
                Client = db.Set<Client>().FirstOrDefault(c => c.Id == o.ClientId),
            })
            .ToListAsync(cancel);
        after = deals.Count > 0 ? deals[^1].Deal.Number : after;
        var owners = await PeopleOut.Colleagues(db, deals.Select(d => d.Deal.OwnerId), cancel);
        return
        [
            .. deals.Select(d => new OutRow(
                d.Deal.Id,
                Row(
                    d.Deal,
                    d.Client,
                    d.Deal.OwnerId is { } owner ? owners.GetValueOrDefault(owner) : null
                )
            )),
        ];
    }

    private static string?[] Row(Opportunity o, Client? client, string? owner)
    {
        var source = Reference.Of(o.System, o.ExternalId, o.Id);
        return
        [
            o.Name,
            client?.Name ?? o.ClientNamed,
            owner,
            Out.Text(o.Stage),
            o.Value is { } value ? Out.Text(value) : null,
            o.ValueCurrency,
            Out.Text(o.Opened),
            Out.Text(o.Closed),
            o.Product,
            source.System,
            source.Id,
            FormattableString.Invariant($"O-{o.Number}"),
            client is null ? null : Reference.Of(client.System, client.ExternalId, client.Id).Text,
        ];
    }
}
