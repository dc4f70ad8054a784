using System.Globalization;

namespace Rapport.Handovers;

/// <summary>How many things of each kind: <c>seats 1, commitments 12</c>. Pure.</summary>
public sealed class Tally
{
    public const int Longest = 400;

    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => counts;

    public int Total => counts.Values.Sum();

    public static Tally Of(string? written)
    {
        var tally = new Tally();
        foreach (
            var part in (written ?? "").Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var gap = part.LastIndexOf(' ');
            tally.Add(part[..gap], int.Parse(part.AsSpan(gap + 1), CultureInfo.InvariantCulture));
        }
        return tally;
    }

    public Tally Add(string kind, int count)
    {
        if (count > 0)
        {
            counts[kind] = counts.GetValueOrDefault(kind) + count;
        }
        return this;
    }

    /// <summary>Null for nothing.</summary>
    public string? Written =>
        counts.Count == 0
            ? null
            : string.Join(
                ", ",
                counts.Select(c =>
                    string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}")
                )
            );
}
