using System.Globalization;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>
/// Another way to the same days, slow and plain: all days are put into their periods, every part of the rule is asked of
/// each, positions choose from what is left. Weeks are counted by their Thursdays, or what stands for it.
/// </summary>
internal static class RecurrenceDayByDay
{
    public static IEnumerable<LocalDate> Of(RecurrenceParts rule, LocalDate start, LocalDate end)
    {
        var days = Enumerable
            .Range(-400, Period.DaysBetween(start, end) + 800)
            .Select(start.PlusDays)
            .ToList();
        var first = days.IndexOf(start);
        var periods = days.GroupBy(d => PeriodOf(rule, d)).ToList();
        var begin = periods.FindIndex(p => p.Key == PeriodOf(rule, days[first]));
        var found = periods
            .Where((_, at) => at >= begin && (at - begin) % rule.Interval == 0)
            .SelectMany(p => Chosen(rule, [.. p.Where(d => Fits(rule, start, d))]))
            .Where(d => d >= start && d < end);
        return found.Prepend(start).Distinct().Order();
    }

    private static string PeriodOf(RecurrenceParts rule, LocalDate day) =>
        rule.Frequency switch
        {
            Frequency.Daily => $"{day:uuuu-MM-dd}",
            Frequency.Weekly => $"{FirstOfWeek(rule, day):uuuu-MM-dd}",
            Frequency.Monthly => $"{day:uuuu-MM}",
            _ when rule.ByWeekNo.Count > 0 => Middle(rule, day)
                .Year.ToString(CultureInfo.InvariantCulture),
            _ => $"{day:uuuu}",
        };

    private static LocalDate FirstOfWeek(RecurrenceParts rule, LocalDate day)
    {
        while (day.DayOfWeek != rule.WeekStart)
        {
            day = day.PlusDays(-1);
        }
        return day;
    }

    /// <summary>A week belongs to the year that has four of its days, so the one that has its fourth.</summary>
    private static LocalDate Middle(RecurrenceParts rule, LocalDate day) =>
        FirstOfWeek(rule, day).PlusDays(3);

    private static IEnumerable<LocalDate> Chosen(RecurrenceParts rule, List<LocalDate> set) =>
        rule.BySetPos.Count == 0
            ? set
            : set.Where(
                (_, at) => rule.BySetPos.Contains(at + 1) || rule.BySetPos.Contains(at - set.Count)
            );

    private static bool Fits(RecurrenceParts rule, LocalDate start, LocalDate day)
    {
        var inMonth = Days(new LocalDate(day.Year, day.Month, 1), d => d.Month == day.Month);
        var inYear =
            rule.ByYearDay.Count + rule.ByDay.Count > 0
                ? Days(new LocalDate(day.Year, 1, 1), d => d.Year == day.Year)
                : [];
        bool Place(IReadOnlyList<int> said, List<LocalDate> among) =>
            said.Count == 0
            || said.Any(n => n > 0 ? Nth(among, n) == day : FromEnd(among, -n) == day);
        var open = rule.ByDay.Count == 0 && rule.ByMonthDay.Count == 0 && rule.ByYearDay.Count == 0;
        var ordinals =
            rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0 ? inMonth : inYear;
        return (rule.ByMonth.Count == 0 || rule.ByMonth.Contains(day.Month))
            && Place(rule.ByMonthDay, inMonth)
            && Place(rule.ByYearDay, inYear)
            && (rule.ByWeekNo.Count == 0 || FitsWeek(rule, day))
            && (
                rule.ByDay.Count == 0
                || rule.ByDay.Any(d =>
                    d.Day == day.DayOfWeek
                    && (
                        d.Place == 0
                        || Place([d.Place], [.. ordinals.Where(o => o.DayOfWeek == d.Day)])
                    )
                )
            )
            && (!open || FitsStart(rule, start, day));
    }

    private static bool FitsWeek(RecurrenceParts rule, LocalDate day)
    {
        var middle = Middle(rule, day);
        var number = (middle.DayOfYear - 1) / 7 + 1;
        var last = (
            Middle(rule, new LocalDate(middle.Year, 12, 31)) is var end && end.Year == middle.Year
                ? end
                : end.PlusDays(-7)
        ).DayOfYear;
        var count = (last - 1) / 7 + 1;
        return rule.ByWeekNo.Contains(number) || rule.ByWeekNo.Contains(number - count - 1);
    }

    /// <summary>What a rule leaves open is as on its start.</summary>
    private static bool FitsStart(RecurrenceParts rule, LocalDate start, LocalDate day) =>
        rule.Frequency switch
        {
            Frequency.Daily => true,
            Frequency.Weekly => day.DayOfWeek == start.DayOfWeek,
            Frequency.Monthly => day.Day == start.Day,
            _ when rule.ByWeekNo.Count > 0 => day.DayOfWeek == start.DayOfWeek,
            _ => day.Day == start.Day && (rule.ByMonth.Count > 0 || day.Month == start.Month),
        };

    private static List<LocalDate> Days(LocalDate first, Func<LocalDate, bool> among) =>
        [.. Enumerable.Range(0, 366).Select(first.PlusDays).TakeWhile(among)];

    private static LocalDate? Nth(List<LocalDate> days, int n) =>
        n <= days.Count ? days[n - 1] : null;

    private static LocalDate? FromEnd(List<LocalDate> days, int n) =>
        n <= days.Count ? days[^n] : null;
}
