using NodaTime;

namespace Rapport.Live;

/// <summary>Somebody who has a record open just now. Kept nowhere but in memory, and no longer than they look.</summary>
/// <param name="Kind">The kind of record: <c>client</c>.</param>
/// <param name="Tab">The page in which it is open; a colleague may have several.</param>
/// <param name="Edits">She is changing it, not only reading.</param>
/// <param name="Gone">She closed it.</param>
public sealed record Looker(
    string Kind,
    Guid RecordId,
    Guid? ClientId,
    Guid Tab,
    Guid ColleagueId,
    string Name,
    bool Edits,
    bool Gone
)
{
    /// <summary>Told when who looks at a record changed.</summary>
    public const string Event = "looking";

    /// <summary>Whoever says nothing for so long looks no more.</summary>
    public static readonly Duration Silence = Duration.FromSeconds(25);
}

/// <summary>Who looks at what, as far as this node heard.</summary>
public sealed class Lookers
{
    /// <summary>Beyond these nobody is added: a node has no more pages open than that.</summary>
    private const int Most = 100_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (Looker Looker, Instant Heard)> byTab = [];
    private readonly Dictionary<(string Kind, Guid Id), HashSet<Guid>> byRecord = [];

    /// <summary>The colleagues who look at a record, without the one who asks; each once, by name.</summary>
    public IReadOnlyList<Looker> Of(string kind, Guid id, Guid asker, Instant now)
    {
        lock (gate)
        {
            return
            [
                .. byRecord
                    .GetValueOrDefault((kind, id), [])
                    .Select(tab => byTab[tab])
                    .Where(l => now - l.Heard < Looker.Silence && l.Looker.ColleagueId != asker)
                    .Select(l => l.Looker)
                    .GroupBy(l => l.ColleagueId)
                    .Select(g => g.OrderByDescending(l => l.Edits).First())
                    .OrderBy(l => l.Name, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Takes what a page says; answers whether others see something new by it.</summary>
    public bool Take(Looker said, Instant now)
    {
        lock (gate)
        {
            var before = byTab.GetValueOrDefault(said.Tab).Looker;
            if (before is not null && before.ColleagueId != said.ColleagueId)
            {
                return false; // a tab is its owner's
            }
            if (said.Gone)
            {
                return before is not null && Remove(before);
            }
            if (before is not null && (before.Kind, before.RecordId) != (said.Kind, said.RecordId))
            {
                Remove(before);
                before = null;
            }
            if (before is null && byTab.Count >= Most)
            {
                return false;
            }
            byTab[said.Tab] = (said, now);
            if (!byRecord.TryGetValue((said.Kind, said.RecordId), out var tabs))
            {
                byRecord[(said.Kind, said.RecordId)] = tabs = [];
            }
            tabs.Add(said.Tab);
            return before is null || before.Edits != said.Edits;
        }
    }

    /// <summary>Forgets those who fell silent; answers them.</summary>
    public IReadOnlyList<Looker> Sweep(Instant now)
    {
        lock (gate)
        {
            var silent = byTab
                .Values.Where(l => now - l.Heard >= Looker.Silence)
                .Select(l => l.Looker)
                .ToList();
            silent.ForEach(l => Remove(l));
            return silent;
        }
    }

    private bool Remove(Looker looker)
    {
        byTab.Remove(looker.Tab);
        var tabs = byRecord[(looker.Kind, looker.RecordId)];
        tabs.Remove(looker.Tab);
        if (tabs.Count == 0)
        {
            byRecord.Remove((looker.Kind, looker.RecordId));
        }
        return true;
    }
}
