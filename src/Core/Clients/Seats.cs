using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>What may be said of a seat that is taken.</summary>
/// <param name="Since">Null for today.</param>
public sealed record SeatDetails(
    [property: Required] Guid? ColleagueId,
    [property: Required] SeatRole? Role,
    LocalDate? Since
);

/// <summary>
/// Taking and giving up seats at a client. It stands with the clients, since a seat is taken at a client that the viewer
/// sees. The passes, and with them the wall, follow in the same transaction.
/// </summary>
public sealed class Seats(Db db)
{
    /// <summary>A colleague takes a seat; holding it already is refused, having held it before is not.</summary>
    public async Task<Result<Seat>> Take(
        Guid clientId,
        SeatDetails said,
        CancellationToken cancel = default
    )
    {
        if (!await db.Set<Client>().AnyAsync(c => c.Id == clientId, cancel))
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        var since = said.Since ?? Today;
        faults.If(since > Latest, "since", Fault.InTheFuture);
        faults.If(said.ColleagueId is null, "colleagueId", Fault.Required);
        faults.If(said.Role is null, "role", Fault.Required);
        faults.If(
            said.ColleagueId is { } id
                && !await db.Set<Colleague>().AnyAsync(c => c.Id == id && c.Left == null, cancel),
            "colleagueId",
            Fault.Unknown
        );
        faults.If(
            await db.Set<Seat>()
                .AnyAsync(
                    s =>
                        s.ClientId == clientId
                        && s.ColleagueId == said.ColleagueId
                        && s.Role == said.Role
                        && s.Until == null,
                    cancel
                ),
            "colleagueId",
            Fault.AlreadyDone
        );
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var (role, taker) = (said.Role!.Value, said.ColleagueId!.Value);
        var seat = await Begin(db, clientId, role, taker, since, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : seat;
    }

    /// <summary>A colleague gives up a seat; given up already changes nothing.</summary>
    /// <param name="until">The last day; null for today.</param>
    /// <param name="knowing">
    /// The viewer knows that this is the last seat they hold at this client, and that they will no longer see it.
    /// </param>
    public async Task<Result<Seat>> GiveUp(
        Guid clientId,
        Guid seatId,
        LocalDate? until,
        bool knowing,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Set<Seat>()
                .FirstOrDefaultAsync(s => s.Id == seatId && s.ClientId == clientId, cancel)
            is not { } seat
        )
        {
            return Refusal.NotFound;
        }
        if (!seat.IsHeld)
        {
            return seat;
        }
        var faults = new Faults();
        var last = until ?? LocalDate.Max(Today, seat.Since);
        faults.If(last > Latest, "until", Fault.InTheFuture);
        faults.If(last < seat.Since, "until", Fault.BeforeItBegan);
        faults.If(!knowing && await ClosesOnViewer(seat, cancel), "knowing", Fault.LosesSight);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        seat.Until = last;
        db.Raise(Seat.Given, seat, clientId);
        return await db.Commit(cancel) is { } refusal ? refusal : seat;
    }

    /// <summary>
    /// From today one colleague alone holds this role at the client, or nobody: who held it gives the seat up, and what
    /// is so already stays.
    /// </summary>
    public async Task<Result<Client>> Fill(
        Guid clientId,
        SeatRole role,
        Guid? colleagueId,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Set<Client>().FirstOrDefaultAsync(c => c.Id == clientId, cancel)
            is not { } client
        )
        {
            return Refusal.NotFound;
        }
        var held = await db.Set<Seat>()
            .Where(s => s.ClientId == clientId && s.Role == role && s.Until == null)
            .ToListAsync(cancel);
        var faults = new Faults();
        faults.If(
            colleagueId is not null
                && !held.Exists(s => s.ColleagueId == colleagueId)
                && !await db.Set<Colleague>()
                    .AnyAsync(c => c.Id == colleagueId && c.Left == null, cancel),
            "colleagueId",
            Fault.Unknown
        );
        foreach (var seat in held.Where(s => s.ColleagueId != colleagueId))
        {
            faults.If(await ClosesOnViewer(seat, cancel), "knowing", Fault.LosesSight);
            seat.Until = LocalDate.Max(Today, seat.Since);
            db.Raise(Seat.Given, seat, clientId);
        }
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (colleagueId is { } taker && !held.Exists(s => s.ColleagueId == taker))
        {
            await Begin(db, clientId, role, taker, Today, cancel);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : client;
    }

    /// <summary>
    /// Who holds these seats at one client gives them up to another colleague, changed and not saved; answers what she holds
    /// in their stead. What she holds already stays hers.
    /// </summary>
    internal static async Task<List<Seat>> HandOn(
        Db db,
        Guid clientId,
        IReadOnlyList<Seat> given,
        Guid to,
        LocalDate on,
        CancellationToken cancel
    )
    {
        var taken = new List<Seat>();
        foreach (var seat in given)
        {
            seat.Until = LocalDate.Max(on, seat.Since);
            db.Raise(Seat.Given, seat, seat.ClientId);
            taken.Add(await Let(db, clientId, seat.Role, to, on, cancel));
        }
        return taken;
    }

    /// <summary>The seat that she holds, or takes now; not saved.</summary>
    internal static async Task<Seat> Let(
        Db db,
        Guid clientId,
        SeatRole role,
        Guid to,
        LocalDate on,
        CancellationToken cancel
    ) =>
        await db.Set<Seat>()
            .FirstOrDefaultAsync(
                s =>
                    s.ClientId == clientId
                    && s.ColleagueId == to
                    && s.Role == role
                    && s.Until == null,
                cancel
            )
        ?? await Begin(db, clientId, role, to, on, cancel);

    /// <summary>
    /// A seat that is taken now; not saved. Where it was planned that she takes it, that has come with it, also before its
    /// day.
    /// </summary>
    private static async Task<Seat> Begin(
        Db db,
        Guid clientId,
        SeatRole role,
        Guid to,
        LocalDate on,
        CancellationToken cancel
    )
    {
        var seat = new Seat
        {
            ClientId = clientId,
            ColleagueId = to,
            Role = role,
            Since = on,
        };
        db.Add(seat);
        db.Raise(Seat.Taken, seat, clientId);
        foreach (
            var change in await db.Set<SeatChange>()
                .Where(c =>
                    c.ClientId == clientId
                    && c.ColleagueId == to
                    && c.Role == role
                    && c.State == SeatChangeState.Planned
                )
                .ToListAsync(cancel)
        )
        {
            SeatChanges.End(db, change, seat);
        }
        return seat;
    }

    private LocalDate Today => db.Now.InUtc().Date;

    /// <summary>Somebody's today in the east is tomorrow by universal time.</summary>
    private LocalDate Latest => Today.PlusDays(1);

    private async Task<bool> ClosesOnViewer(Seat seat, CancellationToken cancel) =>
        !db.Viewer.SeesAll
        && seat.ColleagueId == db.Viewer.ColleagueId
        && !await db.Set<Seat>()
            .AnyAsync(
                s =>
                    s.ClientId == seat.ClientId
                    && s.ColleagueId == seat.ColleagueId
                    && s.Id != seat.Id
                    && s.Until == null,
                cancel
            );
}
