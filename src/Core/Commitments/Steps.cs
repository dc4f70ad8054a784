using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>What every act on a commitment does: finds it, writes down what was done with it, or gives up.</summary>
internal static class Steps
{
    public static Task<Commitment?> Find(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Commitment>().FirstOrDefaultAsync(c => c.Id == id, cancel);

    public static async Task Add(
        Db db,
        Commitment owed,
        StepKind kind,
        string? reason,
        CancellationToken cancel,
        DueTime? was = null,
        bool? agreed = null,
        Guid? fromOwner = null,
        Guid? toOwner = null
    )
    {
        var done = await db.Set<CommitmentStep>()
            .CountAsync(s => s.CommitmentId == owed.Id, cancel);
        db.Add(
            new CommitmentStep
            {
                CommitmentId = owed.Id,
                Position = done,
                Kind = kind,
                At = db.Now,
                ById = db.Viewer.ColleagueId,
                Reason = reason,
                From = was?.At,
                FromOn = was?.On,
                To = was is null ? null : owed.Due,
                ToOn = was is null ? null : owed.DueOn,
                Agreed = agreed,
                FromOwnerId = fromOwner,
                ToOwnerId = kind == StepKind.HandedOver ? owed.OwnerId : toOwner,
            }
        );
    }

    public static Refusal Left(Db db, Faults faults)
    {
        db.Forget();
        return faults.Refusal;
    }
}
