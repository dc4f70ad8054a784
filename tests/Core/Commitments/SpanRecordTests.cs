using NodaTime;
using Rapport.Commitments;

namespace Rapport.Tests.Core.Commitments;

/// <summary>What a record of promises says of a new one, against cases worked by hand.</summary>
public sealed class SpanRecordTests
{
    private static readonly Duration Day = Duration.FromHours(8);

    [Fact]
    public void Half_of_ten_were_done_by_the_fifth_and_85_of_100_by_the_ninth()
    {
        // Promised for 5 days; done after 1, 2, … 10 of them: five kept, five late.
        // Definition 1 of Hyndman and Fan: the 5th of 10 at one half, the 9th at 85 %, since 8 of 10 are but 80 %.
        var past = Enumerable.Range(1, 10).Select(n => Done(5 * Day, n * Day));

        var record = SpanRecord.Of(past, 5 * Day, Among.Firm)!;

        Assert.Equal((10, 5), (record.Promises, record.Kept));
        Assert.Equal((5 * Day, 9 * Day), (record.Half, record.Most));
        Assert.True(record.IsTight(5 * Day));
        Assert.True(record.IsTight(9 * Day - Duration.FromSeconds(1)));
        Assert.False(record.IsTight(9 * Day));
    }

    [Fact]
    public void What_was_never_done_counts_as_longer_than_all_that_was()
    {
        // Of 20, two never: 18 of 20 are 90 %, the 17th is the last that is needed. With four never, 80 % are too few.
        var done = Enumerable.Range(1, 20).Select(n => Done(10 * Day, n * Day)).ToList();
        var two = done.Take(18).Concat(Enumerable.Repeat(Never(10 * Day), 2));
        var four = done.Take(16).Concat(Enumerable.Repeat(Never(10 * Day), 4));
        var most = done.Take(9).Concat(Enumerable.Repeat(Never(10 * Day), 11));

        Assert.Equal(17 * Day, SpanRecord.Of(two, 10 * Day, Among.Firm)!.Most);
        var late = SpanRecord.Of(four, 10 * Day, Among.Firm)!;
        Assert.Equal((10 * Day, (Duration?)null), (late.Half, late.Most));
        Assert.True(late.IsTight(1000 * Day));
        Assert.Null(SpanRecord.Of(most, 10 * Day, Among.Firm)!.Half);
    }

    [Fact]
    public void Fewer_than_eight_alike_are_too_few_to_tell()
    {
        var eight = Enumerable.Range(1, 8).Select(n => Done(5 * Day, n * Day)).ToList();

        Assert.NotNull(SpanRecord.Of(eight, 5 * Day, Among.Client));
        Assert.Null(SpanRecord.Of(eight.Skip(1), 5 * Day, Among.Client));
        // Alike is from half to twice as long: for ten days they just are, for eleven no more.
        Assert.NotNull(SpanRecord.Of(eight, 10 * Day, Among.Client));
        Assert.Null(SpanRecord.Of(eight, 11 * Day, Among.Client));
    }

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(5, 10, true)]
    [InlineData(10, 5, true)]
    [InlineData(5, 10.1, false)]
    [InlineData(10.1, 5, false)]
    // No span is shorter than an hour: one of none is like one of two hours, and not like one of three.
    [InlineData(0, 2, true)]
    [InlineData(0, 3, false)]
    public void Spans_are_alike_from_half_to_twice_as_long(double one, double other, bool alike) =>
        Assert.Equal(
            alike,
            SpanRecord.AreAlike(Duration.FromHours(one), Duration.FromHours(other))
        );

    [Fact]
    public void Of_a_team_of_two_nothing_is_told_and_of_a_client_of_one_it_is()
    {
        var (ana, ben, eve) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var two = Enumerable
            .Range(1, 10)
            .Select(n => Done(5 * Day, n * Day) with { OwnerId = n % 2 == 0 ? ana : ben })
            .ToList();

        Assert.Null(SpanRecord.Of(two, 5 * Day, Among.Team));
        Assert.NotNull(SpanRecord.Of(two, 5 * Day, Among.Client));
        Assert.NotNull(
            SpanRecord.Of(
                two.Append(Done(5 * Day, Day) with { OwnerId = eve }),
                5 * Day,
                Among.Team
            )
        );
    }

    private static PastPromise Done(Duration lead, Duration taken) =>
        new(Guid.Empty, lead, taken, taken <= lead);

    private static PastPromise Never(Duration lead) => new(Guid.Empty, lead, null, false);
}
