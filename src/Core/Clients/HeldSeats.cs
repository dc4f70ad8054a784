using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Clients;

/// <summary>Seats that a colleague holds. With hers her successor takes the wall, and she gives up hers.</summary>
internal sealed class HeldSeats : HeldIn<Seat>
{
    public override string Kind => "seats";
    public override int Order => 0;
    public override string Column => $"{nameof(Seat)}.{nameof(Seat.ColleagueId)}";

    protected override IQueryable<HeldRow<Seat>> Of(Db db, Guid colleague) =>
        db.Set<Seat>()
            .Where(s => s.ColleagueId == colleague && s.Until == null)
            .Select(s => new HeldRow<Seat>
            {
                Row = s,
                ClientId = s.ClientId,
                SubjectId = s.Id,
                IsNamed = false,
            });

    protected override async Task Give(
        Db db,
        IReadOnlyList<Seat> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        var today = db.Now.InUtc().Date;
        var taken = await Seats.HandOn(db, how.ClientId!.Value, rows, how.To, today, cancel);
        // One call, though she kept the account and the project.
        if (
            how.Suddenly
            && taken
                .Where(s => s.Role is SeatRole.AccountManager or SeatRole.ProjectManager)
                .MinBy(s => s.Role)
                is { } main
        )
        {
            db.Raise(Seat.TakenSuddenly, main, main.ClientId);
        }
    }
}
