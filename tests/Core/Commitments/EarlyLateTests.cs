using NodaTime;
using Rapport.Commitments;

namespace Rapport.Tests.Core.Commitments;

/// <summary>How early and late promises were done, against cases worked by hand.</summary>
public sealed class EarlyLateTests
{
    [Theory]
    [InlineData(80, 39, Slip.WeekEarly)]
    [InlineData(80, 40, Slip.DaysEarly)]
    [InlineData(80, 71, Slip.DaysEarly)]
    [InlineData(80, 72, Slip.InTime)]
    [InlineData(80, 80, Slip.InTime)]
    [InlineData(80, 81, Slip.DayLate)]
    [InlineData(80, 88, Slip.DayLate)]
    [InlineData(80, 89, Slip.DaysLate)]
    [InlineData(80, 120, Slip.DaysLate)]
    [InlineData(80, 121, Slip.WeekLate)]
    [InlineData(80, null, Slip.NotDone)]
    public void Eight_hours_are_a_day_and_forty_a_week(int lead, int? taken, Slip slip) =>
        Assert.Equal(slip, EarlyLate.SlipOf(Promise(lead, taken)));

    [Fact]
    public void Half_of_the_spans_and_of_the_times_taken_are_told_and_how_many_there_are_of_each()
    {
        var told = EarlyLate.Of([
            Promise(8, 8),
            Promise(16, 4),
            Promise(24, 40),
            Promise(80, null),
        ]);

        Assert.Equal(4, told.Promises);
        Assert.Equal(
            (1, 1, 1, 1),
            (
                told.Slips[Slip.InTime],
                told.Slips[Slip.DaysEarly],
                told.Slips[Slip.DaysLate],
                told.Slips[Slip.NotDone]
            )
        );
        Assert.Equal(Duration.FromHours(16), told.Lead);
        Assert.Equal(Duration.FromHours(8), told.Half);
        // Three of four are 75 %: by no time 85 % were done.
        Assert.Null(told.Most);
        Assert.Null(EarlyLate.Of([]).Lead);
    }

    private static PastPromise Promise(int lead, int? taken) =>
        new(
            Guid.Empty,
            Duration.FromHours(lead),
            taken is { } hours ? Duration.FromHours(hours) : null,
            taken <= lead
        );
}
