using NodaTime;
using Rapport.Values;
using static Rapport.Tests.Core.Values.BusinessCalendarCases;

namespace Rapport.Tests.Core.Values;

public class PausesTests
{
    private static readonly BusinessCalendar Office = Named["office"];

    private const string Monday = "2026-06-01T10:00+02";

    [Theory]
    [InlineData("", "4:00", "2026-06-01T14:00+02")]
    [InlineData("2026-06-01T11:00+02/2026-06-01T12:00+02", "4:00", "2026-06-01T15:00+02")]
    [InlineData("2026-06-01T08:00+02/2026-06-01T12:00+02", "4:00", "2026-06-01T16:00+02")]
    [InlineData("2026-05-01T08:00+02/2026-05-02T12:00+02", "4:00", "2026-06-01T14:00+02")]
    [InlineData("2026-06-01T11:00+02/2026-06-03T11:00+02", "4:00", "2026-06-03T14:00+02")]
    [InlineData("2026-06-01T18:00+02/2026-06-02T08:00+02", "8:00", "2026-06-02T10:00+02")]
    [InlineData("2026-06-01T14:00+02/", "4:00", "2026-06-01T14:00+02")]
    [InlineData("2026-06-01T13:59+02/", "4:00", "never")]
    [InlineData(
        "2026-06-01T11:00+02/2026-06-01T12:00+02 2026-06-01T11:30+02/2026-06-01T13:00+02",
        "4:00",
        "2026-06-01T16:00+02"
    )]
    [InlineData(
        "2026-06-01T12:00+02/2026-06-01T13:00+02 2026-06-01T10:00+02/2026-06-01T11:00+02",
        "4:00",
        "2026-06-01T16:00+02"
    )]
    [InlineData("2026-06-01T09:00+02/2026-06-09T09:00+02", "0:00", Monday)]
    public void Time_stands_in_a_pause(string pauses, string time, string due)
    {
        var paused = Read(pauses);
        var answer = Office.Add(Instant(Monday), Hours(time), paused);

        Assert.Equal(due == "never" ? null : Instant(due), answer);
        Assert.True(
            answer is not { } at || Office.Between(Instant(Monday), at, paused) == Hours(time)
        );
    }

    [Theory]
    [InlineData("", 2, "2026-06-03T17:00+02")]
    // Within a day nothing is lost.
    [InlineData("2026-06-02T11:00+02/2026-06-02T12:00+02", 2, "2026-06-03T17:00+02")]
    // Two evenings lie in it.
    [InlineData("2026-06-02T11:00+02/2026-06-04T11:00+02", 2, "2026-06-05T17:00+02")]
    // The evening of the day itself, which does not count anyway.
    [InlineData("2026-06-01T11:00+02/2026-06-02T10:00+02", 2, "2026-06-03T17:00+02")]
    // From one closing to the next: one evening.
    [InlineData("2026-06-02T17:00+02/2026-06-03T17:00+02", 2, "2026-06-04T17:00+02")]
    [InlineData("2026-06-06T00:00+02/2026-06-08T00:00+02", 5, "2026-06-08T17:00+02")]
    [InlineData(
        "2026-06-02T11:00+02/2026-06-04T11:00+02 2026-06-05T12:00+02/2026-06-08T12:00+02",
        2,
        "2026-06-08T17:00+02"
    )]
    [InlineData("2026-06-03T17:00+02/", 2, "2026-06-03T17:00+02")]
    [InlineData("2026-06-03T16:59+02/", 2, "never")]
    [InlineData("2026-06-03T16:59+02/2300-01-01T00:00+00", 2, "never")]
    [InlineData("2026-06-01T11:00+02/2027-06-01T11:00+02", 1, "2027-06-01T17:00+02")]
    [InlineData("2026-06-01T11:00+02/2026-06-02T11:00+02", 0, "2026-06-02T17:00+02")]
    [InlineData("1800-01-01T00:00+00/1850-01-01T00:00+00", 1, "2026-06-02T17:00+02")]
    public void A_business_day_that_closes_in_a_pause_does_not_count(
        string pauses,
        int days,
        string due
    ) =>
        Assert.Equal(
            due == "never" ? null : Instant(due),
            Office.AddDays(Instant(Monday), days, Read(pauses))
        );

    [Fact]
    public void A_pause_ends_after_it_begins() =>
        Assert.Throws<ArgumentException>(() => Read("2026-06-02T11:00+02/2026-06-01T11:00+02"));

    private static Pauses Read(string pauses) =>
        new(
            pauses
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => p.Split('/'))
                .Select(p => (Instant(p[0]), p[1].Length == 0 ? (Instant?)null : Instant(p[1])))
        );
}
