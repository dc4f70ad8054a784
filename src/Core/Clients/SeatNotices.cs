using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Told = Rapport.Notices.Notices;

namespace Rapport.Clients;

/// <summary>Tells a colleague that somebody gave her a seat at a client.</summary>
internal sealed class SeatNotices : IJoinSave
{
    public static readonly NoticeKind Given = new("seat.given", NoticePriority.Usual, "client");

    public int Order => 60;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        if (
            db.Viewer.ColleagueId is not { } giver
            || db.Viewer.Origin == Origin.Import
            || db.TellsTogether
        )
        {
            return;
        }
        foreach (var change in changes.Where(c => c.State == EntityState.Added))
        {
            if (
                change.Entry.Entity is Seat { Until: null, ClientId: { } clientId } seat
                && seat.ColleagueId != giver
                && await db.Set<Client>().FindAsync([clientId], cancel) is { } client
            )
            {
                await Told.Tell(
                    db,
                    new Telling(seat.ColleagueId, Given, client.Name, clientId, clientId),
                    cancel
                );
            }
        }
    }
}
