using System.Runtime.InteropServices;
using NodaTime;

namespace Rapport.Values;

/// <summary>How often a rule comes round, from the shortest to the longest.</summary>
public enum Frequency
{
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>A weekday of a rule.</summary>
/// <param name="Place">Which one of the month or the year, from the end where negative: 2TU, -1FR. 0 is every one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlacedDay(IsoDayOfWeek Day, int Place = 0);

/// <summary>As what the end of a rule is written.</summary>
public enum UntilKind
{
    /// <summary>The whole day counts.</summary>
    Date,
    Local,
    Utc,
}

/// <summary>The last moment at which a rule may still occur.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Until(LocalDateTime At, UntilKind Kind);

/// <summary>What a rule says, part by part, by the names of RFC 5545, section 3.3.10. Not checked yet.</summary>
public sealed record RecurrenceParts(Frequency Frequency)
{
    public int Interval { get; init; } = 1;
    public int? Count { get; init; }
    public Until? Until { get; init; }
    public IReadOnlyList<int> BySecond { get; init; } = [];
    public IReadOnlyList<int> ByMinute { get; init; } = [];
    public IReadOnlyList<int> ByHour { get; init; } = [];
    public IReadOnlyList<PlacedDay> ByDay { get; init; } = [];

    /// <summary>Negative ones count from the end of the month.</summary>
    public IReadOnlyList<int> ByMonthDay { get; init; } = [];
    public IReadOnlyList<int> ByYearDay { get; init; } = [];
    public IReadOnlyList<int> ByWeekNo { get; init; } = [];
    public IReadOnlyList<int> ByMonth { get; init; } = [];
    public IReadOnlyList<int> BySetPos { get; init; } = [];
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;
}

/// <summary>
/// A recurrence rule of RFC 5545, section 3.3.10 (RRULE), without RSCALE of RFC 7529. Immutable and checked: its lists
/// are sorted and name nothing twice, and two that say the same parts are equal. When it occurs is for
/// <see cref="Occurrences"/> to say.
/// </summary>
public sealed class Recurrence : IEquatable<Recurrence>
{
    /// <summary>By which refusals name it; what is wrong with it is their detail.</summary>
    public const string Field = "rule";
    public const int LongestText = 4000;

    /// <summary>A rule that ends by number is counted from its beginning; this many are counted in a moment.</summary>
    public const int MostCounted = 1_000_000;
    public const int LongestInterval = 999_999_999;

    private Recurrence(RecurrenceParts parts) => Parts = parts;

    public RecurrenceParts Parts { get; }

    /// <summary>A rule as text, with or without "RRULE:" before it. Refuses by naming the part that is wrong.</summary>
    public static Result<Recurrence> Read(string? text)
    {
        var parts = RecurrenceText.Read(text);
        return parts.Done ? Of(parts.Value) : parts.Refusal!;
    }

    /// <summary>Refuses values out of range and parts that do not go together, each by its name.</summary>
    public static Result<Recurrence> Of(RecurrenceParts parts)
    {
        var faults = new Faults();
        RecurrenceChecks.Add(parts, faults);
        return faults.Any
            ? faults.Refusal
            : new Recurrence(
                parts with
                {
                    BySecond = Once(parts.BySecond),
                    ByMinute = Once(parts.ByMinute),
                    ByHour = Once(parts.ByHour),
                    ByDay = [.. parts.ByDay.Distinct().OrderBy(d => d.Day).ThenBy(d => d.Place)],
                    ByMonthDay = Once(parts.ByMonthDay),
                    ByYearDay = Once(parts.ByYearDay),
                    ByWeekNo = Once(parts.ByWeekNo),
                    ByMonth = Once(parts.ByMonth),
                    BySetPos = Once(parts.BySetPos),
                }
            );
    }

    public bool Equals(Recurrence? other) => other?.ToString() == ToString();

    public override bool Equals(object? obj) => Equals(obj as Recurrence);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As RFC 5545 writes it, without what goes without saying; the same for equal rules.</summary>
    public override string ToString() => RecurrenceText.Write(Parts);

    private static int[] Once(IEnumerable<int> numbers) => [.. numbers.Distinct().Order()];
}
