namespace Rapport.Values;

/// <summary>What RFC 5545, section 3.3.10, says that a rule must not say.</summary>
internal static class RecurrenceChecks
{
    public static void Add(RecurrenceParts rule, Faults faults)
    {
        Fit(faults, "INTERVAL", [rule.Interval], n => n is >= 1 and <= Recurrence.LongestInterval);
        Fit(
            faults,
            "COUNT",
            rule.Count is { } count ? [count] : [],
            n => n is >= 1 and <= Recurrence.MostCounted
        );
        Fit(faults, "BYSECOND", rule.BySecond, n => n is >= 0 and <= 60);
        Fit(faults, "BYMINUTE", rule.ByMinute, n => n is >= 0 and <= 59);
        Fit(faults, "BYHOUR", rule.ByHour, n => n is >= 0 and <= 23);
        Fit(faults, "BYMONTH", rule.ByMonth, n => n is >= 1 and <= 12);
        Fit(faults, "BYDAY", rule.ByDay.Select(d => d.Place), n => n is >= -53 and <= 53);
        Fit(faults, "BYMONTHDAY", rule.ByMonthDay, n => Math.Abs(n) is >= 1 and <= 31);
        Fit(faults, "BYYEARDAY", rule.ByYearDay, n => Math.Abs(n) is >= 1 and <= 366);
        Fit(faults, "BYWEEKNO", rule.ByWeekNo, n => Math.Abs(n) is >= 1 and <= 53);
        Fit(faults, "BYSETPOS", rule.BySetPos, n => Math.Abs(n) is >= 1 and <= 366);

        var frequency = $"FREQ={rule.Frequency.ToString().ToUpperInvariant()}";
        void Clash(bool wrong, string one, string other) =>
            faults.If(wrong, Recurrence.Field, Fault.RuleClash, $"{one}, {other}");
        Clash(rule is { Count: not null, Until: not null }, "COUNT", "UNTIL");
        foreach (var placed in rule.ByDay.Where(d => d.Place != 0).Take(1))
        {
            var day = "BYDAY=" + RecurrenceText.Write(placed);
            Clash(rule.Frequency is not (Frequency.Monthly or Frequency.Yearly), day, frequency);
            Clash(rule.ByWeekNo.Count > 0, day, "BYWEEKNO");
        }
        Clash(rule.ByWeekNo.Count > 0 && rule.Frequency != Frequency.Yearly, "BYWEEKNO", frequency);
        Clash(
            rule.ByMonthDay.Count > 0 && rule.Frequency == Frequency.Weekly,
            "BYMONTHDAY",
            frequency
        );
        Clash(
            rule.ByYearDay.Count > 0
                && rule.Frequency is (Frequency.Daily or Frequency.Weekly or Frequency.Monthly),
            "BYYEARDAY",
            frequency
        );
        faults.If(
            rule.BySetPos.Count > 0 && !Chooses(rule),
            Recurrence.Field,
            Fault.RuleLacks,
            "BY… + BYSETPOS"
        );
    }

    /// <summary>Whether there is another part from whose set a position could choose.</summary>
    private static bool Chooses(RecurrenceParts rule) =>
        rule.BySecond.Count
            + rule.ByMinute.Count
            + rule.ByHour.Count
            + rule.ByDay.Count
            + rule.ByMonthDay.Count
            + rule.ByYearDay.Count
            + rule.ByWeekNo.Count
            + rule.ByMonth.Count
        > 0;

    /// <summary>Tells of the first that does not fit.</summary>
    private static void Fit(
        Faults faults,
        string part,
        IEnumerable<int> numbers,
        Func<int, bool> fits
    )
    {
        foreach (var number in numbers.Where(n => !fits(n)).Take(1))
        {
            faults.Add(Recurrence.Field, Fault.RuleValueWrong, $"{part}={number}");
        }
    }
}
