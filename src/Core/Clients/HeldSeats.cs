using Microsoft.EntityFrameworkCore;
using NodaTime;
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
        var there = await db.Set<Seat>()
            .Where(s => s.ClientId == how.ClientId && s.ColleagueId == how.To && s.Until == null)
            .ToListAsync(cancel);
        var taken = new List<Seat>();
        foreach (var seat in rows)
        {
            seat.Until = LocalDate.Max(today, seat.Since);
            db.Raise(Seat.Given, seat, seat.ClientId);
            if (there.Find(s => s.Role == seat.Role) is { } held)
            {
                taken.Add(held);
                continue;
            }
            var next = new Seat
            {
                ClientId = seat.ClientId,
                ColleagueId = how.To,
                Role = seat.Role,
                Since = today,
            };
            db.Add(next);
            db.Raise(Seat.Taken, next, next.ClientId);
            taken.Add(next);
        }
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
