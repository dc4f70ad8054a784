using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Calendars;

/// <summary>A calendar as pages and the API know it.</summary>
/// <param name="Version">0 of the firm's own while nobody has changed it.</param>
public sealed record CalendarRecord(Guid Id, int Version, CalendarDetails Details)
{
    public bool IsOfFirm => Id == Calendar.OfFirm;

    internal static CalendarRecord Of(Calendar calendar) =>
        new(
            calendar.Id,
            calendar.Version,
            new CalendarDetails
            {
                Name = calendar.Name,
                Zone = calendar.Zone,
                Hours = calendar.Hours.ToString(),
                Region = calendar.Region,
            }
        );
}

public sealed record CalendarDayRecord(
    Guid Id,
    LocalDate Date,
    DayKind Kind,
    string Hours,
    string? Name
);

/// <summary>The calendars of the firm.</summary>
public static class CalendarList
{
    /// <summary>The firm's own first, the others by name.</summary>
    public static async Task<IReadOnlyList<CalendarRecord>> All(Db db, CancellationToken cancel)
    {
        var all = await db.Set<Calendar>()
            .AsNoTracking()
            .OrderBy(c => c.NameKey)
            .ToListAsync(cancel);
        var own = all.Find(c => c.Id == Calendar.OfFirm) ?? Calendar.Usual();
        return [.. all.Where(c => c.Id != own.Id).Prepend(own).Select(CalendarRecord.Of)];
    }

    public static async Task<CalendarRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        await db.Set<Calendar>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel)
            is { } found
            ? CalendarRecord.Of(found)
        : id == Calendar.OfFirm ? CalendarRecord.Of(Calendar.Usual())
        : null;

    /// <summary>Of which it says something itself.</summary>
    public static Task<HashSet<LocalDate>> Dates(Db db, Guid id, CancellationToken cancel) =>
        db.Set<CalendarDay>()
            .Where(d => d.CalendarId == id)
            .Select(d => d.Date)
            .ToHashSetAsync(cancel);

    /// <summary>The days of its own in a year, in order.</summary>
    public static Task<List<CalendarDayRecord>> Days(
        Db db,
        Guid id,
        int year,
        CancellationToken cancel
    )
    {
        var (first, last) = (new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));
        return db.Set<CalendarDay>()
            .Where(d => d.CalendarId == id && d.Date >= first && d.Date <= last)
            .OrderBy(d => d.Date)
            .Select(d => new CalendarDayRecord(d.Id, d.Date, d.Kind, d.Spans, d.Name))
            .ToListAsync(cancel);
    }
}
