using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Notices;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>Meetings in a calendar: a colleague's own are those to which she invites or is asked. What was called off is gone.</summary>
internal sealed class MeetingFeed : IFeedItems
{
    public async Task<IReadOnlyList<FeedItem>> Of(
        Db db,
        FeedAsked asked,
        int atMost,
        CancellationToken cancel
    )
    {
        // When one ends is reckoned: those that may still last are read, and looked at below.
        var from = asked.From - Duration.FromMinutes(Meeting.LongestMinutes);
        var found = db.Set<Meeting>()
            .Where(m => m.State != MeetingState.Cancelled && m.Start >= from);
        found = asked.ClientId is { } client
            ? found.Where(m => m.ClientId == client)
            : found.Where(m =>
                m.OwnerId == asked.ColleagueId
                || db.Set<Attendee>()
                    .Any(a => a.MeetingId == m.Id && a.ColleagueId == asked.ColleagueId)
            );
        var meetings = await found
            .OrderBy(m => m.Start)
            .ThenBy(m => m.Id)
            .Take(atMost)
            .Select(m => new
            {
                m.Id,
                m.Uid,
                m.Sequence,
                m.Title,
                m.Start,
                m.Minutes,
                m.Zone,
                m.Place,
                m.CreatedAt,
                Client = db.Set<Client>()
                    .Where(x => x.Id == m.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return
        [
            .. meetings
                .Select(m => (m, End: m.Start + Duration.FromMinutes(m.Minutes)))
                .Where(x => x.End >= asked.From)
                .Select(x => new FeedItem(
                    new CalendarEvent(
                        x.m.Uid,
                        x.m.CreatedAt,
                        new CalendarWhen.Span(
                            x.m.Start,
                            x.End,
                            DateTimeZoneProviders.Tzdb.GetZoneOrNull(x.m.Zone)
                        ),
                        x.m.Title
                    )
                    {
                        Sequence = x.m.Sequence,
                        Description = x.m.Client,
                        Location = x.m.Place,
                    },
                    "meeting",
                    x.m.Id
                )),
        ];
    }
}
