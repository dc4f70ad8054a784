using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>What a play would raise on today's data, and how much it would bring each week.</summary>
/// <param name="Now">What is due at once when it is switched on.</param>
/// <param name="Ahead">What comes in the four weeks after; of events, as many as came in the four weeks before.</param>
/// <param name="Some">The first of those that are due at once, or soon.</param>
/// <param name="Loads">Who would have to do it, the most loaded first.</param>
public sealed record PlayPreview(
    int Now,
    int Ahead,
    IReadOnlyList<PreviewLine> Some,
    IReadOnlyList<PreviewLoad> Loads
)
{
    /// <summary>Weeks that are looked at.</summary>
    public const int Weeks = 4;
    private const int MostShown = 20;

    /// <summary>More are counted, but who has to do them is worked out for so many.</summary>
    private const int MostAssigned = 2_000;

    /// <summary>What is said raises nothing: it may be of a play that is not yet saved, as long as it could be.</summary>
    public static async Task<Result<PlayPreview>> Of(
        Db db,
        PlayDetails said,
        CancellationToken cancel
    )
    {
        var play = new Plays(db).Blank(null);
        var faults = await new PlayFilling(db).Fill(play, said, cancel);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        return await Of(db, play, cancel);
    }

    /// <summary>Of a play as it stands; null when there is none.</summary>
    public static async Task<PlayPreview?> Of(Db db, Guid id, CancellationToken cancel) =>
        await db.Set<Play>()
            .AsNoTracking()
            .Include(p => p.Ladder.OrderBy(r => r.Position))
            .Include(p => p.Variants)
            .AsSplitQuery()
            .FirstOrDefaultAsync(p => p.Id == id, cancel)
            is { } play
            ? await Of(db, play, cancel)
            : null;

    public static async Task<PlayPreview> Of(Db db, Play play, CancellationToken cancel)
    {
        if (ActivePlay.Of(play) is not { } active)
        {
            return new(0, 0, [], []);
        }
        var round = new Round(db, await Playbook.Of(db, null, cancel), cancel);
        var times = active.Watches
            ? await Watched(round, active)
            : await Happened(db, round, active);
        var raised = await db.Set<Raised>()
            .Where(r => r.PlayId == play.Id)
            .Select(r => new { r.SubjectId, r.Period })
            .ToListAsync(cancel);
        var known = raised.Select(r => (r.SubjectId, r.Period)).ToHashSet();
        var left = times.Where(t => !known.Contains((t.Id, t.Period))).OrderBy(t => t.At).ToList();
        var horizon = db.Now + Duration.FromDays(7 * Weeks);
        var now = active.Watches ? left.Count(t => t.At <= db.Now) : 0;
        var soon = left.Where(t => t.At <= horizon).ToList();
        var (lines, loads) = await Assign(round, active, [.. soon.Take(MostAssigned)]);
        return new(now, soon.Count - now, [.. lines.Take(MostShown)], loads);
    }

    private static async Task<List<(Guid Id, string Period, Instant At)>> Watched(
        Round round,
        ActivePlay play
    ) =>
        [
            .. (await new Watching(round).Expected(play, null))
                .Where(e => e.Value.LookAt is not null)
                .Select(e => (e.Key, e.Value.Period, e.Value.LookAt!.Value)),
        ];

    /// <summary>What happened in the weeks before is what is to be expected of those to come.</summary>
    private static async Task<List<(Guid Id, string Period, Instant At)>> Happened(
        Db db,
        Round round,
        ActivePlay play
    )
    {
        var since = db.Now - Duration.FromDays(7 * Weeks);
        var events = await db.Set<Event>()
            .AsNoTracking()
            .Where(e =>
                e.Name == play.Said.Event && e.Recorded >= since && e.Origin != Origin.Import
            )
            .Select(e => new
            {
                e.SubjectId,
                e.Id,
                e.Recorded,
            })
            .ToListAsync(round.Cancel);
        var holding = await round.Matching(
            play.Said.Of,
            play.Condition,
            [.. events.Select(e => e.SubjectId).Distinct()]
        );
        return
        [
            .. events
                .Where(e => holding.Contains(e.SubjectId))
                .Select(e => (e.SubjectId, e.Id.ToString(), e.Recorded)),
        ];
    }

    private static async Task<(List<PreviewLine> Lines, List<PreviewLoad> Loads)> Assign(
        Round round,
        ActivePlay play,
        IReadOnlyList<(Guid Id, string Period, Instant At)> soon
    )
    {
        var list = await round.List(play.Said.Of);
        var subjects = (
            await round.Subjects.Read(list, [.. soon.Select(s => s.Id).Distinct()], round.Cancel)
        ).ToDictionary(s => s.Id);
        var seats = await round.Subjects.Seats(
            subjects.Values.Select(s => s.Client?.Id).OfType<Guid>(),
            round.Cancel
        );
        var raising = new Raising(round);
        var lines = new List<PreviewLine>();
        foreach (var (id, _, at) in soon)
        {
            if (
                !subjects.TryGetValue(id, out var subject)
                || play.Said.For(subject.Client?.Id, subject.Client?.Tier)?.Off == true
            )
            {
                continue;
            }
            var owner = await raising.Owner(
                play.Said,
                subject,
                seats[subject.Client?.Id ?? Guid.Empty]
            );
            var text =
                play.Said.Trigger == Trigger.Gate
                    ? subject.Name
                    : Raising.TextOf(play.Said, subject, await round.Language());
            lines.Add(new(id, text, subject.Client?.Name, owner, at));
        }
        var owners = lines.Select(l => l.OwnerId).OfType<Guid>().ToHashSet();
        var names = await round
            .Db.Set<Colleague>()
            .Where(c => owners.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name, round.Cancel);
        var loads = lines
            .GroupBy(l => l.OwnerId)
            .Select(g => new PreviewLoad(
                g.Key,
                g.Key is { } id ? names.GetValueOrDefault(id) : null,
                g.Count(),
                (double)g.Count() / Weeks
            ))
            .OrderByDescending(l => l.Count)
            .ThenBy(l => l.Name, StringComparer.Ordinal)
            .ToList();
        return (lines, loads);
    }
}

/// <summary>One thing that it would raise.</summary>
public sealed record PreviewLine(
    Guid SubjectId,
    string Text,
    string? Client,
    Guid? OwnerId,
    Instant At
);

/// <param name="ColleagueId">Null for those that nobody would owe: a seat is empty.</param>
/// <param name="PerWeek">On the average of the weeks that were looked at.</param>
public sealed record PreviewLoad(Guid? ColleagueId, string? Name, int Count, double PerWeek);
