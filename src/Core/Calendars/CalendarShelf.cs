using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Calendars;

/// <summary>
/// Calendars laid out for reckoning, kept in this process by their version: whoever asks reads the version first, so that
/// a change is seen at once on every node. Calendars tell nothing of a client; no permission is kept here.
/// </summary>
public sealed class CalendarShelf
{
    private readonly ConcurrentDictionary<
        (string Place, Guid Id),
        (int Version, string Zone, BusinessCalendar Calendar)
    > kept = new();

    /// <param name="zone">The firm's, which counts where the calendar states none.</param>
    public async Task<BusinessCalendar> Read(
        Db db,
        Guid id,
        string zone,
        CancellationToken cancel = default
    )
    {
        var version = await db.Set<Calendar>()
            .Where(c => c.Id == id)
            .Select(c => (int?)c.Version)
            .FirstOrDefaultAsync(cancel);
        var key = (db.Place, id);
        if (
            kept.TryGetValue(key, out var known)
            && known.Version == (version ?? 0)
            && known.Zone == zone
        )
        {
            return known.Calendar;
        }
        var laid = await LayOut(db, id, zone, cancel);
        kept[key] = (version ?? 0, zone, laid);
        return laid;
    }

    private static async Task<BusinessCalendar> LayOut(
        Db db,
        Guid id,
        string zone,
        CancellationToken cancel
    )
    {
        var calendar =
            await db.Set<Calendar>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel)
            ?? Calendar.Usual();
        var days = await db.Set<CalendarDay>()
            .AsNoTracking()
            .Where(d => d.CalendarId == id)
            .ToListAsync(cancel);
        return new BusinessCalendar(
            calendar.Hours,
            DateTimeZoneProviders.Tzdb[calendar.Zone ?? zone],
            days.Select(d => d.Exception),
            Holidays.Region(calendar.Region)
        );
    }
}
