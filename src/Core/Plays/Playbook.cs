using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Lists;

namespace Rapport.Plays;

/// <summary>
/// The plays that are on, read once and kept in this process until one changes: whoever asks reads how many there are and
/// their versions first, so that a change is seen at once on every node.
/// </summary>
internal sealed class Playbook
{
    private static readonly ConcurrentDictionary<string, Playbook> Kept = new(
        StringComparer.Ordinal
    );

    private readonly (int Plays, long Versions) stamp;
    private readonly HashSet<string> kinds;
    private readonly HashSet<string> events;

    private Playbook((int, long) stamp, IReadOnlyList<ActivePlay> plays)
    {
        (this.stamp, Plays) = (stamp, plays);
        kinds =
        [
            .. plays
                .Where(p => p.Watches || p.Said.Discharge == Discharge.Holds)
                .Select(p => p.Said.Of),
        ];
        events =
        [
            .. plays
                .SelectMany(p => new[] { p.Said.Event, p.Said.DischargeEvent })
                .OfType<string>(),
        ];
    }

    public IReadOnlyList<ActivePlay> Plays { get; }

    /// <summary>As it is for this save: what a play that is being changed says is not kept before that is committed.</summary>
    public static async Task<Playbook> Of(Db db, Saved? saved, CancellationToken cancel)
    {
        var found = await db.Set<Play>()
            .GroupBy(_ => 1)
            .Select(g => new { Plays = g.Count(), Versions = g.Sum(p => (long)p.Version) })
            .FirstOrDefaultAsync(cancel);
        var now = (found?.Plays ?? 0, found?.Versions ?? 0);
        if (Kept.TryGetValue(db.Place, out var known) && known.stamp == now)
        {
            return known;
        }
        var read = new Playbook(now, await Read(db, cancel));
        if (saved?.Rows.Any(r => r.Type == typeof(Play)) != true)
        {
            Kept[db.Place] = read;
        }
        return read;
    }

    /// <summary>Whether any play looks at what was written or hears what was told.</summary>
    public bool Concerns(Saved saved) =>
        saved.Events.Any(e => events.Contains(e.Name))
        || saved.Rows.Any(r => r.Type == typeof(Commitments.Commitment))
        || saved.Rows.Any(r => kinds.Overlaps(Subjects.KindsOf(r)));

    public ActivePlay? Find(Guid id) => Plays.FirstOrDefault(p => p.Said.Id == id);

    private static async Task<IReadOnlyList<ActivePlay>> Read(Db db, CancellationToken cancel)
    {
        var said = await db.Set<Play>()
            .AsNoTracking()
            .Where(p => p.IsOn)
            .Include(p => p.Ladder.OrderBy(r => r.Position))
            .Include(p => p.Variants)
            .OrderBy(p => p.Id)
            .AsSplitQuery()
            .ToListAsync(cancel);
        return [.. said.Select(ActivePlay.Of).OfType<ActivePlay>()];
    }
}

/// <summary>A play that is on, and what its texts mean.</summary>
internal sealed record ActivePlay(Play Said, Filter? Condition, Filter? DischargeCondition)
{
    public Guid Id => Said.Id;

    /// <summary>It has its eye on records, whatever happens to them.</summary>
    public bool Watches => Said.Trigger is not (Trigger.Event or Trigger.Gate);

    /// <summary>Null of a play whose records are no longer known: it raises nothing.</summary>
    public static ActivePlay? Of(Play said) =>
        PlayKinds.Find(said.Of) is null
        || FilterText.Read(said.Condition) is not { Done: true } condition
        || FilterText.Read(said.DischargeCondition) is not { Done: true } discharge
            ? null
            : new ActivePlay(said, condition.Value, discharge.Value);
}
