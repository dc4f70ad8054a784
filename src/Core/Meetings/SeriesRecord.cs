using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>A series of meetings, as pages and the API show it.</summary>
/// <param name="Cadence">As it is typed: <c>every month on 2nd tue</c>.</param>
/// <param name="KeptUntil">The last day of the last period in which it happened.</param>
/// <param name="SlipsAfter">The last day on which it can still happen in time.</param>
/// <param name="Coming">When the next meeting that is planned begins.</param>
public sealed record SeriesRecord(
    Guid Id,
    int Version,
    string Title,
    Guid? ClientId,
    string? Client,
    MeetingLevel Level,
    string Cadence,
    LocalDate Anchor,
    string Time,
    int Minutes,
    string Zone,
    string? Place,
    Guid? OwnerId,
    string? Owner,
    LocalDate? KeptUntil,
    LocalDate SlipsAfter,
    LocalDate? Ended,
    Guid? ComingId,
    Instant? Coming,
    Instant? LastHeld
)
{
    /// <summary>What may be said of it, but for its people: those are left as they are where they are not said.</summary>
    public SeriesChange Said =>
        new()
        {
            Title = Title,
            Level = Level,
            Cadence = Cadence,
            Anchor = Anchor,
            Time = Time,
            Minutes = Minutes,
            Zone = Zone,
            Place = Place,
            OwnerId = OwnerId,
        };

    public SeriesStand On(Instant now) =>
        Series.Stand(
            Ended,
            KeptUntil,
            SlipsAfter,
            now.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc).Date
        );
}

/// <summary>Somebody who belongs to a series, with her name.</summary>
public sealed record MemberRecord(int Number, Guid? ContactId, Guid? ColleagueId, string? Name);

/// <summary>Reads series of meetings.</summary>
public static class SeriesRecords
{
    public static Task<SeriesRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        Of(db, db.Set<Series>().Where(s => s.Id == id)).FirstOrDefaultAsync(cancel);

    /// <summary>These, in the order of their ids as given.</summary>
    public static async Task<IReadOnlyList<SeriesRecord>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var rows = await Of(db, db.Set<Series>().Where(s => ids.Contains(s.Id)))
            .ToDictionaryAsync(r => r.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>Those that go on at a client, what slipped longest ago first.</summary>
    public static Task<List<SeriesRecord>> At(
        Db db,
        Guid clientId,
        int most,
        CancellationToken cancel
    ) =>
        Of(
                db,
                db.Set<Series>()
                    .Where(s => s.ClientId == clientId && s.Ended == null)
                    .OrderBy(s => s.SlipsAfter)
                    .ThenBy(s => s.Id)
                    .Take(most)
            )
            .ToListAsync(cancel);

    public static Task<List<MemberRecord>> Members(Db db, Guid id, CancellationToken cancel) =>
        db.Set<SeriesMember>()
            .Where(m => m.SeriesId == id)
            .OrderBy(m => m.Number)
            .Select(m => new MemberRecord(
                m.Number,
                m.ContactId,
                m.ColleagueId,
                m.ContactId != null
                    ? db.Set<Contact>()
                        .Where(c => c.Id == m.ContactId)
                        .Select(c => c.Name)
                        .FirstOrDefault()
                    : db.Set<Colleague>()
                        .Where(c => c.Id == m.ColleagueId)
                        .Select(c => c.Name)
                        .FirstOrDefault()
            ))
            .ToListAsync(cancel);

    private static IQueryable<SeriesRecord> Of(Db db, IQueryable<Series> series)
    {
        var now = db.Now;
        return series
            .AsNoTracking()
            .Select(s => new SeriesRecord(
                s.Id,
                s.Version,
                s.Title,
                s.ClientId,
                db.Set<Client>()
                    .Where(x => x.Id == s.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                s.Level,
                s.Cadence,
                s.Anchor,
                s.Time,
                s.Minutes,
                s.Zone,
                s.Place,
                s.OwnerId,
                db.Set<Colleague>()
                    .Where(x => x.Id == s.OwnerId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                s.KeptUntil,
                s.SlipsAfter,
                s.Ended,
                db.Set<Meeting>()
                    .Where(m =>
                        m.SeriesId == s.Id && m.State == MeetingState.Planned && m.Start >= now
                    )
                    .OrderBy(m => m.Start)
                    .Select(m => (Guid?)m.Id)
                    .FirstOrDefault(),
                db.Set<Meeting>()
                    .Where(m =>
                        m.SeriesId == s.Id && m.State == MeetingState.Planned && m.Start >= now
                    )
                    .OrderBy(m => m.Start)
                    .Select(m => (Instant?)m.Start)
                    .FirstOrDefault(),
                db.Set<Meeting>()
                    .Where(m => m.SeriesId == s.Id && m.State == MeetingState.Held)
                    .OrderByDescending(m => m.Start)
                    .Select(m => (Instant?)m.Start)
                    .FirstOrDefault()
            ));
    }
}
