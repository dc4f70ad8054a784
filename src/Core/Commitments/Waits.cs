using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>How a commitment waits for the client, and goes on.</summary>
public sealed class Waits(Db db)
{
    /// <summary>
    /// Stops its clock and starts the client's: what they owe us first is a commitment of theirs, whose owner here is the
    /// one who waits. Ours goes on by itself once theirs is closed.
    /// </summary>
    public async Task<Result<Commitment>> Wait(
        Guid id,
        WaitDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Steps.Find(db, id, cancel) is not { } owed)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(!owed.IsOpen, "text", Fault.AlreadyDone);
        faults.If(owed.ClientId is null || owed.Favour == Favour.Us, "text", Fault.NotAllowed);
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        if (owed.WaitingSince is not null)
        {
            return owed;
        }
        var theirs = await new Making(db).Fresh(
            new CommitmentDetails
            {
                Text = said.Text,
                ClientId = owed.ClientId,
                Favour = Favour.Us,
                OwnerId = owed.OwnerId,
                ContactId = said.ContactId ?? owed.ContactId,
                Due = said.Due,
                DueOn = said.DueOn,
                Audience = owed.Audience,
                Named = await Making.Readers(db, owed, cancel),
            },
            CommitmentOrigin.Wait,
            owed.Id,
            faults,
            cancel
        );
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        owed.WaitingSince = db.Now;
        await Steps.Add(db, owed, StepKind.Waited, theirs.Text, cancel);
        db.Raise(Commitment.Waiting, owed, owed.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    /// <summary>Lets its clock go on.</summary>
    public async Task<Result<Commitment>> Resume(
        Guid id,
        ReasonDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Steps.Find(db, id, cancel) is not { } owed)
        {
            return Refusal.NotFound;
        }
        if (owed.WaitingSince is null)
        {
            return owed;
        }
        var faults = new Faults();
        var reason = faults.Text("reason", said.Reason, Commitment.ReasonLength);
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        await GoOn(owed, reason, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    internal async Task GoOn(Commitment owed, string? reason, CancellationToken cancel)
    {
        var was = new DueTime(owed.Due, owed.DueOn);
        owed.Resume(db.Now, await new CommitmentFilling(db).Zone(owed.ClientId, cancel));
        await Steps.Add(db, owed, StepKind.Resumed, reason, cancel, was);
        db.Raise(Commitment.Resumed, owed, owed.ClientId);
    }
}
