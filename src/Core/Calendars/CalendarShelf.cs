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
    /// <summary>For what the program does by itself, beside any request.</summary>
    internal static readonly CalendarShelf OfProgram = new();

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
    ) => (await Read(db, [id], zone, cancel))[id];

    /// <summary>Several at once, in one statement where they are kept.</summary>
    /// <inheritdoc cref="Read(Db, Guid, string, CancellationToken)" />
    public async Task<IReadOnlyDictionary<Guid, BusinessCalendar>> Read(
        Db db,
        IReadOnlyCollection<Guid> ids,
        string zone,
        CancellationToken cancel = default
    )
    {
        var versions = await db.Set<Calendar>()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Version })
            .ToDictionaryAsync(c => c.Id, c => c.Version, cancel);
        var read = new Dictionary<Guid, BusinessCalendar>();
        foreach (var id in ids)
        {
            read[id] = await Kept(db, id, versions.GetValueOrDefault(id), zone, cancel);
        }
        return read;
    }

    private async Task<BusinessCalendar> Kept(
        Db db,
        Guid id,
        int version,
        string zone,
        CancellationToken cancel
    )
    {
        var key = (db.Place, id);
        if (kept.TryGetValue(key, out var known) && known.Version == version && known.Zone == zone)
        {
            return known.Calendar;
        }
        var laid = await LayOut(db, id, zone, cancel);
        kept[key] = (version, zone, laid);
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
