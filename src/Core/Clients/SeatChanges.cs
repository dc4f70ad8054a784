using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Told = Rapport.Notices.Notices;

namespace Rapport.Clients;

/// <summary>Which seat changes hands, when, and who introduces the new face.</summary>
/// <param name="ColleagueId">Who takes the seat.</param>
/// <param name="FromColleagueId">Who gives it up; null where nobody goes.</param>
/// <param name="IntroducerId">Whom the client trusts; null for whoever gives the seat up, else the account manager.</param>
/// <param name="On">The first day of the new face: tomorrow or later.</param>
public sealed record SeatChangeDetails(
    [property: Required] Guid? ColleagueId,
    [property: Required] SeatRole? Role,
    Guid? FromColleagueId,
    Guid? IntroducerId,
    [property: Required] LocalDate? On
);

/// <summary>What of a planned change may change: the rest is another plan.</summary>
/// <param name="IntroducerId">Null to leave it as it is.</param>
/// <param name="On">Null to leave it as it is.</param>
public sealed record SeatChangeMove(Guid? IntroducerId, LocalDate? On);

/// <summary>
/// Changes of seats that are planned: so that a client never meets a new face without a word before. On its day the seat
/// changes hands by itself.
/// </summary>
public sealed class SeatChanges(Db db)
{
    public static readonly NoticeKind ToIntroduce = new(
        "seatchange.to_introduce",
        NoticePriority.Usual,
        "client"
    );
    public static readonly NoticeKind CalledOff = new(
        "seatchange.called_off",
        NoticePriority.Usual,
        "client"
    );

    public async Task<Result<SeatChange>> Plan(
        Guid clientId,
        SeatChangeDetails said,
        CancellationToken cancel = default
    )
    {
        var planned = await db.Together(
            () => Begin(clientId, said, cancel),
            done => done.Done,
            cancel
        );
        if (!planned.Done)
        {
            db.Forget();
        }
        return planned;
    }

