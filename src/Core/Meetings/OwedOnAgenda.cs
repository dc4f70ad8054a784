using Microsoft.EntityFrameworkCore;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>
/// What is owed both ways stands on agendas: what was agreed the last time and is late, then what else is late, then the
/// rest by its date. What was told in confidence stands on none.
/// </summary>
internal sealed class OwedOnAgenda : IAgendaItems
{
    /// <summary>More nobody talks through.</summary>
    private const int Most = 20;

    public int Order => 10;

    public async Task<IReadOnlyList<AgendaOffer>> Of(
        Db db,
        Meeting meeting,
        CancellationToken cancel
    )
    {
        if (meeting.ClientId is not { } client)
        {
            return [];
        }
        var now = db.Now;
        var last = await Last(db, meeting, cancel);
        var owed = await db.Set<Commitment>()
            .AsNoTracking()
            .Where(c =>
                c.ClientId == client
                && c.State == CommitmentState.Open
                && c.Audience != Audience.Named
            )
            .OrderBy(c => c.Due)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new
            {
                c.Id,
                c.Text,
                c.Favour,
                c.OriginId,
                IsLate = c.Due < now && c.WaitingSince == null,
            })
            .ToListAsync(cancel);
        return
        [
            .. owed.Select(c => new
                {
                    Said = c,
                    Source = c.IsLate && c.OriginId != null && c.OriginId == last
                        ? AgendaSource.LastTime
                    : c.Favour == Favour.Us ? AgendaSource.OwedToUs
                    : AgendaSource.Owed,
                })
                .OrderBy(c => c.Source != AgendaSource.LastTime)
                .ThenBy(c => !c.Said.IsLate)
                .ThenBy(c => c.Source)
                .Select(c => new AgendaOffer(
                    c.Source,
                    c.Said.Id,
                    c.Said.Text,
                    c.Said.Favour == Favour.Internal
                )),
        ];
    }

    /// <summary>The entry of the meeting before: of the same series, else of the same kind at the client.</summary>
    private static Task<Guid?> Last(Db db, Meeting meeting, CancellationToken cancel)
    {
        var (client, series, kind, start) = (
            meeting.ClientId,
            meeting.SeriesId,
            meeting.Kind,
            meeting.Start
        );
        return db.Set<Meeting>()
            .Where(m =>
                m.ClientId == client
                && m.State == MeetingState.Held
                && m.Start < start
                && (series != null ? m.SeriesId == series : m.Kind == kind)
            )
            .OrderByDescending(m => m.Start)
            .Select(m => m.EntryId)
            .FirstOrDefaultAsync(cancel);
    }
}
