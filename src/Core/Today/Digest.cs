using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.Notices;

namespace Rapport.Today;

/// <summary>A meeting of the day.</summary>
public sealed record DigestMeeting(Guid Id, string Title, string? Client, Instant Start);

/// <summary>What a colleague reads in the morning: her queue as it stands on the page, and what is around it.</summary>
/// <param name="Queue">As <see cref="QueueOf.Mine" />, in its order.</param>
/// <param name="WentLate">Those of the queue that went late since the day of the last mail, or yesterday.</param>
/// <param name="Unread">What she was told since, or ever where there was none, and has not read, the newest first; no more than <see cref="Most" />.</param>
/// <param name="MoreUnread">How many more she has not read, since then or from before.</param>
public sealed record Digest(
    LocalDate Day,
    Instant Now,
    QueueCounts Counts,
    IReadOnlyList<Queued> Queue,
    IReadOnlyList<Queued> WentLate,
    IReadOnlyList<DigestMeeting> Meetings,
    IReadOnlyList<MailedNotice> Unread,
    int MoreUnread
)
{
    public const int Most = 50;

    /// <summary>Nothing to say: what waited yesterday, and was said then, is no reason for a mail.</summary>
    public bool IsCalm => Queue.Count == 0 && Meetings.Count == 0 && Unread.Count == 0;

    /// <param name="db">Of the colleague's own viewer: it sees what she sees.</param>
    public static async Task<Digest> Of(
        Db db,
        MailReader reader,
        NoticeWays ways,
        CancellationToken cancel
    )
    {
        var zone = reader.Zone;
        var day = db.Now.InZone(zone).Date;
        var begin = zone.AtStartOfDay(day).ToInstant();
        var end = zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
        var lastDay = (ways.DigestLast ?? begin).InZone(zone).Date;
        var late = zone.AtStartOfDay(lastDay < day ? lastDay : day.PlusDays(-1)).ToInstant();
        var waiting = Waiting(db, reader.Id, ways);
        var unread = await MailedNotices.Read(
            db,
            ways.DigestLast is { } since ? waiting.Where(n => n.At >= since) : waiting,
            Most,
            cancel
        );
        var queue = new Queue(db, reader.Id, zone);
        var queued = await queue.Read(QueueOf.Mine, cancel);
        return new Digest(
            day,
            db.Now,
            await queue.Count(cancel),
            queued,
            [
                .. queued.Where(q =>
                    q.Urgency.Part == QueuePart.Late && q.Owed.Due >= late && q.Owed.Due < begin
                ),
            ],
            await MeetingsOf(db, reader.Id, begin, end, cancel),
            unread,
            await waiting.CountAsync(cancel) - unread.Count
        );
    }

    private static Task<List<DigestMeeting>> MeetingsOf(
        Db db,
        Guid me,
        Instant begin,
        Instant end,
        CancellationToken cancel
    ) =>
        db.Set<Meeting>()
            .AsNoTracking()
            .Where(m =>
                m.State == MeetingState.Planned
                && m.Start >= begin
                && m.Start < end
                && (
                    m.OwnerId == me
                    || db.Set<Attendee>().Any(a => a.MeetingId == m.Id && a.ColleagueId == me)
                )
            )
            .OrderBy(m => m.Start)
            .ThenBy(m => m.Id)
            .Take(Most)
            .Select(m => new DigestMeeting(
                m.Id,
                m.Title,
                db.Set<Client>()
                    .Where(c => c.Id == m.ClientId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                m.Start
            ))
            .ToListAsync(cancel);

    /// <summary>What waits to be read of what may stand in her morning mail.</summary>
    private static IQueryable<Notice> Waiting(Db db, Guid me, NoticeWays ways)
    {
        var priorities = Enum.GetValues<NoticePriority>()
            .Where(p => ways.Of(p) != NoticeWay.App)
            .ToList();
        return db.Set<Notice>()
            .Where(n => n.ColleagueId == me && n.ReadAt == null && priorities.Contains(n.Priority));
    }
}