    /// <summary>Another day, or another colleague who introduces.</summary>
    /// <param name="version">The version that it was made on; null when the caller does not care.</param>
    public async Task<Result<SeatChange>> Move(
        Guid clientId,
        Guid id,
        SeatChangeMove said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Find(clientId, id, cancel) is not { } change)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != change.Version)
        {
            return Refusal.Stale;
        }
        if (!change.IsPlanned)
        {
            return Refusal.Invalid("", Fault.AlreadyDone);
        }
        var faults = new Faults();
        await CheckDay(said.On, faults, cancel);
        if (said.IntroducerId is { } introducer)
        {
            await CheckIntroducer(clientId, introducer, change.ColleagueId, faults, cancel);
        }
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var before = (change.On, change.OwnerId);
        change.On = said.On ?? change.On;
        change.OwnerId = said.IntroducerId ?? change.OwnerId;
        if (before == (change.On, change.OwnerId))
        {
            return change;
        }
        db.Raise(SeatChange.Moved, change, clientId);
        if (change.OwnerId != before.OwnerId)
        {
            await Tell(change, change.OwnerId, ToIntroduce, cancel);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : change;
    }

    /// <summary>What is planned does not happen. Called off already changes nothing.</summary>
    public async Task<Result<SeatChange>> CallOff(
        Guid clientId,
        Guid id,
        CancellationToken cancel = default
    )
    {
        if (await Find(clientId, id, cancel) is not { } change)
        {
            return Refusal.NotFound;
        }
        if (change.State == SeatChangeState.CalledOff)
        {
            return change;
        }
        if (!change.IsPlanned)
        {
            return Refusal.Invalid("", Fault.AlreadyDone);
        }
        await CallOff(change, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : change;
    }

    /// <summary>Today already, without waiting for its day. Done already changes nothing.</summary>
    public async Task<Result<SeatChange>> DoNow(
        Guid clientId,
        Guid id,
        CancellationToken cancel = default
    )
    {
        if (await Find(clientId, id, cancel) is not { } change)
        {
            return Refusal.NotFound;
        }
        if (change.State == SeatChangeState.Done)
        {
            return change;
        }
        if (!change.IsPlanned || !await IsHere(change.ColleagueId, cancel))
        {
            return Refusal.Invalid("", Fault.AlreadyDone);
        }
        await Do(db, change, await new Firms(db).Today(cancel), cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : change;
    }

    /// <summary>Does those whose day has come, and calls off those whose new face has left; answers how many.</summary>
    /// <param name="db">Of the system.</param>
    public static async Task<int> DoDue(Db db, CancellationToken cancel = default)
    {
        var today = await new Firms(db).Today(cancel);
        var due = await db.Set<SeatChange>()
            .Where(c => c.State == SeatChangeState.Planned && c.On <= today)
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        var ended = 0;
        foreach (var id in due)
        {
            // Read one by one: a commit that another node was quicker with gives up all that was read before it.
            var change = await db.Set<SeatChange>()
                .FirstOrDefaultAsync(c => c.Id == id && c.State == SeatChangeState.Planned, cancel);
            if (change is null)
            {
                continue;
            }
            var acts = new SeatChanges(db);
            if (await acts.IsHere(change.ColleagueId, cancel))
            {
                await Do(db, change, today, cancel);
                // Before that day the wall stood between her and the client.
                await acts.Tell(change, change.ColleagueId, SeatNotices.Given, cancel);
            }
            else
            {
                await acts.CallOff(change, cancel);
            }
            ended += await db.Commit(cancel) is null ? 1 : 0;
        }
        return ended;
    }

    private static async Task Do(
        Db db,
        SeatChange change,
        LocalDate today,
        CancellationToken cancel
    )
    {
        var client = change.ClientId!.Value;
        var given = await db.Set<Seat>()
            .Where(s =>
                s.ClientId == client
                && s.Role == change.Role
                && s.ColleagueId == change.FromColleagueId
                && s.Until == null
            )
            .ToListAsync(cancel);
        var seat = (await Seats.HandOn(db, client, given, change.ColleagueId, today, cancel))
            is [var taken, ..]
            ? taken
            : await Seats.Let(db, client, change.Role, change.ColleagueId, today, cancel);
        if (change.IsPlanned)
        {
            End(db, change, seat);
        }
    }

    /// <summary>What was planned has come; not saved.</summary>
    internal static void End(Db db, SeatChange change, Seat seat)
    {
        (change.State, change.EndedAt, change.SeatId) = (SeatChangeState.Done, db.Now, seat.Id);
        db.Raise(SeatChange.Happened, change, change.ClientId);
    }

    /// <summary>Whoever counted on it hears of it.</summary>
    private async Task CallOff(SeatChange change, CancellationToken cancel)
    {
        (change.State, change.EndedAt) = (SeatChangeState.CalledOff, db.Now);
        db.Raise(SeatChange.WasCalledOff, change, change.ClientId);
        foreach (
            var who in new[] { change.OwnerId, change.ByColleagueId }.OfType<Guid>().Distinct()
        )
        {
            await Tell(change, who, CalledOff, cancel);
        }
    }

    private async Task<Result<SeatChange>> Begin(
        Guid clientId,
        SeatChangeDetails said,
        CancellationToken cancel
    )
    {
        if (!await db.Set<Client>().AnyAsync(c => c.Id == clientId, cancel))
        {
            return Refusal.NotFound;
        }
        // Two who plan the same wait for each other.
        await db.KeepTurn($"seat changes {clientId}", cancel);
        var faults = new Faults();
        faults.If(said.Role is null, "role", Fault.Required);
        faults.If(said.On is null, "on", Fault.Required);
        await CheckDay(said.On, faults, cancel);
        var seats = await db.Set<Seat>()
            .Where(s => s.ClientId == clientId && s.Until == null)
            .OrderBy(s => s.Since)
            .ThenBy(s => s.Id)
            .ToListAsync(cancel);
        var planned = await db.Set<SeatChange>()
            .Where(c => c.ClientId == clientId && c.State == SeatChangeState.Planned)
            .ToListAsync(cancel);
        faults.If(planned.Count >= SeatChange.MostPlanned, "", Fault.TooMany);
        if (said.ColleagueId is not { } taker)
        {
            faults.Add("colleagueId", Fault.Required);
            return faults.Refusal;
        }
        faults.If(!await IsHere(taker, cancel), "colleagueId", Fault.Unknown);
        faults.If(
            seats.Exists(s => s.ColleagueId == taker && s.Role == said.Role)
                || planned.Exists(c => c.ColleagueId == taker && c.Role == said.Role),
            "colleagueId",
            Fault.AlreadyDone
        );
        faults.If(
            said.FromColleagueId is { } from
                && !seats.Exists(s => s.ColleagueId == from && s.Role == said.Role),
            "fromColleagueId",
            Fault.WithoutSeat
        );
        var introducer = said.IntroducerId ?? Usual(seats, said.FromColleagueId, taker);
        if (introducer is { } who)
        {
            await CheckIntroducer(clientId, who, taker, faults, cancel);
        }
        else
        {
            faults.Add("introducerId", Fault.Required);
        }
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var change = new SeatChange
        {
            ClientId = clientId,
            Role = said.Role!.Value,
            ColleagueId = taker,
            FromColleagueId = said.FromColleagueId,
            OwnerId = introducer,
            On = said.On!.Value,
            ByColleagueId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
        };
        db.Add(change);
        db.Raise(SeatChange.Planned, change, clientId);
        await Tell(change, introducer, ToIntroduce, cancel);
        return await db.Commit(cancel) is { } refusal ? refusal : change;
    }

    /// <summary>Whoever goes, who is known there; else the account manager, else who is there longest.</summary>
    private static Guid? Usual(List<Seat> seats, Guid? from, Guid taker) =>
        from
        ?? seats
            .Where(s => s.ColleagueId != taker)
            .OrderBy(s => s.Role != SeatRole.AccountManager)
            .Select(s => (Guid?)s.ColleagueId)
            .FirstOrDefault();

    private async Task CheckDay(LocalDate? on, Faults faults, CancellationToken cancel)
    {
        var today = await new Firms(db).Today(cancel);
        faults.If(on <= today, "on", Fault.InThePast);
        faults.If(
            on > today && Period.DaysBetween(today, on.Value) > SeatChange.MostDays,
            "on",
            Fault.TooLarge
        );
    }

    /// <summary>Somebody whom the client knows: who has a seat there, and not the new face.</summary>
    private async Task CheckIntroducer(
        Guid clientId,
        Guid who,
        Guid taker,
        Faults faults,
        CancellationToken cancel
    )
    {
        faults.If(!await IsHere(who, cancel), "introducerId", Fault.Unknown);
        faults.If(who == taker, "introducerId", Fault.NotAllowed);
        faults.If(
            who != taker
                && !await db.Set<Seat>()
                    .AnyAsync(
                        s => s.ClientId == clientId && s.ColleagueId == who && s.Until == null,
                        cancel
                    ),
            "introducerId",
            Fault.WithoutSeat
        );
    }

    private Task<bool> IsHere(Guid colleagueId, CancellationToken cancel) =>
        db.Set<Colleague>().AnyAsync(c => c.Id == colleagueId && c.Left == null, cancel);

    private Task<SeatChange?> Find(Guid clientId, Guid id, CancellationToken cancel) =>
        db.Set<SeatChange>().FirstOrDefaultAsync(c => c.Id == id && c.ClientId == clientId, cancel);

    /// <summary>Nobody is told of her own act.</summary>
    private async Task Tell(SeatChange change, Guid? who, NoticeKind kind, CancellationToken cancel)
    {
        if (
            who is { } told
            && told != db.Viewer.ColleagueId
            && await db.Set<Client>().FindAsync([change.ClientId!.Value], cancel) is { } client
        )
        {
            await Told.Tell(db, new Telling(told, kind, client.Name, client.Id, client.Id), cancel);
        }
    }
}
