using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Notices;

/// <summary>Decides as a notice is told whether and when it goes by mail, in one look for all of a save.</summary>
internal sealed class DecideMail : IJoinSave
{
    /// <summary>After what was told already is left out.</summary>
    public int Order => 96;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var told = db
            .ChangeTracker.Entries<Notice>()
            .Where(e => e.State == EntityState.Added)
            .Select(e => e.Entity)
            .ToList();
        if (told.Count == 0)
        {
            return;
        }
        var whose = told.Select(n => n.ColleagueId).Distinct().ToList();
        var ways = await db.Set<NoticeWays>()
            .AsNoTracking()
            .Where(w => whose.Contains(w.ColleagueId))
            .ToDictionaryAsync(w => w.ColleagueId, cancel);
        var pressing = told.Where(n => Of(n).Of(n.Priority) == NoticeWay.AtOnce).ToList();
        if (pressing.Count == 0)
        {
            return;
        }
        var readers = (await MailReader.Of(db, whose, cancel)).ToDictionary(r => r.Id);
        var away = await Away(db, whose, cancel);
        foreach (var notice in pressing)
        {
            notice.MailAt = readers.TryGetValue(notice.ColleagueId, out var reader)
                ? Of(notice)
                    .MailAt(notice.Priority, db.Now, reader.Zone, [.. away[notice.ColleagueId]])
                : null;
        }

        NoticeWays Of(Notice notice) =>
            ways.GetValueOrDefault(notice.ColleagueId) ?? new NoticeWays();
    }

    /// <summary>The days on which they are or will be away.</summary>
    internal static async Task<ILookup<Guid, (LocalDate From, LocalDate Until)>> Away(
        Db db,
        IReadOnlyCollection<Guid> whose,
        CancellationToken cancel
    )
    {
        // A day earlier than ours it may be anywhere.
        var since = db.Now.InUtc().Date.PlusDays(-1);
        return (
            await db.Set<Absence>()
                .AsNoTracking()
                .Where(a =>
                    whose.Contains(a.ColleagueId) && a.CancelledAt == null && a.Until >= since
                )
                .Select(a => new
                {
                    a.ColleagueId,
                    a.From,
                    a.Until,
                })
                .ToListAsync(cancel)
        ).ToLookup(a => a.ColleagueId, a => (a.From, a.Until));
    }
}
