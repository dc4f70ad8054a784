using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Today;

/// <summary>Which of what is owed one looks at.</summary>
public enum QueueOf
{
    /// <summary>What is mine and due.</summary>
    Mine,

    /// <summary>What clients owe us, and what waits for them.</summary>
    Clients,

    /// <summary>What is mine and due in the days ahead.</summary>
    Ahead,

    /// <summary>What is due in the units that I lead.</summary>
    Team,
}

/// <summary>One thing in a queue, and why it stands where it does.</summary>
public sealed record Queued(CommitmentRecord Owed, Urgency Urgency);

/// <summary>How many there are of each.</summary>
/// <param name="Team">Null for who leads nobody.</param>
/// <param name="ToClients">Of what is mine and due, what clients were promised.</param>
/// <param name="Late">Of what is mine and due, what is late.</param>
public sealed record QueueCounts(
    int Mine,
    int Clients,
    int Ahead,
    int? Team,
    int ToClients,
    int Late
);

/// <summary>
/// A colleague's queue: what she owes and follows, most urgent first. Reads as much as a screen holds by the index of
/// owners; however much a firm owes, another's rows are not looked at.
/// </summary>
public sealed class Queue(Db db, Guid me, DateTimeZone zone)
{
    /// <summary>So many stand in a queue; whoever owes more has them in the list.</summary>
    public const int Most = 200;

    /// <summary>What is due in so many days is coming up.</summary>
    public const int DaysAhead = 14;

    private readonly LocalDate today = db.Now.InZone(zone).Date;

    /// <summary>Mine, and theirs for whom I stand in.</summary>
    private List<Guid> whose = [me];
    private bool known;

    private Instant EndOfToday => zone.AtStartOfDay(today.PlusDays(1)).ToInstant();

    private Instant EndOfAhead => zone.AtStartOfDay(today.PlusDays(DaysAhead + 1)).ToInstant();

    public async Task<IReadOnlyList<Queued>> Read(QueueOf which, CancellationToken cancel)
    {
        await KnowWhose(cancel);
        var ids = await Of(which, await Led(which, cancel))
            .OrderBy(c => c.Due)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new
            {
                c.Id,
                Tier = db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => (Tier?)x.Tier)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var tiers = ids.ToDictionary(i => i.Id, i => i.Tier);
        var owed = await CommitmentRecords.Read(db, [.. tiers.Keys], cancel);
        return
        [
            .. owed.Select(o => new Queued(
                    o,
                    Urgency.Of(o, tiers[o.Id], db.Now, today, EndOfToday)
                ))
                .OrderBy(q => q.Urgency.Order),
        ];
    }

    public async Task<QueueCounts> Count(CancellationToken cancel)
    {
        await KnowWhose(cancel);
        var now = db.Now;
        var end = EndOfToday;
        var mine = await Of(QueueOf.Mine, [])
            .GroupBy(_ => 1)
            .Select(g => new
            {
                All = g.Count(),
                ToClients = g.Count(c => c.Favour == Favour.Client),
                Late = g.Count(c => c.Favour != Favour.Us && c.Due < now),
            })
            .FirstOrDefaultAsync(cancel);
        var led = await Led(QueueOf.Team, cancel);
        return new QueueCounts(
            mine?.All ?? 0,
            await Of(QueueOf.Clients, []).CountAsync(cancel),
            await Of(QueueOf.Ahead, []).CountAsync(cancel),
            led.Count == 0 ? null : await Of(QueueOf.Team, led).CountAsync(cancel),
            mine?.ToClients ?? 0,
            mine?.Late ?? 0
        );
    }

    private IQueryable<Commitment> Of(QueueOf which, IReadOnlyCollection<Guid> led)
    {
        var open = db.Set<Commitment>().AsNoTracking().Where(c => c.State == CommitmentState.Open);
        var (end, ahead, day) = (EndOfToday, EndOfAhead, today);
        return which switch
        {
            QueueOf.Clients => open.Where(c =>
                whose.Contains(c.OwnerId!.Value)
                && (c.Favour == Favour.Us || c.WaitingSince != null)
            ),
            QueueOf.Ahead => open.Where(c =>
                whose.Contains(c.OwnerId!.Value)
                && c.WaitingSince == null
                && c.Due >= end
                && c.Due < ahead
                && (c.TargetOn == null || c.TargetOn > day)
            ),
            QueueOf.Team => Due(open.Where(c => led.Contains(c.OwnerId!.Value))),
            _ => Due(open.Where(c => whose.Contains(c.OwnerId!.Value))),
        };

        IQueryable<Commitment> Due(IQueryable<Commitment> from) =>
            from.Where(c => c.WaitingSince == null && (c.Due < end || c.TargetOn <= day));
    }

    /// <summary>What they owe who are away is seen to by whoever stands in for them.</summary>
    private async Task KnowWhose(CancellationToken cancel)
    {
        if (known)
        {
            return;
        }
        known = true;
        whose = [me, .. (await Absences.On(db, today, cancel)).StandsInFor(me)];
    }

    /// <summary>Who works in the units that the colleague leads; nobody where that is not asked for.</summary>
    private async Task<List<Guid>> Led(QueueOf which, CancellationToken cancel) =>
        which == QueueOf.Team
            ? await db.Set<Colleague>()
                .Where(c =>
                    c.Left == null && db.Set<Unit>().Any(u => u.Id == c.UnitId && u.LeadId == me)
                )
                .Select(c => c.Id)
                .ToListAsync(cancel)
            : [];
}
