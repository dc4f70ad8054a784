using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>
/// Keeps when we last heard of a client, and last met a person, true to what is recorded, in the same transaction. A
/// talk in confidence moves nothing, since the date alone would tell of it; nor does what has not happened yet.
/// </summary>
internal sealed class LastTouches : IJoinSave
{
    public int Order => 20;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        var happened = changes
            .Where(c => c.State == EntityState.Added)
            .Select(c => c.Entry.Entity)
            .OfType<Interaction>()
            .Where(i => i.Audience != Audience.Named && i.Occurred <= now)
            .ToList();
        var touches = happened.Where(i => i.RealTouch).ToList();
        await Move<Client>(nameof(Client.LastInteraction), happened, i => [i.ClientId]);
        await Move<Client>(nameof(Client.LastTouch), touches, i => [i.ClientId]);
        await Move<Contact>(
            nameof(Contact.LastTouch),
            touches,
            i => i.Participants.Select(p => p.ContactId)
        );

        Task Move<T>(
            string property,
            IEnumerable<Interaction> entries,
            Func<Interaction, IEnumerable<Guid?>> whose
        )
            where T : Row =>
            Advance.To<T>(
                db,
                property,
                entries
                    .SelectMany(i => whose(i).OfType<Guid>().Select(id => (Id: id, i.Occurred)))
                    .GroupBy(x => x.Id, x => x.Occurred)
                    .ToDictionary(g => g.Key, g => g.Max()),
                cancel
            );
    }
}
