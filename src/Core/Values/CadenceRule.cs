using NodaTime;

namespace Rapport.Values;

/// <summary>Cadences as rules of a calendar (RFC 5545), and back.</summary>
internal static class CadenceRule
{
    /// <summary>Every month has these days.</summary>
    private const int ShortestMonth = 28;

    public static Result<Recurrence> Write(Cadence cadence, LocalDate anchor) =>
        !cadence.AfterLast && Parts(cadence, anchor) is { } parts
            ? Recurrence.Of(parts)
            : Refusal.Invalid(Cadence.Field, Fault.NoRule, cadence.ToString());

    /// <summary>Looks for the cadence that would be written so.</summary>
    public static Result<Cadence> Read(Recurrence rule, LocalDate start)
    {
        var plain = Recurrence.Of(Plain(rule.Parts, start));
        foreach (var maybe in plain.Done ? Maybe(plain.Value.Parts) : [])
        {
            if (
                maybe is { Done: true, Value: var cadence }
                && Write(cadence, start) is { Done: true } written
                && written.Value.Equals(plain.Value)
                && cadence.Dates(start, start, Never).FirstOrDefault() == start
            )
            {
                return cadence;
            }
        }
        return Refusal.Invalid(Cadence.Field, Fault.NotACadence, rule.ToString());
    }

    private static RecurrenceParts? Parts(Cadence cadence, LocalDate anchor) =>
        cadence.Unit switch
        {
            CadenceUnit.Day => new(Frequency.Daily) { Interval = cadence.Every },
            CadenceUnit.Week => new(Frequency.Weekly)
            {
                Interval = cadence.Every,
                ByDay = [.. cadence.Weekdays.Select(d => new PlacedDay(d))],
            },
            CadenceUnit.Month => OfMonths(cadence, cadence.Every, anchor),
            CadenceUnit.Quarter => CrossesMonths(cadence.On)
                ? null
                : OfMonths(cadence, 3 * cadence.Every, anchor),
            _ => OfYears(cadence, anchor),
        };

    private static RecurrenceParts? OfMonths(Cadence cadence, int interval, LocalDate anchor)
    {
        var monthly = new RecurrenceParts(Frequency.Monthly) { Interval = interval };
        return cadence.On switch
        {
            null when anchor.Day <= ShortestMonth => monthly,
            null => DayOfMonth(monthly, anchor.Day),
            { Of: CadenceDays.Days, Nth: var nth } => DayOfMonth(monthly, nth),
            { Of: CadenceDays.Weekdays } on => monthly with
            {
                ByDay = [new PlacedDay(on.Weekday, on.Nth)],
            },
            _ => null,
        };
    }

    /// <summary>A month that lacks the day has its last one instead.</summary>
    private static RecurrenceParts DayOfMonth(RecurrenceParts monthly, int day) =>
        day <= ShortestMonth ? monthly with { ByMonthDay = [day] }
        : day == 31 ? monthly with { ByMonthDay = [-1] }
        : monthly with
        {
            ByMonthDay = [.. Enumerable.Range(ShortestMonth, day - ShortestMonth + 1)],
            BySetPos = [-1],
        };

    /// <summary>A place that is now in one month of a quarter, now in the next.</summary>
    private static bool CrossesMonths(CadencePlace? on) =>
        on is { Of: CadenceDays.Days, Nth: > 30 } or { Of: CadenceDays.Weekdays, Nth: > 4 };

    private static RecurrenceParts? OfYears(Cadence cadence, LocalDate anchor)
    {
        var yearly = new RecurrenceParts(Frequency.Yearly) { Interval = cadence.Every };
        return cadence.On switch
        {
            null when anchor is { Month: 2, Day: 29 } => yearly with
            {
                ByMonth = [2],
                ByMonthDay = [-1],
            },
            null => yearly,
            { Of: CadenceDays.Days, Nth: var nth } => yearly with { ByYearDay = [nth] },
            { Of: CadenceDays.Weekdays } on => yearly with
            {
                ByDay = [new PlacedDay(on.Weekday, on.Nth)],
            },
            _ => null,
        };
    }

    /// <summary>The same rule without what goes without saying when it begins on this day.</summary>
    private static RecurrenceParts Plain(RecurrenceParts rule, LocalDate start)
    {
        if (rule.Frequency != Frequency.Weekly || rule.Interval == 1 || rule.ByDay.Count < 2)
        {
            rule = rule.ByWeekNo.Count > 0 ? rule : rule with { WeekStart = IsoDayOfWeek.Monday };
        }
        if (
            rule is { ByDay: [{ Place: 0 } day], BySetPos: [var place], ByMonthDay: [] }
            && rule.Frequency >= Frequency.Monthly
        )
        {
            rule = rule with { ByDay = [day with { Place = place }], BySetPos = [] };
        }
        if (
            rule is { Frequency: Frequency.Yearly, ByMonth: [var month], ByDay: [], ByYearDay: [] }
            && month == start.Month
            && (rule.ByMonthDay is [] || rule.ByMonthDay is [var only] && only == start.Day)
            && start is not { Month: 2, Day: 29 }
        )
        {
            rule = rule with { ByMonth = [], ByMonthDay = [] };
        }
        return rule;
    }

    private static IEnumerable<Result<Cadence>> Maybe(RecurrenceParts rule)
    {
        var placed = rule switch
        {
            { ByMonthDay: [var day] } => new CadencePlace(day, CadenceDays.Days),
            { ByYearDay: [var day] } => new CadencePlace(day, CadenceDays.Days),
            { ByDay: [{ Place: not 0 } day] } => new CadencePlace(
                day.Place,
                CadenceDays.Weekdays,
                day.Day
            ),
            { ByMonthDay: [.., var day] } => new CadencePlace(day, CadenceDays.Days),
            _ => (CadencePlace?)null,
        };
        CadenceUnit[] units = rule.Frequency switch
        {
            Frequency.Daily => [CadenceUnit.Day],
            Frequency.Weekly => [CadenceUnit.Week],
            Frequency.Monthly when rule.Interval % 3 == 0 =>
            [
                CadenceUnit.Quarter,
                CadenceUnit.Month,
            ],
            Frequency.Monthly => [CadenceUnit.Month],
            Frequency.Yearly => [CadenceUnit.Year],
            _ => [],
        };
        CadencePlace?[] places = placed is null ? [null] : [placed, null];
        foreach (var unit in units)
        {
            foreach (var place in places)
            {
                yield return Cadence.Of(
                    unit == CadenceUnit.Quarter ? rule.Interval / 3 : rule.Interval,
                    unit,
                    weekdays: unit == CadenceUnit.Week ? rule.ByDay.Select(d => d.Day) : [],
                    on: place
                );
            }
        }
    }

    /// <summary>No rule of a calendar speaks of working days.</summary>
    private static bool Never(LocalDate day) => false;
}
