using NodaTime;
using NodaTime.TimeZones;
using Rapport.Values;

namespace Rapport.Contacts;

public enum ReachState
{
    /// <summary>Her hours or her zone are not known.</summary>
    Unknown,

    /// <summary>She may be called now.</summary>
    Open,

    /// <summary>Outside her hours, but she agreed to it.</summary>
    OffHoursAllowed,

    /// <summary>Outside her hours.</summary>
    Closed,
}

/// <summary>Whether she may be called now.</summary>
/// <param name="There">What time it is where she is; null when her zone is not known.</param>
/// <param name="Until">When her hours end; null when they do not hold now, or never end.</param>
/// <param name="Opens">When her hours begin again; null when they hold now, or never begin.</param>
public sealed record Reach(
    ReachState State,
    ZonedDateTime? There,
    ZonedDateTime? Until,
    ZonedDateTime? Opens
)
{
    /// <summary>Spans that follow each other without a gap are followed at most so far: twice a week of days.</summary>
    private const int MostSpans = 14;

    /// <param name="zone">Her zone.</param>
    /// <param name="clientZone">Her client's, which is hers where she has none of her own.</param>
    public static Reach Of(
        WeeklyHours? hours,
        bool offHoursAllowed,
        string? zone,
        string? clientZone,
        Instant now
    )
    {
        if ((Zone(zone) ?? Zone(clientZone)) is not { } there)
        {
            return new(ReachState.Unknown, null, null, null);
        }
        var local = now.InZone(there);
        if (hours is null || hours.IsEmpty)
        {
            return new(ReachState.Unknown, local, null, null);
        }
        if (hours.OpenUntil(local.LocalDateTime) is { } until)
        {
            return new(ReachState.Open, local, End(hours, until, there, now), null);
        }
        var opens = hours.NextOpening(local.LocalDateTime) is { } next
            ? Moment(next, there, now)
            : (ZonedDateTime?)null;
        return new(
            offHoursAllowed ? ReachState.OffHoursAllowed : ReachState.Closed,
            local,
            null,
            opens
        );
    }

    private static DateTimeZone? Zone(string? id) =>
        id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    /// <summary>The end of the last span of those that follow each other; null when there is none.</summary>
    private static ZonedDateTime? End(
        WeeklyHours hours,
        LocalDateTime until,
        DateTimeZone zone,
        Instant now
    )
    {
        for (var i = 0; i < MostSpans; i++)
        {
            if (hours.OpenUntil(until) is not { } further)
            {
                return Moment(until, zone, now);
            }
            until = further;
        }
        return null;
    }

    /// <summary>
    /// The first moment after now at which the clocks there show this time. One that a spring leaves out is the moment
    /// at which they jump over it; of the two that an autumn gives, the second is meant once the first has gone by.
    /// </summary>
    private static ZonedDateTime Moment(LocalDateTime local, DateTimeZone zone, Instant now)
    {
        var map = zone.MapLocal(local);
        return map.Count switch
        {
            0 => Resolvers.ReturnStartOfIntervalAfter(
                local,
                zone,
                map.EarlyInterval,
                map.LateInterval
            ),
            2 when map.First().ToInstant() <= now => map.Last(),
            _ => map.First(),
        };
    }
}
