using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>How a commitment ends: kept, missed or waived; and begins again.</summary>
public sealed class Closures(Db db)
{
    /// <summary>
    /// Ends it. What is shown by an entry was done when that happened; else it is done now. Ending it the same way again
    /// changes nothing.
    /// </summary>
    public async Task<Result<Commitment>> Close(
        Guid id,
        ClosureDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Steps.Find(db, id, cancel) is not { } owed)
        {
            return Refusal.NotFound;
        }
        if (!owed.IsOpen)
        {
            return Ends(owed.State) == said.Outcome
                ? owed
                : Refusal.Invalid("outcome", Fault.AlreadyDone);
        }
        var faults = new Faults();
        var reason = faults.Text(
            "reason",
            said.Reason,
            Commitment.ReasonLength,
            required: said.Outcome != Ending.Kept
        );
        var done = await Done(owed, said, faults, cancel);
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        End(owed, said.Outcome, done, said.EvidenceId);
        await Tell(owed, said.Outcome, reason, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    /// <summary>What a play raised is done, without anybody having to say so. Not yet saved.</summary>
    /// <param name="evidence">The entry that shows it; null where another change of the record does.</param>
    internal async Task Discharge(
        Commitment owed,
        Instant done,
        Guid? evidence,
        CancellationToken cancel
    )
    {
        End(owed, Ending.Kept, Instant.Min(done, db.Now), evidence);
        await Tell(owed, Ending.Kept, null, cancel);
    }

    /// <summary>What made it owed has ended: it counts neither way. Not yet saved.</summary>
    internal async Task NoLongerNeeded(Commitment owed, CancellationToken cancel)
    {
        End(owed, Ending.Waived, db.Now, null);
        await Tell(owed, Ending.Waived, null, cancel, StepKind.NotNeeded);
    }

    private async Task Tell(
        Commitment owed,
        Ending outcome,
        string? reason,
        CancellationToken cancel,
        StepKind? instead = null
    )
    {
        var (kind, name) = outcome switch
        {
            Ending.Kept => (StepKind.Kept, Commitment.Kept),
            Ending.Missed => (StepKind.Missed, Commitment.Missed),
            _ => (StepKind.Waived, Commitment.Waived),
        };
        await Steps.Add(db, owed, instead ?? kind, reason, cancel);
        db.Raise(name, owed, owed.ClientId);
        await LetGoOn(owed, cancel);
    }

    /// <summary>Opens it again, for instance because it was closed by mistake. Its dates stay.</summary>
    public async Task<Result<Commitment>> Reopen(
        Guid id,
        ReasonDetails said,
        CancellationToken cancel = default
    )
    {
        if (await Steps.Find(db, id, cancel) is not { } owed)
        {
            return Refusal.NotFound;
        }
        if (owed.IsOpen)
        {
            return owed;
        }
        var faults = new Faults();
        var reason = faults.Text("reason", said.Reason, Commitment.ReasonLength);
        if (faults.Any)
        {
            return Steps.Left(db, faults);
        }
        (owed.State, owed.ClosedAt, owed.EvidenceId) = (CommitmentState.Open, null, null);
        await Steps.Add(db, owed, StepKind.Reopened, reason, cancel);
        db.Raise(Commitment.Reopened, owed, owed.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : owed;
    }

    /// <summary>When it was done, or closed.</summary>
    private async Task<Instant> Done(
        Commitment owed,
        ClosureDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (said.EvidenceId is not { } id)
        {
            return db.Now;
        }
        var entry = await db.Set<Interaction>()
            .Where(i => i.Id == id && i.ClientId == owed.ClientId)
            .Select(i => new { i.Occurred })
            .FirstOrDefaultAsync(cancel);
        // What a commitment came from does not show that it was done.
        faults.If(
            entry is null || id == owed.OriginId || said.Outcome != Ending.Kept,
            "evidenceId",
            Fault.Unknown
        );
        return entry?.Occurred is { } occurred && occurred < db.Now ? occurred : db.Now;
    }

    private static void End(Commitment owed, Ending outcome, Instant done, Guid? evidence)
    {
        owed.State = outcome switch
        {
            Ending.Kept => owed.KeptAt(done),
            Ending.Missed => CommitmentState.Missed,
            _ => CommitmentState.Waived,
        };
        (owed.ClosedAt, owed.EvidenceId, owed.WaitingSince) = (done, evidence, null);
    }

    private static Ending? Ends(CommitmentState state) =>
        state switch
        {
            CommitmentState.Kept or CommitmentState.KeptLate => Ending.Kept,
            CommitmentState.Missed => Ending.Missed,
            CommitmentState.Waived => Ending.Waived,
            _ => null,
        };

    /// <summary>What waited for this, and for nothing else that is open, goes on.</summary>
    private async Task LetGoOn(Commitment closed, CancellationToken cancel)
    {
        if (closed.Origin != CommitmentOrigin.Wait || closed.OriginId is not { } waiting)
        {
            return;
        }
        var waitsOn = await db.Set<Commitment>()
            .AnyAsync(
                c =>
                    c.OriginId == waiting
                    && c.Origin == CommitmentOrigin.Wait
                    && c.Id != closed.Id
                    && c.State == CommitmentState.Open,
                cancel
            );
        if (waitsOn)
        {
            return;
        }
        if (await Steps.Find(db, waiting, cancel) is { IsOpen: true, WaitingSince: not null } ours)
        {
            await new Waits(db).GoOn(ours, closed.Text, cancel);
        }
    }
}
