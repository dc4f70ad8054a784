using System.Collections.Concurrent;
using NodaTime;

namespace Rapport.Values;

/// <summary>What is open on a date, on the line of its local time and yet without a zone.</summary>
internal sealed class OpenDays
{
    public const long Day = NodaConstants.NanosecondsPerDay;

    private readonly List<Piece>[] week;
    private readonly Dictionary<LocalDate, ExceptionalDay> days;
    private readonly HolidayRegion? region;
    private readonly ConcurrentDictionary<int, Dictionary<LocalDate, ExceptionalDay>> years = new();

    /// <exception cref="ArgumentException">Two of the days have one date.</exception>
    public OpenDays(
        WeeklyHours hours,
        IEnumerable<ExceptionalDay> exceptions,
        HolidayRegion? region
    )
    {
        week =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(day => Piece.Union(hours.Spans.Where(s => (int)s.Day == day).Select(Of))),
        ];
        days = exceptions.ToDictionary(d => d.Date);
        this.region = region;
        MayOpen = !hours.IsEmpty || days.Values.Any(d => d.Kind == DayKind.OtherHours);
    }

    /// <summary>False where nothing is ever open.</summary>
    public bool MayOpen { get; }

    /// <summary>What was said of this date, else what its region keeps.</summary>
    public ExceptionalDay? Exception(LocalDate date) =>
        days.GetValueOrDefault(date) ?? Year(date.Year).GetValueOrDefault(date);

    public IEnumerable<LocalDate> Exceptions(LocalDate from, LocalDate until) =>
        days
            .Keys.Concat(
                Enumerable
                    .Range(from.Year, until.Year - from.Year + 1)
                    .SelectMany(y => Year(y).Keys)
            )
            .Where(d => d >= from && d < until);

    /// <summary>
    /// What belongs to a date: the spans that begin on it, of which the last may end on the day after, less the parts that
    /// are closed by the local time of either day.
    /// </summary>
    public List<Piece> Belonging(LocalDate date)
    {
        if (date < BusinessCalendar.First || date >= BusinessCalendar.Beyond)
        {
            return [];
        }
        var open = Exception(date) switch
        {
            { Kind: DayKind.Closed } => [],
            { Kind: DayKind.OtherHours } other => Piece.Union(other.Spans.Spans.Select(Of)),
            _ => week[(int)date.DayOfWeek],
        };
        for (var by = -1; by <= 1 && open.Count > 0; by++)
        {
            if (Exception(date.PlusDays(by)) is { Kind: DayKind.ClosedPart } part)
            {
                open = Piece.Less(open, [.. part.Spans.Spans.Select(s => Of(s).Moved(by * Day))]);
            }
        }
        return open;
    }

    /// <summary>What is open between the midnights of a date: what belongs to it, and what the day before left over.</summary>
    public List<Piece> On(LocalDate date) =>
        Piece.Union(
            Belonging(date)
                .Concat(Belonging(date.PlusDays(-1)).Select(p => p.Moved(-Day)))
                .Select(p => new Piece(Math.Max(p.From, 0), Math.Min(p.To, Day)))
        );

    /// <summary>As on any date of that day of the week.</summary>
    public List<Piece> Usual(IsoDayOfWeek day) => week[(int)day];

    private Dictionary<LocalDate, ExceptionalDay> Year(int year) =>
        years.GetOrAdd(
            year,
            y =>
                region is null
                    ? []
                    : Holidays
                        .In(region, y)
                        .DistinctBy(h => h.Date)
                        .ToDictionary(h => h.Date, h => ExceptionalDay.Closed(h.Date, h.Name))
        );

    private static Piece Of(WeeklyHours.Span span) =>
        new(span.From.NanosecondOfDay, span.To.NanosecondOfDay + (span.PastMidnight ? Day : 0));
}
