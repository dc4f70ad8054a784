using System.Runtime.InteropServices;
using NodaTime;

namespace Rapport.Values;

/// <summary>
/// All local times of one period of a rule: every day at every hour, minute and second. It is counted, never written
/// out, since a year has 31 million seconds.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OccurrenceSet(
    IReadOnlyList<LocalDate> Days,
    int[] Hours,
    int[] Minutes,
    int[] Seconds
)
{
    private int Times => Hours.Length * Minutes.Length * Seconds.Length;

    private long Count => (long)Days.Count * Times;

    private LocalDateTime this[long at]
    {
        get
        {
            var time = (int)(at % Times);
            var hour = Hours[time / (Minutes.Length * Seconds.Length)];
            var minute = Minutes[time / Seconds.Length % Minutes.Length];
            return Days[(int)(at / Times)]
                + new LocalTime(hour, minute, Seconds[time % Seconds.Length]);
        }
    }

    /// <summary>Whether anything is left once positions have chosen.</summary>
    public bool Chooses(IReadOnlyList<int> positions)
    {
        var count = Count;
        return positions.Count == 0 ? count > 0 : positions.Any(p => Math.Abs((long)p) <= count);
    }

    /// <summary>Those not before a moment, in their order; only those at the positions, where any are given.</summary>
    public IEnumerable<LocalDateTime> From(LocalDateTime from, IReadOnlyList<int> positions)
    {
        var count = Count;
        if (positions.Count == 0)
        {
            for (var at = FirstFrom(from); at < count; at++)
            {
                yield return this[at];
            }
            yield break;
        }
        var chosen = positions
            .Select(p => p > 0 ? p - 1 : count + p)
            .Where(at => at >= 0 && at < count)
            .Distinct()
            .Order();
        foreach (var at in chosen)
        {
            if (this[at] >= from)
            {
                yield return this[at];
            }
        }
    }

    /// <summary>The place of the first that is not before a moment.</summary>
    private long FirstFrom(LocalDateTime from)
    {
        var (low, high) = (0L, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = this[middle] < from ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
