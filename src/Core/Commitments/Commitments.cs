using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>What can be done with what is owed.</summary>
public sealed class Commitments(Db db)
{
    private readonly CommitmentFilling filling = new(db);

    public Task<Result<Commitment>> Make(
        CommitmentDetails said,
        CancellationToken cancel = default
    ) => Make(said, CommitmentOrigin.Hand, null, cancel);

    /// <summary>One that follows from an entry: of its client, and for whom the entry is.</summary>
    public async Task<Result<Commitment>> Follow(
        Interaction entry,
        CommitmentDetails said,
        CancellationToken cancel = default
    ) =>
        await Make(
            said with
            {
                ClientId = entry.ClientId,
                Audience = entry.Audience,
                Named = await ReadersOf(entry, cancel),
            },
            CommitmentOrigin.Entry,
            entry.Id,
            cancel
        );

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<Commitment>> Change(
        Guid id,
        CommitmentChange said,
        int? version = null,
        CancellationToken cancel = default
    )
    {
        if (await Steps.Find(db, id, cancel) is not { } owed)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != owed.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        owed.Text = faults.Text("text", said.Text, Commitment.TextLength, required: true) ?? "";
        if (said.BackupId != owed.BackupId)
        {
            var readers = await Making.Readers(db, owed, cancel);
            await filling.Colleague(
                said.BackupId,
                owed.ClientId,
                readers,
                "backupId",
                faults,
                cancel
            );
        }
        if (said.ContactId != owed.ContactId)
        {
            await filling.Contact(said.ContactId, owed.ClientId, faults, cancel);
        }
        CommitmentFilling.Target(
            said.TargetOn,
            new DueTime(owed.Due, owed.DueOn),
            await filling.Zone(owed.ClientId, cancel),
            faults
        );
        (owed.BackupId, owed.ContactId, owed.TargetOn) = (
            said.BackupId,
            said.ContactId,
            said.TargetOn
        );
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Commitment.Changed, owed, owed.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    /// <summary>Gives it another date.</summary>
    public async Task<Result<Commitment>> Move(
        Guid id,
        MoveDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Steps.Find(db, id, cancel) is not { } owed)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(!owed.IsOpen, "due", Fault.AlreadyDone);
        var reason = faults.Text("reason", said.Reason, Commitment.ReasonLength, required: true);
        var zone = await filling.Zone(owed.ClientId, cancel);
        var due = CommitmentFilling.Due(said.Due, said.DueOn, zone, db.Now, faults);
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        if (due.At == owed.Due && due.On == owed.DueOn)
        {
            return owed;
        }
        var was = new DueTime(owed.Due, owed.DueOn);
        owed.MoveTo(due, said.Agreed, db.Now);
        await Steps.Add(db, owed, StepKind.Moved, reason, cancel, was, said.Agreed);
        db.Raise(Commitment.Moved, owed, owed.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    /// <summary>Gives it to another colleague, with its date and all that was done with it.</summary>
    public async Task<Result<Commitment>> HandOver(
        Guid id,
        HandoverDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Steps.Find(db, id, cancel) is not { } owed)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(!owed.IsOpen, "ownerId", Fault.AlreadyDone);
        faults.If(said.OwnerId is null, "ownerId", Fault.Required);
        var reason = faults.Text("reason", said.Reason, Commitment.ReasonLength);
        if (said.OwnerId != owed.OwnerId)
        {
            var readers = await Making.Readers(db, owed, cancel);
            await filling.Colleague(
                said.OwnerId,
                owed.ClientId,
                readers,
                "ownerId",
                faults,
                cancel
            );
        }
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        if (said.OwnerId == owed.OwnerId)
        {
            return owed;
        }
        var before = owed.OwnerId;
        await KeepReading(owed, before, cancel);
        owed.OwnerId = said.OwnerId;
        if (owed.BackupId == said.OwnerId)
        {
            owed.BackupId = null;
        }
        await Steps.Add(db, owed, StepKind.HandedOver, reason, cancel, fromOwner: before);
        db.Raise(Commitment.HandedOver, owed, owed.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    private async Task<Result<Commitment>> Make(
        CommitmentDetails said,
        CommitmentOrigin origin,
        Guid? originId,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var owed = await new Making(db).Fresh(said, origin, originId, faults, cancel);
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    /// <summary>Who reads an entry for named people: they, and who wrote it; null where all inside do.</summary>
    private async Task<IReadOnlyList<Guid>?> ReadersOf(Interaction entry, CancellationToken cancel)
    {
        if (entry.Audience != Audience.Named)
        {
            return null;
        }
        var named = await db.Set<AudienceMember>()
            .Where(m => m.SubjectId == entry.Id)
            .Select(m => m.ColleagueId)
            .ToListAsync(cancel);
        return entry.AuthorId is { } author ? [.. named, author] : named;
    }

    /// <summary>Who gave it away goes on seeing a commitment for named people.</summary>
    private async Task KeepReading(Commitment owed, Guid? before, CancellationToken cancel)
    {
        if (owed.Audience != Audience.Named || before is not { } id)
        {
            return;
        }
        var readers = await Making.Readers(db, owed, cancel) ?? [];
        if (!readers.Contains(id))
        {
            db.Add(new AudienceMember { SubjectId = owed.Id, ColleagueId = id });
        }
    }
}
