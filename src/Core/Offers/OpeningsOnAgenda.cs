using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Meetings;

namespace Rapport.Offers;

/// <summary>
/// Possible business stands on the agendas of those who speak for the account, and before clients only where somebody
/// puts it there. Where we listen there is no pitch.
/// </summary>
internal sealed class OpeningsOnAgenda : IAgendaItems
{
    private const int Most = 5;

    public int Order => 20;

    public async Task<IReadOnlyList<AgendaOffer>> Of(
        Db db,
        Meeting meeting,
        CancellationToken cancel
    )
    {
        if (
            meeting.ClientId is not { } client
            || meeting.Kind
                is not (
                    MeetingKind.Executive
                    or MeetingKind.PartnerReview
                    or MeetingKind.Steering
                    or MeetingKind.Internal
                )
        )
        {
            return [];
        }
        var open = await db.Set<Opportunity>()
            .AsNoTracking()
            .Where(o =>
                o.ClientId == client
                && o.Stage != OpportunityStage.Won
                && o.Stage != OpportunityStage.Lost
            )
            .OrderByDescending(o => o.Opened)
            .ThenBy(o => o.Id)
            .Take(Most)
            .Select(o => new { o.Id, o.Name })
            .ToListAsync(cancel);
        return
        [
            .. open.Select(o => new AgendaOffer(AgendaSource.Opening, o.Id, o.Name, Inside: true)),
        ];
    }
}
