using System.Globalization;
using System.Text;

namespace Rapport.Web.Metrics;

/// <summary>Writes figures in the text format of Prometheus, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal sealed class Exposition
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>A figure that was asked for just now.</summary>
    public void Gauge(string name, string help, params (string Labels, double Value)[] values)
    {
        Head(name, help, MetricType.Gauge);
        foreach (var (labels, value) in values)
        {
            Line(name, labels, value);
        }
    }

    /// <summary>A family with all its series; nothing before the first.</summary>
    public void Family(Family family)
    {
        var measure = family.Measure;
        var all = family.All.OrderBy(s => s.Labels.ToString(), StringComparer.Ordinal).ToList();
        if (all.Count == 0)
        {
            return;
        }
        Head(measure.Name, measure.Help, measure.Type);
        foreach (var (values, series) in all)
        {
            var labels = LabelsOf(measure, values);
            if (measure.Type == MetricType.Histogram)
            {
                Histogram(measure.Name, labels, series);
            }
            else
            {
                Line(measure.Name, labels, series.Sum);
            }
        }
    }

    public override string ToString() => text.ToString();

    public static string Label(string name, string value) =>
        $"{name}=\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";

    private static string LabelsOf(Measure measure, Labels values) =>
        string.Join(
            ',',
            measure
                .Tags.Zip([values.First, values.Second, values.Third])
                .Select(t => Label(t.First.Label, t.Second ?? measure.Without))
        );

    private void Histogram(string name, string labels, Series series)
    {
        var counted = 0L;
        var buckets = series.Buckets;
        for (var i = 0; i < buckets.Length; i++)
        {
            counted += buckets[i];
            var bound = i < Series.Bounds.Length ? Number(Series.Bounds[i]) : "+Inf";
            var with = labels.Length == 0 ? "" : labels + ",";
            Line(name + "_bucket", $"{with}le=\"{bound}\"", counted);
        }
        Line(name + "_sum", labels, series.Sum);
        Line(name + "_count", labels, counted);
    }

    private void Head(string name, string help, MetricType type) =>
        text.Append("# HELP ")
            .Append(name)
            .Append(' ')
            .Append(help.Replace("\\", "\\\\").Replace("\n", "\\n"))
            .Append("\n# TYPE ")
            .Append(name)
            .Append(' ')
            .Append(type.ToString().ToLowerInvariant())
            .Append('\n');

    private void Line(string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            _ => value.ToString("R", CultureInfo.InvariantCulture),
        };
}
