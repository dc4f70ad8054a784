using NodaTime;

namespace Rapport.Values;

/// <summary>
/// The periods of a fixed cadence, one after the other, counted from that of its anchor, and the days on which it falls in
/// each.
/// </summary>
internal sealed class CadenceBlocks(
    Cadence cadence,
    LocalDate anchor,
    Func<LocalDate, bool> isWorkingDay
)
{
    /// <summary>Where so many periods in a row have none of its days, there is none to come.</summary>
    private const int MostEmpty = 100;

    /// <summary>A calendar that has no working day in two years has none at all.</summary>
    private const int MostDaysOff = 731;

    /// <summary>So far from the end of the calendar that the longest period still has an end.</summary>
    private const int EndYear = 9500;

    public IEnumerable<LocalDate> Dates(LocalDate from)
    {
        from = LocalDate.Max(from, anchor);
        var empty = 0;
        for (
            var number = Number(from);
            empty < MostEmpty && Begin(number).Year < EndYear;
            number++, empty++
        )
        {
            foreach (var day in Of(number).Where(d => d >= from))
            {
                empty = 0;
                yield return day;
            }
        }
    }

    public DateInterval PeriodOf(LocalDate day)
    {
        var number = Number(day);
        if (cadence.Weekdays.Count < 2)
        {
            return new DateInterval(Begin(number), Begin(number + 1).PlusDays(-1));
        }
        var near = new[] { number - 1, number, number + 1 }.SelectMany(Of).ToList();
        return new DateInterval(near.Last(d => d <= day), near.First(d => d > day).PlusDays(-1));
    }

    /// <param name="happened">In their order.</param>
    public List<KeptPeriod> Kept(List<LocalDate> happened, LocalDate today)
    {
        var kept = new List<KeptPeriod>();
        foreach (var due in Dates(anchor))
        {
            var period = PeriodOf(due);
            if (period.Start > today)
            {
                break;
            }
            var first = happened.BinarySearch(period.Start);
            first = first < 0 ? ~first : first;
            kept.Add(
                new KeptPeriod(
                    period,
                    first < happened.Count && happened[first] <= period.End ? Keeping.Kept
                        : period.End < today ? Keeping.Slipped
                        : Keeping.Open
                )
            );
        }
        return kept;
    }

    /// <summary>So many working days later; where there are none, as if each day were one.</summary>
    public static LocalDate WorkingDaysLater(
        LocalDate day,
        int count,
        Func<LocalDate, bool> isWorkingDay
    )
    {
        while (count > 0)
        {
            var next = FirstWorkingDay(day.PlusDays(1), isWorkingDay);
            if (next is null)
            {
                return day.PlusDays(count);
            }
            (day, count) = (next.Value, count - 1);
        }
        return day;
    }

    private static LocalDate? FirstWorkingDay(LocalDate from, Func<LocalDate, bool> isWorkingDay)
    {
        for (var off = 0; off <= MostDaysOff; off++)
        {
            if (isWorkingDay(from.PlusDays(off)))
            {
                return from.PlusDays(off);
            }
        }
        return null;
    }

    /// <summary>Which period a day lies in; that of the anchor is 0.</summary>
    private int Number(LocalDate day) =>
        cadence.Unit switch
        {
            CadenceUnit.Day or CadenceUnit.Week => Floor(
                Period.DaysBetween(Begin(0), day),
                DaysOfPeriod
            ),
            _ => Floor(
                (day.Year - Begin(0).Year) * 12 + day.Month - Begin(0).Month,
                cadence.Every * MonthsOfUnit
            ),
        };

    private LocalDate Begin(int number) =>
        cadence.Unit switch
        {
            CadenceUnit.Day => anchor.PlusDays(number * DaysOfPeriod),
            CadenceUnit.Week => anchor
                .PlusDays(1 - (int)anchor.DayOfWeek)
                .PlusDays(number * DaysOfPeriod),
            _ => new LocalDate(
                anchor.Year,
                anchor.Month - (anchor.Month - 1) % MonthsOfUnit,
                1
            ).PlusMonths(number * cadence.Every * MonthsOfUnit),
        };

    private int DaysOfPeriod => cadence.Every * (cadence.Unit == CadenceUnit.Week ? 7 : 1);

    private int MonthsOfUnit =>
        cadence.Unit switch
        {
            CadenceUnit.Quarter => 3,
            CadenceUnit.Year => 12,
            _ => 1,
        };

    /// <summary>The days of a period on which the cadence falls.</summary>
    private IEnumerable<LocalDate> Of(int number)
    {
        var begin = Begin(number);
        if (cadence.On is { } place)
        {
            return Placed(place, begin, begin.PlusMonths(MonthsOfUnit));
        }
        return cadence.Unit switch
        {
            CadenceUnit.Day => [begin],
            CadenceUnit.Week when cadence.Weekdays.Count > 0 => cadence.Weekdays.Select(d =>
                begin.PlusDays((int)d - 1)
            ),
            CadenceUnit.Week => [anchor.PlusDays(number * DaysOfPeriod)],
            // Always from the anchor, so that the 31st comes back after February.
            _ => [anchor.PlusMonths(number * cadence.Every * MonthsOfUnit)],
        };
    }

    /// <param name="end">Excluded.</param>
    private IEnumerable<LocalDate> Placed(CadencePlace place, LocalDate begin, LocalDate end)
    {
        var days = Enumerable
            .Range(0, Period.DaysBetween(begin, end))
            .Select(begin.PlusDays)
            .Where(d =>
                place.Of switch
                {
                    CadenceDays.WorkingDays => isWorkingDay(d),
                    CadenceDays.Weekdays => d.DayOfWeek == place.Weekday,
                    _ => true,
                }
            );
        days = place.Nth < 0 ? days.Reverse().Take(-place.Nth) : days.Take(place.Nth);
        var counted = days.ToList();
        // Of days there is always a last one; of weekdays there is no fifth in most months.
        return
            counted.Count == 0
            || (place.Of == CadenceDays.Weekdays && counted.Count < Math.Abs(place.Nth))
            ? []
            : [counted[^1]];
    }

    private static int Floor(int number, int by) => number / by - (number % by < 0 ? 1 : 0);
}
