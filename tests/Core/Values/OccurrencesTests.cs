using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Rapport.Values;

namespace Rapport.Tests.Core.Values;

/// <summary>When rules occur, where the calendar or the clock is awkward.</summary>
public sealed class OccurrencesTests
{
    private static readonly DateTimeZone Utc = DateTimeZone.Utc;
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly DateTimeZone Apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];

    [Theory]
    // 29 February comes every four years, but for 2100.
    [InlineData("2092-02-29T09:00", "FREQ=YEARLY", "2092-02-29 2096-02-29 2104-02-29")]
    [InlineData(
        "2024-02-29T09:00",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        "2024-02-29 2025-02-28 2026-02-28"
    )]
    [InlineData(
        "2024-12-31T09:00",
        "FREQ=YEARLY;BYYEARDAY=366",
        "2024-12-31 2028-12-31 2032-12-31"
    )]
    [InlineData(
        "2024-01-01T09:00",
        "FREQ=YEARLY;BYYEARDAY=-366",
        "2024-01-01 2028-01-01 2032-01-01"
    )]
    [InlineData("2026-01-31T09:00", "FREQ=MONTHLY", "2026-01-31 2026-03-31 2026-05-31")]
    // Years of 53 weeks by ISO 8601: 2020, 2026, 2032. The last of 2020 ends in 2021.
    [InlineData("2020-12-28T09:00", "FREQ=YEARLY;BYWEEKNO=53", "2020-12-28 2026-12-28 2032-12-27")]
    [InlineData(
        "2020-12-31T09:00",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU",
        "2020-12-31 2021-01-03 2027-01-03"
    )]
    // Week 1 of 2025 begins on 30 December 2024.
    [InlineData(
        "2024-01-01T09:00",
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
        "2024-01-01 2024-12-30 2025-12-29"
    )]
    [InlineData(
        "2024-12-30T09:00",
        "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1",
        "2024-12-30 2027-01-04 2029-01-01"
    )]
    [InlineData("2026-12-21T09:00", "FREQ=YEARLY;BYWEEKNO=-1", "2026-12-21 2026-12-28 2027-12-27")]
    // A month that begins on Saturday has a fifth one.
    [InlineData("2026-01-31T09:00", "FREQ=MONTHLY;BYDAY=5SA", "2026-01-31 2026-05-30 2026-08-29")]
    [InlineData(
        "2026-01-30T09:00",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        "2026-01-30 2026-02-28 2026-03-30"
    )]
    // Every half-minute at the end of each hour but one.
    [InlineData(
        "2026-01-01T00:59:30",
        "FREQ=MINUTELY;BYMINUTE=59;BYSECOND=0,30;BYSETPOS=-1",
        "2026-01-01 2026-01-01 2026-01-01"
    )]
    // The 60th second is the 59th.
    [InlineData(
        "2026-01-01T00:00:59",
        "FREQ=DAILY;BYSECOND=60",
        "2026-01-01 2026-01-02 2026-01-03"
    )]
    // A leap day at a second that comes only now and then.
    [InlineData(
        "2024-02-29T00:00",
        "FREQ=HOURLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29;BYHOUR=0",
        "2024-02-29 2052-02-29 2080-02-29"
    )]
    public void Years_and_weeks_end_where_they_end(string start, string rule, string days) =>
        Assert.Equal(
            days.Split(' '),
            Of(start, Utc, rule).All().Take(3).Select(at => $"{at.InUtc().Date:uuuu-MM-dd}")
        );

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29")]
    [InlineData("FREQ=HOURLY;INTERVAL=2;BYHOUR=10")]
    [InlineData("FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1")]
    [InlineData("FREQ=SECONDLY;INTERVAL=86400;BYSECOND=1")]
    [InlineData("FREQ=DAILY;BYDAY=MO;BYSETPOS=2")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO")]
    [InlineData("FREQ=YEARLY;INTERVAL=999999999;BYMONTH=1")]
    public void What_never_occurs_ends_with_never(string rule)
    {
        var occurrences = Of("2026-01-01T09:00", Utc, rule);

        Assert.Single(occurrences.All());
        Assert.Null(occurrences.After(occurrences.All().First()));
    }

    [Fact]
    public void The_next_one_is_found_without_walking_from_the_start()
    {
        var start = "0001-01-01T00:00";
        var now = Instant.FromUtc(9000, 7, 1, 12, 0, 0);

        Assert.Equal(now + Duration.FromSeconds(1), Of(start, Utc, "FREQ=SECONDLY").After(now));
        Assert.Equal(Instant.FromUtc(9000, 7, 2, 0, 0), Of(start, Utc, "FREQ=DAILY").After(now));
        Assert.Equal(Instant.FromUtc(9000, 7, 7, 0, 0), Of(start, Utc, "FREQ=WEEKLY").After(now));
        Assert.Equal(Instant.FromUtc(9001, 1, 1, 0, 0), Of(start, Utc, "FREQ=YEARLY").After(now));
    }

    [Fact]
    public void A_time_that_spring_leaps_over_is_said_an_hour_later_and_the_next_day_as_ever() =>
        Assert.Equal(
            ["2026-03-28T02:30 +01", "2026-03-29T03:30 +02", "2026-03-30T02:30 +02"],
            Said(Of("2026-03-28T02:30", Berlin, "FREQ=DAILY;COUNT=3"), Berlin)
        );

    [Fact]
    public void A_time_that_autumn_has_twice_is_the_first() =>
        Assert.Equal(
            ["2026-10-24T02:30 +02", "2026-10-25T02:30 +02", "2026-10-26T02:30 +01"],
            Said(Of("2026-10-24T02:30", Berlin, "FREQ=DAILY;COUNT=3"), Berlin)
        );

    /// <summary>02:00 and 02:30 do not exist and fall on 03:00 and 03:30, which exist themselves: each comes once.</summary>
    [Fact]
    public void Half_hours_across_the_leap_come_once_each_and_in_order() =>
        Assert.Equal(
            [
                "2026-03-29T01:30 +01",
                "2026-03-29T03:00 +02",
                "2026-03-29T03:30 +02",
                "2026-03-29T04:00 +02",
            ],
            Said(Of("2026-03-29T01:30", Berlin, "FREQ=MINUTELY;INTERVAL=30;COUNT=4"), Berlin)
        );

    [Fact]
    public void After_a_leap_what_was_leapt_over_is_still_to_come()
    {
        var daily = Of("2026-03-01T02:30", Berlin, "FREQ=DAILY");

        // 03:10 in summer time: 02:30 of that day stands at 03:30.
        Assert.Equal(
            Instant.FromUtc(2026, 3, 29, 1, 30),
            daily.After(Instant.FromUtc(2026, 3, 29, 1, 10))
        );
    }

    /// <summary>Samoa had no 30 December 2011.</summary>
    [Fact]
    public void A_day_that_a_zone_leaps_over_falls_on_the_next() =>
        Assert.Equal(
            ["2011-12-29T12:00 -10", "2011-12-31T12:00 +14", "2012-01-01T12:00 +14"],
            Said(Of("2011-12-29T12:00", Apia, "FREQ=DAILY"), Apia)
        );

    [Theory]
    [InlineData("FREQ=DAILY;UNTIL=20260103", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260103T090000", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260103T085959", 2)]
    [InlineData("FREQ=DAILY;UNTIL=20260103T080000Z", 3)] // 09:00 in Berlin
    [InlineData("FREQ=DAILY;UNTIL=20260103T075959Z", 2)]
    [InlineData("FREQ=DAILY;UNTIL=20200101", 1)]
    public void Until_is_the_last_moment(string rule, int count) =>
        Assert.Equal(count, Of("2026-01-01T09:00", Berlin, rule).All().Count());

    [Fact]
    public void Added_dates_come_among_the_others_once_and_those_left_out_do_not()
    {
        var start = new LocalDateTime(2026, 1, 1, 9, 0);
        var added = start.PlusHours(36);

        var found = new Occurrences(
            start,
            Berlin,
            Recurrence.Read("FREQ=DAILY;COUNT=4").Value,
            added: [added, start.PlusDays(1), added],
            leftOut: [start.PlusDays(2)]
        );

        Assert.Equal(
            [start, start.PlusDays(1), added, start.PlusDays(3)],
            found.All().Select(at => at.InZone(Berlin).LocalDateTime)
        );
        Assert.Null(found.After(found.All().Last()));
    }

    [Fact]
    public void From_any_moment_on_it_is_the_rest_of_all() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(
                (
                    from rule in RecurrenceRules.Any
                    from start in Gen.Choose(0, 3000)
                    from later in Gen.Choose(0, 50)
                    from minutes in Gen.Choose(-90, 90)
                    select (rule, start, later, minutes)
                ).ToArbitrary(),
                made =>
                {
                    var occurrences = new Occurrences(
                        new LocalDateTime(2024, 1, 1, 2, 30).PlusHours(7 * made.start),
                        Berlin,
                        made.rule
                    );
                    var walked = occurrences.All().Take(60).ToList();
                    var from =
                        walked[Math.Min(made.later, walked.Count - 1)]
                        + Duration.FromMinutes(made.minutes);
                    return occurrences
                        .From(from)
                        .TakeWhile(at => at <= walked[^1])
                        .SequenceEqual(walked.Where(at => at >= from));
                }
            )
        );

    /// <summary>Day by day from the start, every part of the rule asked of each: the table of section 3.3.10 read as limits.</summary>
    [Fact]
    public void Rules_of_days_fall_where_a_search_day_by_day_finds_them() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100),
            Prop.ForAll(
                (
                    from rule in RecurrenceRules.OfDays
                    from start in Gen.Choose(0, 3000)
                    select (rule, start)
                ).ToArbitrary(),
                made =>
                {
                    var start = new LocalDate(2019, 1, 1).PlusDays(made.start);
                    var end = start.PlusYears(5);
                    var timeless = made.rule.Parts with
                    {
                        ByHour = [],
                        ByMinute = [],
                        BySecond = [],
                    };
                    var rule = Recurrence.Of(timeless) is { Done: true } whole
                        ? whole.Value
                        : Recurrence.Of(timeless with { BySetPos = [] }).Value;
                    var found = new Occurrences(start.AtMidnight(), Utc, rule)
                        .All()
                        .Select(at => at.InUtc().Date)
                        .TakeWhile(day => day < end);
                    return RecurrenceDayByDay.Of(rule.Parts, start, end).SequenceEqual(found);
                }
            )
        );

    private static Occurrences Of(string start, DateTimeZone zone, string rule) =>
        new(
            NodaTime
                .Text.LocalDateTimePattern.CreateWithInvariantCulture(
                    start.Length == 16 ? "uuuu-MM-dd'T'HH:mm" : "uuuu-MM-dd'T'HH:mm:ss"
                )
                .Parse(start)
                .Value,
            zone,
            Recurrence.Read(rule).Value
        );

    private static IEnumerable<string> Said(Occurrences occurrences, DateTimeZone zone) =>
        occurrences
            .All()
            .Take(occurrences.Rule!.Parts.Count ?? 3)
            .Select(at =>
                at.InZone(zone) is var local ? $"{local:uuuu-MM-dd'T'HH:mm} {local.Offset:g}" : ""
            );
}
