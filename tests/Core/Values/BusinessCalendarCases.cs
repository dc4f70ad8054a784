using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Tests.Rules;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>What stands in BusinessCalendarCases.txt: calendars, and what was worked out by hand of them.</summary>
internal static class BusinessCalendarCases
{
    public static readonly OffsetDateTimePattern Moment =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<g>");

    private static readonly string[] Lines =
    [
        .. File.ReadAllLines(
                Path.Combine(Sources.Root, "tests/Core/Values/BusinessCalendarCases.txt")
            )
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    public static readonly IReadOnlyDictionary<string, BusinessCalendar> Named = Lines
        .Where(line => line.Contains(" = ", StringComparison.Ordinal))
        .Select(line => line.Split(" = "))
        .ToDictionary(parts => parts[0], parts => Calendar(parts[1]));

    public static IEnumerable<string> Cases =>
        Lines.Where(line => line.Contains(" | ", StringComparison.Ordinal));

    public static Instant Instant(string text) => Moment.Parse(text).Value.ToInstant();

    public static Duration Hours(string text)
    {
        var parts = text.TrimStart('-').Split(':');
        var time =
            Duration.FromHours(int.Parse(parts[0], CultureInfo.InvariantCulture))
            + Duration.FromMinutes(int.Parse(parts[1], CultureInfo.InvariantCulture));
        return text.StartsWith('-') ? -time : time;
    }

    private static BusinessCalendar Calendar(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        return new(
            WeeklyHours.Parse(parts[1]),
            DateTimeZoneProviders.Tzdb[parts[0]],
            parts.Length < 3
                ? []
                : parts[2].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Day),
            Holidays.Region(parts.ElementAtOrDefault(3))
        );
    }

    private static ExceptionalDay Day(string text)
    {
        var parts = text.Split(' ', 3);
        return new(
            LocalDatePattern.Iso.Parse(parts[0]).Value,
            parts[1] switch
            {
                "part" => DayKind.ClosedPart,
                "open" => DayKind.OtherHours,
                _ => DayKind.Closed,
            },
            DayHours.Parse(parts.ElementAtOrDefault(2) ?? "")
        );
    }
}
