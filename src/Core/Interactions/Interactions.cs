using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>What can be done with the handbook: write down what happened, and correct what was written. Nothing else.</summary>
public sealed class Interactions(Db db)
{
    private const int MostNamed = 100;

    public async Task<Result<Interaction>> Record(
        InteractionDetails said,
        CancellationToken cancel = default
    )
    {
        var faults = new Faults();
        var clientId = said.ClientId ?? await Attendance.ClientOf(db, said.Participants, cancel);
        faults.If(clientId is null, "clientId", Fault.Required);
        faults.If(
            clientId is not null && !await db.Set<Client>().AnyAsync(c => c.Id == clientId, cancel),
            "clientId",
            Fault.Unknown
        );
        var named =
            said.Audience == Audience.Named
                ? await Named(clientId, said.Named, faults, cancel)
                : [];
        var entry = await Entry(said, clientId, said.Audience, null, faults, cancel);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        Add(entry, named);
        db.Raise(Interaction.Recorded, entry, clientId, entry.Occurred);
        return await db.Commit(cancel) is { } refusal ? refusal : entry;
    }

    /// <summary>
    /// Tells an entry anew. The old one stays as it is, marked as corrected; one that was corrected before is stale,
    /// and its correction is what can be corrected. The new one is of the same client and for the same people: else it
    /// would show what was in confidence, or hide from readers of the old one that it no longer holds.
    /// </summary>
    public async Task<Result<Interaction>> Correct(
        Guid id,
        EntryDetails said,
        CancellationToken cancel = default
    )
    {
        if (await db.Set<Interaction>().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } old)
        {
            return Refusal.NotFound;
        }
        if (old.CorrectedById is not null)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        var entry = await Entry(
            said with
            {
                Occurred = said.Occurred ?? old.Occurred,
            },
            old.ClientId,
            old.Audience,
            old.Id,
            faults,
            cancel
        );
        if (faults.Any)
        {
            return faults.Refusal;
        }
        Add(entry, await SameReaders(old, cancel));
        old.CorrectedById = entry.Id;
        db.Raise(Interaction.Corrected, entry, entry.ClientId, entry.Occurred);
        return await db.Commit(cancel) is { } refusal ? refusal : entry;
    }

    private void Add(Interaction entry, IEnumerable<Guid> readers)
    {
        db.Add(entry);
        db.AddRange(
            readers
                .Where(r => r != entry.AuthorId)
                .Select(r => new AudienceMember { SubjectId = entry.Id, ColleagueId = r })
        );
    }

    private async Task<Interaction> Entry(
        EntryDetails said,
        Guid? clientId,
        Audience audience,
        Guid? corrects,
        Faults faults,
        CancellationToken cancel
    )
    {
        var now = db.Now;
        var id = Guid.CreateVersion7();
        var (subject, body, occurred, minutes) = Said.Check(said, now, faults);
        var people = await Attendance.Find(db, id, clientId, said.Participants, faults, cancel);
        return new Interaction
        {
            Id = id,
            ClientId = clientId,
            Touchpoint = said.Touchpoint,
            Channel = said.Channel,
            Direction = said.Direction,
            Occurred = occurred,
            RecordedAt = now,
            Subject = subject,
            Body = body,
            Minutes = minutes,
            Audience = audience,
            AuthorId = db.Viewer.ColleagueId,
            CorrectsId = corrects,
            RealTouch = Interaction.IsRealTouch(said.Channel, people),
            Participants = people,
        };
    }

    /// <summary>Only colleagues who see the client can be named: nobody else could ever read it.</summary>
    private async Task<List<Guid>> Named(
        Guid? clientId,
        IReadOnlyList<Guid>? said,
        Faults faults,
        CancellationToken cancel
    )
    {
        var ids = (said ?? []).Distinct().ToList();
        faults.If(ids.Count > MostNamed, "named", Fault.TooLarge);
        var readers = await PeopleAround
            .Readers(db, clientId)
            .Where(c => ids.Contains(c.Id))
            .Select(c => c.Id)
            .ToListAsync(cancel);
        faults.If(readers.Count < ids.Count, "named", Fault.Unknown);
        return readers;
    }

    private async Task<List<Guid>> SameReaders(Interaction old, CancellationToken cancel)
    {
        if (old.Audience != Audience.Named)
        {
            return [];
        }
        var readers = await db.Set<AudienceMember>()
            .Where(m => m.SubjectId == old.Id)
            .Select(m => m.ColleagueId)
            .ToListAsync(cancel);
        return old.AuthorId is { } author ? [.. readers, author] : readers;
    }
}
