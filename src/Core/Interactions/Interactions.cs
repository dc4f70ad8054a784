using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Files;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>What can be done with the handbook: write down what happened, and correct what was written. Nothing else.</summary>
public sealed class Interactions(Db db)
{
    private readonly Readers readers = new(db);

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
                ? await readers.Named(clientId, said.Named, [], faults, cancel)
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
    /// Tells an entry anew. The old one keeps what it says and is marked as corrected; one that was corrected before is
    /// stale, and its correction is what can be corrected. The new one is of the same client. Whom it is for may change,
    /// and what it corrects is for the same people from then on: else the old words would show what is now in
    /// confidence, or the new ones would be hidden from readers who take the old ones to hold.
    /// </summary>
    public async Task<Result<Interaction>> Correct(
        Guid id,
        CorrectionDetails said,
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
        var audience = said.Audience ?? old.Audience;
        var chain = await readers.Chain(old, cancel);
        var may = await readers.Of(chain, audience, said.Named, faults, cancel);
        var entry = await Entry(
            said with
            {
                Occurred = said.Occurred ?? old.Occurred,
            },
            old.ClientId,
            audience,
            old.Id,
            faults,
            cancel
        );
        if (faults.Any)
        {
            return faults.Refusal;
        }
        Add(entry, may);
        old.CorrectedById = entry.Id;
        await Attachments.Move(db, old, entry, cancel);
        db.Raise(Interaction.Corrected, entry, entry.ClientId, entry.Occurred);
        await readers.Follow(chain, audience, may, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : entry;
    }

    private void Add(Interaction entry, IEnumerable<Guid> may)
    {
        db.Add(entry);
        db.AddRange(Readers.Members(entry, may));
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
            ContactsThere = people.Exists(p => p.ContactId is not null),
            ColleaguesThere = people.Exists(p => p.ColleagueId is not null),
            Participants = people,
        };
    }
}
