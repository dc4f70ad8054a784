using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Commitments;

/// <summary>What a colleague owes, or follows. It keeps its date, and what was done with it.</summary>
internal sealed class HeldCommitments : HeldIn<Commitment>
{
    public override string Kind => "commitments";
    public override int Order => 10;
    public override string Column => $"{nameof(Commitment)}.{nameof(Commitment.OwnerId)}";

    protected override IQueryable<HeldRow<Commitment>> Of(Db db, Guid colleague) =>
        Open(db).Where(h => h.Row.OwnerId == colleague);

    internal static IQueryable<HeldRow<Commitment>> Open(Db db) =>
        db.Set<Commitment>()
            .Where(c => c.State == CommitmentState.Open)
            .Select(c => new HeldRow<Commitment>
            {
                Row = c,
                ClientId = c.ClientId,
                SubjectId = c.Id,
                IsNamed = c.Audience == Audience.Named,
            });

    protected override async Task Give(
        Db db,
        IReadOnlyList<Commitment> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        var ids = rows.Select(r => r.Id).ToList();
        var done = await db.Set<CommitmentStep>()
            .Where(s => ids.Contains(s.CommitmentId))
            .GroupBy(s => s.CommitmentId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        foreach (var owed in rows)
        {
            owed.OwnerId = how.To;
            owed.BackupId = owed.BackupId == how.To ? null : owed.BackupId;
            db.Add(
                new CommitmentStep
                {
                    CommitmentId = owed.Id,
                    Position = done.GetValueOrDefault(owed.Id),
                    Kind = StepKind.HandedOver,
                    At = db.Now,
                    ById = db.Viewer.ColleagueId,
                    Reason = how.Reason,
                    FromOwnerId = how.From,
                    ToOwnerId = how.To,
                }
            );
            db.Raise(Commitment.HandedOver, owed, owed.ClientId);
        }
    }
}

/// <summary>What a colleague would do while another cannot.</summary>
internal sealed class HeldBackups : HeldIn<Commitment>
{
    public override string Kind => "backups";
    public override int Order => 11;
    public override string Column => $"{nameof(Commitment)}.{nameof(Commitment.BackupId)}";

    protected override IQueryable<HeldRow<Commitment>> Of(Db db, Guid colleague) =>
        HeldCommitments.Open(db).Where(h => h.Row.BackupId == colleague);

    /// <summary>Nobody stands in for herself.</summary>
    protected override Task Give(
        Db db,
        IReadOnlyList<Commitment> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        foreach (var owed in rows)
        {
            owed.BackupId = owed.OwnerId == how.To ? null : how.To;
            db.Raise(Commitment.Changed, owed, owed.ClientId);
        }
        return Task.CompletedTask;
    }
}
