using NodaTime;
using NodaTime.Text;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>At which level of the two firms people meet again and again.</summary>
public enum MeetingLevel
{
    Operational,
    Project,
    Steering,
    Executive,
    PartnerReview,

    /// <summary>Account and project among ourselves.</summary>
    Internal,
}

/// <summary>How the rhythm of a series stands on a day.</summary>
public enum SeriesStand
{
    /// <summary>It happened in the period that runs.</summary>
    Kept,

    /// <summary>It has not happened in the period that runs, and may yet.</summary>
    Due,

    /// <summary>A whole period went by without it.</summary>
    Slipped,

    /// <summary>It goes on no more.</summary>
    Ended,
}

/// <summary>Meetings that come again by a cadence. Whether that is kept follows from the meetings that were held.</summary>
public sealed class Series : Row, IOfClient
{
    public static readonly EventName Added = new(
        "series.added",
        "A series of meetings was agreed."
    );
    public static readonly EventName Changed = new(
        "series.changed",
        "What is said of a series of meetings changed."
    );
    public static readonly EventName Finished = new(
        "series.ended",
        "A series of meetings goes on no more."
    );

    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture(
        "HH:mm"
    );

    public Guid? ClientId { get; init; }
    public MeetingLevel Level { get; set; }
    public required string Title { get; set; }
    public string? TitleKey
    {
        get => Folded.KeyOf(Title);
        private set { }
    }

    /// <summary>As <see cref="Values.Cadence.Read"/> reads it.</summary>
    public required string Cadence { get; set; }

    /// <summary>From which day on its periods are counted.</summary>
    public LocalDate Anchor { get; set; }

    /// <summary>At which time of day it usually begins, as 14:30.</summary>
    public required string Time { get; set; }
    public int Minutes { get; set; }

    /// <summary>IANA name.</summary>
    public required string Zone { get; set; }
    public string? Place { get; set; }
    public Guid? OwnerId { get; set; }

    /// <summary>The last day of the last period in which it happened; null while it never did.</summary>
    public LocalDate? KeptUntil { get; set; }

    /// <summary>The last day on which it can still happen in time.</summary>
    public LocalDate SlipsAfter { get; set; }
    public LocalDate? Ended { get; set; }
    public Instant CreatedAt { get; init; }

    public List<SeriesMember> Members { get; init; } = [];

    public MeetingKind Kind => KindOf(Level);

    public DateTimeZone TimeZone =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? DateTimeZone.Utc;

    public Cadence Rhythm => Values.Cadence.Read(Cadence).Value;

    public SeriesStand On(LocalDate today) => Stand(Ended, KeptUntil, SlipsAfter, today);

    public static SeriesStand Stand(
        LocalDate? ended,
        LocalDate? keptUntil,
        LocalDate slipsAfter,
        LocalDate today
    ) =>
        ended is not null ? SeriesStand.Ended
        : today <= keptUntil ? SeriesStand.Kept
        : today <= slipsAfter ? SeriesStand.Due
        : SeriesStand.Slipped;

    /// <summary>When a meeting of it begins on a day.</summary>
    public Instant StartOn(LocalDate day) =>
        (day + Hour.Parse(Time).Value).InZoneLeniently(TimeZone).ToInstant();

    public static bool IsTime(string? typed) => typed is not null && Hour.Parse(typed).Success;

    public static MeetingKind KindOf(MeetingLevel level) =>
        level switch
        {
            MeetingLevel.Operational => MeetingKind.Operational,
            MeetingLevel.Project => MeetingKind.Project,
            MeetingLevel.Steering => MeetingKind.Steering,
            MeetingLevel.Executive => MeetingKind.Executive,
            MeetingLevel.PartnerReview => MeetingKind.PartnerReview,
            _ => MeetingKind.Internal,
        };

    /// <summary>What follows from the periods of its cadence: until when it is kept, and when it slips.</summary>
    public void Take(IReadOnlyList<KeptPeriod> periods, LocalDate firstDue)
    {
        var last = -1;
        for (var i = 0; i < periods.Count; i++)
        {
            last = periods[i].Keeping == Keeping.Kept ? i : last;
        }
        KeptUntil = last < 0 ? null : periods[last].Period.End;
        SlipsAfter = last + 1 < periods.Count ? periods[last + 1].Period.End : firstDue;
    }
}

/// <summary>Somebody who belongs to a series: a contact or a colleague.</summary>
public sealed class SeriesMember : ILineOf
{
    public Guid SeriesId { get; init; }
    public int Number { get; init; }
    public Guid? ContactId { get; set; }
    public Guid? ColleagueId { get; set; }

    Guid ILineOf.RowId => SeriesId;
}
