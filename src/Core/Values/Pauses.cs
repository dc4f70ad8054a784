using NodaTime;

namespace Rapport.Values;

/// <summary>Times in which a clock stands, such as while one waits for the client; in order, and none touches the next.</summary>
public sealed class Pauses
{
    public static readonly Pauses None = new([]);

    private readonly List<(Instant From, Instant? To)> all = [];

    /// <param name="pauses">In any order, also overlapping: what is paused twice stands once. Null: it goes on.</param>
    /// <exception cref="ArgumentException">A pause ends before it begins.</exception>
    public Pauses(IEnumerable<(Instant From, Instant? To)> pauses)
    {
        foreach (var (from, to) in pauses.OrderBy(p => p.From))
        {
            if (to < from)
            {
                throw new ArgumentException("A pause ends after it begins", nameof(pauses));
            }
            if (all.Count > 0 && (all[^1].To is not { } last || last >= from))
            {
                all[^1] = (all[^1].From, Later(all[^1].To, to));
            }
            else if (to != from)
            {
                all.Add((from, to));
            }
        }
    }

    public IReadOnlyList<(Instant From, Instant? To)> All => all;

    private static Instant? Later(Instant? one, Instant? other) =>
        one is null || other is null ? null : Instant.Max(one.Value, other.Value);
}
