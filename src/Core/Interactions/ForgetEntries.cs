using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Interactions;

/// <summary>
/// Takes a person out of the entries in which she took part: she becomes somebody without a name, and what was written
/// names her no more. The one exception to entries being immutable, and no act of this noun.
/// </summary>
internal sealed class ForgetEntries : IForget
{
    private const int Batch = 200;

    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var there = await Participants(db, person, cancel);
        foreach (var participant in there)
        {
            // Immutable to everybody else, hence not by its setters.
            var line = db.Entry(participant);
            line.Property(p => p.ContactId).CurrentValue = null;
            line.Property(p => p.Name).CurrentValue = null;
        }
        var ids = there.Select(p => p.InteractionId).ToHashSet();
        await AddMentions(db, person, ids, cancel);
        await AddCorrections(db, ids, cancel);
        foreach (var some in ids.Chunk(Batch))
        {
            var entries = await EveryRow
                .Of<Interaction>(db)
                .Where(i => some.Contains(i.Id))
                .ToListAsync(cancel);
            foreach (var entry in entries)
            {
                BlackOut(db, entry, person.Said);
                if (person.Reviewed.Contains(entry.Id))
                {
                    BlackOut(db, entry, person.Halves);
                }
            }
        }
        return ids;
    }

    /// <summary>Those that point at her, and at her clients those that were given by her name alone.</summary>
    private static async Task<List<Participant>> Participants(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var (ids, clients) = (person.ContactIds, person.ClientIds);
        var there = await EveryRow
            .Of<Participant>(db)
            .Where(p => p.ContactId != null && ids.Contains(p.ContactId.Value))
            .ToListAsync(cancel);
        var named = await EveryRow
            .Of<Participant>(db)
            .Where(p => p.Name != null)
            .Join(
                EveryRow
                    .Of<Interaction>(db)
                    .Where(i => i.ClientId != null && clients.Contains(i.ClientId.Value)),
                p => p.InteractionId,
                i => i.Id,
                (p, i) => p
            )
            .ToListAsync(cancel);
        return [.. there.Union(named.Where(p => p.Name is { } name && person.Said.Is(name)))];
    }

    /// <summary>Entries of her clients that name her in their text alone. A whole name means her there; elsewhere it may not.</summary>
    private static async Task AddMentions(
        Db db,
        ErasedPerson person,
        HashSet<Guid> ids,
        CancellationToken cancel
    )
    {
        var clients = person.ClientIds;
        var entries = EveryRow
            .Of<Interaction>(db)
            .Where(i => i.ClientId != null && clients.Contains(i.ClientId.Value))
            .Select(i => new
            {
                i.Id,
                i.Subject,
                i.Body,
            });
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (
                person.Reviewed.Contains(entry.Id)
                || person.Said.IsIn(entry.Subject)
                || (entry.Body is { } body && person.Said.IsIn(body))
            )
            {
                ids.Add(entry.Id);
            }
        }
    }

    /// <summary>What an entry corrects, and what corrects it, tells of the same.</summary>
    private static async Task AddCorrections(Db db, HashSet<Guid> ids, CancellationToken cancel)
    {
        var newer = ids.ToList();
        while (newer.Count > 0)
        {
            var near = newer;
            var found = await EveryRow
                .Of<Interaction>(db)
                .Where(i =>
                    (i.CorrectsId != null && near.Contains(i.CorrectsId.Value))
                    || (i.CorrectedById != null && near.Contains(i.CorrectedById.Value))
                )
                .Select(i => i.Id)
                .ToListAsync(cancel);
            newer = found.FindAll(ids.Add);
        }
    }

    private static void BlackOut(Db db, Interaction entry, Occurrences said)
    {
        var row = db.Entry(entry);
        var subject = said.Blacken(entry.Subject);
        row.Property(i => i.Subject).CurrentValue =
            subject.Length > Interaction.SubjectLength
                ? subject[..Interaction.SubjectLength]
                : subject;
        if (entry.Body is { } body)
        {
            row.Property(i => i.Body).CurrentValue = said.Blacken(body);
        }
    }
}
