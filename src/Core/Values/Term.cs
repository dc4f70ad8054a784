using System.Globalization;
using NodaTime;

namespace Rapport.Values;

/// <summary>
/// How much business time something may take: whole business days, "2 bd", or business hours and minutes, "8 bh",
/// "30 bm", "1 bh 30 bm". What they mean is the calendar's to say.
/// </summary>
public sealed record Term
{
    /// <summary>Business days, or days of 24 business hours, at most: some twenty-seven years.</summary>
    public const int MostDays = 10_000;

    private Term(int? days, Duration time) => (Days, Time) = (days, time);

    /// <summary>Null for one in hours.</summary>
    public int? Days { get; }

    /// <summary>Nothing for one in days.</summary>
    public Duration Time { get; }

    /// <exception cref="ArgumentOutOfRangeException">Below zero, or more than <see cref="MostDays"/>.</exception>
    public static Term OfDays(int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        return new(days, Duration.Zero);
    }

    /// <exception cref="ArgumentOutOfRangeException">Below zero, or more than <see cref="MostDays"/>.</exception>
    public static Term OfMinutes(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, MostDays * 24 * 60);
        return new(null, Duration.FromMinutes(minutes));
    }

    /// <exception cref="FormatException">Not in a form shown above.</exception>
    public static Term Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no term");

    /// <summary>Null when it is not understood, or too long.</summary>
    public static Term? TryParse(string text)
    {
        var words = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parts = string.Concat(words).Split(["bd", "bh", "bm"], StringSplitOptions.None);
        var units = string.Concat(words).Where(char.IsAsciiLetter).ToArray();
        if (
            parts is not [.., ""]
            || parts.Length > 3
            || !parts[..^1].All(p => p is { Length: > 0 and <= 8 } && p.All(char.IsAsciiDigit))
        )
        {
            return null;
        }
        var numbers = parts[..^1]
            .Select(p => int.Parse(p, NumberStyles.None, CultureInfo.InvariantCulture))
            .ToArray();
        return new string(units) switch
        {
            "bd" when numbers[0] <= MostDays => OfDays(numbers[0]),
            "bh" => Minutes(numbers[0], 0),
            "bm" => Minutes(0, numbers[0]),
            "bhbm" => Minutes(numbers[0], numbers[1]),
            _ => null,
        };
    }

    private static Term? Minutes(long hours, long minutes) =>
        (hours * 60) + minutes is <= MostDays * 24 * 60 and var all ? OfMinutes((int)all) : null;

    public override string ToString()
    {
        if (Days is { } days)
        {
            return FormattableString.Invariant($"{days} bd");
        }
        var (hours, minutes) = Math.DivRem((long)Time.TotalMinutes, 60);
        return minutes == 0 ? FormattableString.Invariant($"{hours} bh")
            : hours == 0 ? FormattableString.Invariant($"{minutes} bm")
            : FormattableString.Invariant($"{hours} bh {minutes} bm");
    }
}
