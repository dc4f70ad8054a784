using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Handovers;

/// <summary>Somebody whose unit the viewer leads.</summary>
public sealed record LedColleague(Guid Id, string Name);

/// <summary>
/// Handing over all that a colleague holds, in one act: at once where it is little, by a job that can be taken up again where
/// it is much, or on a day to come.
/// </summary>
public sealed class Handovers(Db db, Jobs.Jobs jobs)
{
    private const int MostLed = 200;

    /// <summary>Whoever manages colleagues may hand over for anybody, who leads a unit for its people.</summary>
    public static Task<bool> Leads(Db db, Guid colleagueId, CancellationToken cancel)
    {
        var me = db.Viewer.ColleagueId;
        return db.Set<Colleague>()
            .AnyAsync(
                c =>
                    c.Id == colleagueId
                    && me != null
                    && me != colleagueId
                    && db.Set<Unit>().Any(u => u.Id == c.UnitId && u.LeadId == me),
                cancel
            );
    }

    /// <summary>The people of the units that the viewer leads, by name.</summary>
    public static Task<List<LedColleague>> Led(Db db, CancellationToken cancel)
    {
        var me = db.Viewer.ColleagueId;
        return db.Set<Colleague>()
            .Where(c =>
                c.Left == null
                && me != null
                && c.Id != me
                && db.Set<Unit>().Any(u => u.Id == c.UnitId && u.LeadId == me)
            )
            .OrderBy(c => c.NameKey)
            .ThenBy(c => c.Id)
            .Take(MostLed)
            .Select(c => new LedColleague(c.Id, c.Name))
            .ToListAsync(cancel);
    }

    /// <summary>Begins it. One that is planned or runs for this colleague has to end before the next.</summary>
    /// <param name="mayLeave">Whoever asks may let colleagues leave the firm.</param>
    public async Task<Result<Handover>> Start(
        Guid colleagueId,
        SuccessionDetails said,
        bool mayLeave,
        CancellationToken cancel = default
    )
    {
        var started = await db.Together(
            () => Begin(colleagueId, said, mayLeave, cancel),
            done => done.Done,
            cancel
        );
        if (!started.Done)
        {
            db.Forget();
        }
        return started;
    }

    /// <summary>What is planned does not happen. Called off already changes nothing.</summary>
    public async Task<Result<Handover>> CallOff(Guid id, CancellationToken cancel = default)
    {
        if (
            await db.Set<Handover>().FirstOrDefaultAsync(h => h.Id == id, cancel)
            is not { } handover
        )
        {
            return Refusal.NotFound;
        }
        if (handover.State == HandoverState.CalledOff)
        {
            return handover;
        }
        if (handover.State != HandoverState.Planned)
        {
            return Refusal.Invalid("", Fault.AlreadyDone);
        }
        handover.State = HandoverState.CalledOff;
        db.Raise(Handover.WasCalledOff, handover, null);
        return await db.Commit(cancel) is { } refusal ? refusal : handover;
    }

    /// <summary>Begins those whose day has come; answers how many.</summary>
    /// <param name="db">Of the system.</param>
    public static async Task<int> StartDue(Db db, CancellationToken cancel = default)
    {
        var today = await new Firms(db).Today(cancel);
        var due = await db.Set<Handover>()
            .Where(h => h.State == HandoverState.Planned && h.On <= today)
            .OrderBy(h => h.Id)
            .Select(h => h.Id)
            .ToListAsync(cancel);
        var begun = 0;
        foreach (var id in due)
        {
            // Read one by one: a commit that another node was quicker with gives up all that was read before it.
            var handover = await db.Set<Handover>()
                .FirstOrDefaultAsync(h => h.Id == id && h.State == HandoverState.Planned, cancel);
            if (handover is null)
            {
                continue;
            }
            handover.State = HandoverState.Running;
            db.Add(HandoverWork.JobOf(handover, db.Now, null));
            db.Raise(Handover.Started, handover, null);
            begun += await db.Commit(cancel) is null ? 1 : 0;
        }
        return begun;
    }

