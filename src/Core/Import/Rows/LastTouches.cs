using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;

namespace Rapport.Import.Rows;

/// <summary>When something last happened, once some entries are gone.</summary>
internal static class LastTouches
{
    public static async Task Recount(
        Db db,
        IReadOnlyList<Interaction> gone,
        CancellationToken cancel
    )
    {
        var ids = gone.Select(i => i.Id).ToList();
        var clients = gone.Select(i => i.ClientId).Distinct().ToList();
        var left = db.Set<Interaction>().Where(i => !ids.Contains(i.Id));
        foreach (
            var client in await db.Set<Client>()
                .Where(c => clients.Contains(c.Id))
                .ToListAsync(cancel)
        )
        {
            client.LastInteraction = await left.Where(i => i.ClientId == client.Id)
                .MaxAsync(i => (NodaTime.Instant?)i.Occurred, cancel);
            client.LastTouch = await left.Where(i => i.ClientId == client.Id && i.RealTouch)
                .MaxAsync(i => (NodaTime.Instant?)i.Occurred, cancel);
        }
        var people = await db.Set<Participant>()
            .Where(p => ids.Contains(p.InteractionId) && p.ContactId != null)
            .Select(p => p.ContactId)
            .Distinct()
            .ToListAsync(cancel);
        foreach (
            var contact in await db.Set<Contact>()
                .Where(c => people.Contains(c.Id))
                .ToListAsync(cancel)
        )
        {
            contact.LastTouch = await db.Set<Participant>()
                .Where(p => p.ContactId == contact.Id)
                .Join(
                    left.Where(i => i.RealTouch),
                    p => p.InteractionId,
                    i => i.Id,
                    (p, i) => (NodaTime.Instant?)i.Occurred
                )
                .MaxAsync(cancel);
        }
    }
}
