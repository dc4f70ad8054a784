using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>What may be said of a series of meetings.</summary>
public record SeriesChange
{
    public string? Title { get; init; }
    public MeetingLevel Level { get; init; } = MeetingLevel.Operational;

    /// <summary>As <c>every 2 weeks on tue</c> or <c>every month on last working day</c>.</summary>
    public string? Cadence { get; init; }

    /// <summary>From which day on its periods are counted; today when it is not given.</summary>
    public LocalDate? Anchor { get; init; }

    /// <summary>When it usually begins, as 14:30.</summary>
    public string? Time { get; init; }
    public int? Minutes { get; init; }

    /// <summary>IANA name; the client's or the firm's when it is not given.</summary>
    public string? Zone { get; init; }
    public string? Place { get; init; }

    /// <summary>Who sees to it; whoever says it, when it is not given.</summary>
    public Guid? OwnerId { get; init; }
    public IReadOnlyList<AttendeeDetails>? Members { get; init; }
}

/// <summary>A series that is to be agreed.</summary>
public sealed record SeriesDetails : SeriesChange
{
    public Guid? ClientId { get; init; }
}

/// <summary>What can be done with series of meetings: agree on them, change them, end them.</summary>
public sealed class Rhythms(Db db, BusinessTimes times)
{
    private const string UsualTime = "10:00";

    private readonly MeetingFilling filling = new(db);

