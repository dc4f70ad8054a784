using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>
/// Keeps when we last heard of a client, and last met a person, true to what is recorded, in the same transaction. A
/// talk in confidence moves nothing, since the date alone would tell of it; nor does what has not happened yet, nor what
/// was corrected, since its correction says when it was.
/// </summary>
internal sealed class LastTouches : IJoinSave, IFollowMerge
{
    public int Order => 20;

    /// <summary>Both are counted anew from what is recorded with them, whichever kind they are.</summary>
    public Task Follow(Db db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var now = db.Now;
        return Recount(
            db,
            db.Set<Interaction>()
                .Where(i =>
                    i.CorrectedById == null && i.Audience != Audience.Named && i.Occurred <= now
                ),
            ids,
            ids,
            cancel
        );
    }

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        // What came to count, or counts no more, first: what else the save tells moves the dates on from there.
        await Recount(db, [.. changes.Where(CountsOtherwise)], cancel);
        var happened = changes
            .Where(c => c.State == EntityState.Added)
            .Select(c => c.Entry.Entity)
            .OfType<Interaction>()
            .Where(i => Counts(i) && i.Occurred <= now)
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

    /// <summary>When something last happened at those whom these entries moved; as they will be after the save.</summary>
    private static async Task Recount(Db db, List<Change> changed, CancellationToken cancel)
    {
        if (changed.Count == 0)
        {
            return;
        }
        var entries = changed.ConvertAll(Entry);
        var (now, ids) = (db.Now, entries.ConvertAll(i => i.Id));
        var counting = changed
            .Where(c => c.State != EntityState.Deleted)
            .Select(Entry)
            .Where(Counts)
            .Select(i => i.Id)
            .ToList();
        var left = db.Set<Interaction>()
            .Where(i =>
                (
                    counting.Contains(i.Id)
                    || (
                        !ids.Contains(i.Id)
                        && i.CorrectedById == null
                        && i.Audience != Audience.Named
                    )
                )
                && i.Occurred <= now
            );
        var clients = entries.Select(i => i.ClientId).OfType<Guid>().ToHashSet();
        var people = await db.Set<Participant>()
            .Where(p => ids.Contains(p.InteractionId) && p.ContactId != null)
            .Select(p => p.ContactId!.Value)
            .Distinct()
            .ToListAsync(cancel);
        await Recount(db, left, clients, people, cancel);
    }

    private static async Task Recount(
        Db db,
        IQueryable<Interaction> left,
        IReadOnlyCollection<Guid> clients,
        IReadOnlyCollection<Guid> people,
        CancellationToken cancel
    )
    {
        var met = left.Where(i => i.RealTouch);
        await Advance.Recount<Client>(
            db,
            nameof(Client.LastInteraction),
            clients,
            id => left.Where(i => i.ClientId == id).Select(i => (Instant?)i.Occurred),
            cancel
        );
        await Advance.Recount<Client>(
            db,
            nameof(Client.LastTouch),
            clients,
            id => met.Where(i => i.ClientId == id).Select(i => (Instant?)i.Occurred),
            cancel
        );
        await Advance.Recount<Contact>(
            db,
            nameof(Contact.LastTouch),
            people,
            id =>
                db.Set<Participant>()
                    .Where(p => p.ContactId == id)
                    .Join(met, p => p.InteractionId, i => i.Id, (p, i) => (Instant?)i.Occurred),
            cancel
        );
    }

    private static bool Counts(Interaction entry) =>
        entry is { CorrectedById: null } and not { Audience: Audience.Named };

    private static bool CountsOtherwise(Change change) =>
        change.Entry.Entity is Interaction entry
        && change.State switch
        {
            EntityState.Deleted => true,
            EntityState.Modified => Counts(entry) != Counted(change.Entry),
            _ => false,
        };

    private static bool Counted(EntityEntry entry) =>
        entry.Property(nameof(Interaction.CorrectedById)).OriginalValue is null
        && !Equals(entry.Property(nameof(Interaction.Audience)).OriginalValue, Audience.Named);

    private static Interaction Entry(Change change) => (Interaction)change.Entry.Entity;
}
