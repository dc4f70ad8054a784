using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>What a feed is to hold.</summary>
/// <param name="ClientId">All that is due with this client; null for what is the colleague's own.</param>
/// <param name="From">What ended before is left out.</param>
public sealed record FeedAsked(Guid ColleagueId, Guid? ClientId, Instant From);

/// <summary>An entry of a feed, and the record that it leads to.</summary>
/// <param name="Subject">The kind of record, as events name it: <c>commitment</c>.</param>
public sealed record FeedItem(CalendarEvent Event, string Subject, Guid SubjectId);

/// <summary>Brings what a noun has into the feeds. Discovered, since feeds know of nothing that is built upon them.</summary>
public interface IFeedItems
{
    /// <param name="db">Of the colleague whose feed it is, within her walls.</param>
    /// <param name="atMost">The next to come first, where there are more.</param>
    Task<IReadOnlyList<FeedItem>> Of(Db db, FeedAsked asked, int atMost, CancellationToken cancel);
}
