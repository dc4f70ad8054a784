using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Notices;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>What is owed and not done, in a calendar: by the day on that day, by the hour at its moment. It takes no time there.</summary>
internal sealed class CommitmentFeed : IFeedItems
{
    public async Task<IReadOnlyList<FeedItem>> Of(
        Db db,
        FeedAsked asked,
        int atMost,
        CancellationToken cancel
    )
    {
        var open = db.Set<Commitment>()
            .Where(c => c.State == CommitmentState.Open && c.WaitingSince == null);
        open = asked.ClientId is { } client
            ? open.Where(c => c.ClientId == client)
            : open.Where(c => c.OwnerId == asked.ColleagueId);
        var found = await open.OrderBy(c => c.Due)
            .ThenBy(c => c.Id)
            .Take(atMost)
            .Select(c => new
            {
                c.Id,
                c.Version,
                c.Text,
                c.Due,
                c.DueOn,
                c.CreatedAt,
                Client = db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return found.ConvertAll(c => new FeedItem(
            new CalendarEvent(
                $"commitment-{c.Id:N}@rapport",
                c.CreatedAt,
                c.DueOn is { } day
                    ? new CalendarWhen.Days(day, day)
                    : new CalendarWhen.Span(c.Due, null),
                c.Text
            )
            {
                Sequence = c.Version,
                Description = c.Client,
                Busy = false,
            },
            "commitment",
            c.Id
        ));
    }
}
