using NodaTime;
using NodaTime.Text;

namespace Rapport.Values;

/// <summary>
/// Writes what the zones of a calendar file mean (RFC 5545, 3.6.5), as far as its entries need it: each change of the clock
/// by its date and in a part of its own, so that it is right where no yearly rule holds: programs read dates that are
/// listed together in different ways.
/// </summary>
internal static class CalendarZones
{
    /// <summary>What recurs is told so far ahead; programs that know the zone by its name know more.</summary>
    private const int YearsAhead = 15;

    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly OffsetPattern Whole = OffsetPattern.CreateWithInvariantCulture("+HHmm");
    private static readonly OffsetPattern OddOffset = OffsetPattern.CreateWithInvariantCulture(
        "+HHmmss"
    );
    private static readonly LocalDateTime Ever = new(1970, 1, 1, 0, 0);

    public static void Write(CalendarLines file, IReadOnlyCollection<CalendarEvent> events)
    {
        var used = events
            .SelectMany(one =>
                one.Except.Append(one.When)
                    .Append(one.InsteadOf)
                    .OfType<CalendarWhen.Span>()
                    .Where(span => span.Zone is not null)
                    .Select(span => (span.Start, End: End(one, span), Zone: span.Zone!.Id))
            )
            .GroupBy(span => span.Zone)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal);
        foreach (var zone in used)
        {
            Write(
                file,
                DateTimeZoneProviders.Tzdb[zone.Key],
                zone.Min(s => s.Start),
                zone.Max(s => s.End)
            );
        }
    }

    private static Instant End(CalendarEvent one, CalendarWhen.Span span) =>
        (span.End ?? span.Start) + Duration.FromDays(one.Rule is null ? 1 : 366 * YearsAhead);

    private static void Write(CalendarLines file, DateTimeZone zone, Instant from, Instant to)
    {
        file.Add("BEGIN", "VTIMEZONE");
        file.Add("TZID", zone.Id);
        var intervals = zone.GetZoneIntervals(from, to).ToList();
        // The offset before each is that of the interval before; before the first it is asked for.
        var before = intervals[0].HasStart
            ? zone.GetZoneInterval(intervals[0].Start - Duration.Epsilon).WallOffset
            : intervals[0].WallOffset;
        var changes = new List<Change>();
        foreach (var interval in intervals)
        {
            changes.Add(
                new Change(
                    interval.Savings != Offset.Zero,
                    before,
                    interval.WallOffset,
                    interval.Name,
                    interval.HasStart ? interval.Start.WithOffset(before).LocalDateTime : Ever
                )
            );
            before = interval.WallOffset;
        }
        foreach (var change in changes)
        {
            Write(file, change);
        }
        file.Add("END", "VTIMEZONE");
    }

    private static void Write(CalendarLines file, Change change)
    {
        var kind = change.Summer ? "DAYLIGHT" : "STANDARD";
        file.Add("BEGIN", kind);
        file.Add("DTSTART", Local.Format(change.At));
        file.Add("TZOFFSETFROM", Written(change.From));
        file.Add("TZOFFSETTO", Written(change.To));
        file.AddText("TZNAME", change.Name);
        file.Add("END", kind);
    }

    private static string Written(Offset offset) =>
        (offset.Seconds % 60 == 0 ? Whole : OddOffset).Format(offset);

    /// <param name="At">By the clock as it was before.</param>
    private sealed record Change(
        bool Summer,
        Offset From,
        Offset To,
        string Name,
        LocalDateTime At
    );
}
