using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Import.Taking;

internal static class ClientsOut
{
    public static async Task<(IReadOnlyList<string?[]> Rows, Guid Last)> Page(
        Db db,
        Guid? after,
        CancellationToken cancel
    )
    {
        var clients = await db.Set<Client>()
            .AsNoTracking()
            .Where(c => after == null || c.Id.CompareTo(after.Value) > 0)
            .OrderBy(c => c.Id)
            .Take(Out.AtOnce)
            .Select(c => new
            {
                Client = c,
                Parent = db.Set<Client>()
                    .Where(p => p.Id == c.ParentId)
                    .Select(p => p.Name)
                    .FirstOrDefault(),
                Owner = db.Set<Seat>()
                    .Where(s =>
                        s.ClientId == c.Id && s.Role == SeatRole.AccountManager && s.Until == null
                    )
                    .Join(db.Set<Colleague>(), s => s.ColleagueId, p => p.Id, (s, p) => p.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var ids = clients.Select(c => (Guid?)c.Client.Id).ToList();
        var addresses = (
            await db.Set<Address>()
                .AsNoTracking()
                .Where(a => ids.Contains(a.ClientId))
                .OrderBy(a => a.Position)
                .ToListAsync(cancel)
        ).ToLookup(a => a.ClientId);
        var tags = (
            await db.Set<ClientTag>()
                .AsNoTracking()
                .Where(t => ids.Contains(t.ClientId))
                .OrderBy(t => t.Position)
                .ToListAsync(cancel)
        ).ToLookup(t => t.ClientId, t => t.Text);
        return (
            [
                .. clients.Select(c =>
                    Row(
                        c.Client,
                        addresses[c.Client.Id].FirstOrDefault(),
                        tags[c.Client.Id],
                        c.Parent,
                        c.Owner
                    )
                ),
            ],
            clients.Count > 0 ? clients[^1].Client.Id : Guid.Empty
        );
    }

    private static string?[] Row(
        Client c,
        Address? address,
        IEnumerable<string> tags,
        string? parent,
        string? owner
    ) =>
        [
            ClientRecords.Number(c.Number),
            c.Name,
            c.LegalName,
            c.Industry,
            Out.Text(c.Employees),
            c.Revenue is { } revenue ? $"{Out.Text(revenue)} {revenue.Currency}" : null,
            Out.Text(c.Founded),
            parent,
            c.Website,
            c.Phone,
            address?.Street,
            address?.PostalCode,
            address?.City,
            address?.Region,
            address?.Country,
            c.TimeZone,
            c.Currency,
            Out.List(c.Languages.Items),
            Out.Text(c.Tier),
            Out.Text(c.Stage),
            Out.List(tags),
            c.System,
            c.ExternalId,
            owner,
        ];
}
