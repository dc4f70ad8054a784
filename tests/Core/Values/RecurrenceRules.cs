using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>Arbitrary rules of recurrence, and what only looks like one.</summary>
internal static class RecurrenceRules
{
    private static readonly IsoDayOfWeek[] Weekdays =
    [
        .. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None),
    ];

    private static readonly string[] Pieces =
    [
        "FREQ=",
        "FREQ=YEARLY",
        "FREQ=MONTHLY",
        "FREQ=WEEKLY",
        "FREQ=DAILY",
        "FREQ=HOURLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY",
        "BYMONTH=2",
        "BYMONTHDAY=30",
        "BYMONTHDAY=-31,29",
        "BYYEARDAY=366",
        "BYWEEKNO=53",
        "BYDAY=MO,-1SU",
        "BYDAY=53SA",
        "BYHOUR=1,3",
        "BYMINUTE=7",
        "BYSECOND=60",
        "BYSETPOS=-1,366",
        "COUNT=3",
        "COUNT=1000000",
        "INTERVAL=999999999",
        "INTERVAL=2",
        "INTERVAL=86399",
        "UNTIL=20260630",
        "UNTIL=99991231T235959Z",
        "WKST=SU",
        "RRULE:",
        "=",
        ";;",
        ",",
        "\u0000",
        "😀",
        "９",
        "-",
        " ",
    ];

    public static Gen<string> Rubbish { get; } =
        from pieces in Gen.Elements(Pieces).ListOf()
        from between in Gen.Elements(";", ";", ";", ";", "", ",")
        select string.Join(between, pieces.Take(8));

    /// <summary>Of days and longer, without an end.</summary>
    public static Gen<Recurrence> OfDays { get; } =
        Of(
            Gen.Elements(Frequency.Daily, Frequency.Weekly, Frequency.Monthly, Frequency.Yearly),
            Gen.Constant<int?>(null),
            Gen.Constant<Until?>(null)
        );

    public static Gen<Recurrence> Any { get; } =
        Gen.OneOf(
            Of(
                Gen.Elements(Enum.GetValues<Frequency>()),
                Gen.Choose(1, 50).Select(n => (int?)n),
                Gen.Constant<Until?>(null)
            ),
            Of(
                Gen.Elements(Enum.GetValues<Frequency>()),
                Gen.Constant<int?>(null),
                from kind in Gen.Elements(Enum.GetValues<UntilKind>())
                from hours in Gen.Choose(0, 100_000)
                let at = new LocalDateTime(2026, 1, 1, 0, 0).PlusHours(hours)
                select (Until?)new Until(kind == UntilKind.Date ? at.Date.AtMidnight() : at, kind)
            ),
            OfDays
        );

    /// <summary>Parts that do not go with their frequency are left out.</summary>
    private static Gen<Recurrence> Of(
        Gen<Frequency> frequencies,
        Gen<int?> counts,
        Gen<Until?> untils
    ) =>
        from frequency in frequencies
        from interval in Gen.Choose(1, 5)
        from count in counts
        from until in untils
        from months in Some(Gen.Choose(1, 12))
        from weekNos in Some(Either(53))
        from yearDays in Some(Either(366))
        from monthDays in Some(Either(31))
        from days in Some(Gen.Elements(Weekdays))
        from places in Gen.Choose(-5, 5)
        from hours in Some(Gen.Choose(0, 23))
        from minutes in Some(Gen.Choose(0, 59))
        from seconds in Some(Gen.Choose(0, 60))
        from positions in Some(Either(4))
        from weekStart in Gen.Elements(Weekdays)
        let weekly = frequency == Frequency.Yearly && months.Count == 0
        let byWeekNo = weekly ? weekNos : []
        let placed = frequency >= Frequency.Monthly && byWeekNo.Count == 0
        let rule = new RecurrenceParts(frequency)
        {
            Interval = interval,
            Count = count,
            Until = until,
            ByMonth = months,
            ByWeekNo = byWeekNo,
            ByYearDay = frequency is Frequency.Yearly or < Frequency.Daily ? yearDays : [],
            ByMonthDay = frequency == Frequency.Weekly ? [] : monthDays,
            ByDay = [.. days.Select(d => new PlacedDay(d, placed ? places : 0))],
            ByHour = hours,
            ByMinute = minutes,
            BySecond = seconds,
            WeekStart = weekStart,
        }
        let chosen = Recurrence.Of(rule with { BySetPos = positions })
        select chosen.Done ? chosen.Value : Recurrence.Of(rule).Value;

    private static Gen<int> Either(int most) =>
        Gen.Choose(1, most).SelectMany(n => Gen.Elements(n, -n));

    /// <summary>Mostly none.</summary>
    private static Gen<IReadOnlyList<T>> Some<T>(Gen<T> one) =>
        Gen.Frequency(
            (3, Gen.Constant<IReadOnlyList<T>>([])),
            (1, one.ArrayOf(2).Select(IReadOnlyList<T> (some) => some)),
            (1, one.ArrayOf(1).Select(IReadOnlyList<T> (some) => some))
        );
}
