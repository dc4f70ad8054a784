using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Calendars;

/// <summary>What can be done with calendars.</summary>
public sealed class Calendars(Db db)
{
    public async Task<Result<Calendar>> Add(
        CalendarDetails said,
        CancellationToken cancel = default
    )
    {
        var calendar = new Calendar();
        if (Fill(calendar, said) is { Any: true } faults)
        {
            return faults.Refusal;
        }
        db.Add(calendar);
        db.Raise(Calendar.Added, calendar, null);
        return await db.Commit(cancel) is { } refusal ? refusal : calendar;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Calendar>> Change(
        Guid id,
        CalendarDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } calendar)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != calendar.Version)
        {
            db.Forget();
            return Refusal.Stale;
        }
        if (Fill(calendar, said) is { Any: true } faults)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Calendar.Changed, calendar, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : calendar;
    }

    public async Task<Result<CalendarDay>> AddDay(
        Guid id,
        CalendarDayDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } calendar)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        var day = await Day(id, said, faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        db.Add(day!);
        db.Raise(Calendar.Changed, calendar, null);
        return await db.Commit(cancel) is { } refusal ? refusal : day!;
    }

    /// <summary>Takes a day out: its date is again what its week and its region say. Gone already changes nothing.</summary>
    public async Task<Result<Calendar>> RemoveDay(
        Guid id,
        Guid dayId,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Set<Calendar>().FirstOrDefaultAsync(c => c.Id == id, cancel)
            is not { } calendar
        )
        {
            return Refusal.NotFound;
        }
        if (
            await db.Set<CalendarDay>()
                .FirstOrDefaultAsync(d => d.Id == dayId && d.CalendarId == id, cancel) is
            { } day
        )
        {
            db.Remove(day);
            db.Raise(Calendar.Changed, calendar, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : calendar;
    }

    /// <summary>Takes in the days of a file; a date of which the calendar says something already stays as it is.</summary>
    /// <returns>How many came.</returns>
    public async Task<Result<int>> Take(
        Guid id,
        IReadOnlyCollection<ExceptionalDay> days,
        CancellationToken cancel = default
    )
    {
        if (await Load(id, cancel) is not { } calendar)
        {
            return Refusal.NotFound;
        }
        var known = await CalendarList.Dates(db, id, cancel);
        var coming = days.Where(d => !known.Contains(d.Date)).ToList();
        if (known.Count + coming.Count > Calendar.MostDays)
        {
            db.Forget();
            return Refusal.Invalid("file", Fault.TooMany, $"{Calendar.MostDays}");
        }
        if (coming.Count == 0)
        {
            db.Forget();
            return 0;
        }
        db.AddRange(
            coming.Select(d => new CalendarDay
            {
                CalendarId = id,
                Date = d.Date,
                Kind = d.Kind,
                Spans = d.Spans.ToString(),
                Name = d.Name,
            })
        );
        db.Raise(Calendar.Changed, calendar, null);
        return await db.Commit(cancel) is { } refusal ? refusal : coming.Count;
    }

    /// <summary>The firm's own begins to be kept when it is changed first.</summary>
    private async Task<Calendar?> Load(Guid id, CancellationToken cancel)
    {
        if (await db.Set<Calendar>().FirstOrDefaultAsync(c => c.Id == id, cancel) is { } found)
        {
            return found;
        }
        if (id != Calendar.OfFirm)
        {
            return null;
        }
        var own = Calendar.Usual();
        db.Add(own);
        return own;
    }

    private static Faults Fill(Calendar calendar, CalendarDetails said)
    {
        var faults = new Faults();
        var own = calendar.Id == Calendar.OfFirm;
        calendar.Name = faults.Text("name", said.Name, Calendar.NameLength, required: !own);
        faults.If(own && calendar.Name is not null, "name", Fault.NotAllowed);
        calendar.Zone = faults.Text("zone", said.Zone, 60);
        faults.If(
            calendar.Zone is not null && !Known.Zone(calendar.Zone),
            "zone",
            Fault.NotATimeZone
        );
        var readable = WeeklyHours.TryParse(said.Hours ?? "", out var hours);
        faults.If(!readable, "hours", Fault.NotASpan);
        calendar.Hours = hours;
        calendar.Region = faults.Text("region", said.Region, 12);
        faults.If(
            calendar.Region is not null && Holidays.Region(calendar.Region) is null,
            "region",
            Fault.Unknown
        );
        return faults;
    }

    private async Task<CalendarDay?> Day(
        Guid id,
        CalendarDayDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        faults.If(said.Date is null, "date", Fault.Required);
        faults.If(
            said.Date is { } date
                && (date < BusinessCalendar.First || date >= BusinessCalendar.Beyond),
            "date",
            Fault.NotADate
        );
        var text = said.Hours?.Trim() ?? "";
        var readable = text.Length <= DayHours.Longest & DayHours.TryParse(text, out var hours);
        faults.If(!readable, "hours", Fault.NotASpan);
        faults.If(
            readable && said.Kind != DayKind.Closed && hours.IsEmpty,
            "hours",
            Fault.Required
        );
        faults.If(
            readable && said.Kind == DayKind.Closed && !hours.IsEmpty,
            "hours",
            Fault.NotAllowed
        );
        var name = faults.Text("name", said.Name, Calendar.NameLength);
        var days = db.Set<CalendarDay>().Where(d => d.CalendarId == id);
        faults.If(
            said.Date is { } taken && await days.AnyAsync(d => d.Date == taken, cancel),
            "date",
            Fault.Taken
        );
        faults.If(
            await days.CountAsync(cancel) >= Calendar.MostDays,
            "",
            Fault.TooMany,
            $"{Calendar.MostDays}"
        );
        return faults.Any
            ? null
            : new CalendarDay
            {
                CalendarId = id,
                Date = said.Date!.Value,
                Kind = said.Kind,
                Spans = hours.ToString(),
                Name = name,
            };
    }
}
