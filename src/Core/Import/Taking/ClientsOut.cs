using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Import.Taking;

/// <summary>Clients in the order of their numbers.</summary>
internal sealed class ClientsOut(Db db) : IPages
{
    private long after = long.MinValue;

    public async Task<IReadOnlyList<OutRow>> Next(CancellationToken cancel)
    {
        var clients = await db.Set<Client>()
            .AsNoTracking()
            .Where(c => c.Number > after)
            .OrderBy(c => c.Number)
            .Take(Out.AtOnce)
            .Select(c => new
            {
                Client = c,
                Parent = db.Set<Client>().FirstOrDefault(p => p.Id == c.ParentId),
            })
            .ToListAsync(cancel);
        after = clients.Count > 0 ? clients[^1].Client.Number : after;
        var ids = clients.ConvertAll(c => (Guid?)c.Client.Id);
        var parts = await ClientPartsOut.Read(db, ids, cancel);
        return [.. clients.Select(c => new OutRow(c.Client.Id, Row(c.Client, c.Parent, parts)))];
    }

    private static string?[] Row(Client c, Client? parent, ClientPartsOut parts)
    {
        var (source, addresses) = (
            Reference.Of(c.System, c.ExternalId, c.Id),
            parts.Addresses[c.Id].ToList()
        );
        var address = addresses.FirstOrDefault();
        return
        [
            ClientRecords.Number(c.Number),
            c.Name,
            c.LegalName,
            c.Industry,
            Out.Text(c.Employees),
            c.Revenue is { } revenue ? $"{Out.Text(revenue)} {revenue.Currency}" : null,
            Out.Text(c.Founded),
            parent?.Name,
            c.Website,
            c.Phone,
            address?.Street,
            address?.PostalCode,
            address?.City,
            address?.Region,
            address?.Country,
            c.TimeZone,
            c.Currency,
            CellText.List(c.Languages.Items),
            Out.Text(c.Tier),
            Out.Text(c.Stage),
            CellText.List(parts.Tags[c.Id].Select(t => t.Text)),
            source.System,
            source.Id,
            parts.Manager(c.Id),
            Out.Text(address?.Kind),
            CellText.Lines(addresses.Skip(1).Select(ClientPartsOut.Line)),
            c.OpenHours?.ToString(),
            CellText.Lines(parts.Billing[c.Id].Select(ClientPartsOut.Line)),
            CellText.Lines(parts.Values[c.Id].Select(ClientPartsOut.Line)),
            CellText.Lines(parts.Criteria[c.Id].Select(p => CellText.Line(p.Text))),
            CellText.Lines(parts.Avoided[c.Id].Select(p => CellText.Line(p.Text, p.Why))),
            CellText.Lines(parts.Seats[c.Id].Select(parts.Line)),
            parent is null ? null : Reference.Of(parent.System, parent.ExternalId, parent.Id).Text,
        ];
    }
}
