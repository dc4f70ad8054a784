using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Live;

/// <summary>Events as notices, whether they come with a commit or are found in the rows.</summary>
internal static class LiveLook
{
    /// <summary>More than these are not read: then all ask again.</summary>
    public const int Most = 500;

    /// <summary>Events get their ids before the commit; a transaction that takes longer is told of by its own process.</summary>
    public static readonly Duration Overlap = Duration.FromSeconds(10);

    /// <summary>The newest events that were raised since.</summary>
    public static Task<List<Event>> Since(Db db, Instant since, CancellationToken cancel)
    {
        var floor = Guid.CreateVersion7(since.ToDateTimeOffset());
        return db.Set<Event>()
            .AsNoTracking()
            .Where(e => e.Id.CompareTo(floor) > 0)
            .OrderByDescending(e => e.Id)
            .Take(Most)
            .ToListAsync(cancel);
    }

    /// <summary>A notice for each event that is told of; one for all of a kind where a commit brought too many.</summary>
    public static List<LiveNotice> NoticesOf(
        IReadOnlyList<Event> events,
        int most,
        string? by,
        Guid? byId,
        long committed
    )
    {
        var told = events
            .Select(e => (Event: e, Kind: LiveKind.Of(e.Name)))
            .Where(e => e.Kind == LiveSessions.Colleague || LiveKind.Find(e.Kind) is not null)
            .ToList();
        var one =
            told.Count <= most
                ? told
                : told.FindAll(e => e.Kind is LiveSessions.Colleague or LiveSessions.Seat);
        return
        [
            .. one.Select(e => new LiveNotice(
                e.Kind,
                e.Event.SubjectId,
                e.Event.ClientId,
                e.Event.Name,
                e.Event.Version,
                by,
                byId,
                committed
            )
            {
                EventId = e.Event.Id,
            }),
            .. told.Except(one)
                .GroupBy(e => e.Kind)
                .Select(g => new LiveNotice(g.Key, null, null, g.Key, 0, by, byId, committed)
                {
                    Span = new LiveSpan(g.Min(e => e.Event.Id), g.Max(e => e.Event.Id), g.Count()),
                }),
        ];
    }
}
