using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Import.Taking;

/// <summary>The parts of some clients, each kind in its order, and how they are written.</summary>
internal sealed record ClientPartsOut(
    ILookup<Guid?, Address> Addresses,
    ILookup<Guid?, ClientTag> Tags,
    ILookup<Guid?, BillingEntity> Billing,
    ILookup<Guid?, ClientValue> Values,
    ILookup<Guid?, WinningCriterion> Criteria,
    ILookup<Guid?, AvoidedTopic> Avoided,
    ILookup<Guid?, Seat> Seats,
    IReadOnlyDictionary<Guid, string> Colleagues
)
{
    public static async Task<ClientPartsOut> Read(
        Db db,
        IReadOnlyList<Guid?> ids,
        CancellationToken cancel
    )
    {
        var seats = await db.Set<Seat>()
            .AsNoTracking()
            .Where(s => ids.Contains(s.ClientId))
            .ToListAsync(cancel);
        var colleagues = await PeopleOut.Colleagues(
            db,
            seats.Select(s => (Guid?)s.ColleagueId),
            cancel
        );
        return new(
            await Of<Address>(db, ids, cancel),
            await Of<ClientTag>(db, ids, cancel),
            await Of<BillingEntity>(db, ids, cancel),
            await Of<ClientValue>(db, ids, cancel),
            await Of<WinningCriterion>(db, ids, cancel),
            await Of<AvoidedTopic>(db, ids, cancel),
            // By what is written, since ids are not the same in another firm.
            seats
                .OrderBy(s => s.Role)
                .ThenBy(s => s.Since)
                .ThenBy(s => colleagues.GetValueOrDefault(s.ColleagueId), StringComparer.Ordinal)
                .ThenBy(s => s.Until)
                .ToLookup(s => s.ClientId),
            colleagues
        );
    }

    /// <summary>Who holds the account manager's seat, the longest where several do.</summary>
    public string? Manager(Guid clientId) =>
        Seats[clientId].FirstOrDefault(s => s.IsHeld && s.Role == SeatRole.AccountManager)
            is { } seat
            ? Colleagues.GetValueOrDefault(seat.ColleagueId)
            : null;

    public string Line(Seat seat) =>
        CellText.Line(
            Out.Text(seat.Role),
            Colleagues.GetValueOrDefault(seat.ColleagueId),
            Out.Text(seat.Since),
            Out.Text(seat.Until)
        );

    public static string Line(Address a) =>
        CellText.Line(Out.Text(a.Kind), a.Street, a.PostalCode, a.City, a.Region, a.Country);

    public static string Line(BillingEntity b) =>
        CellText.Line(b.Name, b.VatId, b.Email, b.Address, b.Currency, Out.Text(b.TermsDays));

    public static string Line(ClientValue v) =>
        CellText.Line(v.Text, Out.Text(v.Compliance), v.Evidence);

    private static async Task<ILookup<Guid?, T>> Of<T>(
        Db db,
        IReadOnlyList<Guid?> ids,
        CancellationToken cancel
    )
        where T : ClientPart =>
        (
            await db.Set<T>()
                .AsNoTracking()
                .Where(p => ids.Contains(p.ClientId))
                .OrderBy(p => p.Position)
                .ToListAsync(cancel)
        ).ToLookup(p => p.ClientId);
}
