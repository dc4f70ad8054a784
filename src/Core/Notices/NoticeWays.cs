using NodaTime;
using NodaTime.TimeZones;
using Rapport.Data;

namespace Rapport.Notices;

/// <summary>How far a notice goes to its colleague; each way has those before it.</summary>
public enum NoticeWay
{
    /// <summary>It waits in the program.</summary>
    App,

    /// <summary>While it is unread, it stands in the mail of the morning.</summary>
    Digest,

    /// <summary>By mail, as soon as she wants to hear.</summary>
    AtOnce,

    /// <summary>In her chat, as soon as she wants to hear; by mail where that cannot be told.</summary>
    Chat,

    /// <summary>By mail and in her chat, as soon as she wants to hear.</summary>
    Both,
}

/// <summary>Whether the mail of the morning is written.</summary>
public enum DigestWhen
{
    Never,
    Something,

    /// <summary>Also on a day on which there is nothing to say.</summary>
    Always,
}

[Flags]
public enum WorkDays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
}

/// <summary>
/// By which ways a colleague hears, when she wants her quiet, and when her next morning mail is due. A time that a change
/// of clocks skips is as much later; one that comes twice is the second.
/// </summary>
public sealed class NoticeWays : IAwaited
{
    public const int ZoneLength = 60;
    public const int MinutesOfDay = 24 * 60;

    /// <summary>What comes within it goes in one mail.</summary>
    public static readonly Duration Gather = Duration.FromMinutes(1);

    public const WorkDays EveryDay = UsualDays | WorkDays.Saturday | WorkDays.Sunday;

    private const WorkDays UsualDays =
        WorkDays.Monday
        | WorkDays.Tuesday
        | WorkDays.Wednesday
        | WorkDays.Thursday
        | WorkDays.Friday;

    private const int MostSteps = 2_000;

    private static readonly ZoneLocalMappingResolver Resolver = Resolvers.CreateMappingResolver(
        Resolvers.ReturnLater,
        Resolvers.ReturnForwardShifted
    );

    public Guid ColleagueId { get; init; }
    public NoticeWay Urgent { get; set; } = NoticeWay.AtOnce;
    public NoticeWay Usual { get; set; } = NoticeWay.Digest;
    public NoticeWay Low { get; set; } = NoticeWay.Digest;

    /// <summary>In minutes of her day; the same as <see cref="QuietUntil" /> for no quiet hours.</summary>
    public int QuietFrom { get; set; } = 20 * 60;
    public int QuietUntil { get; set; } = 7 * 60;

    /// <summary>What is urgent goes at once whenever it comes.</summary>
    public bool BreaksThrough { get; set; }

    /// <summary>On the others there is quiet, and no morning mail.</summary>
    public WorkDays Days { get; set; } = UsualDays;
    public DigestWhen Digest { get; set; } = DigestWhen.Something;

    /// <summary>In minutes of her day.</summary>
    public int DigestAt { get; set; } = 7 * 60;

    /// <summary>When the next morning mail is due; null where she wants none.</summary>
    public Instant? DigestDue { get; set; }

    /// <summary>When the last was due that was written or had nothing to say.</summary>
    public Instant? DigestLast { get; set; }

    /// <summary>IANA name of the zone by which it is due.</summary>
    public string Zone { get; set; } = "";

    public bool IsWaiting => DigestDue is not null;

    public NoticeWay Of(NoticePriority priority) =>
        priority switch
        {
            NoticePriority.Urgent => Urgent,
            NoticePriority.Low => Low,
            _ => Usual,
        };

    /// <summary>When something that waits to be told goes by itself, not before now; null where it does not.</summary>
    /// <param name="away">Days, first and last, on which she is away.</param>
    public Instant? MailAt(
        NoticePriority priority,
        Instant now,
        DateTimeZone zone,
        IReadOnlyCollection<(LocalDate From, LocalDate Until)> away
    ) =>
        Of(priority) is NoticeWay.App or NoticeWay.Digest
            ? null
            : Soonest(priority, now, zone, away);

    /// <summary>When she wants to hear of what goes at once; null where her quiet never ends.</summary>
    /// <param name="away">Days, first and last, on which she is away.</param>
    public Instant? Soonest(
        NoticePriority priority,
        Instant now,
        DateTimeZone zone,
        IReadOnlyCollection<(LocalDate From, LocalDate Until)> away
    ) => priority == NoticePriority.Urgent && BreaksThrough ? now : AfterQuiet(now, zone, away);

    /// <summary>The first morning after a moment on which she wants her mail, one a day; null where she wants none.</summary>
    public Instant? NextDigest(Instant after, DateTimeZone zone)
    {
        if (Digest == DigestWhen.Never || Days == WorkDays.None)
        {
            return null;
        }
        var day = after.InZone(zone).Date;
        while (!WantsOn(day, zone) || At(day, DigestAt, zone) <= after)
        {
            day = day.PlusDays(1);
        }
        return At(day, DigestAt, zone);
    }

    /// <summary>Her mail of this very day is due, and was not written.</summary>
    public bool IsDigestDue(Instant now, DateTimeZone zone)
    {
        var today = now.InZone(zone).Date;
        return Digest != DigestWhen.Never
            && WantsOn(today, zone)
            && At(today, DigestAt, zone) <= now;
    }

    /// <summary>Reckons the next morning anew, after a choice or a change of zone.</summary>
    public void Settle(Instant now, DateTimeZone zone) =>
        (Zone, DigestDue) = (zone.Id, NextDigest(now, zone));

    /// <summary>The moment itself, or the end of the quiet in which it lies; null where that never ends.</summary>
    private Instant? AfterQuiet(
        Instant at,
        DateTimeZone zone,
        IReadOnlyCollection<(LocalDate From, LocalDate Until)> away
    )
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var local = at.InZone(zone);
            var (day, minute) = (local.Date, (local.Hour * 60) + local.Minute);
            if (!WorksOn(day) || away.Any(a => a.From <= day && day <= a.Until))
            {
                at = zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
            }
            else if (EndOfQuiet(day, minute) is { } end)
            {
                at = At(end, QuietUntil, zone);
            }
            else
            {
                return at;
            }
        }
        return null;
    }

    /// <summary>The day on which the quiet of a minute ends; null where there is none.</summary>
    private LocalDate? EndOfQuiet(LocalDate day, int minute)
    {
        var (from, until) = (QuietFrom, QuietUntil);
        return from == until ? null
            : from < until ? (from <= minute && minute < until ? day : null)
            : minute >= from ? day.PlusDays(1)
            : minute < until ? day
            : null;
    }

    private bool WantsOn(LocalDate day, DateTimeZone zone) =>
        WorksOn(day) && (DigestLast is not { } last || last.InZone(zone).Date < day);

    private bool WorksOn(LocalDate day) => Days.HasFlag((WorkDays)(1 << ((int)day.DayOfWeek - 1)));

    private static Instant At(LocalDate day, int minute, DateTimeZone zone) =>
        zone.ResolveLocal(day.AtMidnight().PlusMinutes(minute), Resolver).ToInstant();
}
