using Microsoft.EntityFrameworkCore;
using Rapport.Calendars;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>One that has a calendar of its own.</summary>
public sealed record CalendarUser(Guid Id, string Name);

/// <summary>Who uses which calendar: units and clients that have one of their own.</summary>
public sealed class CalendarUses(Db db)
{
    public Task<List<CalendarUser>> Units(Guid calendarId, CancellationToken cancel = default) =>
        db.Set<Unit>()
            .Where(u => u.CalendarId == calendarId)
            .OrderBy(u => u.NameKey)
            .Select(u => new CalendarUser(u.Id, u.Name))
            .ToListAsync(cancel);

    /// <summary>Those that the viewer sees, the first by name.</summary>
    public Task<List<CalendarUser>> Clients(
        Guid calendarId,
        int most,
        CancellationToken cancel = default
    ) =>
        db.Set<Client>()
            .Where(c => c.CalendarId == calendarId)
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(most)
            .Select(c => new CalendarUser(c.Id, c.Name))
            .ToListAsync(cancel);

    public Task<bool> Has(Guid clientId, Guid calendarId, CancellationToken cancel = default) =>
        db.Set<Client>().AnyAsync(c => c.Id == clientId && c.CalendarId == calendarId, cancel);

    /// <param name="calendarId">Null or the firm's: none of its own.</param>
    public async Task<Result<Unit>> GiveUnit(
        Guid unitId,
        Guid? calendarId,
        CancellationToken cancel = default
    )
    {
        if (await db.Set<Unit>().FirstOrDefaultAsync(u => u.Id == unitId, cancel) is not { } unit)
        {
            return Refusal.NotFound;
        }
        if (await Chosen(calendarId, cancel) is not { Done: true } chosen)
        {
            return Refusal.Invalid("calendarId", Fault.Unknown);
        }
        if (unit.CalendarId != chosen.Value)
        {
            unit.CalendarId = chosen.Value;
            db.Raise(Unit.Changed, unit, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : unit;
    }

    /// <inheritdoc cref="GiveUnit" />
    public async Task<Result<Client>> GiveClient(
        Guid clientId,
        Guid? calendarId,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Set<Client>().FirstOrDefaultAsync(c => c.Id == clientId, cancel)
            is not { } client
        )
        {
            return Refusal.NotFound;
        }
        if (await Chosen(calendarId, cancel) is not { Done: true } chosen)
        {
            return Refusal.Invalid("calendarId", Fault.Unknown);
        }
        if (client.CalendarId != chosen.Value)
        {
            client.CalendarId = chosen.Value;
            db.Raise(Client.Changed, client, client.Id);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : client;
    }

    private async Task<Result<Guid?>> Chosen(Guid? calendarId, CancellationToken cancel) =>
        calendarId is not { } id || id == Calendar.OfFirm ? (Guid?)null
        : await db.Set<Calendar>().AnyAsync(c => c.Id == id, cancel) ? calendarId
        : Refusal.NotFound;
}
