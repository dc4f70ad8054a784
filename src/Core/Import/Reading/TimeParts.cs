using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.Text;

namespace Rapport.Import.Reading;

/// <summary>The time of day behind a date: 14:30, 2:30 PM, 14:30:05.123, with Z or +02:00 behind it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeParts(LocalTime? Time, Offset? Offset)
{
    private static readonly LocalTimePattern[] Patterns =
    [
        LocalTimePattern.CreateWithInvariantCulture("H:mm"),
        LocalTimePattern.CreateWithInvariantCulture("H:mm:ss"),
        LocalTimePattern.CreateWithInvariantCulture("H:mm:ss.FFFFFFFFF"),
        LocalTimePattern.CreateWithInvariantCulture("h:mm tt"),
        LocalTimePattern.CreateWithInvariantCulture("h:mm:ss tt"),
    ];

    private static readonly OffsetPattern Offsets = OffsetPattern.CreateWithInvariantCulture(
        "Z+HH:mm"
    );

    /// <summary>The parts of what follows a date, or null where it is no time. Nothing at all is no time of day.</summary>
    public static TimeParts? Of(ReadOnlySpan<char> rest)
    {
        var text = rest.Trim(" T,").ToString();
        if (text.Length == 0)
        {
            return new TimeParts(null, null);
        }

        Offset? offset = null;
        text = text.Replace("a.m.", "AM", StringComparison.OrdinalIgnoreCase)
            .Replace("p.m.", "PM", StringComparison.OrdinalIgnoreCase);
        foreach (var suffix in (ReadOnlySpan<string>)["UTC", "GMT", "Uhr", "h"])
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^suffix.Length].TrimEnd();
                offset = suffix is "UTC" or "GMT" ? NodaTime.Offset.Zero : null;
                break;
            }
        }

        var sign = text.LastIndexOfAny(['+', '-', 'Z']);
        if (sign > 0)
        {
            var zone = text[sign..];
            zone =
                zone.Length == 5 && zone[3] != ':' ? $"{zone[..3]}:{zone[3..]}"
                : zone.Length == 3 ? zone + ":00"
                : zone;
            if (!Offsets.Parse(zone).TryGetValue(NodaTime.Offset.Zero, out var found))
            {
                return null;
            }

            (offset, text) = (found, text[..sign].TrimEnd());
        }

        text = Spaced(text.ToUpperInvariant());
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(text).TryGetValue(LocalTime.Midnight, out var time))
            {
                return new TimeParts(time, offset);
            }
        }

        return null;
    }

    // "2:30PM" has no space where the pattern wants one.
    private static string Spaced(string text) =>
        text.Length > 2 && text[^1] == 'M' && char.IsAsciiDigit(text[^3])
            ? $"{text[..^2]} {text[^2..]}"
            : text;
}