    public async Task<Result<Series>> Add(SeriesDetails said, CancellationToken cancel = default)
    {
        var faults = new Faults();
        faults.If(said.ClientId is null, "clientId", Fault.Required);
        await filling.Client(said.ClientId, faults, cancel);
        var series = new Series
        {
            ClientId = said.ClientId,
            Title = "",
            Cadence = "",
            Time = UsualTime,
            Zone = "",
            CreatedAt = db.Now,
        };
        await Fill(series, said, faults, cancel);
        if (faults.Any)
        {
            return Left(faults);
        }
        db.Add(series);
        await Count(series, cancel);
        db.Raise(Series.Added, series, series.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : series;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Series>> Change(
        Guid id,
        SeriesChange said,
        int? version = null,
        CancellationToken cancel = default
    )
    {
        if (await Find(id, cancel) is not { } series)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != series.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        await Fill(series, said, faults, cancel);
        if (faults.Any)
        {
            return Left(faults);
        }
        await Count(series, cancel);
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Series.Changed, series, series.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : series;
    }

    /// <summary>It goes on no more; meetings that are planned stay. Ending it again changes nothing.</summary>
    public async Task<Result<Series>> End(Guid id, CancellationToken cancel = default)
    {
        if (await Find(id, cancel) is not { } series)
        {
            return Refusal.NotFound;
        }
        if (series.Ended is null)
        {
            series.Ended = db.Now.InZone(series.TimeZone).Date;
            db.Raise(Series.Finished, series, series.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : series;
    }

    /// <summary>Reckons anew how the rhythm stands, after a meeting of it was held.</summary>
    internal async Task Recount(Guid? id, CancellationToken cancel)
    {
        if (id is { } known && await Find(known, cancel) is { } series)
        {
            await Count(series, cancel);
        }
    }

    /// <summary>The periods of a series until today, and which were kept.</summary>
    public async Task<IReadOnlyList<KeptPeriod>> Periods(
        Series series,
        CancellationToken cancel = default
    )
    {
        var isWorkingDay = await WorkingDays(series.ClientId, cancel);
        return series.Rhythm.Kept(
            series.Anchor,
            await Happened(series, cancel),
            Today(series),
            isWorkingDay
        );
    }

    /// <summary>The same of several series of one client, by their ids, in as many statements as for one.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<KeptPeriod>>> Periods(
        Guid clientId,
        IReadOnlyList<SeriesRecord> series,
        CancellationToken cancel = default
    )
    {
        if (series.Count == 0)
        {
            return new Dictionary<Guid, IReadOnlyList<KeptPeriod>>();
        }
        var ids = series.Select(s => (Guid?)s.Id).ToList();
        var held = (
            await db.Set<Meeting>()
                .Where(m => ids.Contains(m.SeriesId) && m.State == MeetingState.Held)
                .Select(m => new { m.SeriesId, m.Start })
                .ToListAsync(cancel)
        ).ToLookup(m => m.SeriesId, m => m.Start);
        var isWorkingDay = await WorkingDays(clientId, cancel);
        return series.ToDictionary(
            s => s.Id,
            s =>
            {
                var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(s.Zone) ?? DateTimeZone.Utc;
                return Cadence
                    .Read(s.Cadence)
                    .Value.Kept(
                        s.Anchor,
                        held[s.Id].Select(at => at.InZone(zone).Date),
                        db.Now.InZone(zone).Date,
                        isWorkingDay
                    );
            }
        );
    }

    /// <summary>When the next meeting of a series would be: the first day of its cadence after the last that is known.</summary>
    public async Task<Instant?> Next(Series series, CancellationToken cancel = default)
    {
        var known = await db.Set<Meeting>()
            .Where(m => m.SeriesId == series.Id && m.State != MeetingState.Cancelled)
            .OrderByDescending(m => m.Start)
            .Select(m => (Instant?)m.Start)
            .FirstOrDefaultAsync(cancel);
        var last = known?.InZone(series.TimeZone).Date;
        var isWorkingDay = await WorkingDays(series.ClientId, cancel);
        var rhythm = series.Rhythm;
        var anchor = rhythm.AfterLast ? last ?? series.Anchor : series.Anchor;
        var today = Today(series);
        var after = last is { } day && day > today.PlusDays(-1) ? day : today.PlusDays(-1);
        var next =
            rhythm.Next(anchor, after, isWorkingDay)
            // What is overdue is best held soon.
            ?? (rhythm.AfterLast ? today.PlusDays(1) : null);
        return next is { } on ? series.StartOn(on) : null;
    }

    private async Task Count(Series series, CancellationToken cancel)
    {
        var isWorkingDay = await WorkingDays(series.ClientId, cancel);
        var rhythm = series.Rhythm;
        var today = LocalDate.Max(Today(series), series.Anchor);
        var periods = rhythm.Kept(
            series.Anchor,
            await Happened(series, cancel),
            today,
            isWorkingDay
        );
        // A rhythm that follows the last is kept until it is due again; one with periods until its period ends.
        if (rhythm.AfterLast && periods.Count > 0)
        {
            var running = periods[^1].Period;
            series.KeptUntil = running.Start > series.Anchor ? DueOf(running.Start) : null;
            series.SlipsAfter = DueOf(running.Start);
            return;
        }
        var last = periods.Count > 0 ? periods[^1].Period.End : series.Anchor;
        series.Take(periods, rhythm.PeriodOf(series.Anchor, last.PlusDays(1), isWorkingDay).End);

        LocalDate DueOf(LocalDate from) =>
            rhythm.Dates(from, from, isWorkingDay).FirstOrDefault(from);
    }

    private async Task<List<LocalDate>> Happened(Series series, CancellationToken cancel)
    {
        var (id, zone) = (series.Id, series.TimeZone);
        var starts = await db.Set<Meeting>()
            .Where(m => m.SeriesId == id && m.State == MeetingState.Held)
            .Select(m => m.Start)
            .ToListAsync(cancel);
        return starts.ConvertAll(s => s.InZone(zone).Date);
    }

    private async Task Fill(
        Series series,
        SeriesChange said,
        Faults faults,
        CancellationToken cancel
    )
    {
        series.Title =
            faults.Text("title", Meetings.OneLine(said.Title), Meeting.TitleLength, required: true)
            ?? "";
        series.Level = said.Level;
        var cadence = Cadence.Read(said.Cadence);
        faults.If(string.IsNullOrWhiteSpace(said.Cadence), "cadence", Fault.Required);
        if (cadence.Done)
        {
            series.Cadence = cadence.Value.ToString();
        }
        else if (!string.IsNullOrWhiteSpace(said.Cadence))
        {
            faults.Add("cadence", Fault.NotACadence, cadence.Refusal!.Faults[0].Detail);
        }
        var time = string.IsNullOrWhiteSpace(said.Time) ? series.Time : said.Time.Trim();
        faults.If(!Series.IsTime(time), "time", Fault.NotADate);
        series.Time = time;
        series.Minutes = MeetingFilling.Minutes(
            said.Minutes ?? (series.Minutes == 0 ? Meeting.UsualMinutes : series.Minutes),
            faults
        );
        series.Zone = await filling.Zone(said.Zone, series.ClientId, faults, cancel);
        series.Place = faults.Text("place", Meetings.OneLine(said.Place), Meeting.PlaceLength);
        series.Anchor = said.Anchor ?? (series.Anchor == default ? Today(series) : series.Anchor);
        faults.If(
            series.Anchor.Year is < 2000 or > 2199,
            "anchor",
            series.Anchor.Year < 2000 ? Fault.InThePast : Fault.TooLarge
        );
        var owner = said.OwnerId ?? series.OwnerId ?? db.Viewer.ColleagueId;
        if (owner != series.OwnerId)
        {
            await filling.Colleague(owner, series.ClientId, "ownerId", faults, cancel);
        }
        series.OwnerId = owner;
        await People(series, said, faults, cancel);
    }

    private async Task People(
        Series series,
        SeriesChange said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said.Members is not { } members)
        {
            return;
        }
        faults.If(
            members.Any(m => m.ContactId is null && m.ColleagueId is null),
            "members",
            Fault.Unknown
        );
        if (faults.Any)
        {
            return;
        }
        var before = series.Members.ToList();
        var known = before.Select(m => new Attendee
        {
            MeetingId = series.Id,
            Number = m.Number,
            ContactId = m.ContactId,
            ColleagueId = m.ColleagueId,
        });
        var people = await filling.People(
            series.Id,
            series.ClientId,
            members,
            series.OwnerId,
            [.. known],
            faults,
            cancel
        );
        var kept = people.Select(p => p.Number).ToHashSet();
        series.Members.RemoveAll(m => !kept.Contains(m.Number));
        series.Members.AddRange(
            people
                .Where(p => !before.Exists(m => m.Number == p.Number))
                .Select(p => new SeriesMember
                {
                    SeriesId = series.Id,
                    Number = p.Number,
                    ContactId = p.ContactId,
                    ColleagueId = p.ColleagueId,
                })
        );
    }

    /// <summary>Those of the client's calendar, else of the firm's.</summary>
    private async Task<Func<LocalDate, bool>> WorkingDays(Guid? clientId, CancellationToken cancel)
    {
        var calendar = await times.For(clientId, null, cancel);
        return day =>
            calendar.NextOpen(day.AtStartOfDayInZone(calendar.Zone).ToInstant()) is { } open
            && open.InZone(calendar.Zone).Date == day;
    }

    private LocalDate Today(Series series) => db.Now.InZone(series.TimeZone).Date;

    private Task<Series?> Find(Guid id, CancellationToken cancel) =>
        db.Set<Series>().Include(s => s.Members).FirstOrDefaultAsync(s => s.Id == id, cancel);

    private Result<Series> Left(Faults faults)
    {
        db.Forget();
        return faults.Refusal;
    }
}
