using System.Globalization;

namespace Rapport.Live;

/// <summary>Up to where a page or a stream is: which node said so, and what was the last that it had told by then.</summary>
/// <param name="Node">Names a node for as long as it runs.</param>
/// <param name="At">Microseconds of that node's clock.</param>
public readonly record struct LivePlace(string Node, long At)
{
    private const char Between = '.';

    /// <summary>How far the clocks of two nodes may differ, and a notice be under way between them, in microseconds.</summary>
    public const long Tolerance = 5_000_000;

    public static LivePlace? Read(string? text) =>
        text?.Split(Between) is [{ Length: > 0 } node, var at]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new LivePlace(node, number)
            : null;

    /// <summary>The same on another node; what lies within the tolerance is told twice rather than not at all.</summary>
    public long On(string node) => node == Node ? At : At - Tolerance;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Node}{Between}{At}");
}
