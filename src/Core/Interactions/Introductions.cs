using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>How well the people of a client know a colleague of ours who has a seat there.</summary>
/// <param name="Touches">Real touches with them since the day from which it was counted.</param>
public sealed record KnownThere(Guid ColleagueId, string Name, int Touches);

/// <summary>
/// Sees that a new face was introduced: she was there with somebody of the client, and with whoever was to introduce her, or
/// gives the seat up, or keeps the account. A talk in confidence shows nothing.
/// </summary>
public sealed class Introductions : IJoinSave
{
    /// <summary>Over how long it is counted who knows them.</summary>
    private static readonly Duration Lately = Duration.FromDays(365);

    /// <summary>So long before the plan was written down: often they are told first. What was before that introduced nobody.</summary>
    private static readonly Duration Before = Duration.FromDays(7);

    public int Order => 22;

    /// <summary>Who has a seat there, whom their people met most first: so they are asked who shall introduce.</summary>
    public static async Task<IReadOnlyList<KnownThere>> Trusted(
        Db db,
        Guid clientId,
        CancellationToken cancel
    )
    {
        var since = db.Now - Lately;
        var seated = await db.Set<Seat>()
            .Where(s => s.ClientId == clientId && s.Until == null)
            .Join(
                db.Set<Colleague>().Where(c => c.Left == null),
                s => s.ColleagueId,
                c => c.Id,
                (s, c) =>
                    new
                    {
                        c.Id,
                        c.Name,
                        s.Since,
                    }
            )
            .ToListAsync(cancel);
        var ids = seated.ConvertAll(s => s.Id);
        var met = await db.Set<Interaction>()
            .Where(i =>
                i.ClientId == clientId
                && i.RealTouch
                && i.CorrectedById == null
                && i.Audience != Audience.Named
                && i.Occurred >= since
            )
            .SelectMany(i => i.Participants)
            .Where(p => p.ColleagueId != null && ids.Contains(p.ColleagueId.Value))
            .GroupBy(p => p.ColleagueId!.Value)
            .Select(g => new { Id = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Id, g => g.Count, cancel);
        return
        [
            .. seated
                .GroupBy(s => (s.Id, s.Name))
                .Select(g => (Who: g.Key, Since: g.Min(s => s.Since)))
                .OrderByDescending(s => met.GetValueOrDefault(s.Who.Id))
                .ThenBy(s => s.Since)
                .ThenBy(s => s.Who.Id)
                .Select(s => new KnownThere(s.Who.Id, s.Who.Name, met.GetValueOrDefault(s.Who.Id))),
        ];
    }

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var talks = changes
            .Where(c => c.State == EntityState.Added)
            .Select(c => c.Entry.Entity)
            .OfType<Interaction>()
            .Where(i =>
                i is { RealTouch: true, ClientId: not null, Audience: not Audience.Named }
                && i.Occurred <= db.Now
            )
            .ToList();
        if (talks.Count == 0)
        {
            return;
        }
        var clients = talks.Select(i => i.ClientId).ToHashSet();
        // Also after the change: late, but introduced. One that was called off asks for nothing.
        var open = await db.Set<SeatChange>()
            .Where(c =>
                clients.Contains(c.ClientId)
                && c.IntroducedAt == null
                && c.State != SeatChangeState.CalledOff
            )
            .ToListAsync(cancel);
        if (open.Count == 0)
        {
            return;
        }
        var managers = await db.Set<Seat>()
            .Where(s =>
                clients.Contains(s.ClientId) && s.Role == SeatRole.AccountManager && s.Until == null
            )
            .Select(s => new { s.ClientId, s.ColleagueId })
            .ToListAsync(cancel);
        foreach (var change in open)
        {
            var trusted = managers
                .Where(m => m.ClientId == change.ClientId)
                .Select(m => (Guid?)m.ColleagueId)
                .Append(change.OwnerId)
                .Append(change.FromColleagueId)
                .Where(t => t is not null && t != change.ColleagueId)
                .ToHashSet();
            var shows = talks
                .Where(i =>
                    i.ClientId == change.ClientId
                    && i.Occurred >= change.CreatedAt - Before
                    && i.Participants.Exists(p => p.ColleagueId == change.ColleagueId)
                    && i.Participants.Exists(p =>
                        p.ColleagueId is not null && trusted.Contains(p.ColleagueId)
                    )
                )
                .MinBy(i => i.Occurred);
            if (shows is not null)
            {
                change.IntroducedAt = shows.Occurred;
                db.Raise(SeatChange.WasIntroduced, change, change.ClientId);
            }
        }
    }
}
