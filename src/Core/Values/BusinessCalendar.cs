using NodaTime;

namespace Rapport.Values;

/// <summary>
/// Business time: the hours of a week in a zone, and the days on which other hours hold. A span past midnight belongs to
/// the day it begins on, and so a holiday closes the night shift that begins on it, to its end, and leaves the one that
/// began the evening before. Within a span counts the time that really passes: a night of eight hours over the change to
/// summer time has seven. A local time over which the clock leaps is the moment of the leap; of one that comes twice, the
/// first counts. Before <see cref="First"/> and from <see cref="Beyond"/> on nothing is open. Everything is exact to the
/// nanosecond.
/// </summary>
/// <remarks>
/// Asking takes a microsecond or less, however far: weeks are summed in blocks of 52, a block is laid out once when it is
/// first asked for (a third of a millisecond) and kept. Safe for many threads at once.
/// </remarks>
public sealed class BusinessCalendar
{
    public static readonly LocalDate First = new(1900, 1, 1);
    public static readonly LocalDate Beyond = new(2200, 1, 1);

    /// <summary>Longer than from <see cref="First"/> to <see cref="Beyond"/>.</summary>
    private static readonly Duration Longest = Duration.FromDays(301 * 366);

    private readonly OpenDays open;
    private readonly OpenWeeks weeks;

    /// <param name="days">One for a date at most.</param>
    /// <param name="region">Whose holidays are closed in every year, but for dates of which <paramref name="days"/> says otherwise.</param>
    /// <exception cref="ArgumentException">Two of the days have one date.</exception>
    public BusinessCalendar(
        WeeklyHours hours,
        DateTimeZone zone,
        IEnumerable<ExceptionalDay>? days = null,
        HolidayRegion? region = null
    )
    {
        (Hours, Zone, Region) = (hours, zone, region);
        open = new OpenDays(hours, days ?? [], region);
        weeks = new OpenWeeks(open, zone);
    }

    public WeeklyHours Hours { get; }
    public DateTimeZone Zone { get; }
    public HolidayRegion? Region { get; }

    public bool IsOpen(Instant at) => NextOpen(at) == at;

    /// <summary>The first open moment from then on, then itself included; null when there is none.</summary>
    public Instant? NextOpen(Instant from) => Add(from, Duration.Epsilon)?.Minus(Duration.Epsilon);

    /// <summary>Until when it was open last, then itself included; null when it never was.</summary>
    public Instant? LastOpen(Instant until) =>
        Subtract(until, Duration.Epsilon)?.Plus(Duration.Epsilon);

    /// <summary>How long it is open between the two; below zero when the second is the earlier.</summary>
    public Duration Between(Instant from, Instant to) =>
        to < from ? -Between(to, from) : weeks.Between(weeks.At(from), weeks.At(to));

    /// <inheritdoc cref="Between(Instant, Instant)" />
    /// <param name="pauses">In which the clock stands.</param>
    public Duration Between(Instant from, Instant to, Pauses pauses)
    {
        if (to < from)
        {
            return -Between(to, from, pauses);
        }
        var running = Between(from, to);
        foreach (var pause in pauses.All)
        {
            var begin = Instant.Max(from, pause.From);
            var end = pause.To is { } until ? Instant.Min(to, until) : to;
            running -= begin < end ? Between(begin, end) : Duration.Zero;
        }
        return running;
    }

    /// <summary>
    /// The first moment by which so much business time has passed: at the end of a span, that end and not the next
    /// beginning; of no time, the moment itself. Null when it does not come before <see cref="Beyond"/>.
    /// </summary>
    public Instant? Add(Instant from, Duration time) =>
        time < Duration.Zero ? Subtract(from, -time)
        : time == Duration.Zero ? from
        : !open.MayOpen || time > Longest ? null
        : weeks.After(weeks.At(from), time);

