using NodaTime;
using NodaTime.Calendars;

namespace Rapport.Values;

/// <summary>
/// The days of a rule, period by period: years, months, weeks or days, each by its number on an endless count. What the
/// rule leaves open it takes from its start: the month, the day of the month, the weekday.
/// </summary>
internal sealed class RecurrenceDays
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private readonly RecurrenceParts rule;
    private readonly LocalDate start;
    private readonly IWeekYearRule weeks;
    private readonly HashSet<PlacedDay> days;
    private readonly HashSet<int> months;
    private readonly HashSet<int> monthDays;
    private readonly HashSet<int> yearDays;
    private readonly bool ofMonth;
    private readonly bool places;

    public RecurrenceDays(RecurrenceParts rule, LocalDate start)
    {
        (this.rule, this.start) = (rule, start);
        weeks = WeekYearRules.ForMinDaysInFirstWeek(4, rule.WeekStart);
        months = [.. rule.ByMonth];
        yearDays = [.. rule.ByYearDay];
        var open = rule.ByDay.Count == 0 && rule.ByMonthDay.Count == 0 && rule.ByYearDay.Count == 0;
        var weekly = rule.Frequency == Frequency.Weekly || rule.ByWeekNo.Count > 0;
        days = open && weekly ? [new PlacedDay(start.DayOfWeek)] : [.. rule.ByDay];
        monthDays =
            open && !weekly && rule.Frequency >= Frequency.Monthly
                ? [start.Day]
                : [.. rule.ByMonthDay];
        if (open && !weekly && rule.Frequency == Frequency.Yearly && months.Count == 0)
        {
            months.Add(start.Month);
        }
        ofMonth = rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0;
        places = rule.ByDay.Any(d => d.Place != 0);
    }

    /// <summary>On how many periods in a row a rule repeats itself, since the calendar does after 400 years.</summary>
    public int Cycle =>
        rule.Frequency switch
        {
            Frequency.Yearly => 400,
            Frequency.Monthly => 4_800,
            Frequency.Weekly => 20_871,
            _ => 146_097,
        };

    /// <summary>Which period a day lies in.</summary>
    public long Number(LocalDate day) =>
        rule.Frequency switch
        {
            Frequency.Yearly => rule.ByWeekNo.Count > 0 ? weeks.GetWeekYear(day) : day.Year,
            Frequency.Monthly => day.Year * 12 + day.Month - 1,
            Frequency.Weekly => Floor(Since(day) - Since(FirstWeek), 7),
            _ => Since(day),
        };

    /// <summary>The days of a period on which the rule falls, in their order.</summary>
    public IReadOnlyList<LocalDate> Of(long number)
    {
        var among = rule.Frequency switch
        {
            Frequency.Yearly when rule.ByWeekNo.Count > 0 => OfWeeks((int)number),
            Frequency.Yearly => OfYear((int)number),
            Frequency.Monthly => OfMonth((int)Floor(number, 12), (int)(number % 12) + 1),
            Frequency.Weekly => Week(FirstWeek.PlusDays((int)(number * 7))),
            _ => [Epoch.PlusDays((int)number)],
        };
        var found = new List<LocalDate>();
        foreach (var day in among)
        {
            if (Fits(day))
            {
                found.Add(day);
            }
        }
        return found;
    }

    /// <summary>Whether the parts that speak of days let this one through.</summary>
    public bool Fits(LocalDate day)
    {
        if (months.Count > 0 && !months.Contains(day.Month))
        {
            return false;
        }
        if (
            monthDays.Count > 0
            && !monthDays.Contains(day.Day)
            && !monthDays.Contains(day.Day - 1 - MonthLength(day))
        )
        {
            return false;
        }
        if (
            yearDays.Count > 0
            && !yearDays.Contains(day.DayOfYear)
            && !yearDays.Contains(day.DayOfYear - 1 - YearLength(day))
        )
        {
            return false;
        }
        return days.Count == 0
            || days.Contains(new PlacedDay(day.DayOfWeek))
            || (places && FitsItsPlace(day));
    }

    private bool FitsItsPlace(LocalDate day)
    {
        var (at, length) = ofMonth ? (day.Day, MonthLength(day)) : (day.DayOfYear, YearLength(day));
        return days.Contains(new PlacedDay(day.DayOfWeek, (at - 1) / 7 + 1))
            || days.Contains(new PlacedDay(day.DayOfWeek, -((length - at) / 7 + 1)));
    }

    private IEnumerable<LocalDate> OfYear(int year)
    {
        for (var month = 1; month <= 12; month++)
        {
            if (months.Count == 0 || months.Contains(month))
            {
                foreach (var day in OfMonth(year, month))
                {
                    yield return day;
                }
            }
        }
    }

    private static IEnumerable<LocalDate> OfMonth(int year, int month)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
        for (var day = 1; day <= length; day++)
        {
            yield return new LocalDate(year, month, day);
        }
    }

    /// <summary>A year of weeks may begin in the December before and end in the January after.</summary>
    private IEnumerable<LocalDate> OfWeeks(int year)
    {
        var count = weeks.GetWeeksInWeekYear(year);
        return rule
            .ByWeekNo.Select(week => week < 0 ? week + count + 1 : week)
            .Where(week => week >= 1 && week <= count)
            .Distinct()
            .Order()
            .SelectMany(week => Week(weeks.GetLocalDate(year, week, rule.WeekStart)));
    }

    private static IEnumerable<LocalDate> Week(LocalDate first)
    {
        for (var day = 0; day < 7; day++)
        {
            yield return first.PlusDays(day);
        }
    }

    private LocalDate FirstWeek => Epoch.With(DateAdjusters.PreviousOrSame(rule.WeekStart));

    private static int MonthLength(LocalDate day) =>
        CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month);

    private static int YearLength(LocalDate day) => CalendarSystem.Iso.GetDaysInYear(day.Year);

    private static int Since(LocalDate day) => Period.DaysBetween(Epoch, day);

    private static long Floor(long number, long by) => number / by - (number % by < 0 ? 1 : 0);
}