    private async Task<Result<Handover>> Begin(
        Guid colleagueId,
        SuccessionDetails said,
        bool mayLeave,
        CancellationToken cancel
    )
    {
        await db.KeepTurn($"handover {colleagueId}", cancel);
        if (
            await db.Set<Colleague>().FirstOrDefaultAsync(c => c.Id == colleagueId, cancel)
            is not { } leaver
        )
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(
            await db.Set<Handover>()
                .AnyAsync(
                    h =>
                        h.ColleagueId == colleagueId
                        && (h.State == HandoverState.Planned || h.State == HandoverState.Running),
                    cancel
                ),
            "",
            Fault.Busy
        );
        var today = await new Firms(db).Today(cancel);
        var on = said.On ?? today;
        faults.If(on < today, "on", Fault.InThePast);
        faults.If(
            on > today && Period.DaysBetween(today, on) > Handover.MostDays,
            "on",
            Fault.TooLarge
        );
        faults.If(said.Leaves && !mayLeave, "leaves", Fault.NotAllowed);
        faults.If(
            said.Leaves && await new Colleagues(db).IsLastAdministrator(leaver, cancel),
            "leaves",
            Fault.LastAdministrator
        );
        faults.If((said.Clients?.Count ?? 0) > Handover.MostClients, "clients", Fault.TooLarge);
        var reason = faults.Text("reason", said.Reason, Handover.ReasonLength);
        var (shares, total) = await Shares(leaver, said, faults, cancel);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var handover = new Handover
        {
            ColleagueId = colleagueId,
            SuccessorId = said.SuccessorId,
            On = on,
            Leaves = said.Leaves,
            Suddenly = said.Suddenly,
            Reason = reason,
            Whole = db.Viewer.SeesAll,
            State = on > today ? HandoverState.Planned : HandoverState.Running,
            ByColleagueId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
        };
        handover.Shares.AddRange(
            shares.Select(
                (s, i) =>
                    new HandoverShare
                    {
                        HandoverId = handover.Id,
                        Position = i,
                        ClientId = s.ClientId,
                        SuccessorId = s.SuccessorId!.Value,
                    }
            )
        );
        db.Add(handover);
        db.Raise(on > today ? Handover.Planned : Handover.Started, handover, null);
        var isLong = on <= today && total > Handing.AtOnce;
        if (isLong)
        {
            jobs.Add(HandoverWork.Name, handover.Id, total);
        }
        if (await db.Commit(cancel) is { } refusal)
        {
            return refusal;
        }
        return on > today || isLong ? handover : await Now(handover, cancel);
    }

    /// <summary>In the transaction in which it began.</summary>
    private async Task<Result<Handover>> Now(Handover handover, CancellationToken cancel)
    {
        var refusal = await db.Within(
            HandoverWork.As(handover),
            async inner =>
            {
                var own = await inner
                    .Set<Handover>()
                    .Include(h => h.Shares)
                    .FirstAsync(h => h.Id == handover.Id, cancel);
                while (true)
                {
                    var step = await new Handing(inner, cancel).Step(own);
                    if (!step.Done || step.Value)
                    {
                        return step.Refusal;
                    }
                }
            },
            cancel
        );
        if (refusal is not null)
        {
            return refusal;
        }
        await db.Entry(handover).ReloadAsync(cancel);
        return handover;
    }

    /// <summary>Who takes over what at each client, and how many things there are.</summary>
    private async Task<(List<ShareDetails> Shares, int Total)> Shares(
        Colleague leaver,
        SuccessionDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        var held = await HeldKinds.Count(db, leaver.Id, cancel);
        var successors = await Successors.Read(db, leaver, cancel);
        var named = (said.Clients ?? [])
            .GroupBy(c => c.ClientId)
            .ToDictionary(g => g.Key, g => g.Last().SuccessorId);
        var here = await Here(
            [.. named.Values.Append(said.SuccessorId).OfType<Guid>().Distinct()],
            cancel
        );
        faults.If(
            said.SuccessorId is { } one && (one == leaver.Id || !here.Contains(one)),
            "successorId",
            Fault.Unknown
        );
        var shares = new List<ShareDetails>();
        var stays = 0;
        foreach (var client in held.GroupBy(h => h.ClientId))
        {
            var count = client.Sum(c => c.Count);
            if (client.Key is not { } id)
            {
                stays += said.SuccessorId is null ? count : 0;
                continue;
            }
            var isNamed = named.TryGetValue(id, out var chosen);
            var to = isNamed ? chosen : said.SuccessorId;
            var sees = to is { } who && await successors.WillSee(id, who, cancel);
            if (isNamed && to is { } taker)
            {
                var field = $"clients.{id}";
                faults.If(taker == leaver.Id || !here.Contains(taker), field, Fault.Unknown);
                faults.If(here.Contains(taker) && !sees, field, Fault.WithoutSeat);
            }
            if (sees)
            {
                shares.Add(new ShareDetails(id, to));
            }
            else
            {
                stays += count;
            }
        }
        // Where she holds nothing any more there is nothing to do; what the viewer does not see is not there.
        var rest = named.Keys.Except(held.Select(h => h.ClientId).OfType<Guid>()).ToList();
        var seen = await db.Set<Client>()
            .Where(c => rest.Contains(c.Id))
            .Select(c => c.Id)
            .ToListAsync(cancel);
        foreach (var id in rest.Except(seen))
        {
            faults.Add($"clients.{id}", Fault.Unknown);
        }
        faults.If(
            said.Leaves && stays > 0 && !said.Knowing,
            "knowing",
            Fault.StillHolds,
            stays.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        return (shares, held.Sum(h => h.Count));
    }

    private async Task<HashSet<Guid>> Here(List<Guid> ids, CancellationToken cancel) =>
        [
            .. await db.Set<Colleague>()
                .Where(c => ids.Contains(c.Id) && c.Left == null)
                .Select(c => c.Id)
                .ToListAsync(cancel),
        ];
}