    /// <inheritdoc cref="Add(Instant, Duration)" />
    /// <param name="time">Not below zero.</param>
    /// <param name="pauses">In which the clock stands; one without end that is reached answers null.</param>
    public Instant? Add(Instant from, Duration time, Pauses pauses)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Duration.Zero);
        foreach (var pause in pauses.All.Where(p => p.To is not { } to || to > from))
        {
            var due = Add(from, time);
            if (time == Duration.Zero || due <= pause.From)
            {
                return due;
            }
            if (from < pause.From)
            {
                time -= Between(from, pause.From);
            }
            if (pause.To is not { } goesOn)
            {
                return null;
            }
            from = goesOn;
        }
        return Add(from, time);
    }

    /// <summary>
    /// The last moment from which on so much business time passes until then: at the beginning of a span, that beginning
    /// and not the end before it. Null when it lies before <see cref="First"/>.
    /// </summary>
    public Instant? Subtract(Instant to, Duration time) =>
        time < Duration.Zero ? Add(to, -time)
        : time == Duration.Zero ? to
        : !open.MayOpen || time > Longest ? null
        : weeks.Before(weeks.At(to), time);

    /// <summary>
    /// The end of the nth business day after the day of that moment, which itself does not count, however early it is
    /// (as Regulation (EEC, Euratom) 1182/71, Article 3, and § 187 and § 188 of the German Civil Code count). A business
    /// day is a date to which any open time belongs, be it an hour; a moment in a night shift is of the day on which the
    /// shift began. Of 0: the end of this business day, or of the next when this one is over or is none. Below zero: the
    /// end of the nth before. Null when it lies out of the years.
    /// </summary>
    public Instant? AddDays(Instant from, int days) => AddDays(from, days, Pauses.None);

    /// <inheritdoc cref="AddDays(Instant, int)" />
    /// <param name="days">Not below zero where there are pauses.</param>
    /// <param name="pauses">In which the clock stands: a day that closes in a pause does not count.</param>
    public Instant? AddDays(Instant from, int days, Pauses pauses)
    {
        if (pauses.All.Count > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(days);
        }
        if (!open.MayOpen || DayOf(from) is not { } day)
        {
            return null;
        }
        var today = weeks.Days(day);
        // How many business days stand before the one that is looked for, counted from today on.
        long ahead =
            days < 0 ? days
            : days == 0 ? (Close(day) is { } close && close < from ? 1 : 0)
            : days - (Close(day) is null ? 1 : 0);
        var uncounted = ahead - days + (days > 0 ? 1 : 0);
        foreach (var pause in pauses.All)
        {
            if (weeks.Day(today, ahead) is not { } due || Close(due) <= pause.From)
            {
                break;
            }
            if (pause.To is not { } goesOn || goesOn >= weeks.Last)
            {
                return null;
            }
            ahead += Math.Max(
                0,
                Closed(today, goesOn) - Math.Max(Closed(today, pause.From), uncounted)
            );
        }
        return weeks.Day(today, ahead) is { } found ? Close(found) : null;
    }

    /// <summary>Whether any open time belongs to this date, be it an hour.</summary>
    public bool IsBusinessDay(LocalDate day) =>
        day >= First && day < Beyond && End(day) is not null;

    /// <summary>When something is due that is said in business days or hours.</summary>
    public Instant? Add(Instant from, Term term) => Add(from, term, Pauses.None);

    /// <inheritdoc cref="Add(Instant, Term)" />
    public Instant? Add(Instant from, Term term, Pauses pauses) =>
        term.Days is { } days ? AddDays(from, days, pauses) : Add(from, term.Time, pauses);

    /// <summary>The day to whose business a moment belongs: its date, or the one before while a span of that one runs on.</summary>
    private LocalDate? DayOf(Instant at)
    {
        if (weeks.Date(at) is not { } date)
        {
            return null;
        }
        return !Holds(date, at) && Holds(date.PlusDays(-1), at) ? date.PlusDays(-1) : date;
    }

    private bool Holds(LocalDate date, Instant at) =>
        open.Belonging(date)
            .Exists(p => weeks.Moment(date, p.From) <= at && at < weeks.Moment(date, p.To));

    /// <summary>
    /// When a business day ends: with the last span that belongs to it, or to the day before where that runs longer, so
    /// that a later day never ends earlier. Null of a day that is none.
    /// </summary>
    private Instant? Close(LocalDate date) =>
        End(date) is { } own
            ? End(date.PlusDays(-1)) is { } before
                ? Instant.Max(own, before)
                : own
            : null;

    private Instant? End(LocalDate date) =>
        open.Belonging(date)
            .Where(p => weeks.Moment(date, p.From) < weeks.Moment(date, p.To))
            .Select(p => (Instant?)weeks.Moment(date, p.To))
            .LastOrDefault();

    /// <summary>How many business days from that place on are over at a moment; before the first year, none.</summary>
    private long Closed(OpenWeeks.Place from, Instant at)
    {
        if (weeks.Date(at) is not { } date)
        {
            return 0;
        }
        var before = date.PlusDays(-1);
        var all = weeks.DaysBetween(from, weeks.Days(date));
        return all
            - (Close(before) is { } ran && ran > at ? 1 : 0)
            + (Close(date) is { } closes && closes <= at ? 1 : 0);
    }
}
