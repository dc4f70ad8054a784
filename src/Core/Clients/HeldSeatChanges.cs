using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Clients;

/// <summary>Seats that a colleague is to take on a day to come: her successor takes them.</summary>
internal sealed class HeldSeatsToCome : HeldIn<SeatChange>
{
    public override string Kind => "seatsToCome";
    public override int Order => 1;
    public override string Column => $"{nameof(SeatChange)}.{nameof(SeatChange.ColleagueId)}";

    protected override IQueryable<HeldRow<SeatChange>> Of(Db db, Guid colleague) =>
        HeldSeatChanges.Planned(db.Set<SeatChange>().Where(c => c.ColleagueId == colleague));

    /// <summary>Whoever holds the seat already takes none; nor does anybody introduce herself.</summary>
    protected override async Task Give(
        Db db,
        IReadOnlyList<SeatChange> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        var held = await db.Set<Seat>()
            .Where(s => s.ClientId == how.ClientId && s.ColleagueId == how.To && s.Until == null)
            .Select(s => s.Role)
            .ToListAsync(cancel);
        foreach (var change in rows)
        {
            change.ColleagueId = how.To;
            change.IntroducedAt = null;
            if (change.OwnerId == how.To)
            {
                change.OwnerId = null;
            }
            if (held.Contains(change.Role))
            {
                (change.State, change.EndedAt) = (SeatChangeState.CalledOff, db.Now);
                db.Raise(SeatChange.WasCalledOff, change, change.ClientId);
                continue;
            }
            db.Raise(SeatChange.Moved, change, change.ClientId);
        }
    }
}

/// <summary>New faces whom a colleague is to introduce.</summary>
internal sealed class HeldIntroductions : HeldIn<SeatChange>
{
    public override string Kind => "introductions";
    public override int Order => 2;
    public override string Column => $"{nameof(SeatChange)}.{nameof(SeatChange.OwnerId)}";

    protected override IQueryable<HeldRow<SeatChange>> Of(Db db, Guid colleague) =>
        HeldSeatChanges.Planned(
            db.Set<SeatChange>().Where(c => c.OwnerId == colleague && c.IntroducedAt == null)
        );

    /// <summary>Who is the new face herself introduces nobody: then the seats say who does.</summary>
    protected override Task Give(
        Db db,
        IReadOnlyList<SeatChange> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        foreach (var change in rows)
        {
            change.OwnerId = change.ColleagueId == how.To ? null : how.To;
            db.Raise(SeatChange.Moved, change, change.ClientId);
        }
        return Task.CompletedTask;
    }
}

internal static class HeldSeatChanges
{
    public static IQueryable<HeldRow<SeatChange>> Planned(IQueryable<SeatChange> which) =>
        which
            .Where(c => c.State == SeatChangeState.Planned)
            .Select(c => new HeldRow<SeatChange>
            {
                Row = c,
                ClientId = c.ClientId,
                SubjectId = c.Id,
                IsNamed = false,
            });
}
