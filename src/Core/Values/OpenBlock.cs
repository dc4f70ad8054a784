using NodaTime;

namespace Rapport.Values;

/// <summary>Some weeks in a row, with what was open before each of them.</summary>
internal sealed class OpenBlock(int weeks)
{
    public Instant[] Starts { get; } = new Instant[weeks + 1];

    /// <summary>Nanoseconds open, and days to which anything belongs, before each of the weeks; at the end, in all.</summary>
    public long[] Open { get; } = new long[weeks + 1];
    public long[] Days { get; } = new long[weeks + 1];

    /// <summary>Weeks that are not as every other.</summary>
    public OpenWeek?[] Unusual { get; } = new OpenWeek?[weeks];

    public OpenWeek Of(int week, OpenWeek usual) => Unusual[week] ?? usual;
}
