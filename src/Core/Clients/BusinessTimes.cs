using Microsoft.EntityFrameworkCore;
using Rapport.Calendars;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>
/// Whose calendar counts. For what a client is promised, the client's own; else that of the unit of whoever owes it, or of
/// the nearest unit above that has one; else the firm's. A parent client's calendar does not count for its children:
/// they are often in other countries.
/// </summary>
public sealed class BusinessTimes(Db db, CalendarShelf shelf)
{
    public Task<BusinessCalendar> OfFirm(CancellationToken cancel = default) =>
        For(null, null, cancel);

    public Task<BusinessCalendar> OfColleague(
        Guid colleagueId,
        CancellationToken cancel = default
    ) => For(null, colleagueId, cancel);

    /// <param name="clientId">To whom it is promised; null for nobody outside.</param>
    /// <param name="colleagueId">Who owes it; null while nobody does.</param>
    public async Task<BusinessCalendar> For(
        Guid? clientId,
        Guid? colleagueId,
        CancellationToken cancel = default
    ) => await Read(await Which(clientId, colleagueId, cancel), cancel);

    /// <summary>One calendar by its id.</summary>
    public async Task<BusinessCalendar> Read(Guid id, CancellationToken cancel = default) =>
        await shelf.Read(db, id, (await new Firms(db).Read(cancel)).Zone, cancel);

    /// <summary>Several by their ids.</summary>
    public async Task<IReadOnlyDictionary<Guid, BusinessCalendar>> Read(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel = default
    ) => await shelf.Read(db, ids, (await new Firms(db).Read(cancel)).Zone, cancel);

    private async Task<Guid> Which(Guid? clientId, Guid? colleagueId, CancellationToken cancel)
    {
        if (
            clientId is { } client
            && await db.Set<Client>()
                .Where(c => c.Id == client)
                .Select(c => c.CalendarId)
                .FirstOrDefaultAsync(cancel)
                is { } own
        )
        {
            return own;
        }
        if (colleagueId is not { } colleague)
        {
            return Calendar.OfFirm;
        }
        var unit = await db.Set<Colleague>()
            .Where(c => c.Id == colleague)
            .Select(c => c.UnitId)
            .FirstOrDefaultAsync(cancel);
        if (unit is null)
        {
            return Calendar.OfFirm;
        }
        var units = await db.Set<Unit>()
            .AsNoTracking()
            .ToDictionaryAsync(u => u.Id, u => (u.ParentId, u.CalendarId), cancel);
        for (var above = unit; above is { } id; above = units.GetValueOrDefault(id).ParentId)
        {
            if (units.GetValueOrDefault(id).CalendarId is { } found)
            {
                return found;
            }
        }
        return Calendar.OfFirm;
    }
}
