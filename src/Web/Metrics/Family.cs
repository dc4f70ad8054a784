using System.Collections.Concurrent;
using System.Globalization;

namespace Rapport.Web.Metrics;

/// <summary>The values of up to three labels, in the order of the measure; null where a tag was not given.</summary>
internal readonly record struct Labels(string? First, string? Second, string? Third);

/// <summary>One shown instrument with all its series. Written by every request, read when somebody asks.</summary>
internal sealed class Family(Measure measure)
{
    /// <summary>Well beyond every route with every status; should a label not be from a closed list, what comes later is added up.</summary>
    private const int MostSeries = 3000;
    private static readonly Labels Other = new("other", "other", "other");

    private readonly ConcurrentDictionary<Labels, Series> series = new();

    public Measure Measure => measure;

    public IEnumerable<(Labels Labels, Series Series)> All => series.Select(s => (s.Key, s.Value));

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = LabelsOf(tags);
        if (!series.TryGetValue(labels, out var one))
        {
            one = series.GetOrAdd(
                series.Count < MostSeries ? labels : Other,
                _ => new Series(measure.Type == MetricType.Histogram)
            );
        }
        one.Add(value);
    }

    /// <summary>For instruments that tell their whole value each time.</summary>
    public void Set(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        series.GetOrAdd(LabelsOf(tags), _ => new Series(false)).Set(value);

    private Labels LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? first = null;
        string? second = null;
        string? third = null;
        foreach (var tag in tags)
        {
            for (var i = 0; i < measure.Tags.Length; i++)
            {
                if (string.Equals(measure.Tags[i].Tag, tag.Key, StringComparison.Ordinal))
                {
                    var value = Text(tag.Value);
                    (first, second, third) = i switch
                    {
                        0 => (value, second, third),
                        1 => (first, value, third),
                        _ => (first, second, value),
                    };
                }
            }
        }
        return new Labels(first, second, third);
    }

    private static string? Text(object? value) =>
        value switch
        {
            string text => text,
            // Statuses are few and come with every request.
            int number and >= 100 and < 600 => Statuses[number - 100],
            Enum word => word.ToString().ToLowerInvariant(),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    private static readonly string[] Statuses =
    [
        .. Enumerable.Range(100, 500).Select(s => s.ToString(CultureInfo.InvariantCulture)),
    ];
}

/// <summary>One line of a counter or gauge, or the buckets of a histogram.</summary>
internal sealed class Series(bool histogram)
{
    /// <summary>Upper bounds in seconds, as OpenTelemetry recommends for the duration of requests.</summary>
    public static readonly double[] Bounds =
    [
        0.005,
        0.01,
        0.025,
        0.05,
        0.075,
        0.1,
        0.25,
        0.5,
        0.75,
        1,
        2.5,
        5,
        7.5,
        10,
    ];

    private readonly long[]? buckets = histogram ? new long[Bounds.Length + 1] : null;
    private double sum;

    public double Sum => Volatile.Read(ref sum);

    /// <summary>How many fell into each bucket alone; the last one has no bound.</summary>
    public long[] Buckets =>
        [.. Enumerable.Range(0, Bounds.Length + 1).Select(i => Volatile.Read(ref buckets![i]))];

    public void Add(double value)
    {
        if (buckets is not null)
        {
            var at = 0;
            while (at < Bounds.Length && value > Bounds[at])
            {
                at++;
            }
            Interlocked.Increment(ref buckets[at]);
        }
        double before;
        do
        {
            before = Volatile.Read(ref sum);
        } while (Interlocked.CompareExchange(ref sum, before + value, before) != before);
    }

    public void Set(double value) => Volatile.Write(ref sum, value);
}
