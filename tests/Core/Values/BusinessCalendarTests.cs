using System.Globalization;
using NodaTime;
using Rapport.Values;
using static Rapport.Tests.Core.Values.BusinessCalendarCases;

namespace Rapport.Tests.Core.Values;

public class BusinessCalendarTests
{
    private static readonly BusinessCalendar Office = Named["office"];

    public static TheoryData<string> Worked => [.. Cases];

    [Theory]
    [MemberData(nameof(Worked))]
    public void What_was_worked_out_by_hand_is_answered(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var calendar = Named[parts[0]];
        var from = Instant(parts[2]);

        var answer = parts[1] switch
        {
            "add" => Said(calendar.Add(from, Hours(parts[3])), parts[4]),
            "sub" => Said(calendar.Subtract(from, Hours(parts[3])), parts[4]),
            "next" => Said(calendar.NextOpen(from), parts[4]),
            "last" => Said(calendar.LastOpen(from), parts[4]),
            "days" => Said(
                calendar.AddDays(from, int.Parse(parts[3], CultureInfo.InvariantCulture)),
                parts[4]
            ),
            "open" => calendar.IsOpen(from) ? "yes" : "no",
            _ => Said(calendar.Between(from, Instant(parts[3]))),
        };

        Assert.Equal(parts[4], answer);
    }

    [Fact]
    public void There_are_more_than_two_hundred_of_them_each_with_its_reason()
    {
        Assert.True(Cases.Count() > 200);
        Assert.All(Cases, line => Assert.NotEqual("", line.Split('|')[5].Trim()));
    }

    [Fact]
    public void A_nanosecond_counts()
    {
        var monday = Instant("2026-06-01T09:00+02");

        Assert.Equal(
            Instant("2026-06-02T09:00+02").PlusNanoseconds(1),
            Office.Add(monday, Duration.FromHours(8) + Duration.Epsilon)
        );
        Assert.Equal(
            Duration.FromNanoseconds(3),
            Office.Between(monday.PlusNanoseconds(-5), monday.PlusNanoseconds(3))
        );
    }

    [Fact]
    public void The_longest_times_that_can_be_said_are_answered()
    {
        Assert.Null(Office.Add(NodaTime.Instant.MinValue, Duration.MaxValue));
        Assert.Null(Office.Subtract(NodaTime.Instant.MaxValue, Duration.MaxValue));
        Assert.Null(Office.AddDays(Instant("2026-06-01T09:00+02"), int.MaxValue));
        Assert.Null(Office.AddDays(Instant("2026-06-01T09:00+02"), int.MinValue));
        Assert.True(
            Office.Between(NodaTime.Instant.MinValue, NodaTime.Instant.MaxValue)
                > Duration.FromDays(26_000)
        );
    }

    [Fact]
    public void Two_days_of_one_date_are_refused() =>
        Assert.Throws<ArgumentException>(() =>
            new BusinessCalendar(
                WeeklyHours.None,
                DateTimeZone.Utc,
                [
                    ExceptionalDay.Closed(new LocalDate(2026, 6, 1)),
                    ExceptionalDay.Closed(new LocalDate(2026, 6, 1)),
                ]
            )
        );

    [Fact]
    public void Of_a_holiday_the_calendar_may_say_otherwise()
    {
        var open = new BusinessCalendar(
            WeeklyHours.Parse("Fri 09:00-17:00"),
            DateTimeZoneProviders.Tzdb["Europe/Berlin"],
            [
                new ExceptionalDay(
                    new LocalDate(2026, 12, 25),
                    DayKind.OtherHours,
                    DayHours.Parse("10:00-12:00")
                ),
            ],
            Holidays.Region("DE")
        );

        Assert.True(open.IsOpen(Instant("2026-12-25T10:00+01")));
        Assert.False(open.IsOpen(Instant("2027-01-01T10:00+01")));
    }

    [Theory]
    [InlineData("2 bd", "2026-06-03T17:00+02")]
    [InlineData("8 bh", "2026-06-02T12:00+02")]
    [InlineData("1 bh 30 bm", "2026-06-01T13:30+02")]
    public void A_term_is_due_as_its_unit_says(string term, string due) =>
        Assert.Equal(Instant(due), Office.Add(Instant("2026-06-01T12:00+02"), Term.Parse(term)));

    private static string Said(Instant? instant, string expected) =>
        instant is not { } at ? "never"
        : expected == "never" ? at.ToString()
        : Moment.Format(at.WithOffset(Moment.Parse(expected).Value.Offset));

    private static string Said(Duration time)
    {
        var (hours, minutes) = Math.DivRem(Math.Abs((long)time.TotalMinutes), 60);
        return FormattableString.Invariant(
            $"{(time < Duration.Zero ? "-" : "")}{hours}:{minutes:00}"
        );
    }
}
